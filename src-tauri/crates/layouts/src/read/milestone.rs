//! What a row tells of how far the registration of its person has come.

use super::rows::Row;
use crate::definition::{Condition, Layout, TimelineStep};
use chrono::NaiveDate;
use kakehashi_domain::date_value;

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
