//! The folder itself: what lies in it and is finished, and moving it on. Nobody but one program watches a folder; its lock
//! is the operating system's, which a crash lets go.
//!
//! ```text
//! DIR/in ─ taken in ─▶ DIR/done      a receipt stands beside every file, wherever it lies
//!        └ refused ──▶ DIR/error     what came of it is written to DIR/results
//! ```

use super::receipt::{Receipt, SUFFIX};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    collections::HashMap,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime},
};

pub(super) const IN: &str = "in";
pub(super) const DONE: &str = "done";
pub(super) const ERROR: &str = "error";
pub(super) const RESULTS: &str = "results";
const LOCK: &str = ".kakehashi-watch.lock";

/// How others name what they haven't finished writing.
const UNFINISHED: [&str; 6] = [
    ".tmp",
    ".part",
    ".partial",
    ".crdownload",
    ".filepart",
    ".lock",
];

/// A watched folder, for as long as this program watches it.
pub(super) struct Folder {
    root: PathBuf,
    /// How long a file must have stayed as it is.
    quiet: Duration,
    /// How each file looked, and since when.
    seen: HashMap<PathBuf, (Looks, Instant)>,
    _lock: File,
}

/// By what a file that is still being written gives itself away.
type Looks = (u64, Option<SystemTime>);

impl Folder {
    /// Makes the folders that are missing, and keeps other programs from watching the same.
    ///
    /// # Errors
    /// `OUTPUT_FOLDER_MISSING`, `OUTPUT_UNWRITABLE`, `FOLDER_WATCHED`.
    pub fn open(root: &Path, quiet: Duration) -> Outcome<Self> {
        let named = |code: Code| Fault::new(code).with("folder", root.display());
        if !root.is_dir() {
            return Err(named(Code::OutputFolderMissing));
        }
        let unwritable = |e: io::Error| {
            let fault = Fault::new(Code::OutputUnwritable).with("file", root.display());
            fault.because(e.kind())
        };
        for name in [IN, DONE, ERROR, RESULTS] {
            fs::create_dir_all(root.join(name)).map_err(unwritable)?;
        }
        let lock = File::create(root.join(LOCK)).map_err(unwritable)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(named(Code::FolderWatched)),
            // A share that knows no locks: its files are still moved by one at most, since a move succeeds once.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        Ok(Self {
            root: root.to_owned(),
            quiet,
            seen: HashMap::new(),
            _lock: lock,
        })
    }

    pub fn part(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Files that came and are finished, the oldest first. A folder that can't be read just now (a share that went) is a
    /// fault, and nothing is forgotten.
    pub fn finished(&mut self) -> io::Result<Vec<PathBuf>> {
        let mut there = HashMap::new();
        for entry in fs::read_dir(self.part(IN))? {
            let entry = entry?;
            if !entry.file_type()?.is_file() || !is_wanted(&entry.file_name().to_string_lossy()) {
                continue;
            }
            // What went in this moment isn't there.
            if let Ok(looks) = looks(&entry.path()) {
                there.insert(entry.path(), looks);
            }
        }
        self.seen.retain(|path, _| there.contains_key(path));
        let now = Instant::now();
        let mut finished = Vec::new();
        for (path, looks) in there {
            let known = self.seen.entry(path.clone()).or_insert((looks, now));
            if known.0 != looks {
                *known = (looks, now);
            }
            // One that has long stayed as it is was finished before anybody looked.
            let rested = looks.1.and_then(|at| at.elapsed().ok()).unwrap_or_default();
            if known.1.elapsed() >= self.quiet || rested >= self.quiet * 2 {
                finished.push((looks.1, path));
            }
        }
        finished.sort();
        Ok(finished.into_iter().map(|(_, path)| path).collect())
    }

    /// Whether anything lies there that may become finished.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Whether a file is still as it was when it counted as finished.
    pub fn is_unchanged(&self, path: &Path) -> bool {
        let known = self.seen.get(path).map(|(looks, _)| *looks);
        known.is_some() && looks(path).ok() == known
    }

    /// A name that is free in a part of the folder, as near to the file's own as can be.
    pub fn free_name(&self, part: &str, name: &str) -> String {
        let taken = |name: &str| {
            let path = self.part(part).join(name);
            path.exists() || Receipt::beside(&path).exists()
        };
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
            _ => (name, String::new()),
        };
        let others = (2_u32..).map(|n| format!("{stem}-{n}{extension}"));
        let mut names = std::iter::once(name.to_owned()).chain(others);
        names
            .find(|name| !taken(name))
            .unwrap_or_else(|| name.to_owned())
    }

    /// Moves a file on. Its receipt lies there already, so that a sudden end between the two loses nothing.
    pub fn move_on(&mut self, path: &Path, part: &str, name: &str) -> io::Result<()> {
        fs::rename(path, self.part(part).join(name))?;
        self.seen.remove(path);
        // That it waited is no longer so.
        let _there_may_be_none = fs::remove_file(Receipt::beside(path));
        Ok(())
    }
}

fn looks(path: &Path) -> io::Result<Looks> {
    let metadata = fs::metadata(path)?;
    Ok((metadata.len(), metadata.modified().ok()))
}

fn is_wanted(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_hidden = name.starts_with('.') || name.starts_with("~$");
    !is_hidden && !lower.ends_with(SUFFIX) && !UNFINISHED.iter().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn only_finished_files_are_seen_and_one_program_watches_a_folder() {
        let dir = tempfile::tempdir().unwrap();
        let mut folder = Folder::open(dir.path(), Duration::from_secs(3_600)).unwrap();
        let again = Folder::open(dir.path(), Duration::ZERO).err().unwrap();
        assert_eq!(again.code, Code::FolderWatched);
        let inside = dir.path().join(IN);
        for name in [
            "a.csv",
            "b.csv.tmp",
            ".hidden",
            "~$a.xlsx",
            "a.csv.receipt.json",
        ] {
            fs::write(inside.join(name), "x").unwrap();
        }
        fs::create_dir(inside.join("folder.csv")).unwrap();
        assert!(
            folder.finished().unwrap().is_empty(),
            "it may be being written"
        );
        assert!(!folder.is_empty());
        let file = File::options()
            .write(true)
            .open(inside.join("a.csv"))
            .unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(10_000))
            .unwrap();
        drop(file);
        assert_eq!(folder.finished().unwrap(), [inside.join("a.csv")]);
        assert!(folder.is_unchanged(&inside.join("a.csv")));
        fs::write(inside.join("a.csv"), "more").unwrap();
        assert!(!folder.is_unchanged(&inside.join("a.csv")));
        fs::remove_dir_all(&inside).unwrap();
        assert!(
            folder.finished().is_err(),
            "a share that went is no empty folder"
        );
        drop(folder);
        assert!(Folder::open(dir.path(), Duration::ZERO).is_ok());
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path(), Duration::ZERO).unwrap();
        assert_eq!(folder.free_name(DONE, "a.csv"), "a.csv");
        fs::write(dir.path().join("done/a.csv"), "").unwrap();
        fs::write(dir.path().join("done/a-2.csv.receipt.json"), "").unwrap();
        assert_eq!(folder.free_name(DONE, "a.csv"), "a-3.csv");
    }
}
