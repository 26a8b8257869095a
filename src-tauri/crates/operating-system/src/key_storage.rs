//! Windows' own storage of keys (CNG): a private key goes in and never comes out; Windows signs with it. It is this
//! account's, and Windows is asked whether it counts as not exportable, which is how it imports a key by itself.

#![allow(unsafe_code)] // Windows' own functions; each call says why it is sound.

use crate::{
    ForgottenKeys,
    wide::{text, wide},
};
use rustls::sign::SigningKey;
use rustls_cng::{key::NCryptKey, signer::CngSigningKey};
use std::{io, ptr, sync::Arc};
use windows_sys::{
    Win32::Security::Cryptography::{
        BCRYPTBUFFER_VERSION, BCryptBuffer, BCryptBufferDesc, MS_KEY_STORAGE_PROVIDER,
        NCRYPT_EXPORT_POLICY_PROPERTY, NCRYPT_FLAGS, NCRYPT_KEY_HANDLE, NCRYPT_OVERWRITE_KEY_FLAG,
        NCRYPT_PKCS8_PRIVATE_KEY_BLOB, NCRYPT_PROV_HANDLE, NCRYPT_SILENT_FLAG,
        NCRYPTBUFFER_PKCS_KEY_NAME, NCryptDeleteKey, NCryptEnumKeys, NCryptFreeBuffer,
        NCryptFreeObject, NCryptGetProperty, NCryptImportKey, NCryptKeyName, NCryptOpenKey,
        NCryptOpenStorageProvider,
    },
    core::HRESULT,
};

const NO_MORE: HRESULT = 0x8009_002A_u32.cast_signed();

/// Puts a private key (PKCS#8) into the storage, in place of one of that name. One that Windows would give out again
/// doesn't stay there.
///
/// # Errors
/// Those of Windows.
pub fn keep_key(name: &str, pkcs8: &[u8]) -> io::Result<()> {
    let storage = Storage::open()?;
    let mut name = wide(name);
    let mut named = BCryptBuffer {
        cbBuffer: u32::try_from(size_of_val(name.as_slice())).map_err(io::Error::other)?,
        BufferType: NCRYPTBUFFER_PKCS_KEY_NAME,
        pvBuffer: name.as_mut_ptr().cast(),
    };
    let list = BCryptBufferDesc {
        ulVersion: BCRYPTBUFFER_VERSION,
        cBuffers: 1,
        pBuffers: &mut named,
    };
    let length = u32::try_from(pkcs8.len()).map_err(io::Error::other)?;
    let mut key = 0;
    // SAFETY: `list`, the name behind it and `pkcs8` outlive the call, which only reads them; `key` is ours to be filled.
    let imported = unsafe {
        NCryptImportKey(
            storage.0,
            0,
            NCRYPT_PKCS8_PRIVATE_KEY_BLOB,
            &list,
            &mut key,
            pkcs8.as_ptr(),
            length,
            NCRYPT_OVERWRITE_KEY_FLAG | NCRYPT_SILENT_FLAG,
        )
    };
    done(imported)?;
    match export_policy(key) {
        Ok(0) => {
            drop(NCryptKey::new_owned(key));
            Ok(())
        }
        policy => {
            // SAFETY: the handle is open and nobody else's; the call closes it.
            done(unsafe { NCryptDeleteKey(key, NCRYPT_SILENT_FLAG) })?;
            Err(policy.map_or_else(|e| e, |_| io::Error::other("the key could be exported")))
        }
    }
}

/// Which ways out Windows leaves a key; 0 is none.
fn export_policy(key: NCRYPT_KEY_HANDLE) -> io::Result<u32> {
    let (mut policy, mut length) = (0_u32, 0);
    // SAFETY: `policy` has the four bytes that the call is told of, and both are ours to be filled.
    let read = unsafe {
        NCryptGetProperty(
            key,
            NCRYPT_EXPORT_POLICY_PROPERTY,
            (&raw mut policy).cast(),
            4,
            &mut length,
            SILENT,
        )
    };
    done(read).map(|()| policy)
}

/// What signs with a key that was kept.
///
/// # Errors
/// Those of Windows, above all when there is no key of that name for this account.
pub fn signing_key(name: &str) -> io::Result<Arc<dyn SigningKey>> {
    let key = NCryptKey::new_owned(Storage::open()?.key(name)?);
    let key = CngSigningKey::new(key).map_err(io::Error::other)?;
    Ok(Arc::new(key))
}

/// Destroys a key.
///
/// # Errors
/// Those of Windows.
pub fn forget_key(name: &str) -> io::Result<()> {
    let key = Storage::open()?.key(name)?;
    // SAFETY: the handle is open and nobody else's; the call closes it.
    done(unsafe { NCryptDeleteKey(key, NCRYPT_SILENT_FLAG) })
}

/// Destroys every key of this account whose name begins so.
///
/// # Errors
/// Those of Windows, where the keys can't even be listed.
pub fn forget_keys(beginning: &str) -> io::Result<ForgottenKeys> {
    let names = Storage::open()?.names()?;
    let own = names.iter().filter(|name| name.starts_with(beginning));
    let (gone, left): (Vec<_>, Vec<_>) = own.partition(|name| forget_key(name).is_ok());
    Ok(ForgottenKeys {
        gone: gone.len(),
        left: left.len(),
    })
}

/// The provider that keeps keys in files of Windows' own.
struct Storage(NCRYPT_PROV_HANDLE);

impl Storage {
    fn open() -> io::Result<Self> {
        let mut storage = 0;
        // SAFETY: the name is a constant; `storage` is ours to be filled.
        done(unsafe { NCryptOpenStorageProvider(&mut storage, MS_KEY_STORAGE_PROVIDER, 0) })?;
        Ok(Self(storage))
    }

    fn key(&self, name: &str) -> io::Result<NCRYPT_KEY_HANDLE> {
        let (name, mut key) = (wide(name), 0);
        // SAFETY: `name` ends in a zero and outlives the call; `key` is ours to be filled.
        let opened = unsafe { NCryptOpenKey(self.0, &mut key, name.as_ptr(), 0, SILENT) };
        done(opened).map(|()| key)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let (mut names, mut place) = (Vec::new(), ptr::null_mut());
        loop {
            let mut found: *mut NCryptKeyName = ptr::null_mut();
            // SAFETY: `found` and `place` are ours to be filled; `place` is what the call before left there.
            let next =
                unsafe { NCryptEnumKeys(self.0, ptr::null(), &mut found, &mut place, SILENT) };
            if next != NO_MORE {
                done(next)?;
                // SAFETY: after success `found` is a name that ends in a zero, ours until it is freed.
                unsafe {
                    names.push(text((*found).pszName));
                    NCryptFreeBuffer(found.cast());
                }
                continue;
            }
            if !place.is_null() {
                // SAFETY: the calls above made it, and none follows.
                unsafe { NCryptFreeBuffer(place) };
            }
            return Ok(names);
        }
    }
}

const SILENT: NCRYPT_FLAGS = NCRYPT_SILENT_FLAG;

impl Drop for Storage {
    fn drop(&mut self) {
        // SAFETY: the handle is open, and closed nowhere else.
        unsafe { NCryptFreeObject(self.0) };
    }
}

fn done(result: HRESULT) -> io::Result<()> {
    if result == 0 {
        Ok(())
    } else {
        Err(io::Error::from_raw_os_error(result))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use rustls::SignatureScheme;

    const NAMES: &str = "Kakehashi test ";

    #[test]
    #[ignore = "wine keeps no keys: for a real PC, as installer/CHECKLIST.md says"]
    fn a_key_that_was_kept_signs_until_it_is_forgotten() {
        let pkcs8 = rcgen::KeyPair::generate().unwrap().serialize_der();
        let name = format!("{NAMES}1");
        keep_key(&name, &pkcs8).unwrap();
        keep_key(&name, &pkcs8).unwrap(); // in place of the first
        let key = signing_key(&name).unwrap();
        let signer = key.choose_scheme(&[SignatureScheme::ECDSA_NISTP256_SHA256]);
        assert!(!signer.unwrap().sign(b"message").unwrap().is_empty());
        drop(key);
        assert_eq!(
            forget_keys(NAMES).unwrap(),
            ForgottenKeys { gone: 1, left: 0 }
        );
        assert!(signing_key(&name).is_err());
    }
}
