//! Cells that a person had corrected before sending. Since version 15 they stand in a sealed file of their job.

use crate::{Reader, Transaction, errors::fault};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// A corrected cell.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRecord {
    /// Data row of the file, from 1.
    pub row: u32,
    /// Heading of the column.
    pub column: String,
    /// What is sent.
    pub after: String,
    /// Code of what was found in it.
    pub reason: String,
}

impl Reader {
    /// The corrected cells of a job by row, as versions before 15 kept them.
    ///
    /// # Errors
    /// Those of the database.
    pub fn corrections(&self, job: u32) -> Outcome<Vec<CorrectionRecord>> {
        let sql =
            "SELECT row, \"column\", after, reason FROM correction WHERE job = ?1 ORDER BY 1, 2";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let record = |r: &rusqlite::Row| {
            Ok(CorrectionRecord {
                row: r.get(0)?,
                column: r.get(1)?,
                after: r.get(2)?,
                reason: r.get(3)?,
            })
        };
        let rows = statement.query_map([job], record).map_err(fault)?;
        rows.map(|row| row.map_err(fault)).collect()
    }
}

impl Transaction<'_> {
    /// Forgets some of the corrected cells of a job, at most so many, when it is disposed of. Gives back how many went.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_corrections(&self, job: u32, most: usize) -> Outcome<usize> {
        self.touch_job(Shelf::Correction, job);
        let sql = "DELETE FROM correction WHERE job = ?1 AND (row, \"column\") IN
                   (SELECT row, \"column\" FROM correction WHERE job = ?1 LIMIT ?2)";
        self.db.execute(sql, params![job, most]).map_err(fault)
    }
}

#[cfg(test)]
mod tests {
    use crate::database::tests::{made_by_version, open};

    #[test]
    fn cells_of_an_earlier_version_are_read_and_cleared() {
        let dir = tempfile::tempdir().unwrap();
        let filled = "INSERT INTO job (state, sha256, body) VALUES ('\"checked\"', 'x', '{}');
                      INSERT INTO correction VALUES (1, 7, 'b', 'y', 'ODD'), (1, 3, 'a', 'x', 'ODD');";
        made_by_version(dir.path(), 14, filled);
        let mut store = open(dir.path()).unwrap();
        let rows = |store: &crate::Store| {
            let cells = store.corrections(1).unwrap();
            cells.iter().map(|cell| cell.row).collect::<Vec<_>>()
        };
        assert_eq!(rows(&store), [3, 7]);
        let mut clear = |most| store.transact(|s| s.clear_corrections(1, most)).unwrap();
        assert_eq!([clear(1), clear(1), clear(1)], [1, 1, 0]);
        assert!(rows(&store).is_empty());
    }
}
