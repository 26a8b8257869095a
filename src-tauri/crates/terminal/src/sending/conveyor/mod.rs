//! The conveyor: carries a released job to its result, one step at a time, and again after every interruption.
//!
//! Each step asks the controller what comes next by the stored state ([`decide`]), does it ([`steps`]), and has the
//! controller store the outcome. A sudden end between two steps loses nothing: the same step is done again, and the
//! server knows it by the upload's offset or by the idempotency key. A carrier that can't go on waits, or rests until
//! somebody nudges it.

mod decide;
mod receipt;
mod steps;

use crate::{
    core::{
        act::{Act, Trail},
        controller::Terminal,
        look::Running,
    },
    sending::jobs::{record::ProblemRecord, subject},
};
use decide::Used;
use kakehashi_domain::{Code, Fault, JobState};
use std::{mem, time::Duration};
use tokio::time::sleep;

/// How long a file waits for another at most before it looks again.
const TURN: Duration = Duration::from_secs(1);
const SPREAD_MOST: Duration = Duration::from_secs(60);

/// How the conveyor goes on after a step.
enum Pace {
    /// The job reached this state.
    Go(JobState),
    /// Logged in; the same again.
    Again,
    Poll,
    End,
}

impl Terminal {
    /// Carries a job until it has its result, or can't go on for good, or nobody holds the terminal any more.
    pub(crate) async fn carry(mut self, id: u32, running: Running) {
        let meter = running.meter.clone();
        let (mut tries, mut polls) = (0, 0);
        // What a job comes back to is no progress: else an upload that is always gone would be sent for ever.
        let (mut furthest, mut most) = (None, 0);
        let (mut again, mut opens) = (true, false);
        while !meter.is_stopped() {
            let mut used = None;
            let step = self.advance(id, &meter, again, &mut used).await;
            again = false;
            let pause = match step {
                Ok(Pace::End) => break,
                Ok(Pace::Again) => continue,
                Ok(Pace::Go(state)) => {
                    if furthest < Some(state) {
                        (tries, polls, furthest) = (0, 0, Some(state));
                    }
                    continue;
                }
                Ok(Pace::Poll) => {
                    (tries, polls) = (0, polls + 1);
                    Some(poll_pause(polls))
                }
                Err(fault) if fault.code == Code::AnotherFirst => {
                    // Whatever stopped it before, now it only waits.
                    let clear = self.ask(move |c| c.note_on_job(id, |job| job.problem = None));
                    if let Err(fault) = clear.await {
                        tracing::warn!(code = fault.code.number(), "a job waits for another");
                    }
                    let turn = self.turn.clone();
                    let its_turn = async {
                        tokio::select! { () = sleep(TURN) => {}, () = turn.notified() => {}, () = meter.nudge.notified() => {} }
                    };
                    let Some(back) = self.rest(its_turn).await else {
                        return;
                    };
                    self = back;
                    continue;
                }
                Err(fault) => {
                    let moved = meter.view().map_or(0, |progress| progress.done);
                    if moved > most {
                        (tries, most) = (0, moved);
                    }
                    tries += 1;
                    again = true;
                    meter.end();
                    opens = fault.code == Code::ServiceClosed;
                    self.stumble(id, fault, (tries, used)).await
                }
            };
            // Whoever waits behind this one passes it while it rests.
            self.live().resting.insert(id);
            self.end_turn(id);
            let room = if mem::take(&mut opens) { 1.0 } else { 0.1 };
            let pause = pause.map(|pause| spread(pause, room * fastrand::f64()));
            let Some(back) = self.rest(meter.nudged_within(pause)).await else {
                return;
            };
            self = back;
            if pause.is_none() {
                tries = 0;
            }
            self.live().resting.remove(&id);
        }
        running.end();
        self.end_turn(id);
        self.take_people_back().await;
        self.tell_progress(id);
    }

    /// Notes why a job can't go on. Gives the pause until the next try; none when somebody must act first.
    async fn stumble(
        &self,
        id: u32,
        fault: Fault,
        (tries, used): (u32, Option<Used>),
    ) -> Option<Duration> {
        let trail = Trail::new(Act::upload, subject(id));
        trail.log_failure(&fault);
        let correlation = trail.correlation.clone();
        let problem = ProblemRecord::new(&fault, &correlation);
        let stumbled =
            self.ask(move |c| c.stumbled(id, &fault, &correlation, (tries, used.as_ref())));
        // What can't be noted now (a full disk) may be noted at the next try.
        stumbled.await.unwrap_or_else(|fault| {
            trail.log_failure(&fault);
            self.live().unnoted.insert(id, problem);
            self.tell_progress(id);
            Some(retry_pause(&fault, tries))
        })
    }
}

/// A pause longer by a random share of it, so that not every terminal in the country comes back in the same second; never
/// shorter than what a server asked for. What is added stays below a minute: when the service opens, all come in that one.
fn spread(pause: Duration, share: f64) -> Duration {
    pause + pause.mul_f64(share).min(SPREAD_MOST)
}

/// A fifth of a second at first, each a tenth longer than the one before, never longer than 15 seconds: a short piece of
/// work is noticed soon, and a long one isn't asked after without need.
fn poll_pause(polls: u32) -> Duration {
    const LONGEST: f64 = 15.0;
    let polls = i32::try_from(polls).unwrap_or(i32::MAX);
    Duration::from_secs_f64((0.2 * 1.1_f64.powi(polls)).min(LONGEST))
}

/// What the server asked for, or 2, 4, 8 … 60 seconds.
fn retry_pause(fault: &Fault, tries: u32) -> Duration {
    let asked = fault.params.get("seconds").and_then(|s| s.parse().ok());
    let seconds = asked.unwrap_or_else(|| 2u64.saturating_pow(tries.min(6)).min(60));
    Duration::from_secs(seconds.min(3_600))
}
