//! Frame and home: what stands around every screen, and what to do today.

use crate::{
    Answer, Terminal,
    clock::japan_day,
    controller::Controller,
    records::JobRecord,
    session::Session,
    view::{DayCount, FrameView, HomeView, JobView, Task, Urgency, Validity, Waiting},
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

    fn tasks(&mut self, session: &Session, jobs: &[JobRow<JobRecord>]) -> Outcome<Vec<Task>> {
        let mut tasks = self.terminal_tasks(session)?;
        tasks.extend(jobs.iter().rev().filter_map(|job| job_task(job, session)));
        if session.roles.contains(&Role::Clerk) {
            let open = self
                .hand_over_records()?
                .into_iter()
                .filter(|r| r.settled_at.is_none())
                .count();
            if open > 0 {
                tasks.push(Task {
                    urgency: Urgency::Planned,
                    mark: "引き渡し".into(),
                    title: "書き出したファイルの引き渡しを済ませる".into(),
                    summary: format!("{open} 件"),
                    why: "暗号化されていないファイルが、まだ残っているかもしれません。".into(),
                    button: Some("確かめる".into()),
                    path: "/records".into(),
                });
            }
        }
        tasks.sort_by_key(|task| task.urgency);
        Ok(tasks)
    }

    fn terminal_tasks(&mut self, session: &Session) -> Outcome<Vec<Task>> {
        let admin = session.roles.contains(&Role::Admin);
        let task = |urgency, mark: &str, title: &str, why: String, path: &str| Task {
            urgency,
            mark: mark.into(),
            title: title.into(),
            summary: String::new(),
            why,
            button: admin.then(|| "設定する".to_owned()),
            path: path.into(),
        };
        let Ok(profile) = self.profile() else {
            let why = "接続先と証明書が決まると、ファイルを送れます。".to_owned();
            return Ok(vec![task(
                Urgency::Urgent,
                "未設定",
                "接続先を登録する",
                why,
                "/setup",
            )]);
        };
        let Some(certificate) = self.profile_view(profile)?.certificate else {
            let why = "証明書がないと、サーバーにつながりません。".to_owned();
            return Ok(vec![task(
                Urgency::Urgent,
                "未設定",
                "証明書を取り込む",
                why,
                "/setup",
            )]);
        };
        let days = certificate.days_left;
        let (urgency, why) = match certificate.validity {
            Validity::Valid | Validity::NotYet => return Ok(Vec::new()),
            Validity::Soon => (Urgency::Waiting, format!("期限まで、あと {days} 日です。")),
            Validity::Expired => (
                Urgency::Urgent,
                "期限が切れています。何も送れません。".to_owned(),
            ),
        };
        Ok(vec![task(
            urgency,
            "証明書",
            "証明書を更新する",
            why,
            "/certificates",
        )])
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

fn awaits(job: &JobRow<JobRecord>, session: &Session) -> bool {
    job.state == JobState::AwaitingApproval && job.body.prepared_by != session.user
}

/// The one thing that a job asks of this person.
fn job_task(job: &JobRow<JobRecord>, session: &Session) -> Option<Task> {
    let has = |role| session.roles.contains(&role);
    let JobRow { id, state, body } = job;
    let (urgency, mark, title, button, path) = match state {
        JobState::ResultReceived if has(Role::Clerk) => (
            Urgency::Urgent,
            "未確認",
            "結果を読む",
            "結果を見る",
            format!("/jobs/{id}/result"),
        ),
        JobState::AwaitingApproval if has(Role::Approver) && awaits(job, session) => (
            Urgency::Waiting,
            "承認待ち",
            "送る前に内容を見て承認する",
            "見る",
            format!("/jobs/{id}/approval"),
        ),
        JobState::Checked if has(Role::Clerk) => {
            let title = if body.error_rows > 0 && body.excluded.is_empty() {
                "検査で見つかった誤りを直す"
            } else {
                "承認を頼む"
            };
            (
                Urgency::Waiting,
                "未送信",
                title,
                "見る",
                format!("/jobs/{id}"),
            )
        }
        _ if body.problem.is_some()
            && has(Role::Clerk)
            && (state.is_moving() || *state == JobState::Failed) =>
        {
            let urgency = if state.is_moving() {
                Urgency::Urgent
            } else {
                Urgency::Waiting
            };
            (
                urgency,
                "停止中",
                "送信を進める",
                "見る",
                format!("/jobs/{id}"),
            )
        }
        _ => return None,
    };
    let summary = match (body.ok_rows, body.failed_rows) {
        (Some(ok), Some(0)) => format!("{ok} 件すべて登録できました"),
        (Some(ok), Some(failed)) => {
            format!("{} 件中 {failed} 件が登録できませんでした", ok + failed)
        }
        _ if body.error_rows > 0 && body.excluded.is_empty() => {
            format!("誤りのある行 {} 行", body.error_rows)
        }
        _ => format!("{} 行", body.rows_sent()),
    };
    let why = match &body.problem {
        Some(problem) => problem.sentence.clone(),
        None => [Some(body.file_name.as_str()), body.receipt.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("　受付番号 "),
    };
    Some(Task {
        urgency,
        mark: mark.into(),
        title: title.into(),
        summary,
        why,
        button: Some(button.into()),
        path,
    })
}
