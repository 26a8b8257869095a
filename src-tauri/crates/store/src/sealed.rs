//! Sealed work files: what waits or was received lies encrypted, each under a key of its own.
//!
//! The format is age (X25519, ChaCha20-Poly1305 in a STREAM), which can be read at any place, so that an upload goes on
//! where it was cut. The file's own key lies in the database; destroying it is the disposal.

use crate::{
    Store,
    database::fault,
    place::{DataPlace, write_fault},
};
use age::secrecy::ExposeSecret;
use kakehashi_domain::{Code, Fault, Outcome};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    path::PathBuf,
};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

/// A sealed file that is whole on disk. It exists for the store once [`Store::add_sealed`] has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    /// Name in the work folder.
    pub id: String,
    /// Size of the content.
    pub bytes: u64,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
}

/// Takes content and seals it.
pub struct SealedWriter {
    stream: age::stream::StreamWriter<NamedTempFile>,
    identity: Zeroizing<String>,
    target: PathBuf,
    id: String,
    hash: Sha256,
    bytes: u64,
}

impl DataPlace {
    /// Begins a sealed file. It needs no store, so that long copies stay out of the controller's way.
    ///
    /// # Errors
    /// `DISK_FULL`, `DATA_UNWRITABLE`.
    pub fn seal(dir: &std::path::Path) -> Outcome<SealedWriter> {
        let id = uuid::Uuid::new_v4().to_string();
        let work = dir.join("work");
        let identity = age::x25519::Identity::generate();
        let recipient = identity.to_public();
        let file = NamedTempFile::new_in(&work).map_err(|e| write_fault(&e))?;
        let recipients = std::iter::once(&recipient as &dyn age::Recipient);
        let stream = age::Encryptor::with_recipients(recipients)
            .map_err(|e| Fault::new(Code::Internal).because(in_words(e)))?
            .wrap_output(file)
            .map_err(|e| write_fault(&e))?;
        let identity = Zeroizing::new(identity.to_string().expose_secret().to_owned());
        let target = work.join(format!("{id}.age"));
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

impl DataPlace {
    /// Opens a sealed file that the store doesn't know yet, by the secret that [`SealedWriter::finish`] gave.
    ///
    /// # Errors
    /// `WORK_FILE_DAMAGED`.
    pub fn unseal(
        dir: &std::path::Path,
        file: &SealedFile,
        identity: &str,
    ) -> Outcome<SealedReader> {
        let path = dir.join("work").join(format!("{}.age", file.id));
        open_with(&path, identity)
    }
}

fn open_with(path: &std::path::Path, identity: &str) -> Outcome<SealedReader> {
    let damaged = |e: String| Fault::new(Code::WorkFileDamaged).because(e);
    let identity: age::x25519::Identity =
        identity.parse().map_err(|e: &str| damaged(e.to_owned()))?;
    let file = File::open(path).map_err(|e| damaged(e.to_string()))?;
    let stream = age::Decryptor::new_buffered(BufReader::new(file))
        .map_err(|e| damaged(in_words(e)))?
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .map_err(|e| damaged(in_words(e)))?;
    Ok(SealedReader(stream))
}

/// An error of age as a cause. Its own words need translations, and it panics where a build lacks them.
pub(crate) fn in_words(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
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

impl SealedWriter {
    /// Ends the file: fsync, rename. Gives the file and the secret that opens it, for [`Store::add_sealed`].
    ///
    /// # Errors
    /// `DISK_FULL`, `DATA_UNWRITABLE`.
    pub fn finish(self) -> Outcome<(SealedFile, Zeroizing<String>)> {
        let file = self.stream.finish().map_err(|e| write_fault(&e))?;
        file.as_file().sync_all().map_err(|e| write_fault(&e))?;
        file.persist(&self.target)
            .map_err(|e| write_fault(&e.error))?;
        let sha256 = hex::encode(self.hash.finalize());
        Ok((
            SealedFile {
                id: self.id,
                bytes: self.bytes,
                sha256,
            },
            self.identity,
        ))
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

impl Store {
    /// Makes a sealed file known. `at` is RFC 3339.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_sealed(&self, file: &SealedFile, identity: &str, at: &str) -> Outcome<()> {
        let sql = "INSERT INTO sealed_file VALUES (?1, ?2, ?3, ?4, ?5, NULL)";
        let values = params![file.id, identity, file.bytes as i64, file.sha256, at];
        self.db.execute(sql, values).map(drop).map_err(fault)
    }

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
        open_with(&self.place.sealed(id), &identity)
    }

    /// Disposes of a sealed file: its key is destroyed with the act, its bytes at once or at the next start.
    ///
    /// # Errors
    /// Those of the database.
    pub fn dispose_sealed(&self, id: &str, at: &str) -> Outcome<()> {
        let sql = "UPDATE sealed_file SET identity = NULL, disposed_at = ?2
                   WHERE id = ?1 AND disposed_at IS NULL";
        self.db.execute(sql, params![id, at]).map_err(fault)?;
        let _left_for_the_sweep = fs::remove_file(self.place.sealed(id));
        Ok(())
    }

    /// Removes what a sudden end left in the work folder: files that no record knows.
    pub(crate) fn sweep_sealed(&self) -> Outcome<()> {
        let sql = "SELECT id FROM sealed_file WHERE disposed_at IS NULL";
        let mut statement = self.db.prepare(sql).map_err(fault)?;
        let ids = statement
            .query_map([], |r| r.get::<_, String>(0))
            .map_err(fault)?;
        let known: HashSet<PathBuf> = ids
            .map(|id| id.map(|id| self.place.sealed(&id)).map_err(fault))
            .collect::<Outcome<_>>()?;
        let work = fs::read_dir(self.place.dir().join("work")).map_err(|e| write_fault(&e))?;
        for path in work
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| !known.contains(path))
        {
            fs::remove_file(path).map_err(|e| write_fault(&e))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::tests::open;

    fn sealed(store: &mut Store, content: &[u8]) -> SealedFile {
        let mut writer = DataPlace::seal(store.place.dir()).unwrap();
        writer.write_all(content).unwrap();
        let (file, identity) = writer.finish().unwrap();
        store
            .transact(|s| s.add_sealed(&file, &identity, "2026-11-20T00:00:00Z"))
            .unwrap();
        file
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
        let file = sealed(&mut store, &content);
        assert_eq!(file.bytes, 300_000);
        let mut reader = store.open_sealed(&file.id).unwrap();
        reader.seek(SeekFrom::Start(200_000)).unwrap();
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, content[200_000..]);
        let raw = fs::read(store.place.sealed(&file.id)).unwrap();
        assert!(!raw.windows(12).any(|w| w == b"123456789018"));
    }

    #[test]
    fn a_changed_byte_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let file = sealed(&mut store, &[1; 5000]);
        let path = store.place.sealed(&file.id);
        let mut raw = fs::read(&path).unwrap();
        let middle = raw.len() / 2;
        raw[middle] ^= 1;
        fs::write(&path, raw).unwrap();
        let mut reader = store.open_sealed(&file.id).unwrap();
        assert!(reader.read_to_end(&mut Vec::new()).is_err());
    }

    #[test]
    fn disposed_files_are_gone_and_orphans_are_swept() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let file = sealed(&mut store, b"x");
        store
            .transact(|s| s.dispose_sealed(&file.id, "2026-11-20T00:00:00Z"))
            .unwrap();
        assert!(!store.place.sealed(&file.id).exists());
        assert_eq!(
            store.open_sealed(&file.id).err().unwrap().code,
            Code::WorkFileDamaged
        );
        let kept = sealed(&mut store, b"y");
        drop(DataPlace::seal(dir.path()).unwrap().finish().unwrap());
        drop(store);
        let store = open(dir.path()).unwrap();
        let left = fs::read_dir(dir.path().join("work")).unwrap().count();
        assert_eq!(left, 1);
        assert!(store.open_sealed(&kept.id).is_ok());
    }
}
