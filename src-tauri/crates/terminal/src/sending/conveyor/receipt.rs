//! The 受付番号, and what becomes of one in doubt. A server that doesn't know it, or has another's things under it, may have
//! been misheard when it gave it: before a job counts as lost it is asked for once more. The same idempotency key makes the
//! same job for ever, so that nothing is registered twice.
//!
//! ```text
//! 受付 … 処理完了 ─ not known, or another's, time and again ─▶ 受付の確認中 ┬ another one ─▶ 受付, corrected
//!                                                                   └ the same, or no upload any more ─▶ 受付, as it was
//! ```

use crate::{
    core::{
        act::Act,
        controller::Controller,
        gate::{Permit, TERMINAL},
    },
    sending::{
        hand_over::record::Exchange,
        jobs::{
            record::{EventRecord, Hearing, JobRecord, ProblemRecord},
            subject,
        },
    },
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome};
use kakehashi_server_link::ServerJob;
use kakehashi_store::JobRow;

/// What a server says of a 受付番号 that isn't the job's.
const DOUBTFUL: [Code; 3] = [
    Code::ServerLostJob,
    Code::ServerAnswerUnexpected,
    Code::ResultUnfit,
];

/// What comes of a fault, as far as it is about the 受付番号.
pub(super) enum Doubt {
    None,
    /// It is asked for once more.
    Asks,
    /// The server named two, and knows neither: a person looks first.
    Rests,
}

impl Controller {
    /// Keeps the 受付番号 of a job that was made, or that was made before and is asked after.
    pub(super) fn accepted(&mut self, permit: &Permit, id: u32, made: &ServerJob) -> Outcome<()> {
        match self.job(id)?.body.receipt {
            None => self.keep_receipt(permit, id, made, None),
            Some(held) if held == made.receipt => self.receipt_stands(id),
            Some(held) => self.keep_receipt(permit, id, made, Some(&held)),
        }
    }

    fn keep_receipt(
        &mut self,
        permit: &Permit,
        id: u32,
        made: &ServerJob,
        misheard: Option<&str>,
    ) -> Outcome<()> {
        let ServerJob {
            receipt, status, ..
        } = made;
        let keep = |job: &mut JobRecord| {
            job.receipt = Some(receipt.clone());
            job.server_status = Some(status.clone());
            job.problem = None;
            if misheard.is_some() {
                job.receipt_heard = Hearing::Corrected;
            }
        };
        let note = |held| format!("受付番号は {receipt} でした（{held} を改めました）");
        let note = misheard.map(note);
        let event = note.clone().map(|note| EventRecord {
            at: self.now(),
            state: JobState::Accepted,
            server_status: Some(status.clone()),
            by: TERMINAL.to_owned(),
            note: Some(note),
        });
        let permit = note.map_or_else(|| permit.clone(), |note| permit.clone().note(note));
        let accepted = (JobStep::Accept, Exchange::Accepted);
        self.step_exchanged(&permit, id, accepted, keep, |store| match &event {
            Some(event) => store.add_job_event(id, event),
            None => Ok(()),
        })
    }

    /// The server was asked once more, and has no other 受付番号: what it says of this one counts.
    pub(super) fn receipt_stands(&mut self, id: u32) -> Outcome<()> {
        let permit = Permit::of_terminal(Act::accept, subject(id)).note("受付番号は同じ");
        let sure = |job: &mut JobRecord| job.receipt_heard = Hearing::Twice;
        self.step(&permit, id, JobStep::Accept, sure)
    }

    /// Doubts the 受付番号 where a fault that doesn't pass gives reason to, once.
    pub(super) fn doubt_receipt(
        &mut self,
        job: &JobRow<JobRecord>,
        fault: &Fault,
        correlation: &str,
    ) -> Outcome<Doubt> {
        let is_held = job.state.after(JobStep::DoubtReceipt).is_some();
        if !is_held || !DOUBTFUL.contains(&fault.code) {
            return Ok(Doubt::None);
        }
        match job.body.receipt_heard {
            Hearing::Twice => Ok(Doubt::None),
            Hearing::Once => {
                let permit = Permit::of_terminal(Act::accept, subject(job.id));
                let permit = permit.note(fault.code.number());
                self.step(&permit, job.id, JobStep::DoubtReceipt, |_| ())?;
                Ok(Doubt::Asks)
            }
            Hearing::Corrected => {
                let problem = ProblemRecord::new(fault, correlation);
                self.note_on_job(job.id, |job| {
                    job.problem = Some(problem);
                    job.receipt_heard = Hearing::Once;
                })?;
                Ok(Doubt::Rests)
            }
        }
    }
}
