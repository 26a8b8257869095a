//! What only the operating system can say or do, where no library says it safely.
//!
//! Owns: every call of Windows' own functions, each a few lines behind a safe one: sealing for this Windows account
//! (DPAPI), and the lock of the Windows session. Elsewhere nothing is sealed and nothing is heard.
//! Never: decides anything, keeps anything, knows what is sealed.

#[cfg(windows)]
mod lock;
#[cfg(windows)]
mod seal;

#[cfg(windows)]
pub use lock::watch_lock;
#[cfg(windows)]
pub use seal::{seal, unseal};

#[cfg(not(windows))]
mod elsewhere {
    use std::io;
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

    /// Tells when the person locks the PC: here never.
    ///
    /// # Errors
    /// None.
    pub fn watch_lock(_on_lock: impl Fn() + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}
#[cfg(not(windows))]
pub use elsewhere::{seal, unseal, watch_lock};
