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
        jobs::{
            record::JobRecord,
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
use kakehashi_store::{JobRow, Transaction};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
pub(super) struct Said {
    pub at: DateTime<Utc>,
    pub by: String,
    pub reason: String,
    pub note: String,
}

impl DecisionRecord {
    pub(super) fn answers(&self, code: &str, row: u32) -> bool {
        self.code == code && self.rows.contains(&row)
    }

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
    let read = move |look: &Look| Ok((look.open_confirms(id)?, look.grounds(id, &asked)?));
    let (open, grounds) = terminal.see(read).await?;
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
            return Err(wrong_state(id, job.state));
        }
        let open = open.of(&job.body)?;
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
        let all = open.len();
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
        body.open_confirms = small((all - rows.len()) as u64);
        body.decisions.push(DecisionRecord {
            rows,
            grounds,
            ..said
        });
        c.write(&permit, |store| store.keep_job(id, job.state, &body))?;
        c.job_view(&permit, id)
    };
    terminal.ask(answer).await
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
