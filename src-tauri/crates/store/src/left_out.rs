//! Rows that were left out of a file, as ranges in words: `1-3,7`. A million rows are read only by whoever walks the file.

use crate::{Reader, Transaction, errors::fault};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use rusqlite::{OptionalExtension, params};
use std::{fmt::Write, ops::RangeInclusive};

impl Reader {
    /// The data rows that were left out of a job's file, ascending, from 1.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when they can't be read.
    pub fn left_out(&self, job: u32) -> Outcome<Vec<u32>> {
        let sql = "SELECT rows FROM left_out WHERE job = ?1";
        let words = self.db.query_row(sql, [job], |r| r.get::<_, String>(0));
        let words = words.optional().map_err(fault)?.unwrap_or_default();
        let ranges = words.split(',').filter(|range| !range.is_empty());
        let rows = ranges.map(range_of).collect::<Option<Vec<_>>>();
        let unreadable = || Fault::new(Code::DataDamaged).because("rows that were left out");
        Ok(rows.ok_or_else(unreadable)?.into_iter().flatten().collect())
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

fn range_of(words: &str) -> Option<RangeInclusive<u32>> {
    let (first, last) = words.split_once('-').unwrap_or((words, words));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

fn in_words(rows: &[u32]) -> String {
    let mut words = String::new();
    for range in rows.chunk_by(|row, next| row + 1 == *next) {
        let between = if words.is_empty() { "" } else { "," };
        // Writing to a text can't fail.
        let _ = match range {
            [one] => write!(words, "{between}{one}"),
            [first, .., last] => write!(words, "{between}{first}-{last}"),
            [] => Ok(()),
        };
    }
    words
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
