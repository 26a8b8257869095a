//! What only the operating system can say or do, where no library says it safely.
//!
//! Owns: every call of Windows' own functions, each a few lines behind a safe one: keys that it keeps and only signs with
//! (CNG), sealing for this Windows account (DPAPI), who may open a folder, the lock of the Windows session; no memory in
//! crash dumps; the console's code page; the second start that calls the first. Elsewhere nothing is sealed and no lock
//! is heard.
//! Never: decides anything, keeps anything, knows what is sealed.

#[cfg(windows)]
mod access;
mod console;
mod dumps;
#[cfg(windows)]
mod key_storage;
#[cfg(windows)]
mod lock;
#[cfg(windows)]
mod seal;
mod summon;
#[cfg(windows)]
mod wide;

/// How many keys are no more, and how many the operating system didn't give up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ForgottenKeys {
    /// Destroyed.
    pub gone: usize,
    /// Still there.
    pub left: usize,
}

pub use console::console_code_page;
pub use dumps::leave_no_dumps;
pub use summon::{listen, summon};

#[cfg(windows)]
pub use access::keep_to_ourselves;
#[cfg(windows)]
pub use key_storage::{forget_key, forget_keys, keep_key, signing_key};
#[cfg(windows)]
pub use lock::watch_lock;
#[cfg(windows)]
pub use seal::{seal, unseal};

#[cfg(not(windows))]
mod elsewhere {
    use crate::ForgottenKeys;
    use rustls::sign::SigningKey;
    use std::{io, sync::Arc};
    use zeroize::Zeroizing;

    /// Seals for this account on this PC.
    ///
    /// # Errors
    /// Always `Unsupported`.
    pub fn seal(_secret: &[u8]) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Opens what [`seal`] gave.
    ///
    /// # Errors
    /// Always `Unsupported`.
    pub fn unseal(_sealed: &[u8]) -> io::Result<Zeroizing<Vec<u8>>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Puts a private key where it can be used and not read.
    ///
    /// # Errors
    /// Always `Unsupported`.
    pub fn keep_key(_name: &str, _pkcs8: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// What signs with a key that was kept.
    ///
    /// # Errors
    /// Always `Unsupported`.
    pub fn signing_key(_name: &str) -> io::Result<Arc<dyn SigningKey>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Destroys a key.
    ///
    /// # Errors
    /// Always `Unsupported`.
    pub fn forget_key(_name: &str) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Destroys every key whose name begins so: here there are none.
    ///
    /// # Errors
    /// None.
    pub fn forget_keys(_beginning: &str) -> io::Result<ForgottenKeys> {
        Ok(ForgottenKeys::default())
    }

    /// Tells when the person locks the PC: here never.
    ///
    /// # Errors
    /// None.
    pub fn watch_lock(_on_lock: impl Fn() + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}
#[cfg(not(windows))]
pub use elsewhere::{forget_key, forget_keys, keep_key, seal, signing_key, unseal, watch_lock};
