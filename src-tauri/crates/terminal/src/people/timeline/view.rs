//! From the receipt of a 届出 to the registration, person by person.

use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::DeadlineState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which people are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TimelineShow {
    /// Not registered yet.
    Open,
    /// Registered, or closed by a person.
    Ended,
}

impl TimelineShow {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Open, Self::Ended];

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "登録を待つ人",
            Self::Ended => "登録が済んだ人",
        }
    }
}

/// People on their way to be registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineList {
    /// Days from the receipt to the last day.
    pub days: u32,
    /// Not registered, and the last day is over.
    pub overdue: u32,
    /// Not registered, and today or tomorrow is the last day to do it.
    pub pressing: u32,
    /// Not registered, all.
    pub open: u32,
    /// Those who were asked for, nearest last day first; not more than fit on a screen.
    pub lines: Vec<TimelineLine>,
    /// How many there are of those who were asked for.
    pub total: u32,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineLine {
    /// 記号・番号・枝番 joined.
    pub registration: String,
    /// Name.
    pub name: String,
    /// 受領日.
    pub received_on: NaiveDate,
    /// The last day; None where the rule didn't hold yet.
    pub due: Option<NaiveDate>,
    /// How the person stands to it.
    pub state: DeadlineState,
    /// The same in words, e.g. `あと3日`.
    pub deadline: String,
    /// How far the person is, in words.
    pub standing: String,
    /// The file by which the person goes.
    pub job: Option<u32>,
}

/// The way of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineView {
    /// As in the list.
    pub line: TimelineLine,
    /// Birth date as shown.
    pub birth_date: String,
    /// 取得日 → 受領 → 送信 → 処理完了 → 枝番 → 資格.
    pub steps: Vec<TimelineStage>,
    /// Why nobody is to be registered, when a person said so.
    pub closed: Option<TimelineClosed>,
    /// Whether this person may say so now.
    pub may_close: bool,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineStage {
    /// Its name.
    pub title: String,
    /// Its day, where only the day is known.
    pub day: Option<NaiveDate>,
    /// Its moment.
    pub at: Option<DateTime<Utc>>,
    /// How that is known, or what is missing.
    pub note: String,
}

/// That nobody is to be registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TimelineClosed {
    /// Who said so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
}
