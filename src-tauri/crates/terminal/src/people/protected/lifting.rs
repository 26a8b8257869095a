//! A file that takes protection away: an error until two persons have decided, one of them an approver. Each time anew; no
//! answer of an earlier file holds.

use super::record::{EndedRecord, ProtectedRecord, key_of, protection_of};
use crate::{
    core::{act::Act, controller::Controller, gate::Permit, look::Look, meter::small},
    sending::{
        answers::{Answer, DecisionRecord},
        findings::view::FindingRow,
        jobs::{record::JobRecord, subject, view::JobView, wrong_state},
    },
};
use kakehashi_domain::{Fault, JobState, Outcome, Role};
use kakehashi_layouts::FindingCode;
use kakehashi_store::{AuditEntry, FindingQuery, FindingRecord, JobRow, Transaction};
use std::collections::{BTreeMap, BTreeSet};

const CODES: [FindingCode; 2] = [FindingCode::ProtectionLifted, FindingCode::ProtectedMissing];

/// Whether a finding is one of those that two decide.
pub fn is_lift(code: &str) -> bool {
    CODES.iter().any(|it| it.as_str() == code)
}

impl Look {
    /// Who was first to say of which code and row that it may go, where nobody has been second.
    fn first_words(&self, job: u32) -> Outcome<BTreeMap<(String, u32), String>> {
        let mut first = BTreeMap::new();
        for said in self
            .answers_of(job)?
            .into_iter()
            .filter(|it| is_lift(&it.code))
        {
            for row in &said.rows {
                let place = (said.code.clone(), *row);
                if first.remove(&place).is_none() {
                    first.insert(place, said.body.by.clone());
                }
            }
        }
        Ok(first)
    }

    /// Whether this person's word would be the second of two about a protection.
    pub(crate) fn awaits_second(&self, job: u32, viewer: &Permit) -> Outcome<bool> {
        let mut first = self.first_words(job)?.into_values();
        Ok(viewer.has(Role::Approver) && first.any(|by| by != viewer.user))
    }

    /// The codes of what takes protection away in a job, of which this person may say whether it goes.
    pub(crate) fn lifts_for(
        &self,
        job: &JobRow<JobRecord>,
        viewer: &Permit,
    ) -> Outcome<Vec<String>> {
        let may = viewer.has(Role::Clerk) || viewer.has(Role::Approver);
        let has_errors = job.body.error_rows + job.body.file_errors > 0;
        if !may || !has_errors || job.state != JobState::Checked {
            return Ok(Vec::new());
        }
        let first = self.first_words(job.id)?;
        let said = |code: &str| {
            let of_code: Vec<&str> = first
                .iter()
                .filter(|((it, _), _)| *it == code)
                .map(|(_, by)| by.as_str())
                .collect();
            !of_code.is_empty() && of_code.iter().all(|by| *by == viewer.user)
        };
        let counts = self.books()?.finding_counts(job.id)?;
        let open = counts
            .into_iter()
            .filter(|it| it.severity == "error" && is_lift(&it.code) && !said(&it.code));
        let codes: BTreeSet<String> = open.map(|it| it.code).collect();
        Ok(codes.into_iter().collect())
    }

    /// What two decided holds once the server has registered it: whose protection ends with a job.
    pub(crate) fn lifted_with(&self, id: u32) -> Outcome<Vec<Lifted>> {
        let records = self.protected_records()?.into_iter();
        let here = records.filter(|it| it.lifted_by == Some(id) && it.is_alive());
        let ended = here.map(|mut record| {
            record.ended = Some(EndedRecord {
                at: self.now(),
                how: format!("{}で外した", subject(id)),
            });
            let permit = Permit::of_terminal(Act::end_protection, record.shown.clone());
            let entry = self.entry(&permit, None);
            Lifted { record, entry }
        });
        Ok(ended.collect())
    }
}

impl Controller {
    /// One of two words about rows that take protection away.
    pub(crate) fn decide_lift(
        &mut self,
        permit: &Permit,
        id: u32,
        code: &str,
        rows: Option<Vec<u32>>,
        said: DecisionRecord,
    ) -> Outcome<JobView> {
        let job = self.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(id, job.state));
        }
        let mut body = job.body;
        let left_out = self.left_out(id)?;
        let found = self.lifts(id, code, "error")?;
        let decided = self.lifts(id, code, "confirm")?;
        let open: BTreeSet<u32> = found.iter().map(|it| it.row).collect();
        let open: BTreeSet<u32> = open.into_iter().filter(|row| !left_out.has(*row)).collect();
        let first = self.first_words(id)?;
        let said_of = |row: &u32| first.get(&(code.to_owned(), *row)).map(String::as_str);
        // Without rows: those that wait for this person's word.
        let rows: BTreeSet<u32> = match rows {
            Some(rows) => rows.into_iter().collect(),
            None => {
                let seconds = open.iter().filter(|row| said_of(row).is_some());
                let seconds: BTreeSet<u32> = seconds.copied().collect();
                if seconds.is_empty() {
                    open.clone()
                } else {
                    seconds
                }
            }
        };
        if rows.is_empty() || !rows.is_subset(&open) {
            let hint = "その行には、2人で決める保護の変更がありません。";
            return Err(Fault::invalid("決める行", hint));
        }
        let firsts: BTreeSet<Option<&str>> = rows.iter().map(said_of).collect();
        let first = match firsts.into_iter().collect::<Vec<_>>().as_slice() {
            [one] => one.map(str::to_owned),
            _ => {
                let hint = "1人目の答えがある行と、ない行は、分けて決めてください。";
                return Err(Fault::invalid("決める行", hint));
            }
        };
        if let Some(first) = &first {
            self.require_second(permit, first)?;
        }
        let lifted = match first {
            Some(_) => self.explicit(id, &found, &rows)?,
            None => Vec::new(),
        };
        let is_done = first.is_some();
        if !is_done && !permit.has(Role::Approver) {
            body.handled_by.insert(said.by.clone());
        }
        let answer = Answer {
            code: code.to_owned(),
            rows: rows.iter().copied().collect(),
            body: said,
        };
        self.write(permit, |store| {
            store.add_answer((id, &body.kind), &answer, [])?;
            if is_done {
                store.replace_findings(id, code, &softened(code, &found, &decided, &rows))?;
                body.error_rows = small(store.error_rows(id)?.len() as u64);
                let of_file = found.iter().filter(|it| it.row == 0 && rows.contains(&0));
                body.file_errors = body
                    .file_errors
                    .saturating_sub(small(of_file.count() as u64));
                body.confirms += small(rows.len() as u64);
            }
            for record in &lifted {
                record.keep(store)?;
            }
            store.keep_job(id, job.state, &body)
        })?;
        self.job_view(permit, id)
    }

    fn lifts(&self, id: u32, code: &str, severity: &str) -> Outcome<Vec<FindingRow>> {
        let query = FindingQuery {
            code,
            severity,
            ..FindingQuery::default()
        };
        // All of them, at most as many as there are protected people: what is laid down anew must lack none.
        self.books()?.findings(id, &query, 0, u32::MAX)
    }

    /// Those whom the rows take the protection from in so many words: it is over once the server has it.
    fn explicit(
        &self,
        id: u32,
        found: &[FindingRow],
        rows: &BTreeSet<u32>,
    ) -> Outcome<Vec<ProtectedRecord>> {
        let mut lifted = Vec::new();
        for it in found
            .iter()
            .filter(|it| it.row > 0 && rows.contains(&it.row))
        {
            let key = key_of(&it.who.registration);
            let known = protection_of(self.books()?, &key)?;
            if let Some(mut record) = known.filter(|_| !it.value.trim().is_empty()) {
                record.lifted_by = Some(id);
                lifted.push(record);
            }
        }
        Ok(lifted)
    }
}

/// A protection that ends with a job.
pub(crate) struct Lifted {
    record: ProtectedRecord,
    entry: AuditEntry,
}

impl Lifted {
    pub fn keep(&self, store: &Transaction<'_>) -> Outcome<()> {
        self.record.keep(store)?;
        store.add_audit(&self.entry)
    }
}

/// What was found, with what two have decided as 確認. Kinds that register people know no 事業所.
fn softened<'a>(
    code: &'a str,
    found: &'a [FindingRow],
    decided: &'a [FindingRow],
    rows: &BTreeSet<u32>,
) -> Vec<FindingRecord<'a, FindingRow>> {
    let severity = |it: &FindingRow| {
        if rows.contains(&it.row) {
            "confirm"
        } else {
            "error"
        }
    };
    let found = found.iter().map(|it| (severity(it), it));
    let decided = decided.iter().map(|it| ("confirm", it));
    let record = |(severity, it): (&'static str, &'a FindingRow)| FindingRecord {
        group: (code, severity),
        row: it.row,
        column: &it.column,
        registration: &it.who.registration,
        employer: "",
        body: it,
    };
    found.chain(decided).map(record).collect()
}
