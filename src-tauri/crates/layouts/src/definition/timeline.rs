//! What the rows of a kind tell of how far the registration of a person has come: 取得日 → 受領 → … → 資格.

use super::{choice::choices, layout::Layout, row_rule::Condition};
use crate::read::Row;
use chrono::NaiveDate;
use kakehashi_domain::date_value;

choices! {
    /// The step that a row of a kind is.
    TimelineStep {
        /// The 届出 came in.
        Receipt "receipt" "届出の受領",
        /// The person is registered.
        Registration "registration" "加入者の登録",
        /// Their 資格 is registered.
        Entitlement "entitlement" "資格の登録",
    }
}

/// Which rows are a step, and which columns hold its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The step.
    pub step: TimelineStep,
    /// Only rows of these codes; all rows without it.
    pub(crate) starts: Option<Condition>,
    pub(crate) acquired_on: Option<usize>,
    pub(crate) received_on: Option<usize>,
}

/// What one row tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    /// The step.
    pub step: TimelineStep,
    /// 取得日; None where the row doesn't tell.
    pub acquired_on: Option<NaiveDate>,
    /// 受領日, likewise.
    pub received_on: Option<NaiveDate>,
}

impl Layout {
    /// What a row tells of its person's way. None for rows that are no step.
    pub fn milestone(&self, row: &Row) -> Option<Milestone> {
        let timeline = self.timeline.as_ref()?;
        let is_meant = |when: &Condition| when.is.iter().any(|code| code == row.at(when.column));
        let day = |column: Option<usize>| date_value(row.at(column?).trim());
        timeline
            .starts
            .as_ref()
            .is_none_or(is_meant)
            .then(|| Milestone {
                step: timeline.step,
                acquired_on: day(timeline.acquired_on),
                received_on: day(timeline.received_on),
            })
    }
}
