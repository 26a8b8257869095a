//! A PC's account that keeps or seals private keys, as Windows does.

use kakehashi_client_identity::SigningKey;
use kakehashi_domain::{Code, Outcome};
use kakehashi_terminal::KeyHome;
use rustls::crypto::ring::sign::any_supported_type;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
};
use zeroize::Zeroizing;

/// A system that seals by turning bits over, for the account that is there.
#[derive(Default)]
pub struct OneAccount {
    account: AtomicU8,
    /// Where keys sign and never come out; None for a PC without such a place.
    storage: Option<Mutex<HashMap<String, Vec<u8>>>>,
    /// What the storage signs with instead of what it was given.
    wrong: Option<Vec<u8>>,
    seals_nothing: bool,
    /// Whether the storage gives no key up, as when another program holds it.
    holds_on: AtomicBool,
}

impl OneAccount {
    /// A system that neither keeps nor seals.
    #[cfg(target_os = "linux")]
    pub fn that_seals_nothing() -> Self {
        Self {
            seals_nothing: true,
            ..Self::default()
        }
    }

    /// With a storage for keys.
    pub fn with_storage() -> Self {
        Self {
            storage: Some(Mutex::default()),
            ..Self::default()
        }
    }

    /// With a storage that takes keys and signs with another.
    pub fn with_wrong_storage() -> Self {
        let wrong = rcgen::KeyPair::generate().unwrap().serialize_der();
        Self {
            wrong: Some(wrong),
            ..Self::with_storage()
        }
    }

    /// From now on another account, or another PC.
    pub fn change(&self) {
        self.account.fetch_add(1, Ordering::SeqCst);
        if let Some(storage) = &self.storage {
            storage.lock().unwrap().clear();
        }
    }

    /// From now on the storage gives keys up, or doesn't.
    pub fn hold_on(&self, holds_on: bool) {
        self.holds_on.store(holds_on, Ordering::Relaxed);
    }

    /// How many keys the storage has.
    pub fn stored(&self) -> usize {
        let storage = self.storage.as_ref();
        storage.map_or(0, |storage| storage.lock().unwrap().len())
    }

    fn turn(&self, bytes: &[u8]) -> Vec<u8> {
        let mask = 0xA5 ^ self.account.load(Ordering::SeqCst);
        bytes.iter().map(|byte| byte ^ mask).collect()
    }
}

impl KeyHome for OneAccount {
    fn keep(&self, name: &str, pkcs8: &[u8]) -> bool {
        let Some(storage) = &self.storage else {
            return false;
        };
        let key = self.wrong.as_deref().unwrap_or(pkcs8);
        storage.lock().unwrap().insert(name.into(), key.to_vec());
        true
    }

    fn signer(&self, name: &str) -> Outcome<Arc<dyn SigningKey>> {
        let stored = self.storage.as_ref().unwrap().lock().unwrap();
        let key = stored.get(name).ok_or(Code::CertificateKeyElsewhere)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.clone()));
        Ok(any_supported_type(&key).unwrap())
    }

    fn forget(&self, name: &str) -> bool {
        let is_held = self.holds_on.load(Ordering::Relaxed);
        if !is_held {
            self.storage.as_ref().unwrap().lock().unwrap().remove(name);
        }
        !is_held
    }

    fn seal(&self, key: &[u8]) -> Outcome<Option<Vec<u8>>> {
        Ok((!self.seals_nothing).then(|| self.turn(key)))
    }

    fn unseal(&self, sealed: &[u8]) -> Outcome<Zeroizing<Vec<u8>>> {
        let key = self.turn(sealed);
        if key.starts_with(b"-----BEGIN") {
            return Ok(Zeroizing::new(key));
        }
        Err(Code::CertificateKeyElsewhere.into())
    }
}
