//! Sealed work files: what waits or was received lies encrypted, each under a key of its own.
//!
//! The format is age (X25519, ChaCha20-Poly1305 in a STREAM), which can be read at any place, so that an upload goes on
//! where it was cut. The file's own key lies in the database; destroying it is the disposal.
//!
//! ```text
//! SealedWriter ─finish─▶ Sealed ─add_sealed, COMMIT─▶ kept for its owner ─dispose_sealed, COMMIT─▶ gone
//!                          └─dropped, or no COMMIT─▶ gone      (another of the same part takes its place)
//! ```

use crate::{
    Reader, Store, Transaction,
    database::Afterwards,
    errors::{fault, in_words, write_fault},
    place::{DataPlace, sealed_path},
};
use age::secrecy::ExposeSecret;
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

/// What is known of a sealed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    /// Name in the work folder.
    pub id: String,
    /// Size of the content.
    pub bytes: u64,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
}

/// Whose a sealed file is, and as what. A later one of the same part takes the place of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner<'a> {
    /// On which shelf the record is.
    pub of: Shelf,
    /// Its number.
    pub id: u32,
    /// What the file is to it, e.g. `source`.
    pub part: &'a str,
}

/// Takes content and seals it.
pub struct SealedWriter {
    /// Buffered, for age itself hides why its heading could not be written.
    stream: age::stream::StreamWriter<BufWriter<NamedTempFile>>,
    identity: Zeroizing<String>,
    target: PathBuf,
    id: String,
    hash: Sha256,
    bytes: u64,
}

/// A sealed file that is whole on disk and has no owner yet. Unless one is committed, its bytes go when it is dropped.
pub struct Sealed {
    file: SealedFile,
    identity: Zeroizing<String>,
    path: PathBuf,
    kept: Arc<AtomicBool>,
}

impl DataPlace {
    /// Begins a sealed file. It needs no store, so that long copies stay out of the controller's way.
    ///
    /// # Errors
    /// `DISK_FULL`, `DATA_UNWRITABLE`.
    pub fn seal(dir: &Path) -> Outcome<SealedWriter> {
        let id = uuid::Uuid::new_v4().to_string();
        let target = sealed_path(dir, &id);
        let identity = age::x25519::Identity::generate();
        let recipient = identity.to_public();
        let file = NamedTempFile::new_in(dir.join("work")).map_err(|e| write_fault(&e))?;
        let recipients = std::iter::once(&recipient as &dyn age::Recipient);
        let stream = age::Encryptor::with_recipients(recipients)
            .map_err(|e| Fault::new(Code::Internal).because(in_words(e)))?
            .wrap_output(BufWriter::new(file))
            .map_err(|e| write_fault(&e))?;
        let identity = Zeroizing::new(identity.to_string().expose_secret().to_owned());
        Ok(SealedWriter {
            stream,
            identity,
            target,
            id,
            hash: Sha256::new(),
            bytes: 0,
        })
    }
}

impl Write for SealedWriter {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.stream.write(buffer)?;
        self.hash.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// A name is kept for certain once its folder is.
#[cfg(unix)]
fn keep_name(path: &Path) -> io::Result<()> {
    path.parent()
        .map_or(Ok(()), |dir| File::open(dir)?.sync_all())
}

/// Windows keeps names with the files.
#[cfg(not(unix))]
fn keep_name(_: &Path) -> io::Result<()> {
    Ok(())
}

impl SealedWriter {
    /// Ends the file: fsync, rename.
    ///
    /// # Errors
    /// `DISK_FULL`, `DATA_UNWRITABLE`.
    pub fn finish(self) -> Outcome<Sealed> {
        let file = self.stream.finish().map_err(|e| write_fault(&e))?;
        let file = file.into_inner().map_err(|e| write_fault(e.error()))?;
        file.as_file().sync_all().map_err(|e| write_fault(&e))?;
        file.persist(&self.target)
            .map_err(|e| write_fault(&e.error))?;
        keep_name(&self.target).map_err(|e| write_fault(&e))?;
        Ok(Sealed {
            file: SealedFile {
                id: self.id,
                bytes: self.bytes,
                sha256: hex::encode(self.hash.finalize()),
            },
            identity: self.identity,
            path: self.target,
            kept: Arc::default(),
        })
    }
}

impl Sealed {
    /// What is known of it.
    pub fn file(&self) -> &SealedFile {
        &self.file
    }

    /// Opens it before it has an owner.
    ///
    /// # Errors
    /// `WORK_FILE_DAMAGED`.
    pub fn open(&self) -> Outcome<SealedReader> {
        open_with(&self.path, &self.identity)
    }
}

impl Drop for Sealed {
    fn drop(&mut self) {
        if !self.kept.load(Ordering::Relaxed) {
            let _swept_at_the_next_start = fs::remove_file(&self.path);
        }
    }
}

/// Reads a sealed file at any place.
pub struct SealedReader(age::stream::StreamReader<BufReader<File>>);

impl Read for SealedReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for SealedReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

fn open_with(path: &Path, identity: &str) -> Outcome<SealedReader> {
    let damaged = |e: String| Fault::new(Code::WorkFileDamaged).because(e);
    let identity: age::x25519::Identity =
        identity.parse().map_err(|e: &str| damaged(e.to_owned()))?;
    // A link or a pipe in its place would lead elsewhere, or be waited for.
    let found = fs::symlink_metadata(path).map_err(|e| damaged(e.to_string()))?;
    if !found.is_file() {
        return Err(damaged("no file".to_owned()));
    }
    let file = File::open(path).map_err(|e| damaged(e.to_string()))?;
    let stream = age::Decryptor::new_buffered(BufReader::new(file))
        .map_err(|e| damaged(in_words(e)))?
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|e| damaged(in_words(e)))?;
    Ok(SealedReader(stream))
}

impl Reader {
    /// Opens a sealed file.
    ///
    /// # Errors
    /// `WORK_FILE_DAMAGED` when it isn't there, was disposed of, or isn't what it was.
    pub fn open_sealed(&self, id: &str) -> Outcome<SealedReader> {
        let damaged = |e: String| Fault::new(Code::WorkFileDamaged).because(e);
        let sql = "SELECT identity FROM sealed_file WHERE id = ?1";
        let identity: Option<Option<String>> = self
            .db
            .query_row(sql, [id], |r| r.get(0))
            .optional()
            .map_err(fault)?;
        let identity = identity.flatten().map(Zeroizing::new);
        let identity = identity.ok_or_else(|| damaged("no such file".into()))?;
        open_with(&sealed_path(&self.dir, id), &identity)
    }
}

impl Transaction<'_> {
    /// Gives a sealed file its owner; what the owner had as the same part is disposed of. `at` is RFC 3339.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_sealed(&self, sealed: &Sealed, owner: Owner<'_>, at: &str) -> Outcome<()> {
        let Owner { of, id, part } = owner;
        let owner = format!("{}/{id}", of.word());
        let sql = "SELECT id FROM sealed_file
                   WHERE owner = ?1 AND part = ?2 AND disposed_at IS NULL";
        let before: Option<String> = self
            .db
            .query_row(sql, [owner.as_str(), part], |r| r.get(0))
            .optional()
            .map_err(fault)?;
        if let Some(before) = before {
            self.dispose_sealed(&before, at)?;
        }
        let sql = "INSERT INTO sealed_file (id, identity, bytes, sha256, made_at, owner, part)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (file, identity) = (&sealed.file, sealed.identity.as_str());
        let values = params![
            file.id,
            identity,
            file.bytes as i64,
            file.sha256,
            at,
            owner,
            part
        ];
        self.db.execute(sql, values).map_err(fault)?;
        self.after_commit(Afterwards::Keep(sealed.kept.clone()));
        Ok(())
    }

    /// Disposes of a sealed file: its key is destroyed with the act, its bytes after it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn dispose_sealed(&self, id: &str, at: &str) -> Outcome<()> {
        let sql = "UPDATE sealed_file SET identity = NULL, disposed_at = ?2
                   WHERE id = ?1 AND disposed_at IS NULL";
        self.db.execute(sql, params![id, at]).map_err(fault)?;
        self.after_commit(Afterwards::Remove(sealed_path(&self.dir, id)));
        Ok(())
    }
}

impl Store {
    /// Removes what a sudden end left in the work folder: files that no record knows. What another program holds, or
    /// put there, keeps nobody from starting.
    pub(crate) fn sweep_sealed(&self) -> Outcome<()> {
        let sql = "SELECT id FROM sealed_file WHERE disposed_at IS NULL";
        let mut statement = self.db.prepare(sql).map_err(fault)?;
        let ids = statement
            .query_map([], |r| r.get::<_, String>(0))
            .map_err(fault)?;
        let known: HashSet<PathBuf> = ids
            .map(|id| id.map(|id| sealed_path(&self.dir, &id)).map_err(fault))
            .collect::<Outcome<_>>()?;
        let work = fs::read_dir(self.dir.join("work")).map_err(|e| write_fault(&e))?;
        let unknown = work.flatten().map(|entry| entry.path());
        for path in unknown.filter(|path| !known.contains(path)) {
            if let Err(error) = fs::remove_file(&path) {
                tracing::warn!(kind = ?error.kind(), "a file stays in the work folder");
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::tests::open;

    const AT: &str = "2026-11-20T00:00:00Z";

    fn part(part: &str) -> Owner<'_> {
        Owner {
            of: Shelf::Job,
            id: 1,
            part,
        }
    }

    fn written(store: &Store, content: &[u8]) -> Sealed {
        let mut writer = DataPlace::seal(&store.dir).unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap()
    }

    fn sealed(store: &mut Store, owner: Owner<'_>, content: &[u8]) -> SealedFile {
        let sealed = written(store, content);
        store
            .transact(|s| s.add_sealed(&sealed, owner, AT))
            .unwrap();
        sealed.file().clone()
    }

    fn path(store: &Store, file: &SealedFile) -> PathBuf {
        sealed_path(&store.dir, &file.id)
    }

    #[test]
    fn a_file_whose_disposal_is_not_committed_stays() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let file = sealed(&mut store, part("source"), b"x");
        let failed: Outcome<()> = store.transact(|s| {
            s.dispose_sealed(&file.id, AT)?;
            Err(Code::DiskFull.into())
        });
        assert!(failed.is_err());
        let mut content = String::new();
        let mut reader = store.open_sealed(&file.id).unwrap();
        reader.read_to_string(&mut content).unwrap();
        assert_eq!(content, "x");
    }

    #[test]
    fn a_file_that_nobody_owns_goes() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let dropped = written(&store, b"x");
        let at = path(&store, dropped.file());
        assert!(at.exists());
        drop(dropped);
        assert!(!at.exists());
        let refused = written(&store, b"y");
        let failed: Outcome<()> = store.transact(|s| {
            s.add_sealed(&refused, part("source"), AT)?;
            Err(Code::Internal.into())
        });
        assert!(failed.is_err());
        let at = path(&store, refused.file());
        drop(refused);
        assert!(!at.exists());
    }

    #[test]
    fn a_later_file_takes_the_place_of_the_one_before() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let source = sealed(&mut store, part("source"), b"x");
        let first = sealed(&mut store, part("outgoing"), b"y");
        let second = sealed(&mut store, part("outgoing"), b"z");
        assert!(!path(&store, &first).exists());
        assert!(store.open_sealed(&first.id).is_err());
        assert!(store.open_sealed(&second.id).is_ok());
        assert!(store.open_sealed(&source.id).is_ok());
    }

    #[test]
    fn what_others_put_into_the_work_folder_keeps_nobody_from_starting() {
        let dir = tempfile::tempdir().unwrap();
        drop(open(dir.path()).unwrap());
        let folder = dir.path().join("work/of-another-program");
        fs::create_dir(&folder).unwrap();
        assert!(open(dir.path()).is_ok());
        assert!(folder.exists());
    }

    #[test]
    fn content_comes_back_from_any_place_and_never_lies_in_clear() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let content: Vec<u8> = b"123456789018,"
            .iter()
            .copied()
            .cycle()
            .take(300_000)
            .collect();
        let file = sealed(&mut store, part("source"), &content);
        assert_eq!(file.bytes, 300_000);
        let mut reader = store.open_sealed(&file.id).unwrap();
        reader.seek(SeekFrom::Start(200_000)).unwrap();
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, content[200_000..]);
        let raw = fs::read(path(&store, &file)).unwrap();
        assert!(!raw.windows(12).any(|w| w == b"123456789018"));
    }

    #[test]
    fn a_changed_byte_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let file = sealed(&mut store, part("source"), &[1; 5000]);
        let at = path(&store, &file);
        let mut raw = fs::read(&at).unwrap();
        let middle = raw.len() / 2;
        raw[middle] ^= 1;
        fs::write(&at, raw).unwrap();
        let mut reader = store.open_sealed(&file.id).unwrap();
        assert!(reader.read_to_end(&mut Vec::new()).is_err());
    }

    #[test]
    fn disposed_files_are_gone_and_orphans_are_swept() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let file = sealed(&mut store, part("source"), b"x");
        store.transact(|s| s.dispose_sealed(&file.id, AT)).unwrap();
        assert!(!path(&store, &file).exists());
        assert_eq!(
            store.open_sealed(&file.id).err().unwrap().code,
            Code::WorkFileDamaged
        );
        let kept = sealed(&mut store, part("source"), b"y");
        std::mem::forget(written(&store, b"left by a sudden end"));
        drop(store);
        let store = open(dir.path()).unwrap();
        let left = fs::read_dir(dir.path().join("work")).unwrap().count();
        assert_eq!(left, 1);
        assert!(store.open_sealed(&kept.id).is_ok());
    }
}
