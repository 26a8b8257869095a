//! 確認: rows that look odd wait until a person says why they are right. Each answer is on record, for the approver too.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
    },
    sending::jobs::{
        record::{JobRecord, LeftOut},
        view::{DecisionView, JobView, ReasonView},
        wrong_state,
    },
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, DecisionReason, Fault, JobState, Outcome};
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
    /// Who answered.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
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
    let answer = move |c: &mut Controller| {
        let job = c.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(job.state));
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
        let (by, at) = (permit.user.clone(), c.now());
        let decision = DecisionRecord {
            code,
            rows,
            reason,
            note: words.trim().to_owned(),
            by,
            at,
        };
        let mut body = job.body;
        body.handled_by.insert(decision.by.clone());
        body.decisions.push(decision);
        body.open_confirms = small(c.open_confirms(id, &body, &left_out)?.len() as u64);
        c.write(&permit, |store| store.keep_job(id, job.state, &body))?;
        c.job_view(&permit, id)
    };
    terminal.ask(answer).await
}

impl Look {
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
            note: it.note.clone(),
            by: self.name_of(&it.by),
            at: it.at,
        };
        job.decisions.iter().map(view).collect()
    }
}
