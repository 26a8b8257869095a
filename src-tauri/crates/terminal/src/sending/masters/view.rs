//! The 配信マスター, as shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use ts_rs::TS;

/// What is at hand of the 配信マスター.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MastersView {
    /// The connection in words.
    pub place: String,
    /// The version at hand; None before the first.
    pub current: Option<MasterStand>,
    /// When the server was last asked.
    pub asked_at: Option<DateTime<Utc>>,
    /// How it came, newest first.
    pub history: Vec<MasterStep>,
}

/// The version at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MasterStand {
    /// Its number.
    pub version: u32,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// How many entries it has.
    pub entries: u32,
    /// SHA-256 of all entries.
    pub sha256: String,
    /// Name proposed for the file of 全件.
    pub file_name: String,
    /// Name proposed for the file of 差分.
    pub difference_name: String,
}

/// How a version came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MasterStep {
    /// Its number here.
    pub id: u32,
    /// The version.
    pub version: u32,
    /// The version before; None for the first.
    pub before: Option<u32>,
    /// Whether it came as 全件.
    pub whole: bool,
    /// Why it came so though a 差分 was wanted.
    pub why_whole: Option<String>,
    /// Entries that are new.
    pub added: u32,
    /// Entries that changed.
    pub changed: u32,
    /// Entries that ended.
    pub ended: u32,
    /// Where it came from.
    pub from: String,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a version changed, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MasterChanges {
    /// How it came.
    pub step: MasterStep,
    /// The first changes; the file of the 差分 has all.
    pub lines: Vec<MasterChangeLine>,
    /// How many there are.
    pub total: u32,
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MasterChangeLine {
    /// 区分, in words.
    pub part: String,
    /// Its code.
    pub code: String,
    /// 追加, 変更 or 廃止.
    pub what: String,
    /// Its name before; empty where it is new.
    pub before: String,
    /// Its name now; empty where it ended.
    pub after: String,
}
