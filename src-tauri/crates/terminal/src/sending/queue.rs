//! The queue: what waits to leave, in which order, and why it waits. By one connection one file leaves at a time; a person
//! may put one first. Only what is in hand keeps others waiting: what rests until somebody acts lets them pass.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    sending::jobs::{
        record::{JobRecord, ProblemRecord},
        view::JobView,
        wrong_state,
    },
};
use kakehashi_domain::{Code, Fault, JobState, Outcome};
use kakehashi_store::JobRow;
use std::cmp::Reverse;

/// On the way to the server, and not there yet.
const LEAVING: [JobState; 3] = [JobState::Queued, JobState::Uploading, JobState::Submitting];

/// What is on its way: first what leaves, in its order, then what the server has.
pub(crate) async fn queue(terminal: &Terminal, permit: Permit) -> Outcome<Vec<JobView>> {
    let list = move |look: &Look| {
        let at_server = [
            JobState::Accepted,
            JobState::Processing,
            JobState::Completed,
        ];
        let mut jobs = look.leaving_in_order()?;
        let mut there: Vec<JobRow<JobRecord>> = look.books()?.jobs_standing(&at_server)?;
        there.reverse();
        jobs.append(&mut there);
        Ok(jobs.iter().map(|job| look.summary(&permit, job)).collect())
    };
    terminal.see(list).await
}

/// Puts a job before all others that haven't begun to leave.
///
/// # Errors
/// `JOB_NOT_FOUND`, `WRONG_STATE`.
pub(crate) async fn send_first(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<JobView> {
    let put = move |c: &mut Controller| {
        let JobRow {
            state, mut body, ..
        } = c.job(id)?;
        if state != JobState::Queued {
            return Err(wrong_state(id, state));
        }
        body.first_at = Some(c.now());
        c.write(&permit, |store| store.keep_job(id, state, &body))?;
        c.job_view(&permit, id)
    };
    let view = terminal.ask(put).await?;
    terminal.turn.notify_waiters();
    Ok(view)
}

impl Look {
    fn leaving_in_order(&self) -> Outcome<Vec<JobRow<JobRecord>>> {
        let mut jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_standing(&LEAVING)?;
        jobs.sort_by_key(|job| {
            let waits = job.state == JobState::Queued;
            (waits, Reverse(job.body.first_at), job.id)
        });
        Ok(jobs)
    }

    /// The job that leaves before this one, by the same connection: one that leaves already, or whose turn it is.
    fn goes_before(&self, id: u32, profile: &str) -> Outcome<Option<u32>> {
        if let Some(leaving) = self.live().leaving.get(profile).copied() {
            return Ok(Some(leaving).filter(|leaving| *leaving != id));
        }
        let jobs = self.leaving_in_order()?;
        let before = jobs.iter().take_while(|job| job.id != id);
        let mut of_profile = before.filter(|job| job.body.profile == profile);
        Ok(of_profile
            .find(|job| self.is_in_hand(job))
            .map(|job| job.id))
    }

    /// Whether somebody carries it, who doesn't rest, and nothing keeps it.
    fn is_in_hand(&self, job: &JobRow<JobRecord>) -> bool {
        let live = self.live();
        let is_free = job.body.held.is_none() && !job.body.way.is_by_hand();
        is_free && live.running.contains_key(&job.id) && !live.resting.contains(&job.id)
    }

    /// Why a job that is on its way doesn't go on just now; None where it does.
    pub(crate) fn why_it_waits(
        &self,
        job: &JobRow<JobRecord>,
        problem: Option<&ProblemRecord>,
    ) -> Option<String> {
        let JobRow { id, state, body } = job;
        if !state.is_moving() {
            return None;
        }
        if let Some(held) = &body.held {
            return Some(format!("保留：{}", held.why));
        }
        if body.way.is_by_hand() {
            return Some(format!("人の手で送ります（{}）", body.way.title()));
        }
        if let Some(problem) = problem {
            return Some(problem.sentence.clone());
        }
        if *state != JobState::Queued {
            return None;
        }
        let first = self.goes_before(*id, &body.profile).ok().flatten();
        first.map(|first| format!("送信{first}が先です"))
    }

    /// Takes the turn: while a job has it, no other leaves by the connection.
    ///
    /// # Errors
    /// `ANOTHER_FIRST`.
    pub(crate) fn take_turn(&self, id: u32, profile: &str) -> Outcome<()> {
        let first = self.goes_before(id, profile)?;
        let mut live = self.live();
        let has = live.leaving.get(profile).copied().filter(|has| *has != id);
        if let Some(first) = has.or(first) {
            return Err(Fault::new(Code::AnotherFirst).with("job", first));
        }
        live.leaving.insert(profile.to_owned(), id);
        Ok(())
    }
}

impl Terminal {
    /// Gives the turn back: the job is through, or rests.
    pub(crate) fn end_turn(&self, id: u32) {
        self.live().leaving.retain(|_, leaving| *leaving != id);
        self.turn.notify_waiters();
    }
}
