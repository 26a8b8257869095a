//! A command on its way: what it has said so far, its end, or its sudden death.

use crate::Ran;
use std::{
    fs, io,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

const LONGEST: Duration = Duration::from_secs(60);

/// Waits until something is so, and fails when it isn't within a minute.
#[track_caller]
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let since = Instant::now();
    while !is_so() {
        assert!(since.elapsed() < LONGEST, "waited in vain until {what}");
        sleep(Duration::from_millis(10));
    }
}

/// Starts a program. Under load wine loses one before it begins, now and then (ERROR_INTERNAL_ERROR): nothing of it ran,
/// and it is started again.
#[track_caller]
pub fn begun<T>(mut start: impl FnMut() -> io::Result<T>) -> T {
    const LOST: i32 = 1359;
    for _ in 0..3 {
        match start() {
            Err(lost) if cfg!(windows) && lost.raw_os_error() == Some(LOST) => {
                sleep(Duration::from_secs(1));
            }
            started => return started.unwrap(),
        }
    }
    start().unwrap()
}

/// A running command; it is killed with the value.
pub struct Running {
    child: Child,
    log: PathBuf,
}

impl Running {
    pub(crate) fn start(mut command: Command, log: PathBuf) -> Self {
        let said = fs::File::create(&log).unwrap();
        command.stdout(Stdio::piped()).stderr(said);
        let child = begun(|| command.spawn());
        Self { child, log }
    }

    /// Waits until it has said this.
    #[track_caller]
    pub fn until_said(&mut self, words: &str) {
        wait_until(words, || self.said().contains(words));
    }

    /// Lets the process stand still, or go on.
    #[cfg(unix)]
    #[track_caller]
    pub fn stand_still(&self, still: bool) {
        let signal = if still { "-STOP" } else { "-CONT" };
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(sent.success());
    }

    /// kill -9. Tells whether it was still running.
    pub fn kill(mut self) -> bool {
        let was_running = self.child.try_wait().unwrap().is_none();
        self.end_now();
        was_running
    }

    /// Waits for its end.
    pub fn end(mut self) -> Ran {
        let mut answer = Vec::new();
        let mut stdout = self.child.stdout.take().unwrap();
        std::io::copy(&mut stdout, &mut answer).unwrap();
        Ran {
            status: self.child.wait().unwrap().code().unwrap_or(-1),
            json: serde_json::from_slice(&answer).unwrap_or_default(),
            said: self.said(),
        }
    }

    fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    fn end_now(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end_now();
    }
}
