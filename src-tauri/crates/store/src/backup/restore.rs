//! Opening a backup: into a folder of its own first, where it is looked through; then, if somebody wants it, in place.

use super::{CONTENTS, Contents, DATABASE, FIRST_LINE, KEY, WORK, damaged, open_identity};
use crate::{
    AuditReport, KeyCare, Reader,
    errors::write_fault,
    key::DataKey,
    place::{ASIDE, DataPlace, PASSING, database_in},
    private::make_private,
};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    fs,
    io::{self, BufRead, Read},
    path::{Component, Path, PathBuf},
};
use tar::Archive;
use tempfile::TempDir;
use zeroize::Zeroizing;

/// The longest first lines that a backup has.
const LINES: u64 = 4_096;

/// A backup that lies open in a folder of its own, which goes when this goes.
pub struct Unpacked {
    /// What it says of itself.
    pub contents: Contents,
    folder: TempDir,
    key: DataKey,
}

impl Unpacked {
    /// Unpacks a backup into a passing folder below `dir`, which is made when it isn't there.
    ///
    /// # Errors
    /// `BACKUP_PASS_PHRASE_WRONG`; `BACKUP_DAMAGED` for what is cut, changed, or no backup at all; `DISK_FULL`,
    /// `DATA_UNWRITABLE`.
    pub fn open(mut file: impl BufRead, phrase: &str, dir: &Path) -> Outcome<Self> {
        let identity = open_identity(&read_lines(&mut file)?, phrase)?;
        make_private(dir).map_err(|e| write_fault(&e))?;
        let folder = tempfile::Builder::new().prefix(PASSING).tempdir_in(dir);
        let folder = folder.map_err(|e| write_fault(&e))?;
        let opened = age::Decryptor::new_buffered(file).map_err(damaged)?;
        let opened = opened.decrypt(std::iter::once(&identity as &dyn age::Identity));
        let mut opened = opened.map_err(damaged)?;
        let (contents, key) = unpack(&mut Archive::new(&mut opened), folder.path())?;
        // What follows the archive's end mark belongs to the stream, whose last block tells that nothing is missing.
        io::copy(&mut opened, &mut io::sink()).map_err(damaged)?;
        let key = hex::decode(key.as_slice()).map(Zeroizing::new).ok();
        let key = key.and_then(|key| DataKey::from_slice(&key));
        Ok(Self {
            contents: serde_json::from_slice(&contents).map_err(damaged)?,
            folder,
            key: key.ok_or(Code::BackupDamaged)?,
        })
    }

    /// Reads it through: whether the database hangs together, the chain is intact and every sealed file is there.
    ///
    /// # Errors
    /// `BACKUP_DAMAGED`, `DATA_NEWER`.
    pub fn inspect(&self) -> Outcome<AuditReport> {
        let reader = self.reader()?;
        reader.version()?;
        reader.check().map_err(damaged_fault)?;
        let report = reader.verify_audit(None)?;
        if report.head != self.contents.head || report.entries != self.contents.entries {
            return Err(Fault::new(Code::BackupDamaged).because("not the log it speaks of"));
        }
        Ok(report)
    }

    /// What is stored in it, to be looked at.
    ///
    /// # Errors
    /// `BACKUP_DAMAGED`.
    pub fn reader(&self) -> Outcome<Reader> {
        let reader = Reader::open(self.folder.path(), &self.key).map_err(damaged_fault)?;
        // SQLite reads nothing before it is asked.
        reader.version().map_err(damaged_fault)?;
        Ok(reader)
    }

    /// Puts it where the terminal's data lies. What was there is set aside, and named; the key comes into care last, so
    /// that a sudden end leaves a place that says what it lacks.
    ///
    /// # Errors
    /// `DISK_FULL`, `DATA_UNWRITABLE`, `KEY_STORE_UNAVAILABLE`.
    pub fn put(
        self,
        place: &DataPlace,
        care: KeyCare,
        stamp: &str,
    ) -> Outcome<(DataKey, Option<PathBuf>)> {
        let aside = place.set_aside(stamp).map_err(|e| write_fault(&e))?;
        let moved = || -> io::Result<()> {
            let work = place.dir().join(WORK);
            if work.exists() {
                fs::remove_dir_all(&work)?;
            }
            make_private(&self.folder.path().join(WORK))?;
            fs::rename(self.folder.path().join(WORK), work)?;
            fs::rename(database_in(self.folder.path()), place.database())
        };
        moved().map_err(|e| write_fault(&e))?;
        place.give_into_care(&self.key, care, true)?;
        Ok((self.key, aside))
    }
}

impl DataPlace {
    /// Moves what is kept here into a folder beside it.
    fn set_aside(&self, stamp: &str) -> io::Result<Option<PathBuf>> {
        if !self.holds_anything() {
            return Ok(None);
        }
        let aside = self.dir().join(format!("{ASIDE}{stamp}"));
        make_private(&aside)?;
        for name in [
            "key.json",
            "terminal.db-wal",
            "terminal.db-shm",
            "terminal.db",
            WORK,
        ] {
            match fs::rename(self.dir().join(name), aside.join(name)) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(Some(aside))
    }
}

/// The line with the sealed identity.
fn read_lines(file: &mut impl BufRead) -> Outcome<String> {
    let mut lines = file.take(LINES);
    let mut line = String::new();
    lines.read_line(&mut line).map_err(damaged)?;
    if line != FIRST_LINE {
        return Err(Fault::new(Code::BackupDamaged).because("not a backup of this program"));
    }
    line.clear();
    lines.read_line(&mut line).map_err(damaged)?;
    Ok(line.trim_end().to_owned())
}

/// Takes what a backup has and nothing else: no path leads out of the folder. Gives what isn't laid down, contents and key.
fn unpack(
    archive: &mut Archive<impl Read>,
    folder: &Path,
) -> Outcome<(Vec<u8>, Zeroizing<Vec<u8>>)> {
    fs::create_dir(folder.join(WORK)).map_err(|e| write_fault(&e))?;
    let (mut contents, mut key) = (Vec::new(), Zeroizing::default());
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let path = entry.path().map_err(damaged)?.into_owned();
        if !entry.header().entry_type().is_file() {
            return Err(not_of_ours());
        }
        if path == Path::new(CONTENTS) {
            read_small(&mut entry, &mut contents)?;
        } else if path == Path::new(KEY) {
            read_small(&mut entry, &mut key)?;
        } else if belongs(&path) {
            let file = fs::File::create_new(folder.join(path)).map_err(|e| write_fault(&e));
            copy(&mut entry, &mut file?)?;
        } else {
            return Err(not_of_ours());
        }
    }
    Ok((contents, key))
}

fn belongs(path: &Path) -> bool {
    let parts: Vec<_> = path.components().collect();
    match parts.as_slice() {
        [Component::Normal(name)] => *name == DATABASE,
        [Component::Normal(folder), Component::Normal(_)] => *folder == WORK,
        _ => false,
    }
}

fn not_of_ours() -> Fault {
    Fault::new(Code::BackupDamaged).because("a file that no backup has")
}

fn read_small(entry: &mut impl Read, into: &mut Vec<u8>) -> Outcome<()> {
    let read = entry.take(LINES).read_to_end(into);
    read.map(drop).map_err(damaged)
}

/// Tells a fault of the backup from one of this disk.
fn copy(from: &mut impl Read, to: &mut fs::File) -> Outcome<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut buffer).map_err(damaged)?;
        if read == 0 {
            return to.sync_all().map_err(|e| write_fault(&e));
        }
        io::Write::write_all(to, &buffer[..read]).map_err(|e| write_fault(&e))?;
    }
}

fn damaged_fault(fault: Fault) -> Fault {
    let code = if fault.code == Code::DataDamaged {
        Code::BackupDamaged
    } else {
        fault.code
    };
    Fault { code, ..fault }
}
