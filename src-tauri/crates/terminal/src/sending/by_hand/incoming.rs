//! In: the result file that a person brings. Which job it answers is found by its content.

use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files,
    sending::jobs::{record::JobRecord, view::JobView, wrong_state},
};
use kakehashi_domain::{Code, JobState, Outcome};
use kakehashi_store::Sealed;
use std::future::ready;

/// Those that a result may answer.
const AWAITING: [JobState; 3] = [
    JobState::Accepted,
    JobState::Processing,
    JobState::Completed,
];

/// Takes a result in: for this job, or for the one whose rows it answers. What fits none is refused whole.
///
/// # Errors
/// `JOB_NOT_FOUND`, `NOT_BY_HAND`, `WRONG_STATE`; `RESULT_UNFIT`; `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `DISK_FULL`.
pub(crate) async fn take_result(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    job: Option<u32>,
) -> Outcome<JobView> {
    let waiting = terminal.see(move |look| look.awaiting_by_hand(job)).await?;
    let dir = terminal.dir.clone();
    let sealed = blocking(move || files::seal_copy(&dir, &path)).await?;
    let id = match waiting.as_slice() {
        [] => return Err(Code::NothingAwaited.into()),
        [only] => *only,
        several => terminal.answered_by(several, &sealed).await?,
    };
    let noted = permit.clone().on(crate::sending::jobs::subject(id));
    let sha256 = sealed.file().sha256.clone();
    let note = move |c: &mut Controller| c.write(&noted.note(sha256), |_| Ok(()));
    terminal.ask(note).await?;
    terminal.receive_result(id, sealed, ready(())).await?;
    terminal.see(move |look| look.job_view(&permit, id)).await
}

impl Terminal {
    /// The one job whose rows a result answers.
    async fn answered_by(&self, waiting: &[u32], sealed: &Sealed) -> Outcome<u32> {
        let mut refused = None;
        for id in waiting {
            match self.read_through(*id, sealed).await {
                Ok(()) => return Ok(*id),
                Err(fault) => refused = Some(fault),
            }
        }
        Err(refused.unwrap_or_else(|| Code::NothingAwaited.into()))
    }
}

impl Look {
    /// Jobs sent by hand that wait for their result, the newest first; only this one, where one is named.
    fn awaiting_by_hand(&self, named: Option<u32>) -> Outcome<Vec<u32>> {
        if let Some(id) = named {
            let job = self.by_hand(id)?;
            if !AWAITING.contains(&job.state) {
                return Err(wrong_state(id, job.state));
            }
            return Ok(vec![id]);
        }
        let waiting = self.books()?.jobs_standing::<JobRecord>(&AWAITING)?;
        let by_hand = waiting.iter().filter(|job| job.body.way.is_by_hand());
        Ok(by_hand.map(|job| job.id).collect())
    }
}
