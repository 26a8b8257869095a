//! Text as Windows takes and gives it: UTF-16 that ends in a zero.

#![allow(unsafe_code)] // Reads what Windows gave; the function says what it asks for.

use std::{ffi::OsStr, os::windows::ffi::OsStrExt, slice};

pub(crate) fn wide(text: impl AsRef<OsStr>) -> Vec<u16> {
    text.as_ref().encode_wide().chain([0]).collect()
}

/// # Safety
/// `from` ends in a zero.
pub(crate) unsafe fn text(from: *const u16) -> String {
    // SAFETY: nothing behind the zero is looked at.
    let length = (0..)
        .take_while(|at| unsafe { *from.add(*at) } != 0)
        .count();
    // SAFETY: so many letters stand before the zero.
    String::from_utf16_lossy(unsafe { slice::from_raw_parts(from, length) })
}
