//! The data directory: what lies where, and the lock that keeps a second program out.

use crate::{errors::write_fault, private::make_private};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    fs::{self, File, Metadata, TryLockError},
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

/// Who keeps the data key, and the mark by which a wrong one shows.
pub(crate) const KEY_NOTE: &str = "key.json";
/// The beginning of the names of folders that a sudden end may leave.
pub(crate) const PASSING: &str = "terminal.unpacked";
/// The beginning of the names of what a backup took the place of.
pub(crate) const ASIDE: &str = "terminal.before-restore-";

/// How the program fares, in lines; earlier ones as `kakehashi.log.1` and so on. Only its name belongs here.
pub const SERVICE_LOG: &str = "kakehashi.log";

impl DataPlace {
    /// Takes the directory, making it when it isn't there (readable by its owner only).
    ///
    /// # Errors
    /// `ALREADY_RUNNING` when another program holds it, `FOLDER_NOT_OURS` for one that holds other things or leads
    /// elsewhere, `DATA_UNWRITABLE`, `DISK_FULL`.
    pub fn take(dir: &Path) -> Outcome<Self> {
        require_ours(dir)?;
        make_private(dir).map_err(|e| write_fault(&e))?;
        make_private(&dir.join("work")).map_err(|e| write_fault(&e))?;
        let lock = open_lock(&dir.join("lock")).map_err(|e| write_fault(&e))?;
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

    /// When the data of a directory last changed, as far as the file system tells; takes nothing.
    pub fn last_change(dir: &Path) -> Option<SystemTime> {
        let names = ["terminal.db", "terminal.db-wal"];
        let changed = names.map(|name| fs::metadata(dir.join(name)).ok()?.modified().ok());
        changed.into_iter().flatten().max()
    }

    /// Whether something was ever kept there; nothing is made or changed by asking.
    pub fn is_begun(dir: &Path) -> bool {
        database_in(dir).exists() || dir.join(KEY_NOTE).exists()
    }

    /// Writes a block and takes it away again.
    ///
    /// # Errors
    /// `DISK_FULL`, `DATA_UNWRITABLE`.
    pub(crate) fn require_room(&self) -> Outcome<()> {
        let write = || tempfile::tempfile_in(&self.dir)?.write_all(&[0; 4096]);
        write().map_err(|e| write_fault(&e))
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

    /// Puts key and database aside under names that nothing deletes. What seems to be a set-up that was cut off can be
    /// years of work with one changed word in the note of its key.
    pub(crate) fn put_aside(&self) -> io::Result<()> {
        let names = [
            "terminal.db",
            "terminal.db-wal",
            "terminal.db-shm",
            "key.json",
        ];
        let is_free = |n: &u32| names.iter().all(|name| !self.aside(*n, name).exists());
        let Some(n) = (1..=u32::MAX).find(is_free) else {
            return Err(io::ErrorKind::AlreadyExists.into());
        };
        for name in names {
            match fs::rename(self.dir.join(name), self.aside(n, name)) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }

    fn aside(&self, n: u32, name: &str) -> PathBuf {
        let (stem, end) = name.split_once('.').unwrap_or((name, ""));
        self.dir.join(format!("{stem}.before-{n}.{end}"))
    }

    pub(crate) fn database(&self) -> PathBuf {
        database_in(&self.dir)
    }

    pub(crate) fn key_note(&self) -> PathBuf {
        self.dir.join(KEY_NOTE)
    }
}

/// What systems put into any folder by themselves.
const OF_THE_SYSTEM: [&str; 3] = ["desktop.ini", "Thumbs.db", "lost+found"];

/// Refuses a folder that holds other things than ours, or in which something of ours leads elsewhere, before anything is changed.
fn require_ours(dir: &Path) -> Outcome<()> {
    let refused = |dir: &Path| Fault::new(Code::FolderNotOurs).with("dir", dir.display());
    // What reading a file as a folder is called differs by system.
    if dir.exists() && !dir.is_dir() {
        return Err(refused(dir));
    }
    let entries = match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|e| write_fault(&e))?,
    };
    let names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !OF_THE_SYSTEM.contains(&name.as_str()))
        .collect();
    if !names.is_empty() && !names.iter().any(|name| is_ours(name)) {
        return Err(refused(dir));
    }
    for name in names.iter().filter(|name| is_ours(name)) {
        let own = dir.join(name);
        // Of the name itself: what leads elsewhere is none of ours, nor is a pipe or a device.
        if fs::symlink_metadata(&own).is_ok_and(|found| !is_as_ours(name, &found)) {
            return Err(refused(&own));
        }
    }
    Ok(())
}

/// Whether something under a name of ours is what we would have put there.
fn is_as_ours(name: &str, found: &Metadata) -> bool {
    match name {
        "work" | "webview" => found.is_dir(),
        // A backup on its way in is a folder, a copy of the database a file.
        _ if name.starts_with(PASSING) || name.starts_with(ASIDE) => {
            found.is_dir() || found.is_file()
        }
        _ => found.is_file(),
    }
}

/// Whether a name in a data directory is one that the programs give.
pub(crate) fn is_ours(name: &str) -> bool {
    let passing = [PASSING, ASIDE, "key.before-", SERVICE_LOG];
    let database = name.starts_with("terminal.") && name.contains(".db");
    let ours = ["key.json", "production", "work", "webview", "lock"];
    database || passing.iter().any(|start| name.starts_with(start)) || ours.contains(&name)
}

#[cfg(not(windows))]
fn open_lock(path: &Path) -> io::Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
}

/// Nobody deletes it while it is held: then a second program would find none, and come in.
#[cfg(windows)]
fn open_lock(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const READ_AND_WRITE: u32 = 3;
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    options.share_mode(READ_AND_WRITE).open(path)
}

/// Holds the database itself, apart from SQLite's own locks: a lock file can be deleted under a running program.
#[cfg(unix)]
pub(crate) fn hold_database(dir: &Path) -> Outcome<Option<File>> {
    let database = File::open(database_in(dir)).map_err(|e| write_fault(&e))?;
    match database.try_lock() {
        Ok(()) => Ok(Some(database)),
        Err(TryLockError::WouldBlock) => Err(Code::AlreadyRunning.into()),
        Err(TryLockError::Error(e)) => Err(write_fault(&e)),
    }
}

/// There the lock file can't be deleted, and a lock on the database would keep SQLite out, too.
#[cfg(not(unix))]
pub(crate) fn hold_database(_: &Path) -> Outcome<Option<File>> {
    Ok(None)
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

    #[test]
    fn a_folder_of_others_is_refused_and_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("memo.txt"), "mine").unwrap();
        let rights = || fs::metadata(dir.path()).unwrap().permissions();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        }
        let before = rights();
        for place in [dir.path(), &dir.path().join("memo.txt")] {
            let refused = DataPlace::take(place).unwrap_err();
            assert_eq!(refused.code, Code::FolderNotOurs);
        }
        assert_eq!(rights(), before);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_work_folder_that_leads_elsewhere_is_refused() {
        let (dir, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("work")).unwrap();
        let refused = DataPlace::take(dir.path()).unwrap_err();
        assert_eq!(refused.code, Code::FolderNotOurs);
    }

    /// Links, pipes and folders in place of every file of ours: refused, soon, and nothing is read or written through them.
    #[cfg(unix)]
    #[test]
    fn what_is_no_file_of_ours_is_refused_under_each_of_our_names() {
        use std::{os::unix::fs::symlink, process::Command};
        let elsewhere = tempfile::tempdir().unwrap();
        let target = elsewhere.path().join("target");
        for name in [
            "key.json",
            "terminal.db",
            "terminal.db-wal",
            "terminal.db-shm",
            "lock",
            "production",
            "webview",
        ] {
            let dir = tempfile::tempdir().unwrap();
            let own = dir.path().join(name);
            let refused = |what: &str| {
                let refused = DataPlace::take(dir.path()).map(drop).unwrap_err();
                assert_eq!(refused.code, Code::FolderNotOurs, "{name} as {what}");
            };
            symlink(&target, &own).unwrap();
            refused("a link");
            fs::remove_file(&own).unwrap();
            assert!(Command::new("mkfifo").arg(&own).status().unwrap().success());
            refused("a pipe");
            fs::remove_file(&own).unwrap();
            if name != "webview" {
                fs::create_dir(&own).unwrap();
                refused("a folder");
            }
            assert!(!target.exists(), "{name}: something was written through it");
        }
    }
}
