//! What is kept of exchanges with the server (the message log) and of files that were handed out (the 授受簿).

use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::Shelf;
use kakehashi_store::Numbered;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Exchange {
    Sent,
    Accepted,
    Received,
}

/// A line of the message log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MessageRecord {
    pub at: DateTime<Utc>,
    pub what: Exchange,
    pub receipt: Option<String>,
    pub sha256: String,
    pub bytes: u64,
    pub rows: u32,
    /// Serial number of the certificate that was shown.
    pub certificate: String,
    pub correlation: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HandOverRecord {
    pub id: u32,
    pub what: String,
    pub path: String,
    pub rows: u32,
    /// Empty until the file is whole; a line that stays so tells of a write that was cut off.
    pub sha256: String,
    /// Whether it is sealed by a pass phrase.
    #[serde(default)]
    pub sealed: bool,
    pub by: String,
    pub at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
    /// Whether its file is being erased: from then on it may be gone.
    #[serde(default)]
    pub erasing: bool,
    /// What is known of one that came instead of leaving.
    #[serde(default)]
    pub incoming: Option<Incoming>,
}

/// How something came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Incoming {
    /// From whom.
    pub from: String,
    /// How.
    pub how: String,
    /// Its tracking number; empty where it has none.
    pub tracking: String,
    /// The day on which it came.
    pub received_on: NaiveDate,
}

impl Numbered for HandOverRecord {
    const SHELF: Shelf = Shelf::HandOver;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.what, self.path)
    }

    fn is_open(&self) -> bool {
        self.settled_at.is_none()
    }
}
