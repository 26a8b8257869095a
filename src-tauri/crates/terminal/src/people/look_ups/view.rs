//! Look-ups at 住基ネット, as shown.

use crate::sending::jobs::view::Who;
use chrono::{DateTime, Utc};
use kakehashi_domain::JobState;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wanted of a look-up before it begins.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct NewLookUp {
    /// A kind that looks people up.
    pub kind: String,
    /// 利用目的, by its code.
    pub purpose: String,
    /// Why.
    pub reason: String,
}

/// What a file would cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookUpEstimate {
    /// People in it.
    pub rows: u32,
    /// Yen for each who is found.
    pub yen_per_hit: u32,
    /// Yen for the post, where a medium goes.
    pub postage_yen: u32,
    /// Yen, if everybody is found.
    pub most_yen: u32,
}

/// Look-ups: what they cost, which there were, and who must be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookUpsView {
    /// Yen for each person who is found.
    pub yen_per_hit: u32,
    /// Yen for the post of a medium, there and back.
    pub postage_yen: u32,
    /// The kinds, with their purposes.
    pub kinds: Vec<LookUpKind>,
    /// Those asked for, newest first.
    pub lines: Vec<LookUpLine>,
    /// Yen booked for all there ever were.
    pub yen: u32,
    /// People whose number wasn't found and who must be asked, oldest first.
    pub asking: Vec<AskLine>,
}

/// A kind of look-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookUpKind {
    /// Its name.
    pub kind: String,
    /// On screen.
    pub title: String,
    /// Whether people are looked up by the 個人番号 that one holds, not for it.
    pub by_number: bool,
    /// Its purposes.
    pub purposes: Vec<LookUpPurpose>,
}

/// A 利用目的.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookUpPurpose {
    /// Its code.
    pub code: String,
    /// In words.
    pub title: String,
}

/// A look-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LookUpLine {
    /// The job.
    pub job: u32,
    /// The kind, on screen.
    pub title: String,
    /// 利用目的.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stands.
    pub state: JobState,
    /// The same in Japanese.
    pub state_title: String,
    /// People asked for.
    pub rows: u32,
    /// People found, once the result is here.
    pub hits: Option<u32>,
    /// Yen booked for them.
    pub yen: Option<u32>,
    /// The comparison of what was found.
    pub comparison: Option<u32>,
}

/// A person who must be asked for the number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AskLine {
    /// Its number in the list.
    pub id: u32,
    /// The look-up that didn't find them.
    pub job: u32,
    /// Its row.
    pub row: u32,
    /// Who; a protected person is marked.
    pub who: Who,
    /// What the server said.
    pub why: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Days since then.
    pub days: u32,
    /// What came of it, with who and when; None while they must be asked.
    pub settled: Option<String>,
    /// What to think of before a letter goes to a protected person.
    pub warning: Option<String>,
}
