//! What is set for comparing with what was sent before.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The memory of what was sent before; there is none unless an administrator turned it on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct IndexSetting {
    pub purpose: String,
    pub purge_on: NaiveDate,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// From how many percent on a comparison with what was sent before is a finding.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct GateSetting {
    pub removed_percent: u32,
    pub changed_percent: u32,
}
