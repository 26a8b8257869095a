//! The memory of what was sent before, and who stands in it, as shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether new files are compared with earlier ones, and from where on that is a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IndexView {
    /// The index; None while it is off.
    pub on: Option<IndexOn>,
    /// From where on a share is a finding; None while shares are no findings.
    pub thresholds: Option<Thresholds>,
}

/// An index that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IndexOn {
    /// What for.
    pub purpose: String,
    /// The day on which it is destroyed.
    pub purge_on: NaiveDate,
    /// Who turned it on.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// How many registrations it holds.
    pub registrations: u32,
}

/// Which part of the people in the index is wanted. Whoever gets as many lines as were asked for may ask for those behind the
/// last one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct IndexPart {
    /// Only those behind the line with this key; null begins with the first.
    pub after: Option<String>,
    /// Only those that have this in their registration; empty leaves nothing out.
    pub words: String,
    /// So many at most; never more than 500.
    pub most: u32,
}

/// Somebody who stands in the index. The number is never shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IndexedLine {
    /// What the line is found by.
    pub id: String,
    /// The kind of file, on screen.
    pub kind_title: String,
    /// 記号, 番号 and 枝番, with the insurer before them.
    pub registration: String,
    /// The job that said it last.
    pub job: u32,
}

/// Shares, in percent, beyond which a comparison with what was sent before is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Thresholds {
    /// Share of registrations that disappeared or were taken away.
    pub removed_percent: u32,
    /// Share of registrations that changed.
    pub changed_percent: u32,
}
