//! What is stored of backups.

use chrono::{DateTime, Utc};
use kakehashi_domain::Shelf;
use kakehashi_store::{BackupSeal, Numbered};
use serde::{Deserialize, Serialize};

/// A backup that was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct BackupRecord {
    pub id: u32,
    pub at: DateTime<Utc>,
    pub by: String,
    pub path: String,
    pub entries: u32,
    pub head: String,
    pub files: u32,
}

impl Numbered for BackupRecord {
    const SHELF: Shelf = Shelf::Backup;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        self.path.clone()
    }
}

/// Where backups go by themselves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlanRecord {
    pub folder: String,
    pub every_days: u32,
    /// How many of them stay.
    pub keep: u32,
    pub seal: BackupSeal,
    pub by: String,
    /// Why the last one failed, in a sentence and the next step.
    pub problem: Option<String>,
    /// When it was last tried.
    pub tried_at: Option<DateTime<Utc>>,
}
