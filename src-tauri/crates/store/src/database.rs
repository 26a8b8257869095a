//! Opening the database: key, migrations with a version guard, transactions, and what SQLite's errors mean.

use crate::{
    backup::BackupSource,
    errors::{fault, write_fault},
    key::DataKey,
    long_path::without_limit,
    place::{DataPlace, database_in, hold_database},
};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use rusqlite::{Connection, OpenFlags, Transaction as SqlTransaction, TransactionBehavior};
use sha2::{Digest, Sha256};
use std::{
    cell::RefCell,
    collections::BTreeSet,
    fs::{self, File},
    ops::Deref,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use zeroize::Zeroizing;

/// One string a migration; the position is the version it leads to.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_begin.sql"),
    include_str!("migrations/0002_findings.sql"),
    include_str!("migrations/0003_pairs.sql"),
    include_str!("migrations/0004_earlier.sql"),
    include_str!("migrations/0005_corrections.sql"),
    include_str!("migrations/0006_timeline.sql"),
    include_str!("migrations/0007_owner.sql"),
    include_str!("migrations/0008_columns.sql"),
    include_str!("migrations/0009_records.sql"),
    include_str!("migrations/0010_finding_parts.sql"),
    include_str!("migrations/0011_known_branches.sql"),
    include_str!("migrations/0012_answers.sql"),
    include_str!("migrations/0013_look_ups.sql"),
    include_str!("migrations/0014_jobs_by_kind.sql"),
    include_str!("migrations/0015_apart.sql"),
];

/// So long another program (a backup, a virus scanner) may hold the database before it is told.
const PATIENCE: Duration = Duration::from_secs(10);

/// Windows' own files without SQLite's limit to the length of their paths.
const FILES: &str = if cfg!(windows) {
    "win32-longpath"
} else {
    "unix"
};

/// Looks at the database and the sealed files as they were last committed; changes nothing.
#[derive(Debug)]
pub struct Reader {
    pub(crate) db: Connection,
    pub(crate) dir: PathBuf,
    /// What opens another beside it; none for a copy.
    readers: Option<Readers>,
}

/// The open store: database and sealed files under one key, with the one connection that writes.
#[derive(Debug)]
pub struct Store {
    reader: Reader,
    place: DataPlace,
    key: DataKey,
    /// Closed after the connections: closing it earlier would let go of SQLite's own locks.
    _held: Option<File>,
}

/// Whoever still reads keeps SQLite from doing it by itself at the end: the database alone would stay far behind.
impl Drop for Store {
    fn drop(&mut self) {
        if let Err(error) = self
            .reader
            .db
            .execute_batch("PRAGMA wal_checkpoint(PASSIVE)")
        {
            tracing::debug!(%error, "the log of changes stays beside the database");
        }
    }
}

impl Deref for Store {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

/// Opens connections for looking, beside the writer.
#[derive(Debug, Clone)]
pub struct Readers {
    dir: PathBuf,
    key: DataKey,
}

impl Readers {
    /// One more connection, from whatever thread.
    ///
    /// # Errors
    /// Those of the database.
    pub fn open(&self) -> Outcome<Reader> {
        let reader = Reader::open(&self.dir, &self.key)?;
        let settings = "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY;";
        reader.db.execute_batch(settings).map_err(fault)?;
        Ok(reader)
    }
}

impl Store {
    /// Opens the database, making it when it isn't there, and brings it to today's version.
    ///
    /// # Errors
    /// `DATA_DAMAGED`, `DATA_NEWER`, `DATA_UNWRITABLE`, `DISK_FULL`; the file is left as it was.
    pub fn open(place: DataPlace, key: &DataKey) -> Outcome<Self> {
        // Whatever hindered it may be over. Where there is no room, that is said instead.
        let db = begin(&place, key).or_else(|fault| {
            if fault.code != Code::DataUnwritable {
                return Err(fault);
            }
            place.require_room()?;
            begin(&place, key)
        })?;
        let dir = place.dir().to_owned();
        let (held, key) = (hold_database(&dir)?, key.clone());
        let readers = Readers {
            dir: dir.clone(),
            key: key.clone(),
        };
        let reader = Reader {
            db,
            dir,
            readers: Some(readers),
        };
        let mut store = Self {
            reader,
            place,
            key,
            _held: held,
        };
        store.migrate()?;
        store.sweep_sealed()?;
        store.transact(|it| it.sweep_pairs())?;
        if let Err(fault) = store.note_key() {
            tracing::debug!(
                code = fault.code.number(),
                "the key's note waits for the next start"
            );
        }
        Ok(store)
    }

    /// Reads through the database and changes nothing, neither its version nor what lies beside it.
    ///
    /// # Errors
    /// `DATA_DAMAGED` where it doesn't hang together, `DATA_NEWER`.
    pub fn inspect(place: DataPlace, key: &DataKey) -> Outcome<()> {
        let reader = Reader::open(place.dir(), key)?;
        reader.check()?;
        reader.version().map(drop)
    }

    /// Has `work` look at the data as it was last committed, and changes nothing; another program may be at work there.
    ///
    /// # Errors
    /// `DATA_DAMAGED`, `DATA_NEWER`, those of `work`.
    pub fn look<T>(
        place: &DataPlace,
        key: &DataKey,
        work: impl FnOnce(&Reader) -> Outcome<T>,
    ) -> Outcome<T> {
        let reader = Reader::open(place.dir(), key)?;
        reader.version()?;
        work(&reader)
    }

    /// One more connection, for looking beside the writer from another thread.
    ///
    /// # Errors
    /// Those of the database.
    pub fn reader(&self) -> Outcome<Reader> {
        self.readers().open()
    }

    /// What opens more of such connections, without the writer.
    pub fn readers(&self) -> Readers {
        Readers {
            dir: self.place.dir().to_owned(),
            key: self.key.clone(),
        }
    }

    /// What a backup is made from, beside whatever is being written.
    ///
    /// # Errors
    /// Those of the database.
    pub fn backup_source(&self) -> Outcome<BackupSource> {
        Ok(BackupSource::new(self.reader()?, self.key.clone()))
    }

    pub(crate) fn key(&self) -> &DataKey {
        &self.key
    }

    /// What only somebody with the data key can write beside a text: a seal over it.
    pub fn seal_of(&self, text: &str) -> String {
        let hash = |parts: [&[u8]; 3]| {
            let all = parts.into_iter().fold(Sha256::new(), Sha256::chain_update);
            all.finalize()
        };
        let label = b"kakehashi seal v1".as_slice();
        let inner = hash([self.key.raw(), label, text.as_bytes()]);
        hex::encode(hash([self.key.raw(), label, &inner]))
    }

    /// The data directory.
    pub fn place(&self) -> &DataPlace {
        &self.place
    }

    /// Runs `work` in one transaction: all of it is kept, or nothing. What can't be undone is done after COMMIT.
    ///
    /// # Errors
    /// Those of `work`, or of the database.
    pub fn transact<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Outcome<T>) -> Outcome<T> {
        // Dropped without COMMIT, by an error or a panic, it rolls back.
        let begun = SqlTransaction::new_unchecked(&self.reader.db, TransactionBehavior::Immediate);
        let begun = begun.map_err(fault)?;
        let transaction = Transaction {
            reader: &self.reader,
            afterwards: RefCell::default(),
            touched: RefCell::default(),
        };
        let value = work(&transaction).map_err(|fault| self.with_room(fault))?;
        let afterwards = transaction.afterwards.into_inner();
        begun.commit().map_err(|e| self.with_room(fault(e)))?;
        for step in afterwards {
            step.run(&self.place);
        }
        Ok(value)
    }

    /// SQLite tells a full disk from other failures by one of its signs only; whether there is room is tried out.
    fn with_room(&self, fault: Fault) -> Fault {
        if fault.code != Code::DataUnwritable {
            return fault;
        }
        self.place.require_room().err().unwrap_or(fault)
    }

    fn migrate(&mut self) -> Outcome<()> {
        let version = self.version()?;
        if version > 0 && version < MIGRATIONS.len() {
            self.copy_before_migration(version)?;
        }
        for (number, sql) in MIGRATIONS.iter().enumerate().skip(version) {
            self.transact(|transaction| {
                transaction.db.execute_batch(sql).map_err(fault)?;
                transaction
                    .db
                    .pragma_update(None, "user_version", number as u32 + 1)
                    .map_err(fault)
            })?;
        }
        Ok(())
    }
}

impl Reader {
    pub(crate) fn open(dir: &Path, key: &DataKey) -> Outcome<Self> {
        let db = open_to_read(&database_in(dir), key)?;
        let readers = Readers {
            dir: dir.to_owned(),
            key: key.clone(),
        };
        Ok(Self {
            db,
            dir: dir.to_owned(),
            readers: Some(readers),
        })
    }

    /// What opens another that sees the same; none for a copy, or inside a transaction.
    pub(crate) fn another(&self) -> Option<Readers> {
        self.readers.clone().filter(|_| self.db.is_autocommit())
    }

    /// Looks at a copy of the database, which has no sealed files beside it.
    pub(crate) fn of_copy(copy: &Path, key: &DataKey) -> Outcome<Self> {
        let db = open_to_read(copy, key)?;
        Ok(Self {
            db,
            dir: PathBuf::new(),
            readers: None,
        })
    }

    /// The data key; none of a copy.
    pub(crate) fn own_key(&self) -> Option<&DataKey> {
        self.readers.as_ref().map(|readers| &readers.key)
    }

    pub(crate) fn check(&self) -> Outcome<()> {
        let said: String = self
            .db
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(fault)?;
        if said == "ok" {
            return Ok(());
        }
        Err(Fault::new(Code::DataDamaged).because(said))
    }

    pub(crate) fn version(&self) -> Outcome<usize> {
        let version: u32 = self
            .db
            .query_row("PRAGMA user_version", [], |r| r.get(0))
            .map_err(fault)?;
        let version = version as usize;
        if version > MIGRATIONS.len() {
            return Err(Code::DataNewer.into());
        }
        Ok(version)
    }
}

/// Writing: whoever has it is inside [`Store::transact`]. It reads what it wrote.
#[derive(Debug)]
pub struct Transaction<'a> {
    reader: &'a Reader,
    afterwards: RefCell<Vec<Afterwards>>,
    touched: RefCell<Touched>,
}

/// What a transaction wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// On which shelves.
    pub shelves: BTreeSet<Shelf>,
    /// Of which jobs.
    pub jobs: BTreeSet<u32>,
}

impl Deref for Transaction<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        self.reader
    }
}

/// What can't be undone, and so waits for COMMIT. A sudden end before it is made good by the sweep at the next start.
#[derive(Debug)]
pub(crate) enum Afterwards {
    /// A sealed file now has its owner.
    Keep(Arc<AtomicBool>),
    /// A sealed file's key is destroyed; its bytes go too.
    Remove(PathBuf),
    /// The copies of the database hold what was purged.
    RemoveCopies,
}

impl Afterwards {
    fn run(self, place: &DataPlace) {
        match self {
            Self::Keep(kept) => kept.store(true, Ordering::Relaxed),
            Self::Remove(path) => {
                let _swept_at_the_next_start = fs::remove_file(path);
            }
            Self::RemoveCopies => {
                if let Err(fault) = place.remove_copies(None) {
                    tracing::warn!(code = fault.code.number(), "copies of the database stay");
                }
            }
        }
    }
}

impl Transaction<'_> {
    /// Puts something off until COMMIT.
    pub(crate) fn after_commit(&self, step: Afterwards) {
        self.afterwards.borrow_mut().push(step);
    }

    /// What was written so far.
    pub fn touched(&self) -> Touched {
        self.touched.borrow().clone()
    }

    /// Tells of this shelf too: what was written there in pieces, unsaid, counts from now on.
    pub fn touch(&self, shelf: Shelf) {
        self.touched.borrow_mut().shelves.insert(shelf);
    }

    /// As [`Transaction::touch`], of a job.
    pub fn touch_job(&self, shelf: Shelf, job: u32) {
        let mut touched = self.touched.borrow_mut();
        touched.shelves.insert(shelf);
        touched.jobs.insert(job);
    }
}

/// The connection that writes.
fn begin(place: &DataPlace, key: &DataKey) -> Outcome<Connection> {
    let db = connect(&place.database(), key, OpenFlags::default())?;
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(fault)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;
         PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 8192;",
    )
    .map_err(fault)?;
    Ok(db)
}

fn open_to_read(database: &Path, key: &DataKey) -> Outcome<Connection> {
    connect(database, key, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

pub(crate) fn connect(database: &Path, key: &DataKey, flags: OpenFlags) -> Outcome<Connection> {
    let path = without_limit(database).map_err(|e| write_fault(&e))?;
    let db = Connection::open_with_flags_and_vfs(path, flags, FILES).map_err(fault)?;
    db.busy_timeout(PATIENCE).map_err(fault)?;
    let hex = Zeroizing::new(hex::encode(key.raw()));
    // SQLCipher would tell of damage on standard error, in English; people read what the fault says.
    let pragma = format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\"",
        hex.as_str()
    );
    let pragma = Zeroizing::new(pragma);
    db.execute_batch(&pragma).map_err(fault)?;
    Ok(db)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn open(dir: &Path) -> Outcome<Store> {
        Store::open(DataPlace::take(dir)?, &DataKey::from_bytes([7; 32]))
    }

    #[test]
    fn an_older_program_leaves_newer_data_alone() {
        let dir = tempfile::tempdir().unwrap();
        let store = open(dir.path()).unwrap();
        store
            .db
            .pragma_update(None, "user_version", MIGRATIONS.len() as u32 + 1)
            .unwrap();
        drop(store);
        assert_eq!(open(dir.path()).unwrap_err().code, Code::DataNewer);
    }

    #[test]
    fn a_database_that_another_program_holds_is_waited_for_and_then_told() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let key = DataKey::from_bytes([7; 32]);
        let other = connect(&store.place().database(), &key, OpenFlags::default()).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        store.db.busy_timeout(Duration::from_millis(20)).unwrap();
        let held = store.transact(|_| Ok(())).unwrap_err();
        assert_eq!(held.code, Code::DataHeld);
        store.db.busy_timeout(PATIENCE).unwrap();
        let ends = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            other.execute_batch("COMMIT").unwrap();
        });
        store.transact(|_| Ok(())).unwrap();
        ends.join().unwrap();
    }

    /// A database as the program of an earlier version made it.
    pub(crate) fn made_by_version(dir: &Path, version: usize, filled: &str) {
        let (place, key) = (DataPlace::take(dir).unwrap(), DataKey::from_bytes([7; 32]));
        let db = connect(&place.database(), &key, OpenFlags::default()).unwrap();
        for sql in &MIGRATIONS[..version] {
            db.execute_batch(sql).unwrap();
        }
        db.pragma_update(None, "user_version", version as u32)
            .unwrap();
        db.execute_batch(filled).unwrap();
    }

    #[test]
    fn rows_left_out_leave_the_record_of_their_job() {
        let dir = tempfile::tempdir().unwrap();
        let body = r#"{"kind":"members","profile":"p","excluded":[1,2,3,7,9,10],"disposed":false}"#;
        let filled = format!(
            "INSERT INTO job (state, sha256, body) VALUES ('\"confirmed\"', 'x', '{body}');
             INSERT INTO job (state, sha256, body) VALUES ('\"checked\"', 'y', '{{\"excluded\":[]}}');"
        );
        made_by_version(dir.path(), 7, &filled);
        let store = open(dir.path()).unwrap();
        assert_eq!(store.left_out(1).unwrap(), [1, 2, 3, 7, 9, 10]);
        assert!(store.left_out(2).unwrap().is_empty());
        let job = store.job::<serde_json::Value>(1).unwrap().unwrap();
        assert_eq!(job.body["excluded_rows"], 6);
        assert!(job.body.get("excluded").is_none());
        assert!(store.has_registered("members", "p").unwrap());
        assert_eq!(
            store.job::<serde_json::Value>(2).unwrap().unwrap().body["excluded_rows"],
            0
        );
    }

    #[test]
    fn an_inspection_brings_nothing_to_another_version() {
        let dir = tempfile::tempdir().unwrap();
        let version = |store: &Store, version: u32| {
            let set = store.db.pragma_update(None, "user_version", version);
            set.unwrap();
        };
        let inspect = || {
            let place = DataPlace::take(dir.path()).unwrap();
            Store::inspect(place, &DataKey::from_bytes([7; 32]))
        };
        version(&open(dir.path()).unwrap(), 5);
        let before = fs::read(dir.path().join("terminal.db")).unwrap();
        inspect().unwrap();
        assert_eq!(fs::read(dir.path().join("terminal.db")).unwrap(), before);
        assert!(!dir.path().join("terminal.v5.db").exists());
        fs::write(dir.path().join("terminal.db"), &before[..8192]).unwrap();
        assert_eq!(inspect().unwrap_err().code, Code::DataDamaged);
    }

    #[test]
    fn another_key_and_damage_open_nothing() {
        let dir = tempfile::tempdir().unwrap();
        drop(open(dir.path()).unwrap());
        let other = Store::open(
            DataPlace::take(dir.path()).unwrap(),
            &DataKey::from_bytes([8; 32]),
        );
        assert_eq!(other.unwrap_err().code, Code::DataDamaged);
        let path = dir.path().join("terminal.db");
        let mut bytes = fs::read(&path).unwrap();
        bytes[100..2000].fill(0x5a);
        fs::write(&path, bytes).unwrap();
        assert_eq!(open(dir.path()).unwrap_err().code, Code::DataDamaged);
    }

    /// Windows keeps a file that is held from being deleted.
    #[cfg(unix)]
    #[test]
    fn a_lock_file_that_was_deleted_lets_nobody_in() {
        let dir = tempfile::tempdir().unwrap();
        let store = open(dir.path()).unwrap();
        fs::remove_file(dir.path().join("lock")).unwrap();
        assert_eq!(open(dir.path()).unwrap_err().code, Code::AlreadyRunning);
        drop(store);
        assert!(open(dir.path()).is_ok());
    }

    #[test]
    fn a_failed_act_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let failed: Outcome<()> = store.transact(|s| {
            s.put(Shelf::Setting, "a", &1)?;
            Err(Code::Internal.into())
        });
        assert!(failed.is_err());
        assert_eq!(store.get::<i32>(Shelf::Setting, "a").unwrap(), None);
    }

    #[test]
    fn nothing_is_readable_without_the_key() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        store
            .transact(|s| s.put(Shelf::Setting, "name", &"練習太郎 123456789018"))
            .unwrap();
        drop(store);
        for file in fs::read_dir(dir.path())
            .unwrap()
            .flatten()
            .filter(|f| f.path().is_file())
        {
            let bytes = fs::read(file.path()).unwrap();
            let found = bytes.windows(12).any(|w| w == b"123456789018");
            assert!(!found, "{:?}", file.path());
        }
    }
}
