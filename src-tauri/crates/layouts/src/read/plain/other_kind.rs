//! A file that turns out not to be of its kind.

use std::{fmt, io};

/// Why a file isn't of the kind that it should be, found in the middle of reading.
#[derive(Debug)]
pub(crate) struct OtherKind {
    /// For the log.
    pub cause: String,
    /// For people, as the parameter `detail`; may be empty.
    pub detail: String,
}

impl OtherKind {
    pub(super) fn error(cause: impl Into<String>) -> io::Error {
        Self::shown(cause, String::new())
    }

    pub(super) fn shown(cause: impl Into<String>, detail: String) -> io::Error {
        let cause = cause.into();
        io::Error::other(Self { cause, detail })
    }
}

impl fmt::Display for OtherKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cause)
    }
}

impl std::error::Error for OtherKind {}
