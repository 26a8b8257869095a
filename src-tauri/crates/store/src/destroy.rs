//! The end of a terminal's data: first the key, without which the rest is noise, then the rest.

use crate::{
    key::Forgotten,
    place::{DataPlace, write_fault},
};
use kakehashi_domain::Outcome;
use std::{fs, io, path::Path};

/// What was destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destroyed {
    /// The key, if there still was one.
    pub key: Option<Forgotten>,
    /// How many files went with it.
    pub files: u64,
    /// How many bytes they had.
    pub bytes: u64,
}

impl DataPlace {
    /// Destroys the key, then everything that the program ever put here. Files of others stay.
    ///
    /// # Errors
    /// `KEY_STORE_UNAVAILABLE` when the key store doesn't let go of the key; then nothing was touched.
    /// `DATA_UNWRITABLE` when a file can't be deleted; without the key it is noise.
    pub fn destroy(self) -> Outcome<Destroyed> {
        let key = self.forget_key()?;
        let (mut files, mut bytes) = (0, 0);
        let unwritable = |e: io::Error| write_fault(&e);
        for entry in fs::read_dir(self.dir()).map_err(unwritable)?.flatten() {
            if is_ours(&entry.file_name().to_string_lossy()) {
                remove(&entry.path(), &mut files, &mut bytes).map_err(unwritable)?;
            }
        }
        let dir = self.let_go();
        let _others_have_files_here = fs::remove_dir(dir);
        Ok(Destroyed { key, files, bytes })
    }
}

fn is_ours(name: &str) -> bool {
    let database = name.starts_with("terminal.") && name.contains(".db");
    database || ["key.json", "production", "work", "webview"].contains(&name)
}

fn remove(path: &Path, files: &mut u64, bytes: &mut u64) -> io::Result<()> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_dir() {
        *files += 1;
        *bytes += metadata.len();
        return fs::remove_file(path);
    }
    for entry in fs::read_dir(path)? {
        remove(&entry?.path(), files, bytes)?;
    }
    fs::remove_dir(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{KeyCare, Store};
    use kakehashi_domain::Code;

    #[test]
    fn key_and_data_go_and_files_of_others_stay() {
        let dir = tempfile::tempdir().unwrap();
        let place = DataPlace::take(dir.path()).unwrap();
        let key = place.make_key(KeyCare::PassPhrase("rakuda")).unwrap();
        let store = Store::open(place, &key).unwrap();
        store.place().finish_set_up().unwrap();
        drop(store);
        fs::create_dir(dir.path().join("webview")).unwrap();
        fs::write(dir.path().join("webview/cache"), "shown").unwrap();
        fs::write(dir.path().join("memo.txt"), "mine").unwrap();
        let place = DataPlace::take(dir.path()).unwrap();
        let destroyed = place.destroy().unwrap();
        assert!(destroyed.key.is_some());
        assert!(
            destroyed.files >= 3 && destroyed.bytes > 4096,
            "{destroyed:?}"
        );
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        let place = DataPlace::take(dir.path()).unwrap();
        let gone = place.bring_key(Some("rakuda")).err().unwrap();
        assert_eq!(gone.code, Code::NotSetUp);
    }
}
