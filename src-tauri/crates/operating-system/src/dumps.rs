//! A crash writes no copy of our memory to a file: keys and people are in it.

use std::io;

/// Has a crash of this program, from now on, leave no dump. Comes before any secret is read.
///
/// # Errors
/// Those of the operating system.
#[cfg(unix)]
pub fn leave_no_dumps() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    Ok(setrlimit(Resource::Core, none)?)
}

/// Has a crash of this program, from now on, leave no dump: Windows' error reporting, which writes them, is not called,
/// and were it called, it would leave the memory out.
///
/// # Errors
/// None.
#[cfg(windows)]
#[allow(unsafe_code)] // Windows' own functions; each call says why it is sound.
pub fn leave_no_dumps() -> io::Result<()> {
    use windows_sys::Win32::System::{
        Diagnostics::Debug::{SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode},
        ErrorReporting::{WER_FAULT_REPORTING_FLAG_NOHEAP, WerSetFlags},
    };
    // SAFETY: the calls take numbers and set flags of this process.
    unsafe {
        SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
        WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP);
    }
    Ok(())
}
