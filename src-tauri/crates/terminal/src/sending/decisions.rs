//! 確認: rows that look odd wait until a person says why they are right. Each answer is on record, for the approver too.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
    },
    people::protected::lifting::is_lift,
    sending::{
        findings::view::FindingRow,
        jobs::{
            record::{JobRecord, LeftOut},
            subject,
            view::{DecisionView, JobView, ReasonView},
            wrong_state,
        },
        order::given_up,
    },
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, DecisionReason, Fault, JobState, Outcome, Role};
use kakehashi_layouts::FindingCode;
use kakehashi_store::{FindingQuery, JobRow, Transaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// An answer to one 確認, for some rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DecisionRecord {
    /// Code of what was found.
    pub code: String,
    /// The rows that it was answered for; 0 stands for the file as a whole.
    pub rows: BTreeSet<u32>,
    /// The reason's title, as it was in the list then.
    pub reason: String,
    /// What the person added.
    pub note: String,
    /// What it was answered to, row by row, as a sum: person and ground. Once the file is approved they stand in the store,
    /// where later files find them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub grounds: BTreeSet<String>,
    /// The job whose answer it was, where it holds for this one.
    #[serde(default)]
    pub earlier: Option<u32>,
    /// Who answered.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// An answer as later files find it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Said {
    at: DateTime<Utc>,
    by: String,
    reason: String,
    note: String,
}

impl DecisionRecord {
    /// What the person added, and where the answer was given.
    pub fn note_in_words(&self) -> String {
        match self.earlier {
            Some(job) => format!("{}（{}の答え）", self.note, subject(job)),
            None => self.note.clone(),
        }
    }
}

/// The reasons that may be given, by their words.
///
/// # Errors
/// None of its own.
pub(crate) async fn decision_reasons(
    terminal: &Terminal,
    _permit: Permit,
) -> Outcome<Vec<ReasonView>> {
    let reasons = |_: &Look| {
        let view = |DecisionReason { id, title }| ReasonView { id, title };
        Ok(DecisionReason::all().into_iter().map(view).collect())
    };
    terminal.see(reasons).await
}

/// Answers a 確認: for the rows named, or for all that wait by its code.
///
/// # Errors
/// `INPUT_INVALID` for an unknown reason, a code or rows that wait for no answer; `WRONG_STATE`, `JOB_NOT_FOUND`.
pub(crate) async fn decide(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    code: String,
    rows: Option<Vec<u32>>,
    reason: String,
    words: String,
) -> Outcome<JobView> {
    let reason = DecisionReason::of(&reason)?.title;
    let asked = code.clone();
    let read = move |look: &Look| {
        let read = look.job(id)?.body.whole().id.clone();
        Ok((read, look.grounds(id, &asked)?))
    };
    let (read, grounds) = terminal.see(read).await?;
    let answer = move |c: &mut Controller| {
        let said = DecisionRecord {
            code: code.clone(),
            rows: BTreeSet::new(),
            reason,
            note: words.trim().to_owned(),
            grounds: BTreeSet::new(),
            earlier: None,
            by: permit.user.clone(),
            at: c.now(),
        };
        if is_lift(&code) {
            return c.decide_lift(&permit, id, rows, said);
        }
        let job = c.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(job.state));
        }
        if job.body.whole().id != read {
            return Err(Code::ChangedMeanwhile.into());
        }
        // What was sent already goes again only where an approver says so; the rest is the clerk's.
        let is_lifted = code == FindingCode::SentBefore.as_str();
        let wanted = if is_lifted {
            Role::Approver
        } else {
            Role::Clerk
        };
        permit.require(wanted)?;
        if is_lifted {
            c.require_other_person(&permit, id)?;
        }
        let left_out = c.left_out(id)?;
        let open = c.open_confirms(id, &job.body, &left_out)?;
        let of_code = open.into_iter().filter(|(it, _)| *it == code);
        let open: BTreeSet<u32> = of_code.map(|(_, row)| row).collect();
        let rows = rows.map_or_else(|| open.clone(), BTreeSet::from_iter);
        if rows.is_empty() || !rows.is_subset(&open) {
            return Err(Fault::new(Code::InputInvalid)
                .with("field", "確認する行")
                .with("hint", "その行には、まだ答えていない確認がありません。"));
        }
        let grounds = grounds.into_iter().filter(|(row, _)| rows.contains(row));
        let grounds = grounds.map(|(_, ground)| ground).collect();
        let mut body = job.body;
        if !is_lifted {
            body.handled_by.insert(permit.user.clone());
        }
        body.decisions.push(DecisionRecord {
            rows,
            grounds,
            ..said
        });
        body.open_confirms = small(c.open_confirms(id, &body, &left_out)?.len() as u64);
        c.write(&permit, |store| store.keep_job(id, job.state, &body))?;
        c.job_view(&permit, id)
    };
    terminal.ask(answer).await
}

/// Most findings of a code that are looked at for what was answered before.
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

/// Keeps what was answered for this file, so that later ones find it. What held from an earlier one stands there already.
pub(crate) fn keep_answers(store: &Transaction<'_>, id: u32, job: &JobRecord) -> Outcome<()> {
    let given = job.decisions.iter().filter(|it| it.earlier.is_none());
    given.into_iter().try_for_each(|it| {
        let said = Said {
            at: it.at,
            by: it.by.clone(),
            reason: it.reason.clone(),
            note: it.note.clone(),
        };
        store.keep_answer((id, &job.kind, &it.code), &it.grounds, &said)
    })
}

impl Look {
    /// What the 確認 of a code say of each row: person and ground, as a sum that tells nothing else.
    fn grounds(&self, id: u32, code: &str) -> Outcome<BTreeMap<u32, String>> {
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
    pub(crate) fn answers_that_hold(&self, id: u32) -> Outcome<Vec<DecisionRecord>> {
        let kind = self.job(id)?.body.kind;
        let open: BTreeSet<String> = self
            .books()?
            .rows_to_confirm(id)?
            .into_iter()
            .map(|(code, _)| code)
            .collect();
        if open.is_empty() {
            return Ok(Vec::new());
        }
        let mut held = Vec::new();
        for code in open {
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
        Ok(held)
    }

    /// Another job with the same rows, read by the same definition, that goes or has gone.
    pub(crate) fn sent_before(
        &self,
        id: u32,
        body: &JobRecord,
        digest: u64,
    ) -> Outcome<Option<u32>> {
        if digest == 0 {
            return Ok(None);
        }
        let same: Vec<JobRow<JobRecord>> = self.books()?.jobs_of_rows(digest)?;
        let is_same = |job: &&JobRow<JobRecord>| {
            job.id != id
                && job.body.kind == body.kind
                && job.body.layout_version == body.layout_version
                && !given_up(job.state)
        };
        Ok(same.iter().find(is_same).map(|job| job.id))
    }

    /// Code and row of each 確認 that nobody answered, without the rows that were left out.
    pub(crate) fn open_confirms(
        &self,
        id: u32,
        job: &JobRecord,
        left_out: &LeftOut,
    ) -> Outcome<Vec<(String, u32)>> {
        let mut open = self.books()?.rows_to_confirm(id)?;
        open.retain(|(code, row)| {
            let is_answered = |it: &DecisionRecord| it.code == *code && it.rows.contains(row);
            !left_out.has(*row) && !job.decisions.iter().any(is_answered)
        });
        Ok(open)
    }

    /// The answers of a job, as shown.
    pub(crate) fn decision_views(&self, job: &JobRecord) -> Vec<DecisionView> {
        let view = |it: &DecisionRecord| DecisionView {
            code: it.code.clone(),
            rows: it.rows.iter().copied().collect(),
            reason: it.reason.clone(),
            note: it.note_in_words(),
            by: self.name_of(&it.by),
            at: it.at,
        };
        job.decisions.iter().map(view).collect()
    }
}
