//! People who are followed up, as shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// People who wait for something that no file had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FollowUpList {
    /// Oldest first; then those that are done.
    pub lines: Vec<FollowUpLine>,
    /// How many are open.
    pub open: u32,
}

/// A person who is followed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FollowUpLine {
    /// Names it to the terminal.
    pub key: String,
    /// 記号・番号・枝番 joined.
    pub registration: String,
    /// Name.
    pub name: String,
    /// Birth date as shown.
    pub birth_date: String,
    /// 番号待ち, 海外, 不詳 or 氏名が長い.
    pub what: String,
    /// What is to be done.
    pub next: String,
    /// The file in which the person went.
    pub job: u32,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Days since then.
    pub days: u32,
    /// How it ended, with who and when; None while it is open.
    pub ended: Option<String>,
}
