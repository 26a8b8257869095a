//! How far the registration of each person has come. A row a person, moved along file by file: what is true of a whole
//! file is written in one statement, so that a million people cost no more than their rows.

use crate::{
    Store,
    database::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::Outcome;
use rusqlite::{OptionalExtension, Row, params};
use serde::{Serialize, de::DeserializeOwned};

/// What begins, or begins anew: days are `YYYY-MM-DD`.
#[derive(Debug, Clone)]
pub struct TimelineStart<'a, T> {
    /// The connection's name.
    pub profile: &'a str,
    /// 記号, 番号 and 枝番 joined.
    pub registration: &'a str,
    /// 取得日.
    pub acquired_on: Option<String>,
    /// The last day.
    pub due: Option<String>,
    /// The file by which the person goes, and the row in it; none when only a number was entered.
    pub row: Option<(u32, u32)>,
    /// What else is known.
    pub body: T,
}

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow<T> {
    /// 記号, 番号 and 枝番 joined.
    pub registration: String,
    /// The last day.
    pub due: Option<String>,
    /// The file by which the person goes.
    pub job: Option<u32>,
    /// The row in it.
    pub row: u32,
    /// When it was heard that the person is registered.
    pub registered_at: Option<String>,
    /// Whether a 被保険者枝番 came with it.
    pub has_branch: bool,
    /// By which file the 資格 was registered, and when that was heard.
    pub qualified: Option<(u32, String)>,
    /// When a person said that nobody is to be registered.
    pub closed_at: Option<String>,
    /// What else is known.
    pub body: T,
}

/// Which people of a timeline are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineQuery {
    /// Those who aren't registered yet, the nearest last day first.
    Open,
    /// Those who are, or whose case was closed; the latest first.
    Ended,
}

const COLUMNS: &str = "registration, due, job, row, registered_at, has_branch, qualified_job,
                       qualified_at, closed_at, body";

impl Store {
    /// Begins a person's timeline. One that is open takes the newer file's word; one that ended begins anew only with
    /// another 取得日.
    ///
    /// # Errors
    /// Those of the database.
    pub fn start_timeline(&self, start: &TimelineStart<impl Serialize>) -> Outcome<()> {
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

    /// What is known of a person.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when the record can't be read.
    pub fn timeline<T: DeserializeOwned>(
        &self,
        profile: &str,
        registration: &str,
    ) -> Outcome<Option<TimelineRow<T>>> {
        let sql =
            format!("SELECT {COLUMNS} FROM timeline WHERE profile = ?1 AND registration = ?2");
        let mut statement = self.db.prepare_cached(&sql).map_err(fault)?;
        let found = statement
            .query_row([profile, registration], plain)
            .optional()
            .map_err(fault)?;
        found.map(whole).transpose()
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
        let (open, order) = match which {
            TimelineQuery::Open => ("", "due IS NULL, due, registration"),
            TimelineQuery::Ended => (
                "NOT",
                "coalesce(qualified_at, registered_at, closed_at) DESC",
            ),
        };
        let of = format!(
            "FROM timeline WHERE profile = ?1 AND {open} (registered_at IS NULL AND closed_at IS NULL)
             AND (?2 = '' OR instr(registration, ?2) OR instr(body ->> 'name', ?2))"
        );
        let total = self
            .db
            .query_row(&format!("SELECT count(*) {of}"), [profile, text], |r| {
                r.get(0)
            })
            .map_err(fault)?;
        let sql = format!("SELECT {COLUMNS} {of} ORDER BY {order} LIMIT ?3");
        let mut statement = self.db.prepare_cached(&sql).map_err(fault)?;
        let found = statement
            .query_map(params![profile, text, limit], plain)
            .map_err(fault)?;
        let rows: Outcome<Vec<_>> = found.map(|row| whole(row.map_err(fault)?)).collect();
        Ok((rows?, total))
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

    /// Says that the people of a file are registered: all that still go by it, but for the rows that the server
    /// refused (they must be stored) and those that were left out.
    ///
    /// # Errors
    /// Those of the database.
    pub fn end_timelines(
        &self,
        job: u32,
        at: &str,
        left_out: &[u32],
        without_branch: &[u32],
    ) -> Outcome<()> {
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
                   WHERE job = ?1 AND registered_at IS NULL
                     AND row NOT IN (SELECT row FROM failed_row WHERE job = ?1)";
        self.db.execute(sql, params![job, at]).map_err(fault)?;
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
        let sql = "UPDATE timeline SET closed_at = ?3, body = ?4 WHERE profile = ?1 AND registration = ?2";
        let values = params![profile, registration, at, to_body(body)?];
        self.db.execute(sql, values).map(drop).map_err(fault)
    }

    /// Forgets the people of a file that was taken back; those whose number was entered wait for another one.
    ///
    /// # Errors
    /// Those of the database.
    pub fn take_timelines_back(&self, job: u32) -> Outcome<()> {
        for sql in [
            "DELETE FROM timeline WHERE job = ?1 AND registered_at IS NULL AND NOT entered",
            "UPDATE timeline SET job = NULL WHERE job = ?1 AND registered_at IS NULL",
        ] {
            self.db.execute(sql, [job]).map_err(fault)?;
        }
        Ok(())
    }

    /// Forgets a person of whom only a number was entered, when that was a mistake.
    ///
    /// # Errors
    /// Those of the database.
    pub fn drop_entered_timeline(&self, profile: &str, registration: &str) -> Outcome<()> {
        let sql = "DELETE FROM timeline WHERE profile = ?1 AND registration = ?2 AND entered AND job IS NULL";
        self.db
            .execute(sql, [profile, registration])
            .map(drop)
            .map_err(fault)
    }

    /// Forgets whose timeline ended before a moment; says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub fn forget_timelines(&self, before: &str) -> Outcome<u32> {
        let sql = "DELETE FROM timeline WHERE (registered_at IS NOT NULL OR closed_at IS NOT NULL)
                   AND coalesce(qualified_at, registered_at, closed_at) < ?1";
        let gone = self.db.execute(sql, [before]).map_err(fault)?;
        Ok(u32::try_from(gone).unwrap_or(u32::MAX))
    }

    /// How many people [`Store::forget_timelines`] would forget.
    ///
    /// # Errors
    /// Those of the database.
    pub fn count_old_timelines(&self, before: &str) -> Outcome<u32> {
        let sql = "SELECT count(*) FROM timeline
                   WHERE (registered_at IS NOT NULL OR closed_at IS NOT NULL)
                   AND coalesce(qualified_at, registered_at, closed_at) < ?1";
        self.db
            .query_row(sql, [before], |r| r.get(0))
            .map_err(fault)
    }
}

fn plain(row: &Row) -> rusqlite::Result<TimelineRow<String>> {
    let (job, at): (Option<u32>, Option<String>) = (row.get(6)?, row.get(7)?);
    Ok(TimelineRow {
        registration: row.get(0)?,
        due: row.get(1)?,
        job: row.get(2)?,
        row: row.get(3)?,
        registered_at: row.get(4)?,
        has_branch: row.get(5)?,
        qualified: job.zip(at),
        closed_at: row.get(8)?,
        body: row.get(9)?,
    })
}

fn whole<T: DeserializeOwned>(row: TimelineRow<String>) -> Outcome<TimelineRow<T>> {
    let TimelineRow {
        registration,
        due,
        job,
        row,
        registered_at,
        has_branch,
        qualified,
        closed_at,
        body,
    } = row;
    Ok(TimelineRow {
        body: from_body(&body)?,
        registration,
        due,
        job,
        row,
        registered_at,
        has_branch,
        qualified,
        closed_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::tests::open;
    use kakehashi_domain::JobState;
    use serde_json::{Value, json};

    fn start<'a>(
        registration: &'a str,
        acquired: &str,
        row: Option<(u32, u32)>,
    ) -> TimelineStart<'a, Value> {
        TimelineStart {
            profile: "p",
            registration,
            acquired_on: Some(acquired.to_owned()),
            due: Some("2026-11-21".to_owned()),
            row,
            body: json!({ "name": format!("練習{registration}") }),
        }
    }

    fn open_ones(store: &Store, text: &str) -> Vec<String> {
        let (rows, total) = store
            .timelines::<Value>("p", TimelineQuery::Open, text, 10)
            .unwrap();
        assert_eq!(rows.len() as u32, total);
        rows.into_iter().map(|row| row.registration).collect()
    }

    #[test]
    fn a_file_ends_the_way_of_its_people_but_for_refused_rows_and_those_left_out() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        store
            .transact(|s| {
                let job = s.add_job(JobState::Completed, "x", &())?;
                for row in 1..=4 {
                    s.start_timeline(&start(&format!("1-{row}"), "2026-11-01", Some((job, row))))?;
                }
                s.add_failed_row(job, 2, &())?;
                s.end_timelines(job, "2026-11-18T00:00:00Z", &[3], &[4])
            })
            .unwrap();
        assert_eq!(open_ones(&store, ""), ["1-2", "1-3"]);
        assert_eq!(open_ones(&store, "習1-3"), ["1-3"]);
        assert!(open_ones(&store, "%").is_empty());
        let left: TimelineRow<Value> = store.timeline("p", "1-3").unwrap().unwrap();
        assert_eq!(left.job, None);
        let has_branch = |registration| {
            let row: TimelineRow<Value> = store.timeline("p", registration).unwrap().unwrap();
            (row.registered_at.is_some(), row.has_branch)
        };
        assert_eq!(
            (has_branch("1-1"), has_branch("1-4")),
            ((true, true), (true, false))
        );
        assert_eq!(
            store.timeline_days("p").unwrap(),
            [(Some("2026-11-21".into()), 2)]
        );
        assert!(store.timeline_days("other").unwrap().is_empty());

        store
            .qualify("p", "1-1", 9, "2026-11-19T00:00:00Z")
            .unwrap();
        store
            .qualify("p", "1-2", 9, "2026-11-19T00:00:00Z")
            .unwrap();
        let first: TimelineRow<Value> = store.timeline("p", "1-1").unwrap().unwrap();
        assert_eq!(first.qualified, Some((9, "2026-11-19T00:00:00Z".into())));
        let second: TimelineRow<Value> = store.timeline("p", "1-2").unwrap().unwrap();
        assert_eq!(second.qualified, None, "who isn't registered has no 資格");

        // Only what ended is forgotten, by its last step.
        let before = "2026-11-19T00:00:00Z";
        assert_eq!(store.count_old_timelines(before).unwrap(), 1);
        assert_eq!(store.forget_timelines(before).unwrap(), 1);
        assert!(store.timeline::<Value>("p", "1-4").unwrap().is_none());
    }

    #[test]
    fn who_is_registered_begins_anew_only_with_another_day() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let begin = |store: &mut Store, start: TimelineStart<Value>| {
            store.transact(|s| s.start_timeline(&start)).unwrap();
        };
        let jobs: Vec<u32> = (0..3)
            .map(|_| {
                store
                    .transact(|s| s.add_job(JobState::Checked, "x", &()))
                    .unwrap()
            })
            .collect();
        begin(&mut store, start("1-1", "2026-11-01", Some((jobs[0], 1))));
        store
            .end_timelines(jobs[0], "2026-11-02T00:00:00Z", &[], &[])
            .unwrap();
        begin(&mut store, start("1-1", "2026-11-01", Some((jobs[1], 1))));
        assert!(open_ones(&store, "").is_empty(), "the same again");
        begin(&mut store, start("1-1", "2026-12-01", Some((jobs[2], 1))));
        assert_eq!(open_ones(&store, ""), ["1-1"]);

        // A number that was entered begins one, changes none, and stays when the file is taken back.
        begin(&mut store, start("1-1", "2027-01-01", None));
        begin(&mut store, start("1-2", "2027-01-01", None));
        begin(&mut store, start("1-2", "2027-01-01", Some((jobs[2], 2))));
        store.take_timelines_back(jobs[2]).unwrap();
        assert_eq!(open_ones(&store, ""), ["1-2"]);
        store.drop_entered_timeline("p", "1-2").unwrap();
        assert!(open_ones(&store, "").is_empty());
    }
}
