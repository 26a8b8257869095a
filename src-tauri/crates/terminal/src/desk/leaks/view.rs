//! Leaks, as written down and shown.

use crate::desk::contacts::view::Contact;
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{LeakData, LeakSealed, LeakState, LeakStep};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What is known of a leak. The commission asks for each of these; what isn't known yet is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeakFacts {
    /// 概要: what happened, without names and addresses.
    pub what: String,
    /// The day on which the insurer came to know of it.
    pub found_on: NaiveDate,
    /// The day on which it happened.
    pub happened_on: Option<NaiveDate>,
    /// How many people; None while nobody knows.
    pub people: Option<u32>,
    /// Which data.
    pub data: BTreeSet<LeakData>,
    /// Whether they could be read.
    pub sealed: LeakSealed,
    /// Whether it may have been done with a wrong purpose.
    pub malice: bool,
    /// Whether an unspecified many could see them.
    pub public: bool,
    /// 原因.
    pub cause: String,
    /// 二次被害, or the fear of it.
    pub harm: String,
    /// 本人への対応.
    pub told: String,
    /// 公表.
    pub published: String,
    /// 再発防止のための措置.
    pub prevention: String,
}

/// That a part of the report was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeakReport {
    /// Which part.
    pub step: LeakStep,
    /// On which day.
    pub on: NaiveDate,
    /// To whom, with the number of its receipt.
    pub to: String,
}

/// A part of the report and its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LeakDue {
    /// Which part.
    pub step: LeakStep,
    /// 速報 or 確報.
    pub title: String,
    /// The last day for it.
    pub by: NaiveDate,
    /// Days until then; below 0 when it has passed.
    pub days_left: i32,
    /// When it was made, and to whom.
    pub made: Option<LeakReport>,
}

/// What became otherwise, and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeakEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// What, in words.
    pub what: String,
}

/// A leak, and all that its sheet has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LeakView {
    /// Number, from 1.
    pub id: u32,
    /// How far its report is.
    pub state: LeakState,
    /// The same in words.
    pub state_title: String,
    /// What is known.
    pub facts: LeakFacts,
    /// Which data, in words.
    pub data: Vec<String>,
    /// The classes that this falls under, in words.
    pub classes: Vec<String>,
    /// What the terminal can't say.
    pub left_open: Vec<String>,
    /// 速報 and 確報.
    pub dues: Vec<LeakDue>,
    /// What was written, oldest first.
    pub events: Vec<LeakEvent>,
    /// Whom to call, in this order.
    pub contacts: Vec<Contact>,
    /// SHA-256 of the record, hexadecimal.
    pub sha256: String,
}
