//! Frame and home: what stands around every screen, and what to do today.

pub(crate) mod to_do;
pub(crate) mod view;

use crate::{
    core::{
        clock::japan_day,
        controller::{Answer, Controller, Terminal},
        session::Session,
    },
    desk::home::view::{DayCount, FrameView, HomeView, Waiting},
    sending::jobs::{record::JobRecord, view::JobView},
};
use chrono::Days;
use kakehashi_domain::{JobState, Outcome, Role};
use kakehashi_store::JobRow;
use std::cmp::Reverse;

/// Jobs that lists look at.
const LISTED: u32 = 500;
/// Ended jobs that home looks at, for its last seven days.
const RECENTLY_ENDED: u32 = 100;

impl Terminal {
    /// What stands around every screen.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn frame(&self) -> Answer<FrameView> {
        self.look(Controller::frame).await
    }

    /// What to do today.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn home(&self) -> Answer<HomeView> {
        self.look(Controller::home).await
    }

    /// Jobs, newest first.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn jobs(&self) -> Answer<Vec<JobView>> {
        self.look(|c| {
            c.allow(&[Role::Clerk, Role::Approver, Role::Auditor])?;
            let jobs = c.store()?.jobs(LISTED)?;
            Ok(jobs.iter().map(|job| c.summary(job)).collect())
        })
        .await
    }

    /// A job with its history.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn job(&self, id: u32) -> Answer<JobView> {
        self.look(move |c| {
            c.allow(&[Role::Clerk, Role::Approver, Role::Auditor])?;
            c.job_view(id)
        })
        .await
    }
}

impl Controller {
    /// Every job that isn't ended, whatever its age, and the newest of the others; newest first.
    fn current(&mut self) -> Outcome<Vec<JobRow<JobRecord>>> {
        let store = self.store()?;
        let open: Vec<JobState> = JobState::ALL
            .into_iter()
            .filter(|state| !state.is_ended())
            .collect();
        let mut jobs = store.jobs_standing(&open)?;
        let newest = store.jobs(RECENTLY_ENDED)?;
        jobs.extend(newest.into_iter().filter(|job| job.state.is_ended()));
        jobs.sort_unstable_by_key(|job| Reverse(job.id));
        Ok(jobs)
    }

    fn frame(&mut self) -> Outcome<FrameView> {
        let session = self.person()?.clone();
        let profile = self
            .profile()
            .ok()
            .map(|p| self.profile_view(p))
            .transpose()?;
        let asking = [JobState::AwaitingApproval, JobState::ResultReceived];
        let jobs = self.store()?.jobs_standing(&asking)?;
        let count = |wanted: &dyn Fn(&JobRow<JobRecord>) -> bool| {
            u32::try_from(jobs.iter().filter(|job| wanted(job)).count()).unwrap_or(u32::MAX)
        };
        let has = |role| session.roles.contains(&role);
        let waiting = Waiting {
            approvals: count(&|job| has(Role::Approver) && awaits(job, &session)),
            results: count(&|job| has(Role::Clerk) && job.state == JobState::ResultReceived),
            pairs: self.pairs_waiting()?,
            mismatches: self.mismatches_waiting(&session)?,
        };
        Ok(FrameView {
            person: session.view(),
            certificate: profile.as_ref().and_then(|p| p.certificate.clone()),
            profile,
            server: self.server_view()?,
            waiting,
        })
    }

    fn home(&mut self) -> Outcome<HomeView> {
        let session = self.person()?.clone();
        let jobs = self.current()?;
        let moving = |job: &&JobRow<JobRecord>| {
            job.state.is_moving()
                || matches!(job.state, JobState::Checking | JobState::AwaitingApproval)
        };
        let confirmed = jobs.iter().filter(|job| job.state == JobState::Confirmed);
        Ok(HomeView {
            today: japan_day(self.now()),
            tasks: self.tasks(&session, &jobs)?,
            last_result_at: confirmed.map(|job| job.body.updated_at).max(),
            moving: jobs
                .iter()
                .filter(moving)
                .map(|job| self.summary(job))
                .collect(),
            week: self.week(&jobs),
        })
    }

    fn week(&self, jobs: &[JobRow<JobRecord>]) -> Vec<DayCount> {
        let today = japan_day(self.now());
        let days = (0..7)
            .rev()
            .filter_map(|back| today.checked_sub_days(Days::new(back)));
        days.map(|day| {
            let of_day = |job: &&JobRow<JobRecord>| japan_day(job.body.updated_at) == day;
            let (ok, failed) = jobs
                .iter()
                .filter(of_day)
                .fold((0, 0), |(ok, failed), job| {
                    (
                        ok + job.body.ok_rows.unwrap_or(0),
                        failed + job.body.failed_rows.unwrap_or(0),
                    )
                });
            DayCount { day, ok, failed }
        })
        .collect()
    }
}

pub(crate) fn awaits(job: &JobRow<JobRecord>, session: &Session) -> bool {
    job.state == JobState::AwaitingApproval && !job.body.handled_by.contains(&session.user)
}
