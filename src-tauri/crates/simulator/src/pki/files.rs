//! Own files: written beside, synced, then renamed; keys for the owner's eyes only.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::Error;

/// Who may read a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    Anyone,
    Owner,
}

pub fn write(path: &Path, content: &[u8], readers: Readers) -> Result<(), Error> {
    let beside = path.with_extension("new");
    // A leftover of an interrupted run would keep its old permissions.
    let _ = fs::remove_file(&beside);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = readers;
    let mut file = options.open(&beside).map_err(Error::file(&beside))?;
    file.write_all(content)
        .and_then(|()| file.sync_all())
        .map_err(Error::file(&beside))?;
    fs::rename(&beside, path).map_err(Error::file(path))
}

pub fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
}
