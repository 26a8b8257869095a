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
        answers::{Answer, DecisionRecord},
        jobs::{
            record::JobRecord,
            view::{JobView, ReasonView},
            wrong_state,
        },
        order::given_up,
    },
};
use kakehashi_domain::{Code, DecisionReason, Fault, JobState, Outcome, Role, optional_text};
use kakehashi_layouts::FindingCode;
use kakehashi_store::JobRow;
use std::collections::BTreeSet;

/// Characters of what is added to an answer.
const NOTE_MOST: usize = 200;

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
    let note = optional_text("書きそえること", &words, NOTE_MOST)?;
    let asked = code.clone();
    let read = move |look: &Look| Ok((look.open_confirms(id)?, look.grounds(id, &asked)?));
    let (open, grounds) = terminal.see(read).await?;
    let answer = move |c: &mut Controller| {
        let said = DecisionRecord {
            reason,
            note,
            earlier: None,
            by: permit.user.clone(),
            at: c.now(),
        };
        if is_lift(&code) {
            return c.decide_lift(&permit, id, &code, rows, said);
        }
        let job = c.job(id)?;
        if job.state != JobState::Checked {
            return Err(wrong_state(id, job.state));
        }
        let open = c.still_open(id, &job.body, open)?;
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
        let grounds: BTreeSet<String> = grounds.map(|(_, ground)| ground).collect();
        let mut body = job.body;
        if !is_lifted {
            body.handled_by.insert(permit.user.clone());
        }
        body.open_confirms = small((all - rows.len()) as u64);
        body.lifted |= is_lifted;
        let answer = Answer {
            code,
            rows: rows.into_iter().collect(),
            body: said,
        };
        c.write(&permit, |store| {
            store.add_answer((id, &body.kind), &answer, &grounds)?;
            store.keep_job(id, job.state, &body)
        })?;
        c.job_view(&permit, id)
    };
    terminal.ask(answer).await
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
}
