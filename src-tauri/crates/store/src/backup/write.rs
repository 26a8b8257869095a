//! Making a backup, beside whatever is being written.

use super::{BackupSeal, CONTENTS, Contents, DATABASE, FIRST_LINE, KEY, WORK};
use crate::{
    Reader,
    copies::copy_to,
    errors::{fault, in_words, write_fault},
    key::DataKey,
    place::sealed_path,
};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    fs::File,
    io::{self, Write},
};
use tar::{Builder, Header};
use tempfile::NamedTempFile;
use zeroize::Zeroizing;

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
    let fault = write_fault(error);
    if fault.code == Code::DiskFull {
        return fault;
    }
    Fault::new(Code::OutputUnwritable).because(error)
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
