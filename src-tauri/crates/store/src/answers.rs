//! Answers to a 確認. Each stands apart from its job, since it may be for as many rows as a file has; and each holds in later
//! files from its job's approval on: found by the kind, what was asked, and the ground that it was asked on.

use crate::{
    Reader, Transaction,
    errors::fault,
    ranges::{in_words, rows_of},
    shelf::{from_body, to_body},
};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

/// An answer to a 確認 of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// Code of what was found.
    pub code: String,
    /// The rows that it was given for, ascending; 0 stands for the file as a whole.
    pub rows: Vec<u32>,
    /// The caller's record.
    pub body: T,
}

impl Reader {
    /// What was answered in a job, in the order in which it was.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when a record can't be read.
    pub fn answers<T: DeserializeOwned>(&self, job: u32) -> Outcome<Vec<Answer<T>>> {
        let sql = "SELECT code, rows, body FROM answer WHERE job = ?1 ORDER BY id";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let texts = |r: &rusqlite::Row| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        let found = statement.query_map([job], texts).map_err(fault)?;
        let answer = |found: rusqlite::Result<(String, String, String)>| {
            let (code, rows, body) = found.map_err(fault)?;
            Ok(Answer {
                code,
                rows: rows_of(&rows)?,
                body: from_body(&body)?,
            })
        };
        found.map(answer).collect()
    }

    /// What was last answered on a ground in a file that was approved, with the job in which it was.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when the record can't be read.
    pub fn answer_on<T: DeserializeOwned>(
        &self,
        kind: &str,
        code: &str,
        ground: &str,
    ) -> Outcome<Option<(u32, T)>> {
        let sql = "SELECT answer.job, answer.body FROM ground
                   JOIN answer ON answer.id = ground.answer JOIN job ON job.id = answer.job
                   WHERE ground.kind = ?1 AND ground.code = ?2 AND ground.ground = ?3 AND job.approved
                   ORDER BY ground.answer DESC LIMIT 1";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let found = statement.query_row([kind, code, ground], |r| {
            Ok((r.get(0)?, r.get::<_, String>(1)?))
        });
        let Some((job, body)) = found.optional().map_err(fault)? else {
            return Ok(None);
        };
        Ok(Some((job, from_body(&body)?)))
    }
}

impl Transaction<'_> {
    /// Adds an answer of a job, with the grounds on which it holds in later files of the kind.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_answer<'g, T: Serialize>(
        &self,
        (job, kind): (u32, &str),
        answer: &Answer<T>,
        grounds: impl IntoIterator<Item = &'g String>,
    ) -> Outcome<()> {
        self.touch_job(Shelf::Job, job);
        let Answer { code, rows, body } = answer;
        let sql = "INSERT INTO answer (job, code, rows, body) VALUES (?1, ?2, ?3, ?4) RETURNING id";
        let values = params![job, code, in_words(rows), to_body(body)?];
        let id = self.db.query_row(sql, values, |r| r.get(0));
        let id: i64 = id.map_err(fault)?;
        let sql = "INSERT OR IGNORE INTO ground VALUES (?1, ?2, ?3, ?4)";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        grounds.into_iter().try_for_each(|ground| {
            let kept = statement.execute(params![kind, code, ground, id]);
            kept.map(drop).map_err(fault)
        })
    }

    /// Forgets what was answered in a job, since it was checked anew.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_answers(&self, job: u32) -> Outcome<()> {
        self.touch_job(Shelf::Job, job);
        for sql in [
            "DELETE FROM ground WHERE answer IN (SELECT id FROM answer WHERE job = ?1)",
            "DELETE FROM answer WHERE job = ?1",
        ] {
            self.db.execute(sql, [job]).map_err(fault)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;
    use crate::{
        Store,
        database::tests::{made_by_version, open},
    };
    use kakehashi_domain::JobState;
    use serde_json::{Value, json};

    fn approved(store: &mut Store, by: Option<&str>) -> u32 {
        let body = json!({ "kind": "a", "approved_by": by });
        let added = store.transact(|s| s.add_job(JobState::Confirmed, "x", &body));
        added.unwrap()
    }

    #[test]
    fn the_latest_answer_of_an_approved_job_holds_on_a_ground() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let [first, second] = [1, 2].map(|_| approved(&mut store, Some("a")));
        let waiting = approved(&mut store, None);
        let mut keep = |job, grounds: &[&str]| {
            let grounds: Vec<String> = grounds.iter().map(|it| (*it).to_owned()).collect();
            let answer = Answer {
                code: "ODD".to_owned(),
                rows: vec![1, 2, 3, 7],
                body: job,
            };
            store
                .transact(|s| s.add_answer((job, "a"), &answer, &grounds))
                .unwrap();
        };
        keep(first, &["x", "y"]);
        keep(second, &["y"]);
        keep(waiting, &["y", "z"]);
        let on = |kind, code, ground| store.answer_on::<u32>(kind, code, ground).unwrap();
        assert_eq!(
            ["x", "y", "z"].map(|ground| on("a", "ODD", ground)),
            [Some((first, first)), Some((second, second)), None]
        );
        assert_eq!([on("b", "ODD", "x"), on("a", "EVEN", "x")], [None, None]);
        let of_first = store.answers::<u32>(first).unwrap();
        assert_eq!(of_first.len(), 1);
        assert_eq!(of_first[0].rows, [1, 2, 3, 7]);
        store.transact(|s| s.clear_answers(second)).unwrap();
        let left = store.answer_on::<u32>("a", "ODD", "y").unwrap();
        assert_eq!(left, Some((first, first)));
        assert!(store.answers::<u32>(second).unwrap().is_empty());
    }

    #[test]
    fn answers_of_an_earlier_version_hold_and_leave_the_record_of_their_job() {
        let dir = tempfile::tempdir().unwrap();
        let said = |note: &str| {
            json!({ "code": "ODD", "rows": [3, 4, 9], "reason": "r", "note": note, "grounds": ["g", note],
                    "by": "b", "at": "2026-11-01T00:00:00Z" })
        };
        // Beyond what SQLite counts to.
        let digest = u64::MAX - 1;
        let job = |approved: Option<&str>, note: &str| {
            let body = json!({ "kind": "k", "approved_by": approved, "digest": digest,
                               "decisions": [said(note)] });
            format!(
                "INSERT INTO job (state, sha256, body) VALUES ('\"confirmed\"', 'x', '{body}');"
            )
        };
        let filled = [
            job(Some("a"), "one"),
            job(Some("a"), "two"),
            job(None, "three"),
        ];
        made_by_version(dir.path(), 11, &filled.concat());
        let store = open(dir.path()).unwrap();
        let on = |ground| store.answer_on::<Value>("k", "ODD", ground).unwrap();
        let note = |ground| on(ground).map(|(job, said)| (job, said["note"].to_string()));
        assert_eq!(
            ["g", "one", "three"].map(note),
            [
                Some((2, "\"two\"".into())),
                Some((1, "\"one\"".into())),
                None
            ]
        );
        assert_eq!(on("one").unwrap().1["at"], "2026-11-01T00:00:00Z");
        let same = store.jobs_of_rows::<Value>(digest).unwrap();
        assert_eq!(same.iter().map(|job| job.id).collect::<Vec<_>>(), [3, 2, 1]);
        assert!(same.iter().all(|job| job.body.get("decisions").is_none()));
        let given = [1, 2, 3].map(|job| store.answers::<Value>(job).unwrap().remove(0));
        assert!(given.iter().all(|it| it.rows == [3, 4, 9]));
        assert_eq!(given[2].body["note"], "three");
        // What waits for its approval holds from then on.
        let approve = "UPDATE job SET body = json_set(body, '$.approved_by', 'a') WHERE id = 3";
        store.db.execute(approve, []).unwrap();
        assert_eq!(on("three").unwrap().0, 3);
    }
}
