//! DPAPI: what is sealed opens for the same Windows account on the same PC only.

#![allow(unsafe_code)] // Windows' own functions; each call says why it is sound.

use std::{io, ptr, slice};
use windows_sys::Win32::{
    Foundation::LocalFree,
    Security::Cryptography::{
        CRYPT_INTEGER_BLOB, CRYPTPROTECT_UI_FORBIDDEN, CryptProtectData, CryptUnprotectData,
    },
};
use zeroize::{Zeroize, Zeroizing};

/// Seals for this Windows account on this PC.
///
/// # Errors
/// Those of Windows.
pub fn seal(secret: &[u8]) -> io::Result<Vec<u8>> {
    let given = blob(secret)?;
    let mut made = empty();
    // SAFETY: `given` points to `secret`, which outlives the call and is only read; `made` is ours to be filled.
    let done = unsafe {
        CryptProtectData(
            &given,
            ptr::null(),
            ptr::null(),
            ptr::null(),
            ptr::null(),
            CRYPTPROTECT_UI_FORBIDDEN,
            &mut made,
        )
    };
    taken(done, made).map(|bytes| bytes.to_vec())
}

/// Opens what [`seal`] gave.
///
/// # Errors
/// Those of Windows, above all when another account or another PC sealed it.
pub fn unseal(sealed: &[u8]) -> io::Result<Zeroizing<Vec<u8>>> {
    let given = blob(sealed)?;
    let mut made = empty();
    // SAFETY: as in `seal`.
    let done = unsafe {
        CryptUnprotectData(
            &given,
            ptr::null_mut(),
            ptr::null(),
            ptr::null(),
            ptr::null(),
            CRYPTPROTECT_UI_FORBIDDEN,
            &mut made,
        )
    };
    taken(done, made)
}

fn blob(bytes: &[u8]) -> io::Result<CRYPT_INTEGER_BLOB> {
    Ok(CRYPT_INTEGER_BLOB {
        cbData: u32::try_from(bytes.len()).map_err(io::Error::other)?,
        pbData: bytes.as_ptr().cast_mut(),
    })
}

fn empty() -> CRYPT_INTEGER_BLOB {
    CRYPT_INTEGER_BLOB {
        cbData: 0,
        pbData: ptr::null_mut(),
    }
}

/// Copies what Windows made, wipes it there and gives it back.
fn taken(done: i32, made: CRYPT_INTEGER_BLOB) -> io::Result<Zeroizing<Vec<u8>>> {
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: after success `made` holds so many bytes that belong to us until `LocalFree`.
    unsafe {
        let bytes = slice::from_raw_parts_mut(made.pbData, made.cbData as usize);
        let copy = Zeroizing::new(bytes.to_vec());
        bytes.zeroize();
        LocalFree(made.pbData.cast());
        Ok(copy)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn what_is_sealed_opens_here_and_hides_its_content() {
        let secret = b"a key that nobody may read";
        let sealed = seal(secret).unwrap();
        assert!(!sealed.windows(8).any(|part| secret.starts_with(part)));
        assert_eq!(unseal(&sealed).unwrap().as_slice(), secret);
    }

    /// Windows notices every changed byte; wine only what doesn't fit together.
    #[test]
    fn half_of_it_does_not_open() {
        let sealed = seal(b"secret").unwrap();
        assert!(unseal(&sealed[..sealed.len() / 2]).is_err());
        assert!(unseal(b"").is_err());
    }
}
