//! Jobs, their history, and the message log.

use crate::{
    Reader, Transaction,
    errors::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::{JobState, Outcome, Shelf};
use rusqlite::{OptionalExtension, Params, Row, params};
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

/// A part of a list that grows with the years: the newest that fit, from one on.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Only those with a lower number than this.
    pub before: Option<u32>,
    /// Only those that have this in their words; empty leaves nothing out.
    pub words: &'a str,
    /// So many at most.
    pub most: u32,
}

impl Part<'_> {
    /// The newest, so many at most.
    pub fn newest(most: u32) -> Self {
        let (before, words) = (None, "");
        Self {
            before,
            words,
            most,
        }
    }

    pub(crate) fn values(&self) -> (i64, &str, u32) {
        let before = self.before.map_or(i64::MAX, i64::from);
        (before, self.words, self.most)
    }
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
        let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE id > 0)";
        self.db.query_row(sql, [], |r| r.get(0)).map_err(fault)
    }

    /// Jobs, newest first; sought by file name, receipt number or SHA-256.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs<T: DeserializeOwned>(&self, part: Part) -> Outcome<Vec<JobRow<T>>> {
        let sql = "SELECT id, state, body FROM job
                   WHERE id < ?1 AND (?2 = '' OR instr(words, ?2) > 0) ORDER BY id DESC LIMIT ?3";
        self.job_rows(sql, part.values())
    }

    /// As [`Reader::jobs`], those that look people up; sought by purpose and reason, too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_looking_up<T: DeserializeOwned>(&self, part: Part) -> Outcome<Vec<JobRow<T>>> {
        let sql = "SELECT id, state, body FROM job
                   WHERE looks_up = 1 AND id < ?1 AND (?2 = '' OR instr(look_up_words, ?2) > 0)
                   ORDER BY id DESC LIMIT ?3";
        self.job_rows(sql, part.values())
    }

    /// What was booked for look-ups, in yen.
    ///
    /// # Errors
    /// Those of the database.
    pub fn yen_of_look_ups(&self) -> Outcome<u32> {
        let sql = "SELECT coalesce(sum(booked_yen), 0) FROM job WHERE looks_up = 1";
        self.db.query_row(sql, [], |r| r.get(0)).map_err(fault)
    }

    /// As [`Reader::jobs`], those of a kind.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_of_kind<T: DeserializeOwned>(
        &self,
        kind: &str,
        part: Part,
    ) -> Outcome<Vec<JobRow<T>>> {
        let sql = "SELECT id, state, body FROM job
                   WHERE kind = ?1 AND id < ?2 AND (?3 = '' OR instr(words, ?3) > 0)
                   ORDER BY id DESC LIMIT ?4";
        let (before, words, most) = part.values();
        self.job_rows(sql, params![kind, before, words, most])
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
        for state in states {
            found.extend(self.job_rows(sql, [word(*state)?])?);
        }
        found.sort_unstable_by_key(|job: &JobRow<T>| std::cmp::Reverse(job.id));
        Ok(found)
    }

    /// The last job before another that is in any of these states, of its kind and by its connection.
    ///
    /// # Errors
    /// Those of the database.
    pub fn job_before<T: DeserializeOwned>(
        &self,
        id: u32,
        states: &[JobState],
        (kind, profile): (&str, &str),
    ) -> Outcome<Option<JobRow<T>>> {
        let mut found: Vec<JobRow<T>> = Vec::new();
        let sql = "SELECT id, state, body FROM job
                   WHERE state = ?1 AND kind = ?2 AND profile = ?3 AND id < ?4 ORDER BY id DESC LIMIT 1";
        for state in states {
            found.extend(self.job_rows(sql, params![word(*state)?, kind, profile, id])?);
        }
        Ok(found.into_iter().max_by_key(|job| job.id))
    }

    /// Numbers of the jobs in any of these states, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_in(&self, states: &[JobState]) -> Outcome<Vec<u32>> {
        let mut found = Vec::new();
        for state in states {
            let sql = "SELECT id FROM job WHERE state = ?1 ORDER BY id";
            found.extend(self.ids(sql, [word(*state)?])?);
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Whether there is a job in this state, of this kind and connection.
    ///
    /// # Errors
    /// Those of the database.
    pub fn has_registered(&self, kind: &str, profile: &str) -> Outcome<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE state = ?1 AND kind = ?2 AND profile = ?3
                                  AND coalesce(ok_rows, 1) > 0)";
        let values = params![word(JobState::Confirmed)?, kind, profile];
        self.db.query_row(sql, values, |r| r.get(0)).map_err(fault)
    }

    /// Jobs in any of these states that changed from a moment on and before another (RFC 3339), oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_changed<T: DeserializeOwned>(
        &self,
        states: &[JobState],
        from: &str,
        until: &str,
    ) -> Outcome<Vec<JobRow<T>>> {
        let sql = "SELECT id, state, body FROM job WHERE state = ?1 AND disposed = ?2
                   AND updated_at >= ?3 AND updated_at < ?4";
        let mut found = Vec::new();
        for state in states {
            for disposed in [false, true] {
                let values = params![word(*state)?, disposed, from, until];
                found.extend(self.job_rows(sql, values)?);
            }
        }
        found.sort_unstable_by_key(|job: &JobRow<T>| job.id);
        Ok(found)
    }

    /// As [`Reader::has_registered`], whether a person has confirmed the result or not.
    ///
    /// # Errors
    /// Those of the database.
    pub fn has_come_back(&self, kind: &str, profile: &str) -> Outcome<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE state IN (?1, ?2) AND kind = ?3 AND profile = ?4
                                  AND coalesce(ok_rows, 1) > 0)";
        let (here, read) = (word(JobState::ResultReceived)?, word(JobState::Confirmed)?);
        let values = params![here, read, kind, profile];
        self.db.query_row(sql, values, |r| r.get(0)).map_err(fault)
    }

    /// Numbers of the jobs in any of these states whose files are still there, though nothing happened to them since
    /// `before` (RFC 3339), oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_to_dispose_of(&self, states: &[JobState], before: &str) -> Outcome<Vec<u32>> {
        let sql = "SELECT id FROM job WHERE state = ?1 AND disposed = 0 AND updated_at < ?2";
        let mut found = Vec::new();
        for state in states {
            found.extend(self.ids(sql, params![word(*state)?, before])?);
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Numbers of the confirmed jobs since a moment (RFC 3339) whose people aren't in the index, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_to_index(&self, since: &str) -> Outcome<Vec<u32>> {
        let sql = "SELECT id FROM job WHERE state = ?1 AND disposed = 0 AND updated_at >= ?2
                   AND indexed = 0 ORDER BY id";
        self.ids(sql, params![word(JobState::Confirmed)?, since])
    }

    /// Numbers of the jobs that hold a file of this SHA-256, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_of_content(&self, sha256: &str) -> Outcome<Vec<u32>> {
        let sql = "SELECT id FROM job WHERE sha256 = ?1 ORDER BY id";
        self.ids(sql, [sha256])
    }

    /// Whole jobs whose rows have this sum, in whatever order they come; newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn jobs_of_rows<T: DeserializeOwned>(&self, digest: u64) -> Outcome<Vec<JobRow<T>>> {
        let sql = "SELECT id, state, body FROM job WHERE digest = ?1 ORDER BY id DESC";
        self.job_rows(sql, [digest.to_string()])
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
    fn ids(&self, sql: &str, values: impl Params) -> Outcome<Vec<u32>> {
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map(values, |r| r.get(0)).map_err(fault)?;
        rows.map(|id| id.map_err(fault)).collect()
    }

    fn job_rows<T: DeserializeOwned>(
        &self,
        sql: &str,
        values: impl Params,
    ) -> Outcome<Vec<JobRow<T>>> {
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let rows = statement.query_map(values, columns).map_err(fault)?;
        rows.map(|row| job_row(row.map_err(fault)?)).collect()
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
    use serde_json::{Value, json};

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

    fn record(kind: &str, file_name: &str, updated_at: &str, disposed: bool) -> Value {
        json!({ "profile": "p", "kind": kind, "file_name": file_name, "receipt": null,
                "source": { "sha256": "abc" }, "updated_at": updated_at, "disposed": disposed,
                "look_up": (kind == "look-up").then(|| {
                    json!({ "purpose": "1", "purpose_title": "資格", "reason": "番号がない", "booked_yen": 30 })
                }) })
    }

    #[test]
    fn jobs_come_part_by_part_from_the_newest_and_are_sought_by_their_words() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        for number in 1..=7 {
            let kind = if number % 3 == 0 {
                "look-up"
            } else {
                "members"
            };
            let body = record(
                kind,
                &format!("file{number}.csv"),
                "2026-11-20T00:00:00Z",
                false,
            );
            let add = |s: &Transaction<'_>| s.add_job(JobState::Confirmed, "x", &body);
            store.transact(add).unwrap();
        }
        let part = |before, words, most| Part {
            before,
            words,
            most,
        };
        let ids = |part| -> Vec<u32> {
            let jobs = store.jobs::<Value>(part).unwrap();
            jobs.iter().map(|job| job.id).collect()
        };
        assert_eq!(ids(Part::newest(3)), [7, 6, 5]);
        assert_eq!(ids(part(Some(5), "", 3)), [4, 3, 2]);
        assert_eq!(ids(part(None, "file2", 3)), [2]);
        assert_eq!(ids(part(Some(2), "file2", 3)), [0_u32; 0]);
        let looking = store.jobs_looking_up::<Value>(Part::newest(9)).unwrap();
        assert_eq!(looking.iter().map(|job| job.id).collect::<Vec<_>>(), [6, 3]);
        let sought = store.jobs_looking_up::<Value>(part(None, "番号がない", 1));
        assert_eq!(sought.unwrap()[0].id, 6);
        assert_eq!(store.yen_of_look_ups().unwrap(), 60);
        let has = |kind, profile| store.has_registered(kind, profile).unwrap();
        assert_eq!(
            [has("members", "p"), has("members", "q"), has("x", "p")],
            [true, false, false]
        );
    }

    #[test]
    fn only_what_is_old_and_still_there_is_disposed_of() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let old = record("a", "f", "2026-10-01T00:00:00.5Z", false);
        let gone = record("a", "f", "2026-10-01T00:00:00Z", true);
        let young = record("a", "f", "2026-11-19T00:00:00Z", false);
        for (state, body) in [
            (JobState::Confirmed, &old),
            (JobState::Confirmed, &gone),
            (JobState::Confirmed, &young),
            (JobState::Checked, &old),
            (JobState::Cancelled, &old),
        ] {
            store.transact(|s| s.add_job(state, "x", body)).unwrap();
        }
        let ended = [JobState::Cancelled, JobState::Confirmed];
        let found = store.jobs_to_dispose_of(&ended, "2026-10-21T00:00:00Z");
        assert_eq!(found.unwrap(), [1, 5]);
        assert_eq!(store.jobs_to_index("2026-10-21T00:00:00Z").unwrap(), [3]);
    }
}
