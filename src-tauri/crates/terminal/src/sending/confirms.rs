//! Which 確認 wait, read beside the writer: they grow with the file.

use crate::{
    core::{look::Look, meter::small},
    sending::{
        decisions::{DecisionRecord, Said},
        findings::view::FindingRow,
        jobs::record::{JobRecord, LeftOut},
    },
};
use kakehashi_domain::{Code, Outcome};
use kakehashi_store::FindingQuery;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The 確認 that nobody answered, without the rows that were left out.
pub(crate) struct OpenConfirms {
    /// The cells and the rows that go, as they were then.
    whole: String,
    outgoing: Option<String>,
    /// The answers that were known.
    answers: usize,
    /// Code and row of each.
    rows: Vec<(String, u32)>,
}

impl OpenConfirms {
    /// Those that are still open, whoever answered meanwhile.
    ///
    /// # Errors
    /// `CHANGED_MEANWHILE` where the cells or the rows that go have changed.
    pub(crate) fn of(mut self, job: &JobRecord) -> Outcome<Vec<(String, u32)>> {
        let outgoing = job.outgoing.as_ref().map(|file| &file.id);
        let since = job.decisions.get(self.answers..);
        let is_same = job.whole().id == self.whole && outgoing == self.outgoing.as_ref();
        let since = since.filter(|_| is_same).ok_or(Code::ChangedMeanwhile)?;
        self.rows
            .retain(|(code, row)| !since.iter().any(|it| it.answers(code, *row)));
        Ok(self.rows)
    }
}

/// The answers of earlier files that hold for one.
pub(crate) struct Held {
    pub answers: Vec<DecisionRecord>,
    /// How many 確認 wait beside them.
    pub open: u32,
}

/// Most findings of a code that are looked at for what was answered before; those behind them are asked anew.
const LOOKED_AT: u32 = 20_000;

/// What one finding says of its person; which row of the file it stands in says nothing.
fn ground(finding: &FindingRow) -> String {
    let is_place = |c: &char| c.is_ascii_digit();
    let message: String = finding.message.chars().filter(|c| !is_place(c)).collect();
    let who = &finding.who;
    [
        &who.registration,
        &who.name,
        &who.birth_date,
        &finding.person,
        &finding.column,
        &finding.value,
        &message,
    ]
    .map(String::as_str)
    .join("\t")
}

impl Look {
    /// What waits for an answer now.
    pub(super) fn open_confirms(&self, id: u32) -> Outcome<OpenConfirms> {
        let (job, left_out) = (self.job(id)?.body, self.left_out(id)?);
        self.open_confirms_without(id, &job, &left_out)
    }

    /// The same, were these rows left out.
    pub(crate) fn open_confirms_without(
        &self,
        id: u32,
        job: &JobRecord,
        left_out: &LeftOut,
    ) -> Outcome<OpenConfirms> {
        let mut rows = self.books()?.rows_to_confirm(id)?;
        rows.retain(|(code, row)| {
            !left_out.has(*row) && !job.decisions.iter().any(|it| it.answers(code, *row))
        });
        Ok(OpenConfirms {
            whole: job.whole().id.clone(),
            outgoing: job.outgoing.as_ref().map(|file| file.id.clone()),
            answers: job.decisions.len(),
            rows,
        })
    }

    /// What the 確認 of a code say of each row: person and ground, as a sum that tells nothing else.
    pub(super) fn grounds(&self, id: u32, code: &str) -> Outcome<BTreeMap<u32, String>> {
        let query = FindingQuery {
            code,
            severity: "confirm",
            ..FindingQuery::default()
        };
        let findings: Vec<FindingRow> = self.books()?.findings(id, &query, 0, LOOKED_AT)?;
        let mut by_row: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for finding in findings.into_iter().filter(|it| it.row > 0) {
            by_row
                .entry(finding.row)
                .or_default()
                .push(ground(&finding));
        }
        let sum = |(row, mut said): (u32, Vec<String>)| {
            said.sort();
            let sum = Sha256::digest(format!("{code}\n{}", said.join("\n")));
            (row, hex::encode(sum))
        };
        Ok(by_row.into_iter().map(sum).collect())
    }

    /// The answers of earlier files that hold for this one: to the same ground in the same person, with an approver's eye.
    pub(crate) fn answers_that_hold(&self, id: u32) -> Outcome<Held> {
        let kind = self.job(id)?.body.kind;
        let open = self.books()?.rows_to_confirm(id)?;
        let all = open.len();
        let codes: BTreeSet<String> = open.into_iter().map(|(code, _)| code).collect();
        let mut held = Vec::new();
        for code in codes {
            let mut answers: BTreeMap<(u32, Said), BTreeSet<u32>> = BTreeMap::new();
            for (row, ground) in self.grounds(id, &code)? {
                let known = self.books()?.answer_on(&kind, &code, &ground)?;
                if let Some(known) = known {
                    answers.entry(known).or_default().insert(row);
                }
            }
            let answers = answers.into_iter();
            held.extend(answers.map(|((job, said), rows)| DecisionRecord {
                code: code.clone(),
                rows,
                reason: said.reason,
                note: said.note,
                grounds: BTreeSet::new(),
                earlier: Some(job),
                by: said.by,
                at: said.at,
            }));
        }
        let answered: usize = held.iter().map(|it| it.rows.len()).sum();
        Ok(Held {
            answers: held,
            open: small(all.saturating_sub(answered) as u64),
        })
    }
}
