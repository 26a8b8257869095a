//! The list of cases, and what the open ones ask of a clerk.

use super::{CaseRecord, shown};
use crate::{
    core::{clock::japan_day, gate::Permit, look::Look},
    desk::home::view::{Task, Urgency},
    people::cases::view::{CaseLine, CaseList},
};
use kakehashi_domain::{
    Outcome, Role,
    identity::{CaseState, FormState},
};

/// Closed cases in the list.
const RECENT: usize = 100;

impl Look {
    pub(super) fn case_list(&self) -> Outcome<CaseList> {
        let today = japan_day(self.now());
        let records = self.case_records()?;
        let forms_past = |state: FormState| {
            let forms = records.iter().filter_map(|r| r.form.as_ref());
            forms.filter(|form| form.state >= state).count() as u32
        };
        let line = |record: &CaseRecord| shown::line(record, today);
        let is_closed = |record: &&CaseRecord| record.state == CaseState::Closed;
        let open: Vec<CaseLine> = records.iter().filter(|r| !is_closed(r)).map(line).collect();
        let closed = records.iter().rev().filter(is_closed).take(RECENT);
        Ok(CaseList {
            open,
            closed: closed.map(line).collect(),
            forms_made: forms_past(FormState::Made),
            forms_printed: forms_past(FormState::Printed),
            forms_returned: forms_past(FormState::Returned),
        })
    }

    /// What open cases ask of a clerk.
    pub(crate) fn case_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(None);
        }
        let open = self.case_list()?.open;
        let oldest = open.iter().map(|line| line.days).max();
        Ok(oldest.map(|days| Task {
            urgency: Urgency::Planned,
            mark: "本人確認".into(),
            title: "途中の本人確認を進める".into(),
            summary: format!("{} 件", open.len()),
            why: match days {
                0 => "きょう始めたものです。".to_owned(),
                days => format!("いちばん古いものは {days} 日前に始めました。"),
            },
            button: Some("続ける".into()),
            path: "/identity".into(),
        }))
    }
}
