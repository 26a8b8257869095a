//! One program a data directory: a second start asks the first to come to the front, and ends.

use interprocess::local_socket::{GenericNamespaced, ListenerOptions, Name, Stream, prelude::*};
use sha2::{Digest, Sha256};
use std::{
    io::{self, Read, Write},
    path::Path,
    sync::mpsc,
    thread,
    time::Duration,
};

const SHOWN: &[u8] = b"shown";
/// A program that is stuck doesn't answer; then the person is told that it runs.
const PATIENCE: Duration = Duration::from_secs(5);

/// Comes to the front whenever a second start for this directory asks.
///
/// # Errors
/// Those of the operating system.
pub fn listen(dir: &Path, show: impl Fn() -> bool + Send + 'static) -> io::Result<()> {
    let listener = ListenerOptions::new().name(name(dir)?).create_sync()?;
    let thread = thread::Builder::new().name("summon".to_owned());
    thread.spawn(move || {
        for mut caller in listener.incoming().flatten() {
            if show() {
                let _caller_gone = caller.write_all(SHOWN);
            }
        }
    })?;
    Ok(())
}

/// Has the program that holds this directory come to the front; says whether it did.
pub fn summon(dir: &Path) -> bool {
    let (reply, answer) = mpsc::channel();
    let Ok(name) = name(dir) else {
        return false;
    };
    thread::spawn(move || {
        let mut said = Vec::new();
        let heard = Stream::connect(name).and_then(|mut caller| caller.read_to_end(&mut said));
        let _nobody_waits = reply.send(heard.is_ok() && said == SHOWN);
    });
    answer.recv_timeout(PATIENCE).unwrap_or(false)
}

/// The directory's own name among those of the operating system.
fn name(dir: &Path) -> io::Result<Name<'static>> {
    let dir = dir.canonicalize()?;
    let mark = hex::encode(Sha256::digest(dir.as_os_str().as_encoded_bytes()));
    format!("kakehashi-{}", &mark[..32]).to_ns_name::<GenericNamespaced>()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn only_the_program_of_the_same_directory_comes() {
        let (own, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert!(!summon(own.path()), "nobody is there");
        let shown = Arc::new(AtomicU32::new(0));
        let count = shown.clone();
        listen(own.path(), move || count.fetch_add(1, Ordering::SeqCst) < 2).unwrap();
        assert!(summon(own.path()) && summon(own.path()));
        assert!(!summon(other.path()));
        assert_eq!(shown.load(Ordering::SeqCst), 2);
        assert!(!summon(own.path()), "a window that can't be shown is told");
    }
}
