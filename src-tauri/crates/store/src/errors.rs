//! What the errors of SQLite, of files and of the seal mean to a person.

use kakehashi_domain::{Code, Fault, is_disk_full};
use rusqlite::ErrorCode;
use std::io;

/// What an SQLite error means to a person.
pub(crate) fn fault(error: rusqlite::Error) -> Fault {
    let code = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Code::DiskFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Code::DataHeld,
        // It says that of one of its writes only; what the others met is what the system said last.
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure)
            if is_disk_full(&io::Error::last_os_error()) =>
        {
            Code::DiskFull
        }
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
    Fault::of_writing(error, Code::DataUnwritable)
}

/// An error of age as a cause. Its own words need translations, and it panics where a build lacks them.
pub(crate) fn in_words(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
}
