//! The memory of what was sent before, and the 廃棄記録簿, as shown.

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

/// Shares, in percent, beyond which a comparison with what was sent before is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Thresholds {
    /// Share of registrations that disappeared or were taken away.
    pub removed_percent: u32,
    /// Share of registrations that changed.
    pub changed_percent: u32,
}
