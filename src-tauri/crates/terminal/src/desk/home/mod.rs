//! Frame and home: what stands around every screen, and what to do today.

pub(crate) mod history;
pub(crate) mod to_do;
pub(crate) mod view;

use crate::{
    alone::self_check::wrong_with_this_pc,
    areas,
    core::{
        area::Waiting, blocking::blocking, clock::japan_day, controller::Terminal, gate::Permit,
        look::Look, session::PersonView,
    },
    desk::home::view::{DayCount, FrameView, HomeView},
    sending::jobs::record::JobRecord,
};
use chrono::Days;
use kakehashi_domain::{Code, Fault, JobState, Outcome, Role};
use kakehashi_store::JobRow;

/// What stands around every screen.
pub(crate) async fn frame(terminal: &Terminal, permit: Permit) -> Outcome<FrameView> {
    terminal.see(move |look| look.frame(&permit)).await
}

/// What to do today. Whoever administers the PC hears what is wrong with it.
pub(crate) async fn home(terminal: &Terminal, permit: Permit) -> Outcome<HomeView> {
    if permit.has(Role::Clerk) {
        terminal.note_lacking_timelines().await; // whose days press stands at home
    }
    let wrong = if permit.has(Role::Admin) {
        let dir = terminal.dir.clone();
        blocking(move || Ok(wrong_with_this_pc(&dir))).await?
    } else {
        Vec::new()
    };
    terminal.see(move |look| look.home(&permit, &wrong)).await
}

impl Look {
    fn frame(&self, viewer: &Permit) -> Outcome<FrameView> {
        let account = self.user(&viewer.user)?.ok_or(Code::NotLoggedIn)?;
        let profile = self
            .profile()
            .ok()
            .map(|p| self.profile_view(p))
            .transpose()?;
        let mut waiting = Waiting::default();
        for area in areas::all() {
            (area.waiting)(self, viewer, &mut waiting)?;
        }
        Ok(FrameView {
            person: PersonView::of(&account),
            certificate: profile.as_ref().and_then(|p| p.certificate.clone()),
            profile,
            server: self.server_view()?,
            waiting,
        })
    }

    fn home(&self, viewer: &Permit, wrong: &[Fault]) -> Outcome<HomeView> {
        let jobs = self.current_jobs()?;
        let moving = |job: &&JobRow<JobRecord>| {
            job.state.is_moving()
                || matches!(job.state, JobState::Checking | JobState::AwaitingApproval)
        };
        let confirmed = jobs.iter().filter(|job| job.state == JobState::Confirmed);
        Ok(HomeView {
            today: japan_day(self.now()),
            tasks: self.tasks(viewer, wrong)?,
            stated: self.stated_steps()?,
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
