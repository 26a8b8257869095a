//! The copies of the database that are made before a migration. People are in them too, so none stays for long.

use crate::{
    Store,
    database::connect,
    errors::{fault, write_fault},
    place::DataPlace,
};
use kakehashi_domain::Outcome;
use rusqlite::{OpenFlags, backup::Backup};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

const BEGINNING: &str = "terminal.v";
const END: &str = ".db";
/// Pages that are copied between two looks whether somebody wrote.
const PAGES_A_STEP: std::ffi::c_int = 1_000;

fn name_of_copy(version: usize) -> String {
    format!("{BEGINNING}{version}{END}")
}

fn is_copy(name: &str) -> bool {
    let version = name.strip_prefix(BEGINNING);
    let version = version.and_then(|rest| rest.strip_suffix(END));
    version.is_some_and(|version| version.parse::<usize>().is_ok())
}

impl Store {
    /// Copies the database as it stands at this version, under a passing name first: a copy that has its name is whole.
    pub(crate) fn copy_before_migration(&self, version: usize) -> Outcome<()> {
        let passing = self.place().dir().join("terminal.copy.db");
        if passing.exists() {
            fs::remove_file(&passing).map_err(|e| write_fault(&e))?;
        }
        self.copy_to(&passing)?;
        let copied = File::options().write(true).open(&passing);
        let synced = copied.and_then(|copy| copy.sync_all());
        let named = synced
            .and_then(|()| fs::rename(&passing, self.place().dir().join(name_of_copy(version))));
        named.map_err(|e| write_fault(&e))
    }

    /// Copies the database by SQLite's own way, under the same key, whatever is being written.
    fn copy_to(&self, path: &Path) -> Outcome<()> {
        let mut copy = connect(path, self.key(), OpenFlags::default())?;
        let backup = Backup::new(&self.db, &mut copy).map_err(fault)?;
        let paged = backup.run_to_completion(PAGES_A_STEP, Duration::ZERO, None);
        paged.map_err(fault)
    }
}

impl DataPlace {
    /// Removes the copies that were made before this time; all of them without one.
    ///
    /// # Errors
    /// `DATA_UNWRITABLE`.
    pub fn remove_copies(&self, made_before: Option<SystemTime>) -> Outcome<()> {
        for copy in copies(self)? {
            let made = fs::metadata(&copy).and_then(|metadata| metadata.modified());
            if made_before.is_none_or(|limit| made.is_ok_and(|made| made < limit)) {
                fs::remove_file(copy).map_err(|e| write_fault(&e))?;
            }
        }
        Ok(())
    }
}

fn copies(place: &DataPlace) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(place.dir()).map_err(|e| write_fault(&e))?;
    let copies = entries.flatten().filter(|entry| {
        let name = entry.file_name();
        name.to_str().is_some_and(is_copy)
    });
    Ok(copies.map(|entry| entry.path()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::tests::open;

    #[test]
    fn a_copy_is_known_by_its_name_and_nothing_else_is() {
        let dir = tempfile::tempdir().unwrap();
        let store = open(dir.path()).unwrap();
        for version in [1, 10] {
            store.copy_before_migration(version).unwrap();
        }
        for other in ["terminal.v.db", "terminal.vx.db", "terminal.v1.db-wal"] {
            fs::write(dir.path().join(other), "").unwrap();
        }
        let mut found = copies(store.place()).unwrap();
        found.sort();
        let made = ["terminal.v1.db", "terminal.v10.db"];
        assert_eq!(found, made.map(|name| dir.path().join(name)));

        store
            .place()
            .remove_copies(Some(SystemTime::UNIX_EPOCH))
            .unwrap();
        assert_eq!(copies(store.place()).unwrap(), found);
        store.place().remove_copies(None).unwrap();
        assert!(copies(store.place()).unwrap().is_empty());
        assert!(store.place().database().exists());
        assert!(dir.path().join("terminal.vx.db").exists());
    }
}
