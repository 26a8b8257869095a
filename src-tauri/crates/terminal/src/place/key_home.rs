//! Where a certificate's private key lies.
//!
//! Best in the operating system's own storage, which signs and never gives it out. Where there is none, or its first
//! signature doesn't hold: in the encrypted database, sealed once more by the operating system where that can. Either
//! way neither a copy of the data nor its key carries it to another PC or account.

use crate::core::{controller::Controller, look::Look, profile::SecretText};
use kakehashi_client_identity::{ClientIdentity, SigningKey};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use kakehashi_operating_system::{forget_key, keep_key, seal, signing_key, unseal};
use kakehashi_store::Transaction;
use serde::{Deserialize, Serialize};
use std::{io, sync::Arc};
use zeroize::Zeroizing;

/// What the names of all keys begin with that the operating system keeps for the terminal whose data has the key of this
/// mark. An account may have several, e.g. one for practice.
pub(crate) fn key_names(data_key_mark: &str) -> String {
    format!("Kakehashi {data_key_mark} ")
}

/// Keeps private keys, or seals them.
pub trait KeyHome: Send + Sync {
    /// Takes a private key (PKCS#8) that signs from now on and never comes out; false where that can't be.
    fn keep(&self, name: &str, pkcs8: &[u8]) -> bool;

    /// What signs with a key that was taken.
    ///
    /// # Errors
    /// `CERTIFICATE_KEY_ELSEWHERE` where it isn't there.
    fn signer(&self, name: &str) -> Outcome<Arc<dyn SigningKey>>;

    /// Destroys a key that was taken, if it is there; false where it couldn't.
    fn forget(&self, name: &str) -> bool;

    /// Seals for this account on this PC; None where there is no such thing, and the database alone guards the key.
    ///
    /// # Errors
    /// `KEY_STORE_UNAVAILABLE`.
    fn seal(&self, key: &[u8]) -> Outcome<Option<Vec<u8>>>;

    /// Opens what was sealed.
    ///
    /// # Errors
    /// `CERTIFICATE_KEY_ELSEWHERE` for another account or PC.
    fn unseal(&self, sealed: &[u8]) -> Outcome<Zeroizing<Vec<u8>>>;
}

/// CNG and DPAPI on Windows; elsewhere none.
#[derive(Debug, Clone, Copy)]
pub struct SystemKeyHome;

impl KeyHome for SystemKeyHome {
    fn keep(&self, name: &str, pkcs8: &[u8]) -> bool {
        let kept = keep_key(name, pkcs8);
        if let Err(e) = &kept
            && e.kind() != io::ErrorKind::Unsupported
        {
            tracing::warn!(cause = %e, "the operating system takes no key");
        }
        kept.is_ok()
    }

    fn signer(&self, name: &str) -> Outcome<Arc<dyn SigningKey>> {
        signing_key(name).map_err(|e| Fault::new(Code::CertificateKeyElsewhere).because(e))
    }

    fn forget(&self, name: &str) -> bool {
        let gone = forget_key(name);
        if let Err(e) = &gone {
            tracing::warn!(cause = %e, "a key could not be destroyed");
        }
        gone.is_ok()
    }

    fn seal(&self, key: &[u8]) -> Outcome<Option<Vec<u8>>> {
        match seal(key) {
            Ok(sealed) => Ok(Some(sealed)),
            Err(e) if e.kind() == io::ErrorKind::Unsupported => Ok(None),
            Err(e) => Err(Fault::new(Code::KeyStoreUnavailable).because(e)),
        }
    }

    fn unseal(&self, sealed: &[u8]) -> Outcome<Zeroizing<Vec<u8>>> {
        unseal(sealed).map_err(|e| Fault::new(Code::CertificateKeyElsewhere).because(e))
    }
}

/// A private key, alone or with its chain, as the database has it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum KeptKey {
    /// The operating system has the key; here is the chain.
    Elsewhere {
        name: String,
        chain: String,
    },
    Sealed {
        sealed: String,
    },
    Plain(SecretText),
}

impl KeptKey {
    /// Where the key lies, in words.
    pub(crate) fn place(&self) -> &'static str {
        match self {
            Self::Elsewhere { .. } => "Windowsの鍵の保管場所（取り出せません）",
            Self::Sealed { .. } => {
                "データベース（このPCの利用者だけが開けるように暗号化してあります）"
            }
            Self::Plain(_) => "データベース（暗号化してあります）",
        }
    }
}

impl Controller {
    /// Destroys a key that the operating system keeps, unless another certificate's record still needs it: the same
    /// file can serve two profiles. Any other key goes with its record.
    pub(crate) fn forget_key(&mut self, gone: &KeptKey) -> Outcome<()> {
        let KeptKey::Elsewhere { name, .. } = gone else {
            return Ok(());
        };
        let needs = |kept: KeptKey| matches!(kept, KeptKey::Elsewhere { name: other, .. } if other == *name);
        let mut records = self.certificate_records()?.into_iter();
        let is_gone =
            records.any(|record| record.pem.is_some_and(needs)) || self.world.keys.forget(name);
        if is_gone
            && self
                .books()?
                .get::<KeptKey>(Shelf::KeyToForget, name)?
                .is_some()
        {
            self.keep(|store| store.remove(Shelf::KeyToForget, name))?;
        }
        Ok(())
    }

    /// Destroys the keys that couldn't be when their certificate went. Failing stops nothing: the next start tries again.
    pub(crate) fn forget_keys_left(&mut self) -> Outcome<()> {
        let left: Vec<KeptKey> = self.books()?.all(Shelf::KeyToForget)?;
        left.iter().try_for_each(|gone| self.forget_key(gone))
    }
}

/// Says that a key is to be destroyed, in the commit by which its certificate goes.
pub(crate) fn to_forget(store: &Transaction<'_>, gone: &KeptKey) -> Outcome<()> {
    match gone {
        KeptKey::Elsewhere { name, .. } => store.put(Shelf::KeyToForget, name, gone),
        KeptKey::Sealed { .. } | KeptKey::Plain(_) => Ok(()),
    }
}

impl Look {
    pub(crate) fn bring_identity(&self, kept: &KeptKey) -> Outcome<ClientIdentity> {
        match kept {
            KeptKey::Elsewhere { name, chain } => {
                ClientIdentity::with_signer(chain, self.world.keys.signer(name)?)
            }
            KeptKey::Sealed { .. } | KeptKey::Plain(_) => {
                ClientIdentity::from_pem(&self.bring_key(kept)?)
            }
        }
    }

    /// Keeps a certificate's key where it is safest; what keeps it must have signed once, so that a key is never lost to
    /// a storage that can't be used. `own` is what the names of this terminal's keys begin with.
    pub(crate) fn keep_identity(&self, identity: &ClientIdentity, own: &str) -> Outcome<KeptKey> {
        let name = format!("{own}{}", identity.info().sha256.replace(':', ""));
        let keys = &self.world.keys;
        let pkcs8 = identity.private_key().unwrap_or_default();
        if keys.keep(&name, pkcs8) {
            let chain = identity.chain_to_pem();
            let signer = keys.signer(&name);
            match signer.and_then(|signer| ClientIdentity::with_signer(&chain, signer)) {
                Ok(_) => return Ok(KeptKey::Elsewhere { name, chain }),
                Err(fault) => {
                    tracing::warn!(code = fault.code.number(), cause = ?fault.cause, "a kept key doesn't sign");
                    keys.forget(&name);
                }
            }
        }
        self.keep_key(&identity.to_pem())
    }

    pub(crate) fn keep_key(&self, pem: &str) -> Outcome<KeptKey> {
        let sealed = self.world.keys.seal(pem.as_bytes())?;
        Ok(match sealed {
            Some(sealed) => KeptKey::Sealed {
                sealed: hex::encode(sealed),
            },
            None => KeptKey::Plain(SecretText::new(pem)),
        })
    }

    pub(crate) fn bring_key(&self, kept: &KeptKey) -> Outcome<Zeroizing<String>> {
        let elsewhere = |e: &dyn std::fmt::Display| {
            let fault = Fault::new(Code::CertificateKeyElsewhere);
            fault.because(e)
        };
        match kept {
            KeptKey::Elsewhere { .. } => Err(elsewhere(&"the operating system keeps it")),
            KeptKey::Plain(pem) => Ok(Zeroizing::new(pem.as_str().to_owned())),
            KeptKey::Sealed { sealed } => {
                let sealed = hex::decode(sealed).map_err(|e| elsewhere(&e))?;
                let pem = self.world.keys.unseal(&sealed)?;
                let pem = std::str::from_utf8(&pem).map_err(|e| elsewhere(&e))?;
                Ok(Zeroizing::new(pem.to_owned()))
            }
        }
    }
}
