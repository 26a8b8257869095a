//! しきい値判断, as shown.

use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::pia::{Level, Question};
use serde::Serialize;
use ts_rs::TS;

/// A ground of exemption to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PiaGround {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// A stored しきい値判断.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PiaRecordView {
    /// Number, from 1.
    pub id: u32,
    /// The day in Japan.
    pub date: NaiveDate,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was asked.
    pub question: Question,
    /// Of the people, how many are past members.
    pub past: u32,
    /// What is owed.
    pub result: Level,
    /// Its Japanese name.
    pub result_title: String,
    /// The steps that led there.
    pub because: Vec<String>,
    /// What to do now.
    pub next_step: String,
    /// By when it is to be looked at again.
    pub review_by: NaiveDate,
    /// SHA-256 of the record, hexadecimal.
    pub sha256: String,
}

/// Every しきい値判断 so far, and what the next one needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PiaView {
    /// Newest first.
    pub records: Vec<PiaRecordView>,
    /// Grounds of exemption.
    pub grounds: Vec<PiaGround>,
    /// Whether the newest is a year old.
    pub overdue: bool,
}
