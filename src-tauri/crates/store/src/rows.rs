//! Rows refused by the server.

use crate::{Reader, Transaction, errors::fault, shelf::to_body};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::params;
use serde::{Serialize, de::DeserializeOwned};

impl Reader {
    /// The rows that the server refused, in the order of the file.
    ///
    /// # Errors
    /// Those of the database.
    pub fn failed_rows<T: DeserializeOwned>(&self, job: u32, limit: u32) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM failed_row WHERE job = ?1 ORDER BY row LIMIT ?2";
        self.bodies(sql, params![job, limit])
    }

    /// Numbers of the rows that the server refused, ascending.
    ///
    /// # Errors
    /// Those of the database.
    pub fn failed_row_numbers(&self, job: u32) -> Outcome<Vec<u32>> {
        self.bodies(
            "SELECT row || '' FROM failed_row WHERE job = ?1 ORDER BY row",
            [job],
        )
    }
}

impl Transaction<'_> {
    /// Stores a row that the server refused.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_failed_row(&self, job: u32, row: u32, body: &impl Serialize) -> Outcome<()> {
        self.touch_job(Shelf::RefusedRow, job);
        let sql = "INSERT INTO failed_row VALUES (?1, ?2, ?3)";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let values = params![job, row, to_body(body)?];
        statement.execute(values).map(drop).map_err(fault)
    }

    /// Forgets some of the rows that the server refused, at most so many, when a job is disposed of. Gives back how many
    /// went.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_failed_rows(&self, job: u32, most: usize) -> Outcome<usize> {
        self.touch_job(Shelf::RefusedRow, job);
        let sql = "DELETE FROM failed_row WHERE job = ?1 AND row IN
                   (SELECT row FROM failed_row WHERE job = ?1 LIMIT ?2)";
        self.db.execute(sql, params![job, most]).map_err(fault)
    }
}
