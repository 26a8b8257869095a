//! Setting jobs going again: after approval, at the start of the program, after a login, or because a person says so.

use super::checking::{CheckWork, ROOM_AGAIN, may_go_later};
use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::{Running, Vault},
    },
    sending::jobs::{record::ProblemRecord, view::JobView, wrong_state},
};
use kakehashi_domain::{Code, Fault, JobState, Outcome};
use kakehashi_server_link::UploadUrl;
use kakehashi_store::JobRow;
use tokio::time::sleep;

/// What a job that stands still is waiting to have done.
enum Work {
    Check(Box<CheckWork>, Running),
    Carry(Running),
}

/// Tries again at once what waits for its next try.
///
/// # Errors
/// `NOT_APPROVED`, `WRONG_STATE`, `PROFILE_DIFFERS`.
pub(crate) async fn retry_now(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    let try_again = move |c: &mut Controller| {
        let JobRow {
            state, mut body, ..
        } = c.job(id)?;
        if !state.is_moving() && state != JobState::Checking {
            return Err(not_on_its_way(id, state));
        }
        // It goes on once somebody lets it go, and not by itself: whoever waited would wait for ever.
        if body.held.is_some() {
            return Err(Fault::new(Code::WrongState).with("state", "保留"));
        }
        c.require_told_profile(id, &body)?;
        body.problem = None;
        c.write(&permit, |store| store.keep_job(id, state, &body))?;
        c.live().unnoted.remove(&id);
        c.job_view(&permit, id)
    };
    let view = terminal.ask(try_again).await?;
    terminal.carry_on(id).await;
    Ok(view)
}

impl Terminal {
    /// Goes on with every job that is on its way; for the start of the program and after a login at the server.
    pub async fn carry_all_on(&self) {
        match self.ask(|c| c.on_their_way()).await {
            Ok(None) => return,
            Ok(Some(ids)) => {
                self.dispose_of_old().await;
                for id in ids {
                    self.carry_on(id).await;
                }
            }
            Err(fault) => tracing::warn!(code = fault.code.number(), "no job could go on"),
        }
        self.fill_index().await;
        self.take_people_back().await;
        self.follow_people_up().await;
        self.note_lacking_timelines().await;
        self.register_agreed().await;
        self.back_up_when_due().await;
    }

    /// Goes on with one job; a carrier that rests or waits is nudged.
    pub async fn carry_on(&self, id: u32) {
        match self.ask(move |c| c.take_up(id)).await {
            Ok(Some(Work::Check(work, running))) => self.run_check(id, *work, running),
            Ok(Some(Work::Carry(running))) => drop(tokio::spawn(self.clone().carry(id, running))),
            Ok(None) => {}
            Err(fault) => {
                tracing::warn!(code = fault.code.number(), "a job could not go on");
                self.say_unnoted(id, &fault);
            }
        }
    }

    /// Says what can't be noted now, and comes back to the job in a while where that helps.
    pub(crate) fn say_unnoted(&self, id: u32, fault: &Fault) {
        let problem = ProblemRecord::new(fault, "-");
        self.live().unnoted.insert(id, problem);
        self.tell_progress(id);
        self.tell_live();
        if may_go_later(fault) {
            let terminal = self.clone();
            tokio::spawn(async move {
                if let Some(terminal) = terminal.rest(sleep(ROOM_AGAIN)).await {
                    Box::pin(terminal.carry_on(id)).await;
                }
            });
        }
    }

    /// Gives up the bytes of a job that was taken back; the server would drop them by itself, later.
    pub(crate) async fn drop_upload(&self, id: u32) {
        let known = self.see(move |c| {
            let job = c.job(id)?.body;
            let Some(url) = job.upload else {
                return Ok(None);
            };
            let session = c.server_session(&job.profile)?;
            let link = c.watched(&job.profile).and_then(|w| c.link_of(&w));
            Ok(session.zip(link.ok()).map(|(s, link)| (s, link, url)))
        });
        if let Ok(Some((session, link, url))) = known.await {
            tokio::spawn(async move {
                let _expires_by_itself = link.end_upload(&session, &UploadUrl::new(url)).await;
            });
        }
    }
}

impl Controller {
    /// Jobs that wait for the terminal itself; None while the data are closed.
    fn on_their_way(&mut self) -> Outcome<Option<Vec<u32>>> {
        if !matches!(self.vault, Vault::Open(_)) {
            return Ok(None);
        }
        if let Err(fault) = self.forget_keys_left() {
            tracing::warn!(code = fault.code.number(), "keys are still there");
        }
        let waits = |state: &JobState| *state == JobState::Checking || state.is_moving();
        let states: Vec<JobState> = JobState::ALL.into_iter().filter(waits).collect();
        self.books()?.jobs_in(&states).map(Some)
    }

    /// Takes a job up, if nobody has it in hand; otherwise nudges whoever has.
    fn take_up(&mut self, id: u32) -> Outcome<Option<Work>> {
        if let Some(meter) = self.meter(id) {
            meter.nudge.notify_one();
            return Ok(None);
        }
        let state = self.job(id)?.state;
        if state == JobState::Checking {
            let (work, running) = self.prepare_check(id)?;
            return Ok(Some(Work::Check(Box::new(work), running)));
        }
        Ok(state
            .is_moving()
            .then(|| Work::Carry(self.begin_running(id))))
    }
}

fn not_on_its_way(id: u32, state: JobState) -> Fault {
    if state < JobState::Queued {
        Fault::new(Code::NotApproved)
    } else {
        wrong_state(id, state)
    }
}
