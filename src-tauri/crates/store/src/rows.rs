//! Findings of the check and rows refused by the server: many small records of a job.

use crate::{Store, database::fault, shelf::to_body};
use kakehashi_domain::Outcome;
use rusqlite::params;
use serde::{Serialize, de::DeserializeOwned};

/// A finding to be stored.
#[derive(Debug, Clone)]
pub struct FindingRecord<'a, T> {
    /// Its code.
    pub code: &'a str,
    /// Place among the findings of the job.
    pub ordinal: u32,
    /// Data row in the file, from 1; 0 when the whole file is meant.
    pub row: u32,
    /// Whether the row can't go.
    pub is_error: bool,
    /// The caller's record.
    pub body: &'a T,
}

/// How many findings a code has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCount {
    /// The code.
    pub code: String,
    /// Findings with it.
    pub count: u32,
}

impl Store {
    /// Stores a finding.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_finding<T: Serialize>(&self, job: u32, finding: &FindingRecord<T>) -> Outcome<()> {
        let mut statement = self
            .db
            .prepare_cached("INSERT INTO finding VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .map_err(fault)?;
        let FindingRecord {
            code,
            ordinal,
            row,
            is_error,
            body,
        } = finding;
        let values = params![job, code, ordinal, row, is_error, to_body(body)?];
        statement.execute(values).map(drop).map_err(fault)
    }

    /// Forgets a job's findings, before it is checked again or when it is disposed of.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_findings(&self, job: u32) -> Outcome<()> {
        self.db
            .execute("DELETE FROM finding WHERE job = ?1", [job])
            .map(drop)
            .map_err(fault)
    }

    /// How many findings each code has.
    ///
    /// # Errors
    /// Those of the database.
    pub fn finding_codes(&self, job: u32) -> Outcome<Vec<CodeCount>> {
        let sql = "SELECT code, count(*) FROM finding WHERE job = ?1 GROUP BY code";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let count = |r: &rusqlite::Row| {
            Ok(CodeCount {
                code: r.get(0)?,
                count: r.get(1)?,
            })
        };
        let rows = statement.query_map([job], count).map_err(fault)?;
        rows.map(|row| row.map_err(fault)).collect()
    }

    /// A page of the findings of one code, in the order of the file.
    ///
    /// # Errors
    /// Those of the database.
    pub fn findings<T: DeserializeOwned>(
        &self,
        job: u32,
        code: &str,
        offset: u32,
        limit: u32,
    ) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM finding WHERE job = ?1 AND code = ?2
                   ORDER BY ordinal LIMIT ?4 OFFSET ?3";
        self.bodies(sql, params![job, code, offset, limit])
    }

    /// Numbers of the rows that can't go, ascending.
    ///
    /// # Errors
    /// Those of the database.
    pub fn error_rows(&self, job: u32) -> Outcome<Vec<u32>> {
        let sql = "SELECT DISTINCT row FROM finding WHERE job = ?1 AND is_error ORDER BY row";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map([job], |r| r.get(0)).map_err(fault)?;
        rows.map(|row| row.map_err(fault)).collect()
    }

    /// Stores a row that the server refused.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_failed_row(&self, job: u32, row: u32, body: &impl Serialize) -> Outcome<()> {
        let sql = "INSERT INTO failed_row VALUES (?1, ?2, ?3)";
        self.db
            .execute(sql, params![job, row, to_body(body)?])
            .map(drop)
            .map_err(fault)
    }

    /// Forgets the rows that the server refused, when a job is disposed of.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_failed_rows(&self, job: u32) -> Outcome<()> {
        self.db
            .execute("DELETE FROM failed_row WHERE job = ?1", [job])
            .map(drop)
            .map_err(fault)
    }

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
