//! The lock of the Windows session, as a window without a screen hears of it.

#![allow(unsafe_code)] // Windows' own functions; each call says why it is sound.

use std::{future::pending, io, sync::mpsc, thread};
use windows_sys::Win32::{
    Foundation::HWND,
    System::RemoteDesktop::{NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification},
    UI::WindowsAndMessaging::{
        WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK,
    },
};
use winmsg_executor::{
    block_on,
    util::{Window, WindowMessage, WindowType},
};

/// Calls `on_lock` whenever the session is locked, or another person takes the PC over. On a thread of its own; returns
/// when it listens.
///
/// # Errors
/// Those of Windows.
pub fn watch_lock(on_lock: impl Fn() + Send + 'static) -> io::Result<()> {
    let watch = thread::Builder::new().name("session-lock".to_owned());
    let (said, listening) = mpsc::channel();
    watch.spawn(move || {
        let window = listener(on_lock).and_then(|window| told(window.hwnd()).map(|()| window));
        let is_well = window.is_ok();
        let _asker_gone = said.send(window.as_ref().map(drop).map_err(ToString::to_string));
        if is_well {
            block_on(pending())
        }
    })?;
    let listening = listening.recv().map_err(io::Error::other)?;
    listening.map_err(io::Error::other)
}

fn listener(on_lock: impl Fn() + 'static) -> io::Result<Window<()>> {
    let heard = move |_state: std::pin::Pin<&()>, message: WindowMessage| {
        if is_lock(&message) {
            on_lock();
        }
        None
    };
    let window = Window::new(WindowType::MessageOnly, (), heard);
    window.map_err(|_| io::Error::other("no window for messages"))
}

fn is_lock(message: &WindowMessage) -> bool {
    const LOCKS: [u32; 3] = [
        WTS_SESSION_LOCK,
        WTS_CONSOLE_DISCONNECT,
        WTS_REMOTE_DISCONNECT,
    ];
    let what = u32::try_from(message.wparam).unwrap_or_default();
    message.msg == WM_WTSSESSION_CHANGE && LOCKS.contains(&what)
}

fn told(window: HWND) -> io::Result<()> {
    // SAFETY: the window is of this thread and lives as long as the thread; the call reads no memory of ours.
    let is_told = unsafe { WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION) != 0 };
    is_told.then_some(()).ok_or_else(io::Error::last_os_error)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use std::{cell::Cell, rc::Rc};
    use windows_sys::Win32::UI::WindowsAndMessaging::{SendMessageW, WTS_SESSION_UNLOCK};

    #[test]
    fn somebody_who_watches_knows_that_they_hear() {
        watch_lock(|| ()).unwrap();
    }

    /// wine locks nothing, so the test sends what Windows would.
    #[test]
    fn a_lock_is_heard_and_an_unlock_is_none() {
        let locks = Rc::new(Cell::new(0));
        let counted = locks.clone();
        let window = listener(move || counted.set(counted.get() + 1)).unwrap();
        told(window.hwnd()).unwrap();
        let send = |what: u32| {
            // SAFETY: the window is of this thread and still there.
            unsafe { SendMessageW(window.hwnd(), WM_WTSSESSION_CHANGE, what as usize, 1) };
        };
        send(WTS_SESSION_UNLOCK);
        assert_eq!(locks.get(), 0);
        send(WTS_SESSION_LOCK);
        send(WTS_CONSOLE_DISCONNECT);
        assert_eq!(locks.get(), 2);
    }
}
