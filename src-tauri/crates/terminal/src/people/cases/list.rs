//! The list of cases, and what the open ones ask of a clerk.

use super::{CaseRecord, record::of_form, shown};
use crate::{
    core::{
        area::{Task, Urgency},
        clock::japan_day,
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    people::cases::view::CaseList,
};
use kakehashi_domain::{Outcome, Role, identity::FormState};

impl Look {
    pub(super) fn case_list(&self, closed: &ListPart) -> Outcome<CaseList> {
        let (today, marks) = (japan_day(self.now()), self.marks()?);
        let books = self.books()?;
        let forms = |state| books.count_records_about::<CaseRecord>(of_form(state));
        let returned = forms(FormState::Returned)?;
        let printed = forms(FormState::Printed)? + returned;
        let line = |record: &CaseRecord| shown::line(record, today, &marks);
        let closed: Vec<CaseRecord> = books.closed_records(closed.asked())?;
        Ok(CaseList {
            open: books.open_records()?.iter().map(line).collect(),
            closed: closed.iter().map(line).collect(),
            forms_made: forms(FormState::Made)? + printed,
            forms_printed: printed,
            forms_returned: returned,
        })
    }

    /// What open cases ask of a clerk.
    pub(crate) fn case_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(None);
        }
        let (today, marks) = (japan_day(self.now()), self.marks()?);
        let open: Vec<CaseRecord> = self.books()?.open_records()?;
        let days = |record| shown::line(record, today, &marks).days;
        let oldest = open.iter().map(days).max();
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
