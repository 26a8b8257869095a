//! The clerk's own files: reading what is given, writing what is handed out.

pub(crate) mod finding_list;
mod given;
pub(crate) mod list;
pub(crate) mod listed;
mod named;
pub(crate) mod pairs_file;
pub(crate) mod recognising;
pub(crate) mod reports;
pub(crate) mod sealing;

pub use given::read_secret;
pub(crate) use given::{Given, open, open_stream, read_small};
pub use named::files_named;

/// What clients are shown of it.
pub mod view {
    pub use super::{listed::Listed, sealing::HandOutTo};
}

use kakehashi_domain::{Code, Fault, Outcome, harmless};
use kakehashi_layouts::Encoding;
use kakehashi_store::{DataPlace, Sealed};
use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, BufRead, Read, Write},
    path::Path,
};

/// The character code of a word that a person gave.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) fn encoding_of(word: &str) -> Outcome<Encoding> {
    Encoding::parse(&word.to_ascii_lowercase()).ok_or_else(|| {
        let words: Vec<&str> = Encoding::EVERY.iter().map(|it| it.as_str()).collect();
        Fault::invalid("文字コード", format!("{} のどれかです。", words.join("、")))
    })
}

/// The last part of a path, as shown to people: whoever named a file has no letters act where its name stands.
pub(crate) fn name_of(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map_or_else(|| harmless(path), |name| harmless(&name.to_string_lossy()))
}

pub(crate) fn read_fault(path: &str, error: &io::Error) -> Fault {
    let missing = error.kind() == io::ErrorKind::NotFound;
    let code = if missing {
        Code::FileNotFound
    } else {
        Code::FileUnreadable
    };
    Fault::new(code)
        .with("file", name_of(path))
        .because(error.kind())
}

/// Copies a file into the work folder, sealed. Which of the two disks failed is told.
pub(crate) fn seal_copy(dir: &Path, path: &str) -> Outcome<Sealed> {
    seal_all(dir, open(path)?, path)
}

/// The same for a file that is open, from where it stands.
pub(crate) fn seal_all(dir: &Path, file: impl Read, path: &str) -> Outcome<Sealed> {
    const BLOCK: usize = 1 << 20;
    let mut source = io::BufReader::with_capacity(BLOCK, file);
    let mut writer = DataPlace::seal(dir)?;
    loop {
        let read = source.fill_buf().map_err(|e| read_fault(path, &e))?;
        let length = read.len();
        if length == 0 {
            return writer.finish();
        }
        let unwritable = |e| Fault::of_writing(&e, Code::DataUnwritable);
        writer.write_all(read).map_err(unwritable)?;
        source.consume(length);
    }
}

/// Writes a file for the 基幹システム: temporary file beside it, fsync, rename; never over another file.
pub(crate) fn hand_out(
    path: &str,
    write: impl FnOnce(&mut dyn Write) -> Outcome<u32>,
) -> Outcome<u32> {
    put_out(path, |file| {
        let mut sink = io::BufWriter::new(file);
        let rows = write(&mut sink)?;
        // Dropped without it, what a full disk doesn't take would be missing without a word.
        sink.flush()
            .map_err(|e| write_fault(&e).with("file", name_of(path)))?;
        Ok(rows)
    })
}

/// As [`hand_out`], for what is written to any place of the file.
pub(crate) fn put_out(path: &str, write: impl FnOnce(&mut File) -> Outcome<u32>) -> Outcome<u32> {
    let unwritable = |e: io::Error| write_fault(&e).with("file", name_of(path));
    let dir = require_place(path)?;
    let mut file = tempfile::NamedTempFile::new_in(dir).map_err(unwritable)?;
    let rows = write(file.as_file_mut())?;
    file.as_file().sync_all().map_err(unwritable)?;
    file.persist_noclobber(path)
        .map_err(|e| unwritable(e.error))?;
    Ok(rows)
}

/// The folder that a file is handed out to, where one may be.
fn require_place(path: &str) -> Outcome<&Path> {
    let target = Path::new(path);
    if target.exists() {
        return Err(Fault::new(Code::OutputExists).with("file", name_of(path)));
    }
    // What is read from standard input by this name is written nowhere by it.
    if target.file_name().is_none_or(|name| name == "-") {
        return Err(Fault::new(Code::OutputUnwritable).with("file", name_of(path)));
    }
    let dir = target
        .parent()
        .filter(|d| !d.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    if !dir.is_dir() {
        let folder = dir.display();
        return Err(Fault::new(Code::OutputFolderMissing).with("folder", folder));
    }
    Ok(dir)
}

/// Refuses files that can't all be handed out, before any of them is written.
pub(crate) fn require_places<'a>(paths: impl IntoIterator<Item = &'a String>) -> Outcome<()> {
    let mut taken = BTreeSet::new();
    for path in paths {
        require_place(path)?;
        if !taken.insert(path) {
            return Err(Fault::new(Code::OutputExists).with("file", name_of(path)));
        }
    }
    Ok(())
}

/// What a failed write of a file that is handed out means to a person.
pub(crate) fn write_fault(error: &io::Error) -> Fault {
    const MEANINGS: [(io::ErrorKind, Code); 3] = [
        (io::ErrorKind::AlreadyExists, Code::OutputExists),
        // The sealed file that is being copied gave way, not the target.
        (io::ErrorKind::InvalidData, Code::WorkFileDamaged),
        (io::ErrorKind::UnexpectedEof, Code::WorkFileDamaged),
    ];
    let known = MEANINGS.iter().find(|(kind, _)| *kind == error.kind());
    Fault::of_writing(
        error,
        known.map_or(Code::OutputUnwritable, |(_, code)| *code),
    )
}
