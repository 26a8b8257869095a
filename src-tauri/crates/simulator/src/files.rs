//! Own files: written beside, synced, then renamed, so that nothing half-made stays; keys and data for the owner's eyes
//! only.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::Error;

/// Who may read a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    Anyone,
    Owner,
}

/// Writes a file whose content is at hand.
pub fn write(path: &Path, content: &[u8], readers: Readers) -> Result<(), Error> {
    fill(path, readers, |file| {
        file.write_all(content).map_err(Error::file(path))
    })
}

/// Writes a file piece by piece; where that fails, what stood there before stands there still.
pub fn fill(
    path: &Path,
    readers: Readers,
    content: impl FnOnce(&mut File) -> Result<(), Error>,
) -> Result<(), Error> {
    // A pipe or a terminal takes the bytes as they come.
    if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        let file = OpenOptions::new().write(true).open(path);
        return content(&mut file.map_err(Error::file(path))?);
    }
    let beside = beside(path);
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
    let mut file = options.open(&beside).map_err(Error::file(path))?;
    let filled = content(&mut file)
        .and_then(|()| file.sync_all().map_err(Error::file(path)))
        .and_then(|()| fs::rename(&beside, path).map_err(Error::file(path)));
    if filled.is_err() {
        let _ = fs::remove_file(&beside);
    }
    filled
}

/// A folder that nobody but its owner may look into.
pub fn own_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(Error::file(path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(Error::file(path))?;
    }
    Ok(())
}

/// Opens a file that nobody but its owner may look into, or makes it; what is in it stays.
pub fn open_own(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

pub fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file(path))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}
