//! Jobs, their history, and the message log.

use crate::{
    Reader, Transaction,
    errors::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::{JobState, Outcome, Shelf};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Serialize, de::DeserializeOwned};

/// A job as stored: the columns that are searched, and the caller's own record.
#[derive(Debug, Clone)]
pub struct JobRow<T> {
    /// Number on this terminal, from 1.
    pub id: u32,
    /// Where it stands.
    pub state: JobState,
    /// The caller's record.
    pub body: T,
}

/// A line of the message log.
#[derive(Debug, Clone)]
pub struct MessageRow<'a, T> {
    /// RFC 3339.
    pub at: &'a str,
    /// Which job it was exchanged for.
    pub job: Option<u32>,
    /// The caller's record.
    pub body: &'a T,
}

impl Reader {
    /// A job by its number.
    ///
    /// # Errors
    /// Those of the database.
    pub fn job<T: DeserializeOwned>(&self, id: u32) -> Outcome<Option<JobRow<T>>> {
        let sql = "SELECT id, state, body FROM job WHERE id = ?1";
        let row = self
            .db
            .query_row(sql, [id], columns)
            .optional()
            .map_err(fault)?;
        row.map(job_row).transpose()
    }

    /// Whether any file was ever taken in.
    ///
    /// # Errors
    /// Those of the database.
    pub fn has_jobs(&self) -> Outcome<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM job)";
        self.db.query_row(sql, [], |r| r.get(0)).map_err(fault)
    }

    /// The newest jobs, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs<T: DeserializeOwned>(&self, limit: u32) -> Outcome<Vec<JobRow<T>>> {
        let sql = "SELECT id, state, body FROM job ORDER BY id DESC LIMIT ?1";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map([limit], columns).map_err(fault)?;
        rows.map(|row| job_row(row.map_err(fault)?)).collect()
    }

    /// Whole jobs in any of these states, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_standing<T: DeserializeOwned>(
        &self,
        states: &[JobState],
    ) -> Outcome<Vec<JobRow<T>>> {
        let mut found = Vec::new();
        let sql = "SELECT id, state, body FROM job WHERE state = ?1";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        for state in states {
            let rows = statement
                .query_map([word(*state)?], columns)
                .map_err(fault)?;
            for row in rows {
                found.push(job_row(row.map_err(fault)?)?);
            }
        }
        found.sort_unstable_by_key(|job: &JobRow<T>| std::cmp::Reverse(job.id));
        Ok(found)
    }

    /// Numbers of the jobs in any of these states, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_in(&self, states: &[JobState]) -> Outcome<Vec<u32>> {
        let mut found = Vec::new();
        for state in states {
            let sql = "SELECT id FROM job WHERE state = ?1 ORDER BY id";
            found.extend(self.ids(sql, &word(*state)?)?);
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Whether a job in this state fits, the newest looked at first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn any_job<T: DeserializeOwned>(
        &self,
        state: JobState,
        fits: impl Fn(&T) -> bool,
    ) -> Outcome<bool> {
        let sql = "SELECT body FROM job WHERE state = ?1 ORDER BY id DESC";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let bodies = statement.query_map([word(state)?], |r| r.get::<_, String>(0));
        for body in bodies.map_err(fault)? {
            if fits(&from_body(&body.map_err(fault)?)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Numbers of the jobs that hold a file of this SHA-256, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_of_content(&self, sha256: &str) -> Outcome<Vec<u32>> {
        let sql = "SELECT id FROM job WHERE sha256 = ?1 ORDER BY id";
        self.ids(sql, sha256)
    }

    /// A job's history, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn job_events<T: DeserializeOwned>(&self, job: u32) -> Outcome<Vec<T>> {
        self.bodies(
            "SELECT body FROM job_event WHERE job = ?1 ORDER BY ordinal",
            [job],
        )
    }

    /// What was exchanged for a job, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn messages<T: DeserializeOwned>(&self, job: u32) -> Outcome<Vec<T>> {
        self.bodies("SELECT body FROM message WHERE job = ?1 ORDER BY id", [job])
    }
}

impl Transaction<'_> {
    /// Stores a new job and gives it a number.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_job(&self, state: JobState, sha256: &str, body: &impl Serialize) -> Outcome<u32> {
        let sql = "INSERT INTO job (state, sha256, body) VALUES (?1, ?2, ?3) RETURNING id";
        let values = params![word(state)?, sha256, to_body(body)?];
        let id = self.db.query_row(sql, values, |r| r.get(0));
        let id = id.map_err(fault)?;
        self.touch_job(Shelf::Job, id);
        Ok(id)
    }

    /// Stores a job's new state and record.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep_job(&self, id: u32, state: JobState, body: &impl Serialize) -> Outcome<()> {
        self.touch_job(Shelf::Job, id);
        let sql = "UPDATE job SET state = ?2, body = ?3 WHERE id = ?1";
        self.db
            .execute(sql, params![id, word(state)?, to_body(body)?])
            .map(drop)
            .map_err(fault)
    }

    /// Adds a line to a job's history.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_job_event(&self, job: u32, body: &impl Serialize) -> Outcome<()> {
        self.touch_job(Shelf::Job, job);
        let sql = "INSERT INTO job_event SELECT ?1, coalesce(max(ordinal), 0) + 1, ?2
                   FROM job_event WHERE job = ?1";
        self.db
            .execute(sql, params![job, to_body(body)?])
            .map(drop)
            .map_err(fault)
    }

    /// Adds a line to the message log.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_message<T: Serialize>(&self, message: &MessageRow<T>) -> Outcome<()> {
        self.touch(Shelf::Message);
        let sql = "INSERT INTO message (at, job, body) VALUES (?1, ?2, ?3)";
        let values = params![message.at, message.job, to_body(message.body)?];
        self.db.execute(sql, values).map(drop).map_err(fault)
    }
}

impl Reader {
    fn ids(&self, sql: &str, value: &str) -> Outcome<Vec<u32>> {
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map([value], |r| r.get(0)).map_err(fault)?;
        rows.map(|id| id.map_err(fault)).collect()
    }
}

fn columns(row: &Row) -> rusqlite::Result<(u32, String, String)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn job_row<T: DeserializeOwned>((id, state, body): (u32, String, String)) -> Outcome<JobRow<T>> {
    Ok(JobRow {
        id,
        state: from_body(&state)?,
        body: from_body(&body)?,
    })
}

fn word(state: JobState) -> Outcome<String> {
    to_body(&state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::tests::open;

    #[test]
    fn a_job_that_stands_open_is_found_whatever_its_age() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let mut add = |state, body: &str| store.transact(|s| s.add_job(state, "x", &body)).unwrap();
        let old = add(JobState::AwaitingApproval, "old");
        for _ in 0..30 {
            add(JobState::Confirmed, "done");
        }
        let new = add(JobState::ResultReceived, "new");
        let states = [JobState::AwaitingApproval, JobState::ResultReceived];
        let found = store.jobs_standing::<String>(&states).unwrap();
        let ids: Vec<u32> = found.iter().map(|job| job.id).collect();
        assert_eq!(ids, [new, old]);
        assert_eq!(found[1].body, "old");
    }
}
