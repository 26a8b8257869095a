//! The audit log: append-only, each entry's hash covers the entry and the hash before it.
//!
//! `hash(n) = SHA-256( hash(n−1) as hex ‖ "\n" ‖ body(n) )`, body being the JSON text as stored. The number and hash of
//! the last entry stand apart, so that cutting the end off is found too.

mod chain;
mod export;

pub use chain::PaperHead;
pub use export::verify_export;

use crate::{
    Reader, Transaction,
    errors::fault,
    shelf::{from_body, to_body},
};
use chain::{Chain, link};
use kakehashi_domain::{Code, Fault, Outcome, Shelf, Single};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::{ops::RangeInclusive, thread};

/// Who did what, to what, and how it ended. Nothing personal of members; see the threat model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// RFC 3339.
    pub at: String,
    /// 利用者ID, `system`, or what was typed at a failed login.
    pub actor: String,
    /// Which act, a stable word.
    pub act: String,
    /// To what, e.g. `job 3`.
    pub subject: String,
    /// None when it was done; otherwise the number of the error.
    pub problem: Option<String>,
    /// In few words, e.g. a reason that was asked for.
    pub note: Option<String>,
    /// Finds the act in the other logs.
    pub correlation_id: String,
    /// In which role, where one is needed; a stable word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// In which session, where somebody was logged in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

/// An entry with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Place in the chain, from 1.
    pub number: u32,
    /// The entry.
    pub entry: AuditEntry,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditReport {
    /// Entries looked at.
    pub entries: u32,
    /// The first entry that doesn't fit; one past the end when the end was cut off or added to.
    pub first_broken: Option<u32>,
    /// Whether what is there fits, and only the end is missing.
    pub is_cut: bool,
    /// How many entries say an earlier time than the one before: a clock that was set back, and no break.
    pub times_back: u32,
    /// The first of them.
    pub first_time_back: Option<u32>,
    /// Hash of the last entry.
    pub head: String,
    /// Whether the head on paper was met on the way; true where there was none.
    pub has_paper: bool,
    /// The key of the terminal that signed an export; none where nobody did. The log itself needs no signature.
    pub signed_by: Option<String>,
    /// Whether the signature of an export is another than that key's.
    pub is_forged: bool,
}

/// Half a log that is worth a second connection.
const LONG_HALF: u32 = 10_000;

impl Reader {
    /// Entries from the newest on, `offset` of them left out.
    ///
    /// # Errors
    /// Those of the database.
    pub fn audit_page(&self, offset: u32, limit: u32) -> Outcome<Vec<StoredEntry>> {
        let (count, _) = self.audit_head()?;
        let from = count.saturating_sub(offset);
        let sql = "SELECT entry, body FROM audit WHERE entry <= ?1 ORDER BY entry DESC LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let read = |r: &rusqlite::Row| Ok((r.get(0)?, r.get::<_, String>(1)?));
        let rows = statement.query_map([from, limit], read).map_err(fault)?;
        rows.map(|row| {
            let (number, body) = row.map_err(fault)?;
            Ok(StoredEntry {
                number,
                entry: readable(&body),
            })
        })
        .collect()
    }

    /// An entry by its number.
    ///
    /// # Errors
    /// Those of the database.
    pub fn audit_at(&self, entry: u32) -> Outcome<Option<AuditEntry>> {
        let found = self.audit_entry(entry)?;
        Ok(found.map(|(_, body)| readable(&body)))
    }

    /// Hands every entry that fits to `take`, newest first.
    ///
    /// # Errors
    /// Those of the database, and of `take`.
    pub fn audit_that(
        &self,
        fits: impl Fn(&AuditEntry) -> bool,
        mut take: impl FnMut(StoredEntry) -> Outcome<()>,
    ) -> Outcome<()> {
        let sql = "SELECT entry, body FROM audit ORDER BY entry DESC";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let mut rows = statement.query([]).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            let body: String = row.get(1).map_err(fault)?;
            let entry = readable(&body);
            if fits(&entry) {
                let number = row.get(0).map_err(fault)?;
                take(StoredEntry { number, entry })?;
            }
        }
        Ok(())
    }

    /// Looks at every entry. Each fits if it fits the one before it as that stands, so that a long log is looked at from
    /// two places at once; where the first half doesn't hold, all is looked at in one go, to say what is wrong. A head that
    /// was printed earlier is met on the way, or isn't.
    ///
    /// # Errors
    /// Those of the database; a broken chain is no error but a report.
    pub fn verify_audit(&self, paper: Option<&PaperHead>) -> Outcome<AuditReport> {
        let (count, _) = self.audit_head()?;
        match self.verify_in_halves(count / 2, paper)? {
            Some(report) => Ok(report),
            None => self.verify_behind(Chain::seeking(paper)),
        }
    }

    fn verify_in_halves(
        &self,
        middle: u32,
        paper: Option<&PaperHead>,
    ) -> Outcome<Option<AuditReport>> {
        let Some(another) = self.another().filter(|_| middle >= LONG_HALF) else {
            return Ok(None);
        };
        let Some((hash, body)) = self.audit_entry(middle)? else {
            return Ok(None);
        };
        let begun = Chain::behind(middle, &body, hash, paper);
        thread::scope(|scope| {
            let second = scope.spawn(move || another.open()?.verify_behind(begun));
            let mut first = Chain::seeking(paper);
            self.each_audit(1..=middle, |number, body, hash| {
                first.take(number, body, hash);
                Ok(())
            })?;
            let died = |_| Fault::new(Code::Internal).because("a thread that verified");
            let second = second.join().map_err(died)??;
            let holds = first.first_broken.is_none() && first.count == middle;
            Ok(holds.then(|| AuditReport {
                times_back: first.times_back + second.times_back,
                first_time_back: first.first_time_back.or(second.first_time_back),
                has_paper: first.has_paper() || second.has_paper,
                ..second
            }))
        })
    }

    /// Looks at what lies behind the entries that are known, up to the end as it stands in that moment.
    fn verify_behind(&self, mut chain: Chain) -> Outcome<AuditReport> {
        let _one_moment = self.one_moment()?;
        self.each_audit(chain.count + 1..=u32::MAX, |number, body, hash| {
            chain.take(number, body, hash);
            Ok(())
        })?;
        let (count, head) = self.audit_head()?;
        Ok(chain.close(count, &head))
    }

    /// While it is held, everything is seen as it stands now.
    fn one_moment(&self) -> Outcome<Option<rusqlite::Transaction<'_>>> {
        let alone = self.db.is_autocommit();
        let moment = alone.then(|| self.db.unchecked_transaction());
        moment.transpose().map_err(fault)
    }

    fn audit_entry(&self, entry: u32) -> Outcome<Option<(String, String)>> {
        let sql = "SELECT hash, body FROM audit WHERE entry = ?1";
        let found = self
            .db
            .query_row(sql, [entry], |r| Ok((r.get(0)?, r.get(1)?)));
        found.optional().map_err(fault)
    }

    /// The number of the last entry, and its hash.
    ///
    /// # Errors
    /// Those of the database.
    pub fn audit_head(&self) -> Outcome<(u32, String)> {
        let sql = "SELECT entries, hash FROM audit_head";
        self.db
            .query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))
            .map_err(fault)
    }

    /// The first entry of which it was noted that it doesn't fit.
    ///
    /// # Errors
    /// Those of the database.
    pub fn audit_break(&self) -> Outcome<Option<u32>> {
        self.get(Shelf::Setting, Single::AuditBreak.key())
    }

    /// The hash of an entry, as it stands.
    ///
    /// # Errors
    /// Those of the database.
    pub fn audit_hash(&self, entry: u32) -> Outcome<Option<String>> {
        let sql = "SELECT hash FROM audit WHERE entry = ?1";
        let hash = self.db.query_row(sql, [entry], |r| r.get(0));
        hash.optional().map_err(fault)
    }

    fn each_audit(
        &self,
        entries: RangeInclusive<u32>,
        mut take: impl FnMut(u32, &str, &str) -> Outcome<()>,
    ) -> Outcome<()> {
        let sql =
            "SELECT entry, body, hash FROM audit WHERE entry BETWEEN ?1 AND ?2 ORDER BY entry";
        let mut statement = self.db.prepare(sql).map_err(fault)?;
        let ends = params![entries.start(), entries.end()];
        let mut rows = statement.query(ends).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            let text = |i| row.get_ref(i).and_then(|v| Ok(v.as_str()?)).map_err(fault);
            take(row.get(0).map_err(fault)?, text(1)?, text(2)?)?;
        }
        Ok(())
    }
}

/// An entry as it stands. One that nobody wrote this way is shown as what it is, and hides none of the others.
fn readable(body: &str) -> AuditEntry {
    from_body(body).unwrap_or_else(|_| AuditEntry {
        note: Some("この記録は読めません".to_owned()),
        ..AuditEntry::default()
    })
}

impl Transaction<'_> {
    /// Adds an entry. Behind a row that nobody added this way it goes on, and notes the break: a log that takes nothing any
    /// more would shut everybody out, those who must look into it too.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_audit(&self, entry: &AuditEntry) -> Outcome<()> {
        self.touch(Shelf::Audit);
        let (count, head) = self.audit_head()?;
        let last = self.last_audit()?;
        if last != count {
            self.note_audit_break(count.min(last) + 1)?;
        }
        let number = count.max(last) + 1;
        let body = to_body(entry)?;
        let hash = hex::encode(link(&head, &body));
        let sql = "INSERT INTO audit VALUES (?1, ?2, ?3)";
        let added = self.db.execute(sql, params![number, body, hash]);
        added.map_err(fault)?;
        let sql = "UPDATE audit_head SET entries = ?1, hash = ?2";
        let moved = self.db.execute(sql, params![number, hash]);
        moved.map(drop).map_err(fault)
    }

    /// Notes the first entry that doesn't fit, unless an earlier one is noted.
    ///
    /// # Errors
    /// Those of the database.
    pub fn note_audit_break(&self, entry: u32) -> Outcome<()> {
        match self.audit_break()? {
            Some(known) if known <= entry => Ok(()),
            Some(_) | None => self.put(Shelf::Setting, Single::AuditBreak.key(), &entry),
        }
    }

    fn last_audit(&self) -> Outcome<u32> {
        let sql = "SELECT ifnull(max(entry), 0) FROM audit";
        self.db.query_row(sql, [], |r| r.get(0)).map_err(fault)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{Store, database::tests::open};

    pub(super) fn with_five() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        for n in 1..=5 {
            let entry = AuditEntry {
                at: format!("2026-11-20T00:00:0{n}Z"),
                actor: "renshu".into(),
                act: "log-in".into(),
                subject: String::new(),
                problem: None,
                note: None,
                correlation_id: n.to_string(),
                ..AuditEntry::default()
            };
            store.transact(|s| s.add_audit(&entry)).unwrap();
        }
        (dir, store)
    }

    fn broken_by(sql: &str) -> Option<u32> {
        let (_dir, store) = with_five();
        assert_eq!(store.verify_audit(None).unwrap().first_broken, None);
        store.db.execute_batch(sql).unwrap();
        store.verify_audit(None).unwrap().first_broken
    }

    #[test]
    fn the_first_bad_entry_is_named() {
        let swap = "UPDATE audit SET entry = 9 WHERE entry = 2;
                    UPDATE audit SET entry = 2 WHERE entry = 3;
                    UPDATE audit SET entry = 3 WHERE entry = 9;";
        let altered = "UPDATE audit SET body = replace(body, 'log-in', 'approve') WHERE entry = 3";
        assert_eq!(broken_by(altered), Some(3));
        assert_eq!(broken_by("DELETE FROM audit WHERE entry = 2"), Some(2));
        assert_eq!(broken_by(swap), Some(2));
        assert_eq!(broken_by("DELETE FROM audit WHERE entry = 5"), Some(5));
        assert_eq!(
            broken_by("INSERT INTO audit VALUES (6, '{}', 'x')"),
            Some(6)
        );
    }

    /// Two halves, verified side by side, say the same as the whole in one go.
    #[test]
    fn a_long_log_is_verified_from_two_places() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let count = 2 * LONG_HALF + 10;
        let entries = (0..count).map(|n| AuditEntry {
            at: format!("2026-11-20T00:00:0{}Z", u32::from(n != LONG_HALF + 7)),
            ..AuditEntry::default()
        });
        let entries: Vec<_> = entries.collect();
        let filled = store.transact(|s| entries.iter().try_for_each(|it| s.add_audit(it)));
        filled.unwrap();
        let in_one_go = |store: &Store| store.verify_behind(Chain::seeking(None)).unwrap();
        let middle = count / 2;
        assert!(store.verify_in_halves(middle, None).unwrap().is_some());
        let report = store.verify_audit(None).unwrap();
        assert_eq!(report, in_one_go(&store));
        assert_eq!((report.entries, report.first_broken), (count, None));
        assert_eq!(report.first_time_back, Some(LONG_HALF + 8));
        for broken in [middle + 3, middle + 1, middle, 3] {
            let spoil = format!("UPDATE audit SET body = body || ' ' WHERE entry = {broken}");
            store.db.execute_batch(&spoil).unwrap();
            let report = store.verify_audit(None).unwrap();
            assert_eq!(report, in_one_go(&store));
            assert_eq!(report.first_broken, Some(broken));
        }
        let cut = format!("DELETE FROM audit WHERE entry = {middle}");
        store.db.execute_batch(&cut).unwrap();
        assert_eq!(store.verify_audit(None).unwrap(), in_one_go(&store));
    }

    #[test]
    fn a_head_on_paper_is_met_or_isnt() {
        let (_dir, store) = with_five();
        let hash = |entry| store.audit_hash(entry).unwrap().unwrap();
        let met = |paper: &str| {
            let paper = PaperHead::parse(paper).unwrap();
            store.verify_audit(Some(&paper)).unwrap().has_paper
        };
        // As people copy it: groups, capitals, full-width colon.
        let grouped = hash(3).to_uppercase();
        let grouped: Vec<&str> = (0..64).step_by(8).map(|at| &grouped[at..at + 8]).collect();
        assert!(met(&format!(" 3： {} ", grouped.join(" "))));
        assert!(met(&hash(5)) && met(&format!("5:{}", hash(5))));
        assert!(!met(&format!("4:{}", hash(5))) && !met(&"0".repeat(64)));
        for odd in ["", "3", "3:", "x:00", &"g".repeat(64), &"0".repeat(63)] {
            assert_eq!(PaperHead::parse(odd).unwrap_err().code, Code::InputInvalid);
        }
    }

    #[test]
    fn a_stray_row_is_noted_and_the_log_goes_on() {
        let (_dir, mut store) = with_five();
        let stray = "INSERT INTO audit VALUES (6, '{}', 'x')";
        store.db.execute_batch(stray).unwrap();
        let entry = AuditEntry::default();
        store.transact(|s| s.add_audit(&entry)).unwrap();
        store.transact(|s| s.add_audit(&entry)).unwrap();
        assert_eq!(store.audit_break().unwrap(), Some(6));
        assert_eq!(store.audit_page(0, 9).unwrap().len(), 8);
        let report = store.verify_audit(None).unwrap();
        assert_eq!((report.entries, report.first_broken), (8, Some(6)));
        assert!(!report.is_cut);
    }

    #[test]
    fn a_cut_end_and_a_clock_set_back_are_told_from_a_break() {
        let (_dir, store) = with_five();
        let cut = "DELETE FROM audit WHERE entry > 3";
        store.db.execute_batch(cut).unwrap();
        let report = store.verify_audit(None).unwrap();
        assert_eq!((report.first_broken, report.is_cut), (Some(4), true));
        let (_dir, mut store) = with_five();
        for at in ["2026-11-19T23:59:59.9+00:00", "2026-11-20T00:00:00+00:00"] {
            let at = at.to_owned();
            let entry = AuditEntry {
                at,
                ..AuditEntry::default()
            };
            store.transact(|s| s.add_audit(&entry)).unwrap();
        }
        let report = store.verify_audit(None).unwrap();
        assert_eq!((report.first_broken, report.is_cut), (None, false));
        assert_eq!((report.times_back, report.first_time_back), (1, Some(6)));
    }
}
