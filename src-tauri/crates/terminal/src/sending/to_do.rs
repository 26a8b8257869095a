//! What files on their way ask of somebody, and how many wait.

use crate::{
    core::{
        area::{Facts, Task, Urgency, Waiting},
        clock::japan_day,
        gate::Permit,
        look::Look,
    },
    sending::{
        by_hand::post::back_by,
        jobs::{
            awaits_giving_up,
            record::{JobRecord, ParcelRecord},
        },
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{JobState, Outcome, Role};
use kakehashi_store::{JobRow, Part};
use std::cmp::Reverse;

/// After how long somebody should look at the official screen again.
const LOOK_AGAIN: TimeDelta = TimeDelta::hours(20);
/// How long a failed or rejected file stays on the list.
const REMINDED: TimeDelta = TimeDelta::days(7);
/// Ended jobs that home looks at, for its last seven days.
const RECENTLY_ENDED: u32 = 100;

impl Look {
    /// Every job that isn't ended, whatever its age, and the newest of the others; newest first.
    pub(crate) fn current_jobs(&self) -> Outcome<Vec<JobRow<JobRecord>>> {
        let store = self.books()?;
        let mut jobs = store.jobs_standing(&open_states())?;
        let newest = store.jobs(Part::newest(RECENTLY_ENDED))?;
        jobs.extend(newest.into_iter().filter(|job| job.state.is_ended()));
        jobs.sort_unstable_by_key(|job| Reverse(job.id));
        Ok(jobs)
    }

    pub(crate) fn sending_tasks(&self, viewer: &Permit) -> Outcome<Vec<Task>> {
        let (now, jobs) = (self.now(), self.current_jobs()?);
        let stuck = stuck_task(viewer, &jobs).or_else(|| self.unreachable_task(viewer));
        let asked = jobs.iter().rev().filter_map(|job| {
            if job.state == JobState::Checked && self.stays_here(&job.body) {
                return None;
            }
            let asks = self.layout_of(&job.body).is_ok_and(|layout| layout.asks());
            let second = self.second_word(job, viewer);
            let call = second.or_else(|| call(job, viewer, now));
            Some(job_task(job, asks, call?))
        });
        let silent = self.silence_task(viewer, &jobs)?;
        Ok(stuck.into_iter().chain(asked).chain(silent).collect())
    }

    /// What asks for an approver's word about a protection, where another was first.
    fn second_word(&self, job: &JobRow<JobRecord>, viewer: &Permit) -> Option<Call> {
        let waits =
            job.state == JobState::Checked && job.body.error_rows + job.body.file_errors > 0;
        let second = waits && self.awaits_second(job.id, viewer).unwrap_or_default();
        second.then_some(Call {
            urgency: Urgency::Waiting,
            mark: "2人目",
            title: "保護を外してよいか、2人目が決める",
            button: "見る",
            screen: "",
        })
    }

    pub(crate) fn jobs_waiting(&self, viewer: &Permit, waiting: &mut Waiting) -> Outcome<()> {
        let asking = [JobState::AwaitingApproval, JobState::ResultReceived];
        let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_standing(&asking)?;
        let count = |wanted: &dyn Fn(&JobRow<JobRecord>) -> bool| {
            u32::try_from(jobs.iter().filter(|job| wanted(job)).count()).unwrap_or(u32::MAX)
        };
        waiting.approvals = count(&|job| viewer.has(Role::Approver) && awaits(job, viewer));
        waiting.results =
            count(&|job| viewer.has(Role::Clerk) && job.state == JobState::ResultReceived);
        Ok(())
    }

    pub(crate) fn facts_of_jobs(&self, facts: &mut Facts) -> Outcome<()> {
        let jobs: Vec<JobRow<JobRecord>> = self.books()?.jobs_standing(&open_states())?;
        let in_state = |wanted: JobState| {
            let found = jobs.iter().filter(move |job| job.state == wanted);
            found.map(|job| job.id).collect()
        };
        facts.results = in_state(JobState::ResultReceived);
        facts.approvals = in_state(JobState::AwaitingApproval);
        facts.moving = jobs.iter().filter(|job| job.state.is_moving()).count();
        Ok(())
    }

    /// Nothing waits for the line yet, but the next file will.
    fn unreachable_task(&self, viewer: &Permit) -> Option<Task> {
        let cut = viewer.has(Role::Admin) && self.live().reachable == Some(false);
        cut.then(|| Task {
            urgency: Urgency::Urgent,
            mark: "不通".into(),
            title: "サーバーにつながらない".into(),
            summary: String::new(),
            why: "最後のやりとりができませんでした。どこで切れているかは、接続テストで分かります。"
                .into(),
            button: Some("つながるか確かめる".into()),
            path: "/connection".into(),
        })
    }
}

fn open_states() -> Vec<JobState> {
    let all = JobState::ALL.into_iter();
    all.filter(|state| !state.is_ended()).collect()
}

pub(crate) fn awaits(job: &JobRow<JobRecord>, viewer: &Permit) -> bool {
    job.state == JobState::AwaitingApproval && !job.body.handled_by.contains(&viewer.user)
}

/// Files that are held up: an administrator hears of it too, who may open none of them.
fn stuck_task(viewer: &Permit, jobs: &[JobRow<JobRecord>]) -> Option<Task> {
    if !viewer.has(Role::Admin) || viewer.has(Role::Clerk) {
        return None;
    }
    let stuck = jobs.iter().filter(|job| job.state.is_moving());
    let problems: Vec<_> = stuck.filter_map(|job| job.body.problem.as_ref()).collect();
    let first = problems.first()?;
    Some(Task {
        urgency: Urgency::Urgent,
        mark: "停止中".into(),
        title: "送信が止まっている".into(),
        summary: format!("{} 件", problems.len()),
        why: first.sentence.clone(),
        button: Some("つながるか確かめる".into()),
        path: "/connection".into(),
    })
}

/// What a job asks of a person.
struct Call {
    urgency: Urgency,
    mark: &'static str,
    title: &'static str,
    button: &'static str,
    screen: &'static str,
}

/// The one thing that a job asks of a person.
fn job_task(job: &JobRow<JobRecord>, asks: bool, call: Call) -> Task {
    Task {
        urgency: call.urgency,
        mark: call.mark.into(),
        title: call.title.into(),
        summary: summary(&job.body, asks),
        why: why(&job.body),
        button: Some(call.button.into()),
        path: format!("/jobs/{}{}", job.id, call.screen),
    }
}

fn call(job: &JobRow<JobRecord>, viewer: &Permit, now: DateTime<Utc>) -> Option<Call> {
    let (state, body) = (job.state, &job.body);
    let made = |urgency, mark, title, button, screen| {
        Some(Call {
            urgency,
            mark,
            title,
            button,
            screen,
        })
    };
    if viewer.has(Role::Approver) && awaits(job, viewer) {
        return made(
            Urgency::Waiting,
            "承認待ち",
            "送る前に内容を見て承認する",
            "見る",
            "/approval",
        );
    }
    if awaits_giving_up(job, viewer) {
        let title = "送信をあきらめてよいか確かめる";
        return made(Urgency::Urgent, "2人目", title, "見る", "");
    }
    if !viewer.has(Role::Clerk) {
        return None;
    }
    if state == JobState::ResultReceived {
        return made(
            Urgency::Urgent,
            "未確認",
            "結果を読む",
            "結果を見る",
            "/result",
        );
    }
    if body.way.is_by_hand() && body.held.is_none() {
        if state == JobState::Queued {
            let title = "承認されたファイルを、手渡しで送る";
            return made(Urgency::Urgent, "手渡し", title, "送る", "");
        }
        if state == JobState::Completed {
            let title = "結果のファイルを受け入れる";
            return made(Urgency::Urgent, "手渡し", title, "受け入れる", "");
        }
        if let Some(parcel) = &body.parcel {
            return parcel_call(parcel, now);
        }
        let looked_at = now - body.updated_at;
        if state.is_moving() && looked_at >= LOOK_AGAIN {
            let title = "処理ステータスを見て記録する";
            return made(Urgency::Waiting, "手渡し", title, "記録する", "");
        }
    }
    if state.is_moving() && body.held.is_some() {
        return made(
            Urgency::Waiting,
            "保留",
            "保留にした送信を確かめる",
            "見る",
            "",
        );
    }
    if state.is_moving() && body.problem.is_some() {
        return made(Urgency::Urgent, "停止中", "送信を進める", "見る", "");
    }
    if state == JobState::Checked && body.has_unresolved_errors() {
        return made(
            Urgency::Waiting,
            "未送信",
            "検査で見つかった誤りを直す",
            "見る",
            "",
        );
    }
    if state == JobState::Checked {
        return made(Urgency::Waiting, "未送信", "承認を頼む", "見る", "");
    }
    // Nothing more happens to these, so they leave the list by age.
    let recent = now - body.updated_at < REMINDED;
    if state == JobState::Failed && recent {
        return made(
            Urgency::Waiting,
            "失敗",
            "直したファイルを送りなおす",
            "見る",
            "",
        );
    }
    if state == JobState::Rejected && recent {
        return made(
            Urgency::Waiting,
            "差し戻し",
            "理由を読んで、送りなおす",
            "見る",
            "",
        );
    }
    None
}

/// What a medium asks for that is on its way: nobody looks for it at a screen.
fn parcel_call(parcel: &ParcelRecord, now: DateTime<Utc>) -> Option<Call> {
    let (urgency, title, button) = if japan_day(now) > back_by(parcel) {
        let title = "もどる予定の日を過ぎた媒体を、送り先に確かめる";
        (Urgency::Urgent, title, "見る")
    } else if parcel.told.is_none() {
        (
            Urgency::Waiting,
            "媒体を送ったことを、送り先に連絡する",
            "記録する",
        )
    } else {
        return None;
    };
    Some(Call {
        urgency,
        mark: "媒体",
        title,
        button,
        screen: "",
    })
}

fn summary(job: &JobRecord, asks: bool) -> String {
    match (job.ok_rows, job.failed_rows) {
        (Some(ok), Some(0)) if asks => format!("{ok} 件すべてに回答がありました"),
        (Some(ok), Some(0)) => format!("{ok} 件すべて登録できました"),
        (Some(ok), Some(failed)) if asks => {
            format!("{} 件中 {failed} 件に回答がありませんでした", ok + failed)
        }
        (Some(ok), Some(failed)) => {
            format!("{} 件中 {failed} 件が登録できませんでした", ok + failed)
        }
        _ if job.file_errors > 0 => format!("ファイル全体の誤り {} 件", job.file_errors),
        _ if job.has_unresolved_errors() => format!("誤りのある行 {} 行", job.error_rows),
        _ => format!("{} 行", job.rows_sent()),
    }
}

fn why(job: &JobRecord) -> String {
    match (&job.problem, &job.receipt) {
        (Some(problem), _) => problem.sentence.clone(),
        (None, Some(receipt)) => format!("{}　受付番号 {receipt}", job.file_name),
        (None, None) => job.file_name.clone(),
    }
}
