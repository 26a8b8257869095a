//! What to do today, for one person: what every area asks, and what the terminal itself lacks.

use crate::{
    areas,
    core::{
        area::{Task, Urgency},
        gate::Permit,
        look::Look,
    },
};
use kakehashi_domain::{ExpiryStage, Fault, Outcome, Role, Validity};

impl Look {
    /// Everything to do today, the most pressing first.
    pub(super) fn tasks(&self, viewer: &Permit, wrong: &[Fault]) -> Outcome<Vec<Task>> {
        let mut tasks: Vec<Task> = wrong.iter().map(pc_task).collect();
        for area in areas::all() {
            tasks.extend((area.task)(self, viewer)?);
            tasks.extend((area.tasks)(self, viewer)?);
        }
        tasks.sort_by_key(|task| task.urgency);
        Ok(tasks)
    }

    /// What the terminal and its data ask.
    pub(crate) fn own_tasks(&self, viewer: &Permit) -> Outcome<Vec<Task>> {
        let own = [
            self.terminal_task(viewer)?,
            self.older_task()?,
            self.clock_task()?,
            self.audit_task()?,
        ];
        Ok(own.into_iter().flatten().collect())
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
