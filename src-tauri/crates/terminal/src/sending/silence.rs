//! A line that fell silent: files went before, and for days none has. A PC that hands files over and failed, or an extraction
//! that stopped, shows nowhere else.

use crate::{
    core::{
        area::{Task, Urgency},
        clock::japan_day,
        gate::Permit,
        look::Look,
    },
    sending::jobs::record::JobRecord,
};
use kakehashi_domain::{Outcome, Role, Setting, weekdays_since};
use kakehashi_store::JobRow;

impl Look {
    /// What is asked where nothing reached the server for as many weekdays as are set.
    pub(super) fn silence_task(
        &self,
        viewer: &Permit,
        jobs: &[JobRow<JobRecord>],
    ) -> Outcome<Option<Task>> {
        let most = self.setting(Setting::SilentDays)?.value;
        let Ok(profile) = self.profile() else {
            return Ok(None);
        };
        let arrived = jobs.iter().filter(|job| {
            let is_here = job.body.profile == profile.name && job.body.receipt.is_some();
            is_here && !job.state.is_moving()
        });
        let Some(last) = arrived.map(|job| job.body.updated_at).max() else {
            return Ok(None); // nothing went yet: home says what comes first
        };
        let (last, today) = (japan_day(last), japan_day(self.now()));
        let days = weekdays_since(last, today);
        let is_asked = viewer.has(Role::Clerk) || viewer.has(Role::Admin);
        let is_moving = jobs.iter().any(|job| job.state.is_moving());
        if most == 0 || days < most as usize || !is_asked || is_moving {
            return Ok(None);
        }
        let last = last.format("%Y-%m-%d");
        Ok(Some(Task {
            urgency: Urgency::Waiting,
            mark: "無送信".into(),
            title: "何も送れていないわけを確かめる".into(),
            summary: format!("平日で {days} 日"),
            why: format!(
                "最後に動いたのは {last} です。取得や喪失の届出がなかったのか、取り出しや受け渡しが止まっていないかを確かめてください。届いていない喪失や訂正は、医療機関の窓口で見つかります。"
            ),
            button: Some("送信を見る".into()),
            path: "/jobs".into(),
        }))
    }
}
