//! Rows that were left out of a file.

use crate::{
    Reader, Transaction,
    errors::fault,
    ranges::{in_words, rows_of},
};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::{OptionalExtension, params};

impl Reader {
    /// The data rows that were left out of a job's file, ascending, from 1.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when they can't be read.
    pub fn left_out(&self, job: u32) -> Outcome<Vec<u32>> {
        let sql = "SELECT rows FROM left_out WHERE job = ?1";
        let words = self.db.query_row(sql, [job], |r| r.get::<_, String>(0));
        rows_of(&words.optional().map_err(fault)?.unwrap_or_default())
    }
}

impl Transaction<'_> {
    /// Keeps which data rows were left out of a job's file, ascending; none forgets those that were.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep_left_out(&self, job: u32, rows: &[u32]) -> Outcome<()> {
        self.touch_job(Shelf::Job, job);
        if rows.is_empty() {
            let gone = self
                .db
                .execute("DELETE FROM left_out WHERE job = ?1", [job]);
            return gone.map(drop).map_err(fault);
        }
        let sql = "INSERT INTO left_out VALUES (?1, ?2)
                   ON CONFLICT (job) DO UPDATE SET rows = excluded.rows";
        let kept = self.db.execute(sql, params![job, in_words(rows)]);
        kept.map(drop).map_err(fault)
    }
}

#[cfg(test)]
mod tests {
    use crate::database::tests::open;
    use kakehashi_domain::JobState;

    #[test]
    fn rows_are_kept_as_ranges_and_read_back_one_by_one() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let job = store.transact(|s| s.add_job(JobState::Checked, "x", &()));
        let job = job.unwrap();
        let many = [1, 2, 3, 7, 9, 10, 4_000_000_000];
        for rows in [&many[..], &[5], &[]] {
            store.transact(|s| s.keep_left_out(job, rows)).unwrap();
            assert_eq!(store.left_out(job).unwrap(), rows);
        }
        store.transact(|s| s.keep_left_out(job, &many)).unwrap();
        let words = "SELECT rows FROM left_out";
        let words: String = store.db.query_row(words, [], |r| r.get(0)).unwrap();
        assert_eq!(words, "1-3,7,9-10,4000000000");
    }
}
