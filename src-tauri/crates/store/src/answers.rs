//! Answers to a 確認 that hold in later files: found by the kind, what was asked, and the ground that it was asked on.

use crate::{
    Reader, Transaction,
    errors::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

impl Reader {
    /// What was last answered on a ground, with the job in which it was.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when the record can't be read.
    pub fn answer_on<T: DeserializeOwned>(
        &self,
        kind: &str,
        code: &str,
        ground: &str,
    ) -> Outcome<Option<(u32, T)>> {
        let sql = "SELECT job, body FROM answer WHERE kind = ?1 AND code = ?2 AND ground = ?3";
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
    /// Keeps what a job's people answered on some grounds, in the place of what was answered in earlier ones.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep_answer<'g>(
        &self,
        (job, kind, code): (u32, &str, &str),
        grounds: impl IntoIterator<Item = &'g String>,
        body: &impl Serialize,
    ) -> Outcome<()> {
        self.touch_job(Shelf::Job, job);
        let sql = "INSERT INTO answer VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (kind, code, ground) DO UPDATE
                   SET job = excluded.job, body = excluded.body WHERE excluded.job >= job";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let body = to_body(body)?;
        grounds.into_iter().try_for_each(|ground| {
            let kept = statement.execute(params![kind, code, ground, job, body]);
            kept.map(drop).map_err(fault)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::database::tests::{made_by_version, open};
    use serde_json::{Value, json};

    #[test]
    fn the_latest_answer_on_a_ground_stands() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let mut keep = |job, grounds: &[&str]| {
            let grounds: Vec<String> = grounds.iter().map(|it| (*it).to_owned()).collect();
            let kept = store.transact(|s| s.keep_answer((job, "a", "ODD"), &grounds, &job));
            kept.unwrap();
        };
        keep(7, &["x", "y"]);
        keep(9, &["y"]);
        keep(8, &["y", "z"]);
        let on = |kind, code, ground| store.answer_on::<u32>(kind, code, ground).unwrap();
        assert_eq!(
            ["x", "y", "z"].map(|ground| on("a", "ODD", ground)),
            [Some((7, 7)), Some((9, 9)), Some((8, 8))]
        );
        assert_eq!([on("b", "ODD", "x"), on("a", "EVEN", "x")], [None, None]);
    }

    #[test]
    fn answers_of_an_earlier_version_hold_and_leave_the_record_of_their_job() {
        let dir = tempfile::tempdir().unwrap();
        let said = |note: &str| {
            json!({ "code": "ODD", "rows": [3], "reason": "r", "note": note, "grounds": ["g", note],
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
        let grounds = |at: usize| same[at].body["decisions"][0].get("grounds").is_some();
        assert_eq!([grounds(0), grounds(1), grounds(2)], [true, false, false]);
        assert_eq!(same[1].body["decisions"][0]["rows"], json!([3]));
    }
}
