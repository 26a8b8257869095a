//! A file that turns out not to be of its kind.

use std::{fmt, io};

/// Why a file isn't of the kind that it should be, found in the middle of reading.
#[derive(Debug)]
pub(crate) struct OtherKind(pub String);

impl OtherKind {
    pub(super) fn error(what: impl Into<String>) -> io::Error {
        io::Error::other(Self(what.into()))
    }
}

impl fmt::Display for OtherKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OtherKind {}
