//! The steps of a person: begun, registered, qualified, closed, taken back, forgotten.

use super::TimelineStart;
use crate::{Reader, Transaction, errors::fault, shelf::to_body};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::params;
use serde::Serialize;
use std::ops::RangeInclusive;

impl Reader {
    /// The last row of a file by which somebody's timeline goes; 0 without any.
    ///
    /// # Errors
    /// Those of the database.
    pub fn last_timeline_row(&self, job: u32) -> Outcome<u32> {
        let sql = "SELECT coalesce(max(row), 0) FROM timeline WHERE job = ?1";
        self.db.query_row(sql, [job], |r| r.get(0)).map_err(fault)
    }

    /// How many people's timelines ended before a moment, counted up to a limit.
    ///
    /// # Errors
    /// Those of the database.
    pub fn count_old_timelines(&self, before: &str, most: usize) -> Outcome<usize> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM timeline
                   WHERE (registered_at IS NOT NULL OR closed_at IS NOT NULL)
                   AND coalesce(qualified_at, registered_at, closed_at) < ?1 LIMIT ?2)";
        self.db
            .query_row(sql, params![before, most], |r| r.get(0))
            .map_err(fault)
    }
}

impl Transaction<'_> {
    /// Begins a person's timeline. One that is open takes the newer file's word; one that ended begins anew only with
    /// another 取得日.
    ///
    /// # Errors
    /// Those of the database.
    pub fn start_timeline(&self, start: &TimelineStart<impl Serialize>) -> Outcome<()> {
        self.touch(Shelf::Timeline);
        let sql = "INSERT INTO timeline (profile, registration, acquired_on, due, job, row, entered, body)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5 IS NULL, ?7)
                   ON CONFLICT (profile, registration) DO UPDATE
                   SET acquired_on = excluded.acquired_on, due = excluded.due, job = excluded.job,
                       row = excluded.row, registered_at = NULL, has_branch = 0, qualified_job = NULL,
                       qualified_at = NULL, closed_at = NULL, body = excluded.body
                   WHERE excluded.job IS NOT NULL
                     AND (registered_at IS NULL OR acquired_on IS NOT excluded.acquired_on)";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let (job, row) = start.row.unzip();
        let values = params![
            start.profile,
            start.registration,
            start.acquired_on,
            start.due,
            job,
            row.unwrap_or(0),
            to_body(&start.body)?
        ];
        statement.execute(values).map(drop).map_err(fault)
    }

    /// Says that the people of some rows of a file are registered: all that still go by it, but for the rows that the
    /// server refused (they must be stored) and those that were left out. `left_out` and `without_branch` lie within.
    ///
    /// # Errors
    /// Those of the database.
    pub fn end_timelines(
        &self,
        job: u32,
        at: &str,
        rows: RangeInclusive<u32>,
        left_out: &[u32],
        without_branch: &[u32],
    ) -> Outcome<()> {
        self.touch(Shelf::Timeline);
        let each = |sql: &str, rows: &[u32]| {
            let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
            rows.iter().try_for_each(|row| {
                let changed = statement.execute(params![job, row]);
                changed.map(drop).map_err(fault)
            })
        };
        each(
            "UPDATE timeline SET job = NULL WHERE job = ?1 AND row = ?2 AND registered_at IS NULL",
            left_out,
        )?;
        let sql = "UPDATE timeline SET registered_at = ?2, has_branch = 1
                   WHERE job = ?1 AND row BETWEEN ?3 AND ?4 AND registered_at IS NULL
                     AND row NOT IN (SELECT row FROM failed_row WHERE job = ?1 AND row BETWEEN ?3 AND ?4)";
        let values = params![job, at, rows.start(), rows.end()];
        self.db.execute(sql, values).map_err(fault)?;
        each(
            "UPDATE timeline SET has_branch = 0 WHERE job = ?1 AND row = ?2",
            without_branch,
        )
    }

    /// Says that a person's 資格 is registered.
    ///
    /// # Errors
    /// Those of the database.
    pub fn qualify(&self, profile: &str, registration: &str, job: u32, at: &str) -> Outcome<()> {
        self.touch(Shelf::Timeline);
        let sql = "UPDATE timeline SET qualified_job = ?3, qualified_at = ?4
                   WHERE profile = ?1 AND registration = ?2 AND registered_at IS NOT NULL
                     AND qualified_at IS NULL";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let changed = statement.execute(params![profile, registration, job, at]);
        changed.map(drop).map_err(fault)
    }

    /// Keeps what else is known of a person, and whether a person closed the case.
    ///
    /// # Errors
    /// Those of the database.
    pub fn close_timeline(
        &self,
        profile: &str,
        registration: &str,
        at: &str,
        body: &impl Serialize,
    ) -> Outcome<()> {
        self.touch(Shelf::Timeline);
        let sql = "UPDATE timeline SET closed_at = ?3, body = ?4 WHERE profile = ?1 AND registration = ?2";
        let values = params![profile, registration, at, to_body(body)?];
        self.db.execute(sql, values).map(drop).map_err(fault)
    }

    /// Forgets the people of some rows of a file that was taken back; those whose number was entered wait for another one.
    ///
    /// # Errors
    /// Those of the database.
    pub fn take_timelines_back(&self, job: u32, rows: RangeInclusive<u32>) -> Outcome<()> {
        self.touch(Shelf::Timeline);
        for sql in [
            "DELETE FROM timeline
             WHERE job = ?1 AND row BETWEEN ?2 AND ?3 AND registered_at IS NULL AND NOT entered",
            "UPDATE timeline SET job = NULL
             WHERE job = ?1 AND row BETWEEN ?2 AND ?3 AND registered_at IS NULL",
        ] {
            let values = [job, *rows.start(), *rows.end()];
            self.db.execute(sql, values).map_err(fault)?;
        }
        Ok(())
    }

    /// Forgets a person of whom only a number was entered, when that was a mistake.
    ///
    /// # Errors
    /// Those of the database.
    pub fn drop_entered_timeline(&self, profile: &str, registration: &str) -> Outcome<()> {
        self.touch(Shelf::Timeline);
        let sql = "DELETE FROM timeline WHERE profile = ?1 AND registration = ?2 AND entered AND job IS NULL";
        self.db
            .execute(sql, [profile, registration])
            .map(drop)
            .map_err(fault)
    }

    /// Forgets some whose timeline ended before a moment, at most so many.
    ///
    /// # Errors
    /// Those of the database.
    pub fn forget_timelines(&self, before: &str, most: usize) -> Outcome<()> {
        self.touch(Shelf::Timeline);
        let sql = "DELETE FROM timeline WHERE (profile, registration) IN
                   (SELECT profile, registration FROM timeline
                    WHERE (registered_at IS NOT NULL OR closed_at IS NOT NULL)
                    AND coalesce(qualified_at, registered_at, closed_at) < ?1 LIMIT ?2)";
        let gone = self.db.execute(sql, params![before, most]);
        gone.map(drop).map_err(fault)
    }
}
