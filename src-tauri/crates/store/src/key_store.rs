//! The operating system's key store: Windows' Credential Manager, elsewhere the Secret Service.

use crate::key::DataKey;
use kakehashi_domain::{Code, Fault, Outcome};
use keyring_core::{Entry, Error, api::CredentialStoreApi};
use zeroize::Zeroizing;

const SERVICE: &str = "kakehashi";

/// Whether the OS key store takes and gives back a secret here.
pub fn key_store_works() -> bool {
    let Ok(entry) = entry("probe") else {
        return false;
    };
    entry.set_secret(b"probe").is_ok()
        && entry.get_secret().is_ok_and(|secret| secret == b"probe")
        && entry.delete_credential().is_ok()
}

/// Keeps the key; gives the name of its entry.
pub(crate) fn put(key: &DataKey) -> Outcome<String> {
    let name = uuid::Uuid::new_v4().to_string();
    let entry = entry(&name).map_err(unavailable)?;
    entry.set_secret(key.raw()).map_err(unavailable)?;
    Ok(name)
}

/// Gives the key of an entry.
pub(crate) fn get(name: &str) -> Outcome<DataKey> {
    let secret = entry(name).and_then(|entry| entry.get_secret());
    let secret = secret.map_err(|e| Fault::new(Code::KeyMissing).because(e))?;
    DataKey::from_slice(&Zeroizing::new(secret)).ok_or(Code::DataKeyWrong.into())
}

/// Takes an entry away. One that is gone already is no fault.
pub(crate) fn remove(name: &str) -> Outcome<()> {
    match entry(name).and_then(|entry| entry.delete_credential()) {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(e) => Err(unavailable(e)),
    }
}

fn unavailable(error: Error) -> Fault {
    Fault::new(Code::KeyStoreUnavailable).because(error)
}

/// On this PC alone: by itself Windows takes an entry to every PC that the profile of a domain's account roams to.
#[cfg(windows)]
fn entry(name: &str) -> keyring_core::Result<Entry> {
    let on_this_pc = [("persistence", "Local")].into();
    windows_native_keyring_store::Store::new()?.build(SERVICE, name, Some(&on_this_pc))
}

#[cfg(not(windows))]
fn entry(name: &str) -> keyring_core::Result<Entry> {
    dbus_secret_service_keyring_store::Store::new()?.build(SERVICE, name, None)
}
