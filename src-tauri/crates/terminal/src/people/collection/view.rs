//! 事業主からの番号, as shown: never a number.

use crate::sending::findings::view::FindingSheet;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a file came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CameBy {
    /// Somebody brought it.
    Hand,
    /// By registered post.
    Post,
    /// By a courier whose parcels can be followed.
    Courier,
    /// Over a line: the insurer's own site or the like.
    Online,
}

impl CameBy {
    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Hand => "持参",
            Self::Post => "郵便（書留など）",
            Self::Courier => "宅配便・セキュリティ便",
            Self::Online => "専用サイトなど、回線",
        }
    }
}

/// What is noted of a file when it comes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct NewDelivery {
    /// The sheet of a workbook; null where only one can be meant.
    pub sheet: Option<String>,
    /// How it came.
    pub came_by: CameBy,
    /// Its tracking number; empty where it has none.
    pub tracking: String,
    /// The day on which it came; null is today.
    pub received_on: Option<NaiveDate>,
}

/// A file of an employer before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmployerFile {
    /// Its sheets; one without name for text.
    pub sheets: Vec<EmployerSheet>,
}

/// A sheet of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmployerSheet {
    /// Its name in the workbook; empty for text.
    pub name: String,
    /// Whether it is hidden there.
    pub hidden: bool,
    /// Rows of people; 0 where it has no heading of the form.
    pub rows: u32,
    /// How many of these are hidden there; they are read like others.
    pub hidden_rows: u32,
    /// Headings that it lacks.
    pub missing: Vec<String>,
    /// The 事業所 that it names first.
    pub office: String,
}

/// Who brings numbers, and what came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CollectionView {
    /// 事業所 of which something is missing, oldest first.
    pub waiting: Vec<EmployerLine>,
    /// 事業所 of which everything is here, newest first.
    pub complete: Vec<EmployerLine>,
    /// Files that weren't taken over by the 基幹システム yet.
    pub files: Vec<DeliveryLine>,
    /// Of how many people the number is missing.
    pub missing: u32,
}

/// A 事業所.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmployerLine {
    /// Its number on this terminal, from 1.
    pub id: u32,
    /// 法人番号; empty where nobody knows it.
    pub number: String,
    /// Its name.
    pub name: String,
    /// How many people there are, as the list of 事業所 or its files say; null where nothing says it.
    pub people: Option<u32>,
    /// Of how many the number is here, with its 本人確認.
    pub settled: u32,
    /// Of how many it is missing.
    pub missing: u32,
    /// Until when it is to come.
    pub due: Option<NaiveDate>,
    /// Whether that day is over.
    pub overdue: bool,
    /// Whether a file came.
    pub delivered: bool,
    /// Reminders, the last one first.
    pub reminded: Vec<ReminderLine>,
}

/// That somebody was reminded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReminderLine {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// How, e.g. `手紙`.
    pub how: String,
}

/// A file that came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DeliveryLine {
    /// Its number on this terminal, from 1.
    pub id: u32,
    /// Of which 事業所.
    pub office: String,
    /// The file, and the sheet of it.
    pub file_name: String,
    /// The sheet; empty for text.
    pub sheet: String,
    /// When it came.
    pub received_on: NaiveDate,
    /// How, with its tracking number.
    pub came_by: String,
    /// Who received it.
    pub by: String,
    /// People in it.
    pub rows: u32,
    /// Of these, whose number may go to the 基幹システム.
    pub settled: u32,
    /// The line of the 授受簿 by which it came.
    pub line: u32,
    /// The line by which it was handed over.
    pub hand_over: Option<u32>,
}

/// A file that came, and what is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DeliveryView {
    /// What it is.
    pub line: DeliveryLine,
    /// What each 事業所 has to correct.
    pub sheets: Vec<FindingSheet>,
    /// How many findings there are.
    pub findings: u32,
    /// Rows of the sheet whose number got back the zero that a table program dropped.
    pub restored: Vec<u32>,
    /// Name to propose for the file that is handed over.
    pub file_name: String,
}

/// A letter to a 事業所 that is to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReminderLetter {
    /// To whom.
    pub office: String,
    /// 法人番号.
    pub number: String,
    /// What is missing.
    pub what: String,
    /// Until when it was to come.
    pub due: Option<NaiveDate>,
    /// Who writes.
    pub insurer: String,
    /// The day.
    pub on: NaiveDate,
}
