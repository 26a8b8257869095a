//! Frame and home: what stands around every screen, and what to do today.

pub(crate) mod history;
pub(crate) mod to_do;
pub(crate) mod view;

use crate::{
    alone::self_check::wrong_with_this_pc,
    core::{
        blocking::blocking, clock::japan_day, controller::Terminal, gate::Permit, look::Look,
        session::PersonView,
    },
    desk::home::view::{DayCount, FrameView, HomeView, Waiting},
    sending::jobs::record::JobRecord,
};
use chrono::Days;
use kakehashi_domain::{Code, Fault, JobState, Outcome, Role};
use kakehashi_store::{JobRow, Part};
use std::cmp::Reverse;

/// Ended jobs that home looks at, for its last seven days.
const RECENTLY_ENDED: u32 = 100;

/// What stands around every screen.
pub(crate) async fn frame(terminal: &Terminal, permit: Permit) -> Outcome<FrameView> {
    terminal.see(move |look| look.frame(&permit)).await
}

/// What to do today. Whoever administers the PC hears what is wrong with it.
pub(crate) async fn home(terminal: &Terminal, permit: Permit) -> Outcome<HomeView> {
    let wrong = if permit.has(Role::Admin) {
        let dir = terminal.dir.clone();
        blocking(move || Ok(wrong_with_this_pc(&dir))).await?
    } else {
        Vec::new()
    };
    terminal.see(move |look| look.home(&permit, &wrong)).await
}

impl Look {
    /// Every job that isn't ended, whatever its age, and the newest of the others; newest first.
    fn current(&self) -> Outcome<Vec<JobRow<JobRecord>>> {
        let store = self.books()?;
        let open: Vec<JobState> = JobState::ALL
            .into_iter()
            .filter(|state| !state.is_ended())
            .collect();
        let mut jobs = store.jobs_standing(&open)?;
        let newest = store.jobs(Part::newest(RECENTLY_ENDED))?;
        jobs.extend(newest.into_iter().filter(|job| job.state.is_ended()));
        jobs.sort_unstable_by_key(|job| Reverse(job.id));
        Ok(jobs)
    }

    fn frame(&self, viewer: &Permit) -> Outcome<FrameView> {
        let account = self.user(&viewer.user)?.ok_or(Code::NotLoggedIn)?;
        let profile = self
            .profile()
            .ok()
            .map(|p| self.profile_view(p))
            .transpose()?;
        let asking = [JobState::AwaitingApproval, JobState::ResultReceived];
        let jobs = self.books()?.jobs_standing(&asking)?;
        let count = |wanted: &dyn Fn(&JobRow<JobRecord>) -> bool| {
            u32::try_from(jobs.iter().filter(|job| wanted(job)).count()).unwrap_or(u32::MAX)
        };
        let waiting = Waiting {
            approvals: count(&|job| viewer.has(Role::Approver) && awaits(job, viewer)),
            results: count(&|job| viewer.has(Role::Clerk) && job.state == JobState::ResultReceived),
            pairs: self.pairs_waiting(viewer)?,
            mismatches: self.mismatches_waiting(viewer)?,
        };
        Ok(FrameView {
            person: PersonView::of(&account),
            certificate: profile.as_ref().and_then(|p| p.certificate.clone()),
            profile,
            server: self.server_view()?,
            waiting,
        })
    }

    fn home(&self, viewer: &Permit, wrong: &[Fault]) -> Outcome<HomeView> {
        let jobs = self.current()?;
        let moving = |job: &&JobRow<JobRecord>| {
            job.state.is_moving()
                || matches!(job.state, JobState::Checking | JobState::AwaitingApproval)
        };
        let confirmed = jobs.iter().filter(|job| job.state == JobState::Confirmed);
        Ok(HomeView {
            today: japan_day(self.now()),
            tasks: self.tasks(viewer, &jobs, wrong)?,
            last_result_at: confirmed.map(|job| job.body.updated_at).max(),
            moving: jobs
                .iter()
                .filter(moving)
                .map(|job| self.summary(viewer, job))
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
            // Who asks for something registers nobody.
            let registers = |job: &JobRecord| !self.layout_of(job).is_ok_and(|it| it.asks());
            let of_day = |job: &&JobRow<JobRecord>| {
                japan_day(job.body.updated_at) == day && registers(&job.body)
            };
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

pub(crate) fn awaits(job: &JobRow<JobRecord>, viewer: &Permit) -> bool {
    job.state == JobState::AwaitingApproval && !job.body.handled_by.contains(&viewer.user)
}
