//! Waiting for somebody else's decision without being in anybody's way: no login and no lock. The data is looked at, for
//! an instant, only after it changed.

use crate::{
    alone::catalogue::KeptData,
    core::{blocking::blocking, controller::Answer, problem::ProblemView},
    sending::jobs::record::JobRecord,
};
use kakehashi_domain::{Code, Fault, JobState, Outcome};
use kakehashi_store::{DataPlace, JobRow, Store};
use std::time::{Duration, SystemTime};

/// How often the file system is asked whether the data changed.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Waits until a job no longer awaits approval.
///
/// # Errors
/// `JOB_NOT_FOUND`, and those of opening the data.
pub async fn await_release(data: KeptData, job: u32) -> Answer<JobState> {
    let mut seen: Option<SystemTime> = None;
    loop {
        let changed = DataPlace::last_change(&data.dir);
        if changed.is_none() || changed != seen {
            let place = data.clone();
            match blocking(move || states_in(&place, &[job])).await {
                Ok(states) if states == [JobState::AwaitingApproval] => seen = changed,
                Ok(states) => {
                    let state = states.first().copied();
                    return state.ok_or_else(|| ProblemView::new(&Code::JobNotFound.into(), "-"));
                }
                Err(fault) => return Err(ProblemView::new(&fault, "-")),
            }
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Where jobs stand, for whoever waits for people: no login and no lock.
///
/// # Errors
/// `JOB_NOT_FOUND`, and those of opening the data.
pub async fn states_of(data: KeptData, jobs: Vec<u32>) -> Answer<Vec<JobState>> {
    let states = blocking(move || states_in(&data, &jobs)).await;
    states.map_err(|fault| ProblemView::new(&fault, "-"))
}

fn states_in(data: &KeptData, jobs: &[u32]) -> Outcome<Vec<JobState>> {
    let place = DataPlace::beside(&data.dir)?;
    let phrase = data.pass_phrase.as_ref().map(|phrase| phrase.as_str());
    let key = place.bring_key(phrase)?;
    Store::look(&place, &key, |books| {
        let state = |job: &u32| {
            let found: Option<JobRow<JobRecord>> = books.job(*job)?;
            let found = found.ok_or_else(|| Fault::new(Code::JobNotFound).with("job", job))?;
            Ok(found.state)
        };
        jobs.iter().map(state).collect()
    })
}
