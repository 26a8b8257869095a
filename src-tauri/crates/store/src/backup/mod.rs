//! A backup: database, sealed files and their key in one file that a pass phrase opens.
//!
//! ```text
//! kakehashi-backup 1                        what it is
//! hexadecimal                               the identity that opens the rest, under the pass phrase (age, scrypt)
//! age (X25519, ChaCha20-Poly1305 STREAM)    a tar: contents.json, key, terminal.db, work/….age
//! ```
//! The recipient is made once for a pass phrase, so that backups by night need nobody who knows it, and no pass phrase is
//! kept. A cut or changed file doesn't open. The database is copied as it stands at one moment; a sealed file that is
//! disposed of while the backup is made isn't in it, nor is it opened by the key that came along.

mod restore;

pub use restore::Unpacked;

use crate::{
    Reader,
    copies::copy_to,
    errors::{fault, in_words, write_fault},
    key::DataKey,
    pass_phrase,
    place::sealed_path,
};
use age::secrecy::ExposeSecret;
use kakehashi_domain::{Code, Fault, Outcome};
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{self, Write},
    str::FromStr,
};
use tar::{Builder, Header};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

const FIRST_LINE: &str = "kakehashi-backup 1\n";
const CONTENTS: &str = "contents.json";
const KEY: &str = "key";
const DATABASE: &str = "terminal.db";
const WORK: &str = "work";

/// To whom backups are sealed: whoever knows the pass phrase it was made with. It opens nothing itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupSeal {
    /// age's recipient.
    recipient: String,
    /// What opens it, under the pass phrase; goes along with every backup.
    identity: String,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Version of the program that made it.
    pub program: String,
    /// Version of the database.
    pub database: usize,
    /// Entries of the audit log.
    pub entries: u32,
    /// Hash of the last of them.
    pub head: String,
    /// Sealed files in it.
    pub files: u32,
}

impl BackupSeal {
    /// Makes a seal that a pass phrase opens. It takes about half a second.
    ///
    /// # Errors
    /// `INTERNAL`.
    pub fn make(phrase: &str) -> Outcome<Self> {
        let identity = age::x25519::Identity::generate();
        let secret = identity.to_string();
        Ok(Self {
            recipient: identity.to_public().to_string(),
            identity: pass_phrase::seal(secret.expose_secret().as_bytes(), phrase)?,
        })
    }

    fn recipient(&self) -> Outcome<age::x25519::Recipient> {
        let recipient = age::x25519::Recipient::from_str(&self.recipient);
        recipient.map_err(|e| Fault::new(Code::DataDamaged).because(e))
    }
}

fn open_identity(sealed: &str, phrase: &str) -> Outcome<age::x25519::Identity> {
    let secret = pass_phrase::unseal(sealed, phrase).map_err(|fault| {
        let is_wrong = fault.code == Code::KeyPassPhraseWrong;
        Fault::new(if is_wrong {
            Code::BackupPassPhraseWrong
        } else {
            Code::BackupDamaged
        })
    })?;
    let text = String::from_utf8(secret.to_vec()).map(Zeroizing::new);
    let identity = text.ok().and_then(|text| text.parse().ok());
    identity.ok_or_else(|| Code::BackupDamaged.into())
}

fn damaged(error: impl std::error::Error) -> Fault {
    Fault::new(Code::BackupDamaged).because(in_words(error))
}

/// What a backup is made from.
pub struct BackupSource {
    reader: Reader,
    key: DataKey,
}

impl BackupSource {
    pub(crate) fn new(reader: Reader, key: DataKey) -> Self {
        Self { reader, key }
    }

    /// Writes a backup. `at` is RFC 3339, `program` the version of this program.
    ///
    /// # Errors
    /// Those of the database; `DISK_FULL`, `OUTPUT_UNWRITABLE`; `WORK_FILE_DAMAGED`.
    pub fn write(
        &self,
        sink: &mut dyn Write,
        seal: &BackupSeal,
        (at, program): (&str, &str),
    ) -> Outcome<Contents> {
        // In the work folder, where a sudden end leaves nothing for long.
        let copy = NamedTempFile::new_in(self.reader.dir.join(WORK));
        let copy = copy.map_err(|e| write_fault(&e))?;
        copy_to(&self.reader.db, &self.key, copy.path())?;
        let copied = Reader::of_copy(copy.path(), &self.key)?;
        let files = copied.sealed_ids()?;
        let (entries, head) = copied.audit_head()?;
        let contents = Contents {
            made_at: at.to_owned(),
            program: program.to_owned(),
            database: copied.version()?,
            entries,
            head,
            files: u32::try_from(files.len()).unwrap_or(u32::MAX),
        };
        drop(copied);

        let unwritable = |e: io::Error| output_fault(&e);
        writeln!(sink, "{FIRST_LINE}{}", seal.identity).map_err(unwritable)?;
        let recipient = seal.recipient()?;
        let recipients = std::iter::once(&recipient as &dyn age::Recipient);
        let sealed = age::Encryptor::with_recipients(recipients)
            .map_err(|e| Fault::new(Code::Internal).because(in_words(e)))?
            .wrap_output(sink)
            .map_err(unwritable)?;
        let mut archive = Builder::new(sealed);
        let said = serde_json::to_vec(&contents);
        let said = said.map_err(|e| Fault::new(Code::Internal).because(e))?;
        add(&mut archive, CONTENTS, &said).map_err(unwritable)?;
        let key = Zeroizing::new(hex::encode(self.key.raw()));
        add(&mut archive, KEY, key.as_bytes()).map_err(unwritable)?;
        add_file(&mut archive, DATABASE, &copy.reopen().map_err(unwritable)?)?;
        for id in &files {
            // One that isn't there was disposed of since the copy.
            let Ok(file) = File::open(sealed_path(&self.reader.dir, id)) else {
                continue;
            };
            add_file(&mut archive, &format!("{WORK}/{id}.age"), &file)?;
        }
        let sealed = archive.into_inner().map_err(unwritable)?;
        sealed
            .finish()
            .map_err(unwritable)?
            .flush()
            .map_err(unwritable)?;
        Ok(contents)
    }
}

fn add<W: Write>(archive: &mut Builder<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    archive.append_data(&mut header(bytes.len() as u64), name, bytes)
}

fn add_file<W: Write>(archive: &mut Builder<W>, name: &str, file: &File) -> Outcome<()> {
    let length = file.metadata().map_err(|e| output_fault(&e))?.len();
    let added = archive.append_data(&mut header(length), name, file);
    added.map_err(|e| output_fault(&e))
}

fn header(length: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(length);
    header.set_mode(0o600);
    header
}

/// The disk that is full is the one that the backup goes to.
fn output_fault(error: &io::Error) -> Fault {
    Fault::of_writing(error, Code::OutputUnwritable)
}

impl Reader {
    /// Sealed files that weren't disposed of.
    fn sealed_ids(&self) -> Outcome<Vec<String>> {
        let sql = "SELECT id FROM sealed_file WHERE disposed_at IS NULL ORDER BY id";
        let mut statement = self.db.prepare(sql).map_err(fault)?;
        let ids = statement.query_map([], |r| r.get(0)).map_err(fault)?;
        ids.map(|id| id.map_err(fault)).collect()
    }
}

#[cfg(test)]
mod tests;
