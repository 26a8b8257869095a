//! Where a certificate's private key lies: in the encrypted database, and inside it sealed once more by the operating
//! system where that can: then neither a copy of the data nor its key carries it to another PC or account.

use crate::{controller::Controller, records::SecretText};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_operating_system::{seal, unseal};
use serde::{Deserialize, Serialize};
use std::io;
use zeroize::Zeroizing;

/// Seals private keys.
pub trait KeyHome: Send + Sync {
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

/// DPAPI on Windows; elsewhere none.
#[derive(Debug, Clone, Copy)]
pub struct SystemKeyHome;

impl KeyHome for SystemKeyHome {
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
    Sealed { sealed: String },
    Plain(SecretText),
}

impl Controller {
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
