//! What the console expects of programs whose words are redirected.

/// The code page in which this console's programs write, e.g. 932. None without a console, and elsewhere than on Windows.
#[cfg(windows)]
#[allow(unsafe_code)] // Windows' own function; the call says why it is sound.
pub fn console_code_page() -> Option<u32> {
    // SAFETY: the call takes nothing and gives a number.
    let page = unsafe { windows_sys::Win32::System::Console::GetConsoleOutputCP() };
    (page != 0).then_some(page)
}

/// The code page in which this console's programs write: here there is none.
#[cfg(not(windows))]
pub fn console_code_page() -> Option<u32> {
    None
}
