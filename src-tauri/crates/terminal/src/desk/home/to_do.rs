//! What to do today, for one person: what the terminal needs, what each job asks, what was handed out.

use crate::{
    core::{gate::Permit, look::Look},
    desk::home::{
        awaits,
        view::{Task, Urgency},
    },
    sending::{
        hand_over::record::HandOverRecord,
        jobs::{awaits_giving_up, record::JobRecord},
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{ExpiryStage, Fault, JobState, Outcome, Role, Validity};
use kakehashi_store::JobRow;

/// After how long somebody should look at the official screen again.
const LOOK_AGAIN: TimeDelta = TimeDelta::hours(20);
/// How long a failed or rejected file stays on the list.
const REMINDED: TimeDelta = TimeDelta::days(7);

impl Look {
    pub(crate) fn tasks(
        &self,
        viewer: &Permit,
        jobs: &[JobRow<JobRecord>],
        wrong: &[Fault],
    ) -> Outcome<Vec<Task>> {
        let now = self.now();
        let mut tasks: Vec<Task> = self.terminal_task(viewer)?.into_iter().collect();
        tasks.extend(self.older_task()?);
        tasks.extend(self.clock_task()?);
        tasks.extend(self.audit_task()?);
        tasks.extend(self.revocation_tasks(viewer)?);
        tasks.extend(self.backup_task(viewer)?);
        tasks.extend(wrong.iter().map(pc_task));
        let stuck = stuck_task(viewer, jobs);
        tasks.extend(stuck.or_else(|| self.unreachable_task(viewer)));
        let asked = jobs.iter().rev().filter_map(|job| {
            if job.state == JobState::Checked && self.stays_here(&job.body) {
                return None;
            }
            let asks = self.layout_of(&job.body).is_ok_and(|layout| layout.asks());
            job_task(job, asks, viewer, now)
        });
        tasks.extend(asked);
        if viewer.has(Role::Clerk) {
            tasks.extend(self.number_task(viewer)?);
            tasks.extend(self.asking_task()?);
            tasks.extend(self.case_task(viewer)?);
            tasks.extend(self.hand_over_task()?);
        }
        tasks.extend(self.timeline_task(viewer)?);
        tasks.extend(self.mismatch_task(viewer)?);
        tasks.extend(self.comparison_task(viewer)?);
        tasks.extend(self.pia_task(viewer)?);
        tasks.extend(self.index_task(viewer)?);
        tasks.sort_by_key(|task| task.urgency);
        Ok(tasks)
    }

    /// Everybody sees a clock in doubt: records of today would stand under another day.
    fn clock_task(&self) -> Outcome<Option<Task>> {
        Ok(self.doubt_of_clock()?.map(|doubt| Task {
            urgency: Urgency::Urgent,
            mark: "時計".into(),
            title: "端末の日付と時刻を確かめる".into(),
            summary: String::new(),
            why: format!("{}{}", doubt.sentence(), doubt.next_step()),
            button: Some("つながるか確かめる".into()),
            path: "/connection".into(),
        }))
    }

    /// Everybody sees data that are older than they were.
    fn older_task(&self) -> Outcome<Option<Task>> {
        Ok(self.doubt_of_data()?.map(|doubt| Task {
            urgency: Urgency::Urgent,
            mark: "古いデータ".into(),
            title: "データが前のものに戻っていないか確かめる".into(),
            summary: String::new(),
            why: format!("{}{}", doubt.sentence(), doubt.next_step()),
            button: Some("記録を見る".into()),
            path: "/records".into(),
        }))
    }

    /// Everybody sees a log that doesn't hold: it goes on, and nobody may overlook it.
    fn audit_task(&self) -> Outcome<Option<Task>> {
        let broken = self.books()?.audit_break()?;
        Ok(broken.map(|entry| Task {
            urgency: Urgency::Urgent,
            mark: "記録".into(),
            title: "操作の記録がつながっていない".into(),
            summary: format!("{entry} 番目から"),
            why: "監査の担当者に知らせ、記録を書き出して調べてください。端末は使えます。".into(),
            button: Some("記録を見る".into()),
            path: "/records".into(),
        }))
    }

    /// What the terminal itself lacks. Everybody sees it; only administrators get the button.
    fn terminal_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        let task = |urgency, mark: &str, title: &str, why: &str, path: &str| {
            let admin = viewer.has(Role::Admin);
            Some(Task {
                urgency,
                mark: mark.into(),
                title: title.into(),
                summary: String::new(),
                why: why.into(),
                button: admin.then(|| "設定する".to_owned()),
                path: path.into(),
            })
        };
        let Ok(profile) = self.profile() else {
            let why = "接続先と証明書が決まると、ファイルを送れます。";
            return Ok(task(
                Urgency::Urgent,
                "未設定",
                "接続先を登録する",
                why,
                "/setup",
            ));
        };
        let is_carried = profile.way.is_by_hand() && profile.url.is_empty();
        if !profile.kind.connects() || is_carried {
            return Ok(None);
        }
        let Some(certificate) = self.profile_view(profile)?.certificate else {
            let why = "証明書がないと、サーバーにつながりません。";
            return Ok(task(
                Urgency::Urgent,
                "未設定",
                "証明書を取り込む",
                why,
                "/setup",
            ));
        };
        let (urgency, why) = match (certificate.validity, certificate.notice) {
            (Validity::Revoked, _) => (
                Urgency::Urgent,
                "失効しています。何も送れません。".to_owned(),
            ),
            (Validity::Suspended, _) => (
                Urgency::Urgent,
                "停止されています。何も送れません。".to_owned(),
            ),
            (_, None) => return Ok(None),
            (_, Some(notice)) if certificate.stage.is_some_and(ExpiryStage::is_urgent) => {
                (Urgency::Urgent, notice)
            }
            (_, Some(notice)) => (Urgency::Waiting, notice),
        };
        Ok(task(
            urgency,
            "証明書",
            "証明書を更新する",
            &why,
            "/certificates",
        ))
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

    fn hand_over_task(&self) -> Outcome<Option<Task>> {
        let open = self.books()?.count_open_records::<HandOverRecord>()?;
        Ok((open > 0).then(|| Task {
            urgency: Urgency::Planned,
            mark: "引き渡し".into(),
            title: "書き出したファイルの引き渡しを済ませる".into(),
            summary: format!("{open} 件"),
            why: "暗号化されていないファイルが、まだ残っているかもしれません。".into(),
            button: Some("確かめる".into()),
            path: "/records".into(),
        }))
    }
}

/// Something is wrong with the PC itself; the way out stands in its next step.
fn pc_task(wrong: &Fault) -> Task {
    Task {
        urgency: Urgency::Urgent,
        mark: "この端末".into(),
        title: wrong.sentence(),
        summary: String::new(),
        why: wrong.next_step(),
        button: None,
        path: "/".into(),
    }
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

/// The one thing that a job asks of this person.
fn job_task(
    job: &JobRow<JobRecord>,
    asks: bool,
    viewer: &Permit,
    now: DateTime<Utc>,
) -> Option<Task> {
    let call = call(job, viewer, now)?;
    Some(Task {
        urgency: call.urgency,
        mark: call.mark.into(),
        title: call.title.into(),
        summary: summary(&job.body, asks),
        why: why(&job.body),
        button: Some(call.button.into()),
        path: format!("/jobs/{}{}", job.id, call.screen),
    })
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
