//! What is kept of the 配信マスター.

use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{MasterChange, Shelf};
use kakehashi_store::Numbered;
use serde::{Deserialize, Serialize};

/// The version at hand.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StandRecord {
    pub version: u32,
    pub published_on: Option<NaiveDate>,
    pub entries: u32,
    pub sha256: String,
    pub at: DateTime<Utc>,
    pub by: String,
    pub from: String,
    /// When the server was last asked.
    pub asked_at: Option<DateTime<Utc>>,
}

/// How a version came, and what it changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct HistoryRecord {
    pub id: u32,
    pub profile: String,
    pub version: u32,
    /// The version before; None for the first.
    pub before: Option<u32>,
    /// 全件, not 差分.
    pub whole: bool,
    /// Why the whole was fetched instead of a 差分.
    pub why_whole: Option<String>,
    pub sha256: String,
    pub at: DateTime<Utc>,
    pub by: String,
    pub from: String,
    /// None for the first, which is all of it.
    pub changes: Option<Vec<MasterChange>>,
}

impl Numbered for HistoryRecord {
    const SHELF: Shelf = Shelf::MasterHistory;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.version, self.from)
    }

    fn about(&self) -> Option<String> {
        Some(self.profile.clone())
    }
}
