//! What the errors of SQLite, of files and of the seal mean to a person.

use kakehashi_domain::{Code, Fault};
use rusqlite::ErrorCode;
use std::io;

/// What an SQLite error means to a person.
pub(crate) fn fault(error: rusqlite::Error) -> Fault {
    let code = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Code::DiskFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Code::DataHeld,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Code::DataDamaged,
        Some(
            ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure,
        ) => Code::DataUnwritable,
        Some(_) | None => Code::Internal,
    };
    Fault::new(code).because(error)
}

/// What a failed write means to a person.
pub(crate) fn write_fault(error: &io::Error) -> Fault {
    let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded].contains(&error.kind());
    Fault::new(if full {
        Code::DiskFull
    } else {
        Code::DataUnwritable
    })
    .because(error)
}

/// An error of age as a cause. Its own words need translations, and it panics where a build lacks them.
pub(crate) fn in_words(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
}
