//! What is stored of a person's way, beside the columns that move.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct TimelineRecord {
    /// The store looks for it by this key.
    pub name: String,
    pub birth_date: String,
    pub acquired_on: Option<NaiveDate>,
    pub received_on: NaiveDate,
    pub receipt: Receipt,
    #[serde(default)]
    pub closed: Option<ClosedRecord>,
}

/// How the day of the receipt is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Receipt {
    /// The file says it.
    File,
    /// The employer's file says it, from which the number was read.
    Collected,
    /// The day on which the number was entered.
    Entered,
    /// Nothing says it: the day on which the file came.
    Arrival,
}

impl Receipt {
    pub fn words(self) -> &'static str {
        match self {
            Self::File => "ファイルに書いてある日",
            Self::Collected => "事業主から届いたファイルに書いてある日",
            Self::Entered => "番号を入力した日",
            Self::Arrival => "ファイルを預かった日（届出の日がファイルにないため）",
        }
    }
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct ClosedRecord {
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: String,
}
