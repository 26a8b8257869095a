//! The terminal's own signature (Ed25519), by a key that follows from the data key: it needs no keeping of its own, and a
//! restored terminal signs as before. Whoever has the public key, from the paper of a day, can tell whose a log is.

use crate::Reader;
use kakehashi_domain::{Code, Fault, Outcome};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A signature, and the key by which it is proved; both in hexadecimal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The public key.
    pub key: String,
    /// The signature.
    pub signature: String,
}

impl Signature {
    /// Whether it is of this text.
    pub fn is_of(&self, text: &str) -> bool {
        let (key, signature) = (hex::decode(&self.key), hex::decode(&self.signature));
        let (Ok(key), Ok(signature)) = (key, signature) else {
            return false;
        };
        let key = UnparsedPublicKey::new(&ED25519, key);
        key.verify(text.as_bytes(), &signature).is_ok()
    }
}

impl Reader {
    /// Signs a text as this terminal.
    ///
    /// # Errors
    /// `INTERNAL` for a copy, which is no terminal.
    pub fn sign(&self, text: &str) -> Outcome<Signature> {
        let pair = self.signing_pair()?;
        Ok(Signature {
            key: hex::encode(pair.public_key()),
            signature: hex::encode(pair.sign(text.as_bytes())),
        })
    }

    /// The public key by which this terminal's signatures are proved, in hexadecimal.
    ///
    /// # Errors
    /// As [`Reader::sign`].
    pub fn signing_key(&self) -> Outcome<String> {
        Ok(hex::encode(self.signing_pair()?.public_key()))
    }

    /// Whether a signature is this terminal's own, of this text.
    ///
    /// # Errors
    /// As [`Reader::sign`].
    pub fn is_signed(&self, text: &str, signature: &Signature) -> Outcome<bool> {
        Ok(signature.key == self.signing_key()? && signature.is_of(text))
    }

    fn signing_pair(&self) -> Outcome<Ed25519KeyPair> {
        let internal = |why: &str| Fault::new(Code::Internal).because(why);
        let key = self.own_key();
        let key = key.ok_or_else(|| internal("a copy signs nothing"))?;
        let label = b"kakehashi signing key v1".as_slice();
        let hash = |parts: [&[u8]; 3]| {
            let all = parts.into_iter().fold(Sha256::new(), Sha256::chain_update);
            Zeroizing::new(<[u8; 32]>::from(all.finalize()))
        };
        let inner = hash([key.raw(), label, b"inner"]);
        let seed = hash([key.raw(), label, &*inner]);
        Ed25519KeyPair::from_seed_unchecked(&*seed).map_err(|_| internal("no signing key"))
    }
}
