//! Who is protected, as shown.

use crate::sending::findings::view::CellView;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everybody who is protected, and the latest of whom that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProtectedList {
    /// By registration.
    pub protected: Vec<ProtectedLine>,
    /// Those of whom it is over, newest first.
    pub ended: Vec<ProtectedLine>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProtectedLine {
    /// What this terminal knows the entry by.
    pub id: String,
    /// 記号・番号・枝番 joined.
    pub registration: String,
    /// The name.
    pub name: String,
    /// 生年月日.
    pub birth_date: String,
    /// By which flags, in words.
    pub flags: Vec<String>,
    /// Where that was said: a file, or by hand.
    pub source: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who said it.
    pub by: String,
    /// The day on which somebody looks whether it goes on.
    pub until: Option<NaiveDate>,
    /// Days until then; below 0 when it has passed.
    pub days_left: Option<i32>,
    /// Who wants to end it, and why; a second person decides.
    pub ending: Option<String>,
    /// Whether this person may be that second.
    pub may_end: bool,
    /// How it ended.
    pub ended: Option<String>,
}

/// Somebody to be protected, by hand.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct NewProtected {
    /// 記号; empty where the insurer has none.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 枝番, two digits.
    pub card_branch: String,
    /// The name.
    pub name: String,
    /// 生年月日, `2026-04-01`.
    pub birth_date: Option<NaiveDate>,
    /// The day on which somebody looks whether it goes on.
    pub until: Option<NaiveDate>,
}

/// What is hidden otherwise, for some seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Revealed {
    /// The cells, by their headings.
    pub cells: Vec<CellView>,
    /// For how many seconds they may be shown.
    pub seconds: u32,
}
