//! Who was sent before with which 個人番号. It is itself a file of 特定個人情報: kept only while somebody has turned it on.

use crate::{
    Reader, Transaction,
    database::Afterwards,
    errors::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::params;
use serde::{Serialize, de::DeserializeOwned};

impl Reader {
    /// What was said before in files of a kind, all of it at one moment, by registration.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when a record can't be read.
    pub fn earlier<T: DeserializeOwned>(&self, kind: &str) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM earlier WHERE kind = ?1 ORDER BY registration";
        self.bodies(sql, [kind])
    }

    /// What was said before of a 個人番号, with the kind of file that said it.
    ///
    /// # Errors
    /// As [`Store::earlier`].
    pub fn earlier_of_number<T: DeserializeOwned>(
        &self,
        number: &str,
    ) -> Outcome<Vec<(String, T)>> {
        let sql = "SELECT kind, body FROM earlier WHERE body ->> 'number' = ?1";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let found = statement
            .query_map([number], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))
            .map_err(fault)?;
        found
            .map(|row| {
                let (kind, body) = row.map_err(fault)?;
                Ok((kind, from_body(&body)?))
            })
            .collect()
    }

    /// Whose registrations are kept, by kind and registration: those behind one of them that have this in what names them,
    /// with the job that said it last.
    ///
    /// # Errors
    /// Those of the database.
    pub fn earlier_part(
        &self,
        (kind, registration): (&str, &str),
        words: &str,
        most: u32,
    ) -> Outcome<Vec<(String, String, u32)>> {
        let sql = "SELECT kind, registration, job FROM earlier
                   WHERE (kind, registration) > (?1, ?2)
                       AND (?3 = '' OR instr(replace(registration, char(31), '-'), ?3) > 0)
                   ORDER BY kind, registration LIMIT ?4";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let found = statement
            .query_map(params![kind, registration, words, most], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?))
            })
            .map_err(fault)?;
        found.map(|row| row.map_err(fault)).collect()
    }

    /// How many registrations are kept.
    ///
    /// # Errors
    /// Those of the database.
    pub fn count_earlier(&self) -> Outcome<u32> {
        let sql = "SELECT count(*) FROM earlier";
        self.db.query_row(sql, [], |r| r.get(0)).map_err(fault)
    }
}

impl Transaction<'_> {
    /// Keeps what a job said of a registration, in the place of what an earlier job said; a later job's word stays.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep_earlier(
        &self,
        kind: &str,
        job: u32,
        registration: &str,
        body: &impl Serialize,
    ) -> Outcome<()> {
        self.touch(Shelf::Earlier);
        let sql =
            "INSERT INTO earlier VALUES (?1, ?2, ?3, ?4) ON CONFLICT (kind, registration) DO UPDATE
                   SET job = excluded.job, body = excluded.body WHERE excluded.job >= job";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let values = params![kind, registration, job, to_body(body)?];
        statement.execute(values).map(drop).map_err(fault)
    }

    /// Destroys all of it, and the copies of the database that were made before migrations and may hold it too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn purge_earlier(&self) -> Outcome<()> {
        self.touch(Shelf::Earlier);
        self.db.execute("DELETE FROM earlier", []).map_err(fault)?;
        self.after_commit(Afterwards::RemoveCopies);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Store, database::tests::open};
    use kakehashi_domain::JobState;
    use std::fs;

    #[test]
    fn the_last_sent_stands_and_a_purge_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let add = |store: &mut Store| store.transact(|s| s.add_job(JobState::Confirmed, "x", &()));
        let (first, second) = (add(&mut store).unwrap(), add(&mut store).unwrap());
        let keep = |store: &mut Store, job, registration: &str, body: u32| {
            let kept = store.transact(|s| s.keep_earlier("a", job, registration, &body));
            kept.unwrap();
        };
        keep(&mut store, second, "101-1", 9);
        keep(&mut store, first, "101-1", 8);
        keep(&mut store, first, "101-2", 7);
        assert_eq!(store.earlier::<u32>("a").unwrap(), [9, 7]);
        assert!(store.earlier::<u32>("b").unwrap().is_empty());

        keep(&mut store, first, "6\u{1f}101\u{1f}3", 6);
        let listed = |after, words, most| -> Vec<String> {
            let part = store.earlier_part(after, words, most).unwrap();
            part.into_iter()
                .map(|(_, registration, _)| registration)
                .collect()
        };
        assert_eq!(listed(("", ""), "", 2), ["101-1", "101-2"]);
        assert_eq!(listed(("a", "101-1"), "", 1), ["101-2"]);
        assert_eq!(listed(("", ""), "101-3", 9), ["6\u{1f}101\u{1f}3"]);
        assert!(listed(("b", ""), "", 9).is_empty());

        let copy = dir.path().join("terminal.v1.db");
        fs::write(&copy, b"an earlier copy").unwrap();
        store.transact(|s| s.purge_earlier()).unwrap();
        assert_eq!(store.count_earlier().unwrap(), 0);
        assert!(!copy.exists());
    }
}
