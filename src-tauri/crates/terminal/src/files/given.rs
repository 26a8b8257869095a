//! What a person names to be read: a file, or what comes in by a pipe. Nothing that is named is waited for without end.

use super::{name_of, read_fault};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    fs::{self, File, FileType},
    io::{self, Cursor, Read, Seek},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};
use zeroize::Zeroizing;

/// Certificates and the like are never larger.
const SMALL: u64 = 1 << 20;
/// So much of what comes in is kept in memory.
const KEPT: u64 = 1 << 30;
/// So long a pipe may be without anybody who writes.
const PATIENCE: Duration = Duration::from_secs(4);

/// Whether the name stands for what comes in by standard input.
fn is_standard_input(path: &str) -> bool {
    path == "-" || path == "/dev/stdin"
}

/// Opens a file that a person chose and that may be read more than once.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_IS_FOLDER`, `FILE_IS_DEVICE`, `FILE_IS_PIPE`.
pub(crate) fn open(path: &str) -> Outcome<File> {
    let found = (!is_standard_input(path)).then(|| kind(path)).transpose()?;
    match found {
        Some(Kind::File) => File::open(path).map_err(|e| read_fault(path, &e)),
        Some(Kind::Pipe) | None => Err(named(Code::FileIsPipe, path)),
    }
}

/// Opens what is read once: a file, a pipe, or standard input (`-`).
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_IS_FOLDER`, `FILE_IS_DEVICE`, `PIPE_SILENT`.
pub(crate) fn open_stream(path: &str) -> Outcome<File> {
    if is_standard_input(path) {
        return standard_input(path);
    }
    match kind(path)? {
        Kind::File => File::open(path).map_err(|e| read_fault(path, &e)),
        Kind::Pipe => open_pipe(path),
    }
}

/// Reads something small whole; what is too large can't be what was asked for.
///
/// # Errors
/// Those of [`open_stream`].
pub(crate) fn read_small(path: &str) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = open_stream(path)?.take(SMALL).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|e| read_fault(path, &e))
}

/// What can be read again from any place.
pub(crate) trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// What is read more than once, and may come in by a pipe: that is kept in memory, never on the disk.
pub(crate) enum Given {
    /// Opened anew each time.
    File(String),
    /// Came in.
    Kept(Vec<u8>),
}

impl Given {
    /// # Errors
    /// Those of [`open_stream`].
    pub fn of(path: &str) -> Outcome<Self> {
        if !is_standard_input(path) && matches!(kind(path)?, Kind::File) {
            return Ok(Self::File(path.to_owned()));
        }
        let mut bytes = Vec::new();
        let read = open_stream(path)?.take(KEPT + 1).read_to_end(&mut bytes);
        read.map_err(|e| read_fault(path, &e))?;
        if bytes.len() as u64 > KEPT {
            return Err(Fault::new(Code::TooManyBytes).with("max", KEPT));
        }
        Ok(Self::Kept(bytes))
    }

    /// From its beginning.
    ///
    /// # Errors
    /// Those of [`open`].
    pub fn open(&self) -> Outcome<Box<dyn ReadSeek + '_>> {
        Ok(match self {
            Self::File(path) => Box::new(open(path)?),
            Self::Kept(bytes) => Box::new(Cursor::new(bytes)),
        })
    }
}

/// Reads what is secret; as [`read_small`].
///
/// # Errors
/// Those of [`open_stream`].
pub fn read_secret(path: &str) -> Outcome<Zeroizing<Vec<u8>>> {
    read_small(path).map(Zeroizing::new)
}

enum Kind {
    File,
    Pipe,
}

fn kind(path: &str) -> Outcome<Kind> {
    let found = fs::metadata(path).map_err(|e| read_fault(path, &e))?;
    let found = found.file_type();
    if found.is_file() {
        Ok(Kind::File)
    } else if found.is_dir() {
        Err(named(Code::FileIsFolder, path))
    } else if is_pipe(found) {
        Ok(Kind::Pipe)
    } else {
        Err(named(Code::FileIsDevice, path))
    }
}

#[cfg(unix)]
fn is_pipe(found: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&found)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

/// Opening a pipe takes until somebody opens its other end.
fn open_pipe(path: &str) -> Outcome<File> {
    let (opened, result) = mpsc::channel();
    let name = path.to_owned();
    thread::spawn(move || {
        let _nobody_waits_any_more = opened.send(File::open(name));
    });
    match result.recv_timeout(PATIENCE) {
        Ok(file) => file.map_err(|e| read_fault(path, &e)),
        Err(_) => {
            // Both ends at once let the thread go.
            let _let_go = File::options().read(true).write(true).open(path);
            let fault = named(Code::PipeSilent, path);
            Err(fault.with("seconds", PATIENCE.as_secs()))
        }
    }
}

/// Whoever reads it first reads it whole.
fn standard_input(path: &str) -> Outcome<File> {
    static IS_READ: AtomicBool = AtomicBool::new(false);
    if IS_READ.swap(true, Ordering::Relaxed) {
        let hint = "標準入力は、1つの入力にだけ使えます。ほかは、ファイルを選んでください。";
        return Err(Fault::invalid(path, hint));
    }
    let file = duplicate().map_err(|e| read_fault(path, &e))?;
    match file.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(named(Code::FileIsFolder, path)),
        Ok(_) | Err(_) => Ok(file),
    }
}

#[cfg(unix)]
fn duplicate() -> io::Result<File> {
    use std::os::fd::AsFd;
    io::stdin().as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(windows)]
fn duplicate() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    io::stdin().as_handle().try_clone_to_owned().map(File::from)
}

fn named(code: Code, path: &str) -> Fault {
    Fault::new(code).with("file", name_of(path))
}
