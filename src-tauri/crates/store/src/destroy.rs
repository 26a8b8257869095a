//! The end of a terminal's data: first the key, without which the rest is noise, then the rest.

use crate::{
    errors::write_fault,
    key::Forgotten,
    place::{DataPlace, is_ours},
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
    /// What could not be deleted, by its path in the directory. Without the key it is noise.
    pub left: Vec<String>,
}

impl DataPlace {
    /// Destroys the key, then everything that the program ever put here. Files of others stay.
    ///
    /// # Errors
    /// `KEY_STORE_UNAVAILABLE` and `DATA_UNWRITABLE` when the key can't be taken away; then everything stands as before.
    pub fn destroy(self) -> Outcome<Destroyed> {
        let entries = fs::read_dir(self.dir()).map_err(|e| write_fault(&e))?;
        let mut gone = Destroyed {
            key: self.forget_key()?,
            files: 0,
            bytes: 0,
            left: Vec::new(),
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ours(&name) && name != "lock" {
                gone.remove(&entry.path(), &name);
            }
        }
        let dir = self.let_go();
        let _others_have_files_here = fs::remove_dir(dir);
        Ok(gone)
    }
}

impl Destroyed {
    /// Deletes a file, or a folder with everything in it, as far as it goes.
    fn remove(&mut self, path: &Path, name: &str) {
        let removed = fs::symlink_metadata(path).and_then(|metadata| {
            if metadata.is_dir() {
                return self.empty(path, name).and_then(|()| fs::remove_dir(path));
            }
            fs::remove_file(path)?;
            self.files += 1;
            self.bytes += metadata.len();
            Ok(())
        });
        if removed.is_err() {
            self.left.push(name.to_owned());
        }
    }

    fn empty(&mut self, folder: &Path, name: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)?.flatten() {
            let inner = entry.file_name().to_string_lossy().into_owned();
            self.remove(&entry.path(), &format!("{name}/{inner}"));
        }
        Ok(())
    }
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
        assert!(destroyed.key.is_some() && destroyed.left.is_empty());
        assert!(
            destroyed.files >= 3 && destroyed.bytes > 4096,
            "{destroyed:?}"
        );
        let left: Vec<_> = fs::read_dir(dir.path()).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        let gone = DataPlace::take(dir.path()).unwrap_err();
        assert_eq!(gone.code, Code::FolderNotOurs, "nothing of ours is there");
    }
    /// Windows keeps what another program holds open.
    #[cfg(windows)]
    #[test]
    fn what_cannot_be_deleted_is_named_and_the_rest_goes() {
        use std::os::windows::fs::OpenOptionsExt;
        let dir = tempfile::tempdir().unwrap();
        let place = DataPlace::take(dir.path()).unwrap();
        let key = place.make_key(KeyCare::PassPhrase("rakuda")).unwrap();
        let store = Store::open(place, &key).unwrap();
        store.place().finish_set_up().unwrap();
        drop(store);
        let held = dir.path().join("work/held.age");
        fs::write(&held, "sealed").unwrap();
        let hold = fs::File::options().read(true).share_mode(0).open(&held);
        let place = DataPlace::take(dir.path()).unwrap();
        let destroyed = place.destroy().unwrap();
        assert_eq!(destroyed.left, ["work/held.age", "work"]);
        assert!(destroyed.key.is_some() && !dir.path().join("terminal.db").exists());
        drop(hold);
        let place = DataPlace::take(dir.path()).unwrap();
        assert_eq!(
            place.bring_key(Some("rakuda")).err().unwrap().code,
            Code::NotSetUp
        );
    }
}
