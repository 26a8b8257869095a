//! The data directory: what lies where, and the lock that keeps a second program out.

use crate::{errors::write_fault, private::make_private};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

/// A data directory that this program alone has open.
#[derive(Debug)]
pub struct DataPlace {
    dir: PathBuf,
    _lock: File,
}

impl DataPlace {
    /// Takes the directory, making it when it isn't there (readable by its owner only).
    ///
    /// # Errors
    /// `ALREADY_RUNNING` when another program holds it, `DATA_UNWRITABLE`, `DISK_FULL`.
    pub fn take(dir: &Path) -> Outcome<Self> {
        make_private(dir).map_err(|e| write_fault(&e))?;
        make_private(&dir.join("work")).map_err(|e| write_fault(&e))?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(dir.join("lock"))
            .map_err(|e| write_fault(&e))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                dir: dir.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(Code::AlreadyRunning.into()),
            Err(TryLockError::Error(e)) => Err(write_fault(&e)),
        }
    }

    /// The directory for who only looks, beside whatever program has it; [`crate::Store::look`] takes no other.
    ///
    /// # Errors
    /// `NOT_SET_UP` where no data is.
    pub fn beside(dir: &Path) -> Outcome<Self> {
        let lock = File::open(dir.join("lock"));
        let lock = lock.map_err(|e| Fault::new(Code::NotSetUp).because(e.kind()))?;
        Ok(Self {
            dir: dir.to_owned(),
            _lock: lock,
        })
    }

    /// Whether a directory holds data of a terminal. Takes nothing and makes nothing.
    pub fn is_at(dir: &Path) -> bool {
        database_in(dir).exists()
    }

    /// When the data of a directory last changed, as far as the file system tells; takes nothing.
    pub fn last_change(dir: &Path) -> Option<SystemTime> {
        let names = ["terminal.db", "terminal.db-wal"];
        let changed = names.map(|name| fs::metadata(dir.join(name)).ok()?.modified().ok());
        changed.into_iter().flatten().max()
    }

    /// The directory itself.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Leaves a mark that this terminal works with real data: the installer, which can't read what is sealed, keeps the
    /// practice server away from it.
    ///
    /// # Errors
    /// `DATA_UNWRITABLE`, `DISK_FULL`.
    pub fn mark_production(&self) -> Outcome<()> {
        fs::write(self.dir.join("production"), "").map_err(|e| write_fault(&e))
    }

    /// Refuses a place that has a key and should have data, but whose database is gone or empty; SQLite would quietly
    /// make a new one.
    ///
    /// # Errors
    /// `DATA_DAMAGED`.
    pub fn require_database(&self) -> Outcome<()> {
        match fs::metadata(self.database()) {
            Ok(metadata) if metadata.len() > 0 => Ok(()),
            Ok(_) => Err(Fault::new(Code::DataDamaged).because("the database is empty")),
            Err(e) => Err(Fault::new(Code::DataDamaged).because(e)),
        }
    }

    /// Lets another program in, and takes the lock file along.
    pub(crate) fn let_go(self) -> PathBuf {
        let Self { dir, _lock: lock } = self;
        drop(lock);
        let _in_use_by_another = fs::remove_file(dir.join("lock"));
        dir
    }

    pub(crate) fn remove_database(&self) -> io::Result<()> {
        for name in ["terminal.db", "terminal.db-wal", "terminal.db-shm"] {
            match fs::remove_file(self.dir.join(name)) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }

    pub(crate) fn database(&self) -> PathBuf {
        database_in(&self.dir)
    }

    pub(crate) fn key_note(&self) -> PathBuf {
        self.dir.join("key.json")
    }
}

/// Where the database of a data directory lies.
pub(crate) fn database_in(dir: &Path) -> PathBuf {
    dir.join("terminal.db")
}

/// Where a sealed file lies.
pub(crate) fn sealed_path(dir: &Path, id: &str) -> PathBuf {
    dir.join("work").join(format!("{id}.age"))
}

/// Writes a file of our own: temporary file beside it, fsync, rename.
///
/// # Errors
/// Those of the file system.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_program_is_kept_out_until_the_first_ends() {
        let dir = tempfile::tempdir().unwrap();
        let first = DataPlace::take(dir.path()).unwrap();
        assert_eq!(
            DataPlace::take(dir.path()).unwrap_err().code,
            Code::AlreadyRunning
        );
        drop(first);
        assert!(DataPlace::take(dir.path()).is_ok());
    }
}
