//! Marks outside the data directory: how far the log of each came. A database, or the whole directory, that is put back to
//! an earlier day can't put them back.

use kakehashi_domain::{Code, Fault, Outcome};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Keeps a short text by a name, apart from the data.
pub trait Marks: Send + Sync {
    /// The text, if there is one.
    fn read(&self, name: &str) -> Option<String>;

    /// Keeps it in the place of the one before.
    ///
    /// # Errors
    /// `DATA_UNWRITABLE`, `DISK_FULL`.
    fn write(&self, name: &str, text: &str) -> Outcome<()>;

    /// Forgets it.
    fn remove(&self, name: &str);
}

/// By what a mark is found: the key, and where its data lie.
pub(crate) fn mark_name(key_mark: &str, dir: &Path) -> String {
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let place = Sha256::digest(dir.as_os_str().as_encoded_bytes());
    format!("{key_mark}-{}", hex::encode(&place[..8]))
}

/// Files in the account's own folder for what programs remember (`~/.local/state/kakehashi`; on Windows the roaming
/// application data).
#[derive(Debug, Clone, Copy)]
pub struct SystemMarks;

/// A mark is far shorter, in bytes.
const LONGEST: u64 = 1 << 12;

impl SystemMarks {
    fn folder() -> Option<PathBuf> {
        let dirs = directories::ProjectDirs::from("jp", "kakehashi", "Kakehashi")?;
        let state = dirs.state_dir().map(PathBuf::from);
        Some(state.unwrap_or_else(|| dirs.config_dir().to_owned()))
    }

    fn file(name: &str) -> Option<PathBuf> {
        Some(Self::folder()?.join(format!("{name}.mark")))
    }
}

impl Marks for SystemMarks {
    fn read(&self, name: &str) -> Option<String> {
        let file = Self::file(name)?;
        // A pipe in its place would be waited for without end.
        let is_mark = fs::metadata(&file).is_ok_and(|it| it.is_file() && it.len() <= LONGEST);
        is_mark.then(|| fs::read_to_string(file).ok())?
    }

    fn write(&self, name: &str, text: &str) -> Outcome<()> {
        let Some(file) = Self::file(name) else {
            return Ok(());
        };
        let passing = file.with_extension("new");
        let put = || {
            file.parent().map_or(Ok(()), fs::create_dir_all)?;
            // Not synced: a mark that stayed behind the data says nothing wrong.
            fs::write(&passing, text)?;
            fs::rename(&passing, &file)
        };
        put().map_err(|e: io::Error| Fault::of_writing(&e, Code::DataUnwritable))
    }

    fn remove(&self, name: &str) {
        if let Some(file) = Self::file(name) {
            let _there_was_none = fs::remove_file(file);
        }
    }
}
