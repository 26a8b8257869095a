//! Who may open a folder: an access list by SID, the account's number, which no other account can have.

#![allow(unsafe_code)] // Windows' own functions; each call says why it is sound.

use crate::wide::{text, wide};
use std::{
    ffi::c_void,
    io,
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    path::Path,
    ptr,
};
use windows_sys::{
    Win32::{
        Foundation::LocalFree,
        Security::{
            ACL,
            Authorization::{
                ConvertSidToStringSidW, ConvertStringSecurityDescriptorToSecurityDescriptorW,
                SDDL_REVISION_1, SE_FILE_OBJECT, SetNamedSecurityInfoW,
            },
            DACL_SECURITY_INFORMATION, GetSecurityDescriptorDacl, GetTokenInformation,
            PROTECTED_DACL_SECURITY_INFORMATION, TOKEN_QUERY, TOKEN_USER, TokenUser,
        },
        System::Threading::{GetCurrentProcess, OpenProcessToken},
    },
    core::BOOL,
};

/// Leaves a folder, and what comes to lie in it, to this account, the system and the administrators alone, whatever the
/// folder above allows.
///
/// # Errors
/// Those of Windows.
pub fn keep_to_ourselves(dir: &Path) -> io::Result<()> {
    let own = own_sid()?;
    // P: nothing comes from above; OICI: also for files and folders in it; FA: everything.
    let list = format!("D:P(A;OICI;FA;;;{own})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)");
    let list = AccessList::of(&list)?;
    let dir = wide(dir);
    // SAFETY: `dir` ends in a zero; it and the list outlive the call, which only reads them.
    let error = unsafe {
        SetNamedSecurityInfoW(
            dir.as_ptr(),
            SE_FILE_OBJECT,
            DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
            ptr::null_mut(),
            ptr::null_mut(),
            list.entries()?,
            ptr::null(),
        )
    };
    match error {
        0 => Ok(()),
        error => Err(io::Error::from_raw_os_error(error.cast_signed())),
    }
}

/// This account's SID in words, `S-1-5-21-…`.
fn own_sid() -> io::Result<String> {
    let mut token = ptr::null_mut();
    // SAFETY: the process's own handle needs no closing; `token` is ours to be filled.
    done(unsafe { OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &mut token) })?;
    // SAFETY: after success the handle is open and nobody else's.
    let token = unsafe { OwnedHandle::from_raw_handle(token) };
    // A SID has at most 68 bytes; the numbers are for the alignment.
    let (mut user, mut length) = ([0_u64; 16], 0);
    let room = size_of_val(&user) as u32;
    // SAFETY: `user` has the bytes that the call is told of, and both are ours to be filled.
    done(unsafe {
        GetTokenInformation(
            token.as_raw_handle(),
            TokenUser,
            user.as_mut_ptr().cast(),
            room,
            &mut length,
        )
    })?;
    let mut words = ptr::null_mut();
    // SAFETY: after success a `TOKEN_USER` stands at the start of `user`, and the SID that it points to behind it.
    done(unsafe {
        let user = user.as_ptr().cast::<TOKEN_USER>();
        ConvertSidToStringSidW((*user).User.Sid, &mut words)
    })?;
    let words = Local(words);
    // SAFETY: after success `words` ends in a zero.
    Ok(unsafe { text(words.0) })
}

/// An access list of Windows' own making, inside of a security descriptor.
struct AccessList(Local<c_void>);

impl AccessList {
    /// Reads the words of SDDL.
    fn of(words: &str) -> io::Result<Self> {
        let (words, mut made) = (wide(words), ptr::null_mut());
        // SAFETY: `words` ends in a zero and outlives the call; `made` is ours to be filled, and no length is wanted.
        done(unsafe {
            ConvertStringSecurityDescriptorToSecurityDescriptorW(
                words.as_ptr(),
                SDDL_REVISION_1,
                &mut made,
                ptr::null_mut(),
            )
        })?;
        Ok(Self(Local(made)))
    }

    /// Valid as long as this is.
    fn entries(&self) -> io::Result<*const ACL> {
        let (mut is_there, mut is_usual, mut entries) = (0, 0, ptr::null_mut());
        // SAFETY: the descriptor is whole, and the rest is ours to be filled.
        done(unsafe {
            GetSecurityDescriptorDacl(self.0.0, &mut is_there, &mut entries, &mut is_usual)
        })?;
        // No list at all would let everybody in.
        if is_there == 0 || entries.is_null() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(entries)
    }
}

/// What Windows made for us and wants back.
struct Local<T>(*mut T);

impl<T> Drop for Local<T> {
    fn drop(&mut self) {
        // SAFETY: Windows allocated it so, and it is freed nowhere else.
        unsafe { LocalFree(self.0.cast()) };
    }
}

fn done(result: BOOL) -> io::Result<()> {
    if result == 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use std::fs;
    use windows_sys::Win32::Security::Authorization::{
        ConvertSecurityDescriptorToStringSecurityDescriptorW, GetNamedSecurityInfoW,
    };

    /// The access list of a folder in the words of SDDL.
    fn list_of(dir: &Path) -> String {
        let (dir, mut made, mut words) = (wide(dir), ptr::null_mut(), ptr::null_mut());
        // SAFETY: `dir` ends in a zero and outlives the call; `made` is ours to be filled, and nothing else is wanted.
        let error = unsafe {
            GetNamedSecurityInfoW(
                dir.as_ptr(),
                SE_FILE_OBJECT,
                DACL_SECURITY_INFORMATION,
                ptr::null_mut(),
                ptr::null_mut(),
                ptr::null_mut(),
                ptr::null_mut(),
                &mut made,
            )
        };
        assert_eq!(error, 0);
        let made = Local(made);
        // SAFETY: the descriptor is whole; `words` is ours to be filled, and no length is wanted.
        let told = done(unsafe {
            ConvertSecurityDescriptorToStringSecurityDescriptorW(
                made.0,
                SDDL_REVISION_1,
                DACL_SECURITY_INFORMATION,
                &mut words,
                ptr::null_mut(),
            )
        });
        told.unwrap();
        let words = Local(words);
        // SAFETY: after success the words end in a zero.
        unsafe { text(words.0) }
    }

    #[test]
    fn what_is_kept_to_ourselves_is_open_to_us() {
        let dir = tempfile::tempdir().unwrap();
        keep_to_ourselves(dir.path()).unwrap();
        fs::write(dir.path().join("a"), "a").unwrap();
        assert_eq!(fs::read(dir.path().join("a")).unwrap(), b"a");
        let nowhere = keep_to_ourselves(&dir.path().join("nowhere")).unwrap_err();
        assert_eq!(nowhere.kind(), io::ErrorKind::NotFound);
    }

    #[test]
    #[ignore = "wine keeps no access lists: for a real PC, as installer/CHECKLIST.md says"]
    fn what_is_kept_to_ourselves_is_for_three_whatever_lies_above() {
        let dir = tempfile::tempdir().unwrap();
        keep_to_ourselves(dir.path()).unwrap();
        let (list, own) = (list_of(dir.path()), own_sid().unwrap());
        let three = format!("(A;OICI;FA;;;{own})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)");
        assert!(list.starts_with("D:P") && list.ends_with(&three), "{list}");
        assert_eq!(list.matches("(A;").count(), 3, "{list}");
    }
}
