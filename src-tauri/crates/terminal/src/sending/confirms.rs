//! Which 確認 wait, read beside the writer: they grow with the file.

use crate::{
    core::{look::Look, meter::small},
    sending::{
        answers::{Answer, DecisionRecord, answers},
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
    /// Whether the cells and the rows that go are still the same.
    fn is_of(&self, job: &JobRecord) -> bool {
        let outgoing = job.outgoing.as_ref().map(|file| &file.id);
        job.whole().id == self.whole && outgoing == self.outgoing.as_ref()
    }
}

/// The answers of earlier files that hold for one.
pub(crate) struct Held {
    pub answers: Vec<Answer>,
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
        let given = self.answers_of(id)?;
        rows.retain(|(code, row)| {
            !left_out.has(*row) && !given.iter().any(|it| answers(it, code, *row))
        });
        Ok(OpenConfirms {
            whole: job.whole().id.clone(),
            outgoing: job.outgoing.as_ref().map(|file| file.id.clone()),
            answers: given.len(),
            rows,
        })
    }

    /// Those that are still open, whoever answered meanwhile.
    ///
    /// # Errors
    /// `CHANGED_MEANWHILE` where the cells or the rows that go have changed.
    pub(crate) fn still_open(
        &self,
        id: u32,
        job: &JobRecord,
        open: OpenConfirms,
    ) -> Outcome<Vec<(String, u32)>> {
        let given = self.answers_of(id)?;
        let since = given.get(open.answers..).filter(|_| open.is_of(job));
        let since = since.ok_or(Code::ChangedMeanwhile)?;
        let mut rows = open.rows;
        rows.retain(|(code, row)| !since.iter().any(|it| answers(it, code, *row)));
        Ok(rows)
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
            let mut by_answer: BTreeMap<(u32, DecisionRecord), BTreeSet<u32>> = BTreeMap::new();
            for (row, ground) in self.grounds(id, &code)? {
                let known = self.books()?.answer_on(&kind, &code, &ground)?;
                if let Some(known) = known {
                    by_answer.entry(known).or_default().insert(row);
                }
            }
            held.extend(by_answer.into_iter().map(|((job, said), rows)| Answer {
                code: code.clone(),
                rows: rows.into_iter().collect(),
                body: DecisionRecord {
                    earlier: Some(job),
                    ..said
                },
            }));
        }
        let answered: usize = held.iter().map(|it| it.rows.len()).sum();
        Ok(Held {
            answers: held,
            open: small(all.saturating_sub(answered) as u64),
        })
    }
}
