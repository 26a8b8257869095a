//! What a check found, as shown.

use crate::sending::jobs::view::Who;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// 誤り: the row can't go.
    Error,
    /// 確認: the row waits until a person decides.
    Confirm,
    /// 警告: a person should look.
    Warning,
    /// 情報.
    Info,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Confirm, Self::Warning, Self::Info];

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Error => "誤り",
            Self::Confirm => "確認",
            Self::Warning => "警告",
            Self::Info => "お知らせ",
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Confirm => "confirm",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    pub(crate) fn of_word(word: &str) -> Self {
        let known = Self::ALL
            .into_iter()
            .find(|severity| severity.word() == word);
        known.unwrap_or(Self::Info)
    }
}

/// Findings of one code and severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FindingGroup {
    /// Code, e.g. `NUMBER_TWO_PEOPLE`.
    pub code: String,
    /// How bad.
    pub severity: Severity,
    /// Short heading.
    pub title: String,
    /// What to do.
    pub remedy: String,
    /// How many findings.
    pub count: u32,
    /// How many in which column, most first.
    pub columns: Vec<ColumnCount>,
}

/// Findings of a group in one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ColumnCount {
    /// Heading of the column; empty when rows as a whole are meant.
    pub column: String,
    /// How many findings.
    pub count: u32,
}

/// Which findings a person wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct FindingFilter {
    /// Code of the group.
    pub code: String,
    /// Severity of the group.
    pub severity: Severity,
    /// In this column only.
    pub column: Option<String>,
    /// Row number, or a part of 記号・番号; empty leaves nothing out.
    pub words: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FindingRow {
    /// Data row in the file, from 1 (the heading isn't counted); 0 when the whole file is meant.
    pub row: u32,
    /// Heading of the column; empty when the whole row is meant.
    pub column: String,
    /// The cell, masked where it must be.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// What the cell may hold instead; a person takes it or leaves it.
    #[serde(default)]
    pub replacement: Option<String>,
    /// Whom the row speaks of.
    pub who: Who,
    /// A sum of all that says who that is, of a 確認: another where a name, birth date or sex is another.
    #[serde(default)]
    pub person: String,
}

/// A window of the findings that were asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FindingPage {
    /// How many there are in all.
    pub total: u32,
    /// Those from `offset`.
    pub rows: Vec<FindingRow>,
    /// Where the window begins.
    pub offset: u32,
}

/// Findings of a group that say the same and can be corrected together, e.g. of one character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CorrectionChoice {
    /// What they all say is wrong.
    pub message: String,
    /// How many cells.
    pub count: u32,
    /// One of them: the cell as it is.
    pub before: String,
    /// And as it would be.
    pub after: String,
}

/// Which of a group's proposed texts a person accepts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct Acceptance {
    /// Code of the group.
    pub code: String,
    /// Severity of the group.
    pub severity: Severity,
    /// Those of findings that say this.
    pub message: String,
    /// That of this row only.
    pub row: Option<u32>,
    /// That of this column only.
    pub column: Option<String>,
}

impl Acceptance {
    /// Whether it takes what is proposed for a finding of its group.
    pub(crate) fn takes(&self, found: &FindingRow) -> bool {
        let is_column = |wanted: &String| found.column == *wanted;
        found.message == self.message
            && self.row.is_none_or(|wanted| found.row == wanted)
            && self.column.as_ref().is_none_or(is_column)
    }
}

/// A row of the file, column by column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RowView {
    /// Data row, from 1.
    pub row: u32,
    /// Its cells; empty when the row doesn't fall into columns.
    pub cells: Vec<CellView>,
}

/// A cell as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CellView {
    /// Heading of the column.
    pub column: String,
    /// What stands there, masked where it must be.
    pub value: String,
    /// What the code means, in a code column.
    pub meaning: Option<String>,
    /// Whether it is left out because the person is protected.
    pub hidden: bool,
    /// Whether it is a 個人番号, of which four digits are shown.
    pub is_number: bool,
}

impl CellView {
    /// As it stands.
    pub(crate) fn plain(column: &str, value: &str) -> Self {
        Self {
            column: column.to_owned(),
            value: value.to_owned(),
            meaning: None,
            hidden: false,
            is_number: false,
        }
    }
}

/// 事業所 that have something to correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct EmployerCount {
    /// As the file names it; empty for rows that name none.
    pub employer: String,
    /// How many findings.
    pub count: u32,
}

/// 確認票: what one 事業所 has to correct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FindingSheet {
    /// As the file names it; empty where files of this kind know no 事業所.
    pub employer: String,
    /// What to think of before it is posted: a protected person stands on it.
    pub warning: Option<String>,
    /// The groups that concern it.
    pub groups: Vec<SheetGroup>,
}

/// A group on a 確認票.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetGroup {
    /// How bad.
    pub severity: Severity,
    /// Short heading.
    pub title: String,
    /// What to do.
    pub remedy: String,
    /// How many findings.
    pub count: u32,
    /// The first of them; nobody reads thousands on paper.
    pub rows: Vec<FindingRow>,
}
