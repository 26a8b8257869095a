//! The copies of the database that are made before a migration, and what a backup took the place of. People are in them
//! too, so none stays for long.

use crate::{
    Store,
    database::connect,
    errors::{fault, write_fault},
    key::DataKey,
    place::{ASIDE, DataPlace, PASSING},
};
use kakehashi_domain::{Code, Fault, Outcome};
use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup, StepResult},
};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::SystemTime,
};

const BEGINNING: &str = "terminal.v";
const END: &str = ".db";
/// In one step: between two, a writer on another connection would make the copy begin anew.
const ALL_PAGES: std::ffi::c_int = -1;

fn name_of_copy(version: usize) -> String {
    format!("{BEGINNING}{version}{END}")
}

/// A copy before a migration, what a backup took the place of, or what a sudden end left of looking into one.
fn is_copy(name: &str) -> bool {
    if name.starts_with(ASIDE) || name.starts_with(PASSING) {
        return true;
    }
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
        copy_to(&self.db, self.key(), &passing)?;
        let copied = File::options().write(true).open(&passing);
        let synced = copied.and_then(|copy| copy.sync_all());
        let named = synced
            .and_then(|()| fs::rename(&passing, self.place().dir().join(name_of_copy(version))));
        named.map_err(|e| write_fault(&e))
    }
}

/// Copies a database by SQLite's own way, under the same key, as it stands at this moment whatever is being written.
pub(crate) fn copy_to(db: &Connection, key: &DataKey, path: &Path) -> Outcome<()> {
    let mut copy = connect(path, key, OpenFlags::default())?;
    let backup = Backup::new(db, &mut copy).map_err(fault)?;
    let copied = backup.step(ALL_PAGES).map_err(fault)?;
    if copied != StepResult::Done {
        let cause = format!("the copy of the database: {copied:?}");
        return Err(Fault::new(Code::DataUnwritable).because(cause));
    }
    drop(backup);
    // It stands alone: no log of changes lies beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")
        .map_err(fault)
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
                let removed = match copy.is_dir() {
                    true => fs::remove_dir_all(copy),
                    false => fs::remove_file(copy),
                };
                removed.map_err(|e| write_fault(&e))?;
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
