//! Cells that a person had corrected before sending.

use crate::{Reader, Transaction, errors::fault};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::params;

/// A corrected cell.
#[derive(Clone, PartialEq, Eq)]
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
    /// The corrected cells of a job, by row.
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
    /// Keeps a corrected cell; the last word about it stands.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_correction(&self, job: u32, correction: &CorrectionRecord) -> Outcome<()> {
        self.touch_job(Shelf::Correction, job);
        let sql = "INSERT INTO correction VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (job, row, \"column\") DO UPDATE SET after = excluded.after, reason = excluded.reason";
        let CorrectionRecord {
            row,
            column,
            after,
            reason,
        } = correction;
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let values = params![job, row, column, after, reason];
        statement.execute(values).map(drop).map_err(fault)
    }

    /// Forgets the corrected cells of a job, when it is disposed of.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_corrections(&self, job: u32) -> Outcome<()> {
        self.touch_job(Shelf::Correction, job);
        let sql = "DELETE FROM correction WHERE job = ?1";
        self.db.execute(sql, [job]).map(drop).map_err(fault)
    }
}
