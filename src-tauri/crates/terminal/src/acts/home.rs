//! Frame and home: what stands around every screen, and what to do today.

use crate::{
    Answer, Terminal,
    clock::japan_day,
    controller::Controller,
    records::JobRecord,
    session::Session,
    view::{DayCount, FrameView, HomeView, JobView, Waiting},
};
use chrono::Days;
use kakehashi_domain::{JobState, Outcome, Role};
use kakehashi_store::JobRow;

/// Jobs that lists and home look at.
const RECENT: u32 = 500;

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
            let jobs = c.recent()?;
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
    fn recent(&mut self) -> Outcome<Vec<JobRow<JobRecord>>> {
        self.store()?.jobs(RECENT)
    }

    fn frame(&mut self) -> Outcome<FrameView> {
        let session = self.person()?.clone();
        let profile = self
            .profile()
            .ok()
            .map(|p| self.profile_view(p))
            .transpose()?;
        let jobs = self.recent()?;
        let count = |wanted: &dyn Fn(&JobRow<JobRecord>) -> bool| {
            u32::try_from(jobs.iter().filter(|job| wanted(job)).count()).unwrap_or(u32::MAX)
        };
        let has = |role| session.roles.contains(&role);
        let waiting = Waiting {
            approvals: count(&|job| has(Role::Approver) && awaits(job, &session)),
            results: count(&|job| has(Role::Clerk) && job.state == JobState::ResultReceived),
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
        let jobs = self.recent()?;
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

pub(super) fn awaits(job: &JobRow<JobRecord>, session: &Session) -> bool {
    job.state == JobState::AwaitingApproval && !job.body.handled_by.contains(&session.user)
}
