//! Who is on the way, and how far.

use super::{TimelineQuery, TimelineRow};
use crate::{Reader, errors::fault, shelf::from_body};
use kakehashi_domain::Outcome;
use rusqlite::{Row, params, types::FromSql};
use serde::de::DeserializeOwned;

const COUNT_OPEN: &str = "SELECT count(*) FROM timeline
    WHERE profile = ?1 AND registered_at IS NULL AND closed_at IS NULL
      AND (?2 = '' OR instr(registration, ?2) OR instr(name, ?2))";
const COUNT_ENDED: &str = "SELECT count(*) FROM timeline
    WHERE profile = ?1 AND (registered_at IS NOT NULL OR closed_at IS NOT NULL)
      AND (?2 = '' OR instr(registration, ?2) OR instr(name, ?2))";
const OPEN: &str = "SELECT registration, due, job, row, registered_at, has_branch, qualified_job,
        qualified_at, closed_at, body
    FROM timeline WHERE profile = ?1 AND registered_at IS NULL AND closed_at IS NULL
      AND (?2 = '' OR instr(registration, ?2) OR instr(name, ?2))
    ORDER BY due IS NULL, due, registration LIMIT ?3";
const ENDED: &str = "SELECT registration, due, job, row, registered_at, has_branch, qualified_job,
        qualified_at, closed_at, body
    FROM timeline WHERE profile = ?1 AND (registered_at IS NOT NULL OR closed_at IS NOT NULL)
      AND (?2 = '' OR instr(registration, ?2) OR instr(name, ?2))
    ORDER BY coalesce(qualified_at, registered_at, closed_at) DESC LIMIT ?3";

impl Reader {
    /// What is known of a person.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when the record can't be read.
    pub fn timeline<T: DeserializeOwned>(
        &self,
        profile: &str,
        registration: &str,
    ) -> Outcome<Option<TimelineRow<T>>> {
        let sql = "SELECT registration, due, job, row, registered_at, has_branch, qualified_job,
                     qualified_at, closed_at, body
                   FROM timeline WHERE profile = ?1 AND registration = ?2";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let mut rows = statement.query([profile, registration]).map_err(fault)?;
        rows.next().map_err(fault)?.map(read).transpose()
    }

    /// People whose name or registration holds a text, so many at most, and how many there are.
    ///
    /// # Errors
    /// As [`Store::timeline`].
    pub fn timelines<T: DeserializeOwned>(
        &self,
        profile: &str,
        which: TimelineQuery,
        text: &str,
        limit: u32,
    ) -> Outcome<(Vec<TimelineRow<T>>, u32)> {
        let (count, list) = match which {
            TimelineQuery::Open => (COUNT_OPEN, OPEN),
            TimelineQuery::Ended => (COUNT_ENDED, ENDED),
        };
        let total = self.db.query_row(count, [profile, text], |r| r.get(0));
        let total = total.map_err(fault)?;
        let mut statement = self.db.prepare_cached(list).map_err(fault)?;
        let mut rows = statement
            .query(params![profile, text, limit])
            .map_err(fault)?;
        let mut people = Vec::new();
        while let Some(row) = rows.next().map_err(fault)? {
            people.push(read(row)?);
        }
        Ok((people, total))
    }

    /// How many people aren't registered yet, by their last day.
    ///
    /// # Errors
    /// Those of the database.
    pub fn timeline_days(&self, profile: &str) -> Outcome<Vec<(Option<String>, u32)>> {
        let sql = "SELECT due, count(*) FROM timeline
                   WHERE profile = ?1 AND registered_at IS NULL AND closed_at IS NULL GROUP BY due";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let days = statement
            .query_map([profile], |r| Ok((r.get(0)?, r.get(1)?)))
            .map_err(fault)?;
        days.map(|day| day.map_err(fault)).collect()
    }
}

fn read<T: DeserializeOwned>(row: &Row) -> Outcome<TimelineRow<T>> {
    let (job, at): (Option<u32>, Option<String>) = (column(row, 6)?, column(row, 7)?);
    Ok(TimelineRow {
        registration: column(row, 0)?,
        due: column(row, 1)?,
        job: column(row, 2)?,
        row: column(row, 3)?,
        registered_at: column(row, 4)?,
        has_branch: column(row, 5)?,
        qualified: job.zip(at),
        closed_at: column(row, 8)?,
        body: from_body(&column::<String>(row, 9)?)?,
    })
}

fn column<T: FromSql>(row: &Row, number: usize) -> Outcome<T> {
    row.get(number).map_err(fault)
}
