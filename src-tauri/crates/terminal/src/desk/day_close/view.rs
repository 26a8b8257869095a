//! The sheet of a day, as kept, shown and printed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Jobs of one kind and state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayJobs {
    /// What they are.
    pub kind_title: String,
    /// How they stand.
    pub state_title: String,
    /// How many.
    pub files: u32,
    /// Rows that were sent or are to be.
    pub rows: u32,
    /// Rows that the server took.
    pub ok_rows: u32,
    /// Rows that it refused.
    pub failed_rows: u32,
}

/// Who worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayPerson {
    /// 利用者ID.
    pub id: String,
    /// Name.
    pub name: String,
    /// Entries of the log that are theirs.
    pub acts: u32,
    /// Of these, refused or failed.
    pub failed: u32,
}

/// Whether the server keeps the head as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HeadTold {
    /// It keeps it.
    Kept,
    /// Nobody is logged in there; it is told at the next login.
    NotYet,
    /// It keeps no such thing.
    NotOffered,
    /// It knows a longer log of this terminal, or another.
    Refused,
}

impl HeadTold {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Kept => "サーバーも控えています",
            Self::NotYet => "サーバーにはまだ伝えていません（次にログインしたときに伝えます）",
            Self::NotOffered => "サーバーは控えを預かりません。この紙を保管してください",
            Self::Refused => {
                "サーバーの控えと合いません。記録が書きかえられていないか、監査担当者に知らせてください"
            }
        }
    }
}

/// A day that was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DaySheet {
    /// Number of the sheet.
    pub id: u32,
    /// Which day, in Japan.
    pub day: NaiveDate,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
    /// By whom.
    pub closed_by: String,
    /// The connection that was in use.
    pub profile: String,
    /// Jobs that changed on that day, by kind and state.
    pub jobs: Vec<DayJobs>,
    /// Files by which people were looked up.
    pub look_ups: u32,
    /// Found by them.
    pub look_up_hits: u32,
    /// Files that were handed out.
    pub hand_overs: u32,
    /// Lines of the 廃棄記録簿.
    pub disposals: u32,
    /// Rows that were disposed of.
    pub disposed_rows: u32,
    /// Who worked.
    pub people: Vec<DayPerson>,
    /// What isn't finished, in words.
    pub open: Vec<String>,
    /// Number of the last entry of the log, that of closing the day.
    pub entries: u32,
    /// Its hash, hexadecimal.
    pub head: String,
    /// The key by which the terminal's signatures are proved, hexadecimal.
    pub key: String,
    /// The terminal's signature over day, number and hash, hexadecimal.
    pub signature: String,
    /// Whether the server keeps the head.
    pub told: HeadTold,
    /// The same in words.
    pub told_title: String,
}
