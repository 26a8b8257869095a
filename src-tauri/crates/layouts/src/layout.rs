//! A file kind, as its definition says.

use crate::{
    gate::{Gate, Identity},
    row_rule::RowRule,
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file kind: its columns and everything that a file of it must keep to.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Name in definitions and on the command line, e.g. the KIND of `kakehashi check --kind KIND`.
    pub kind: String,
    /// Japanese name of the business.
    pub title: String,
    /// Japanese name of the file.
    pub file_title: String,
    /// Version of the definition.
    pub version: String,
    /// Whether this is 仮, not the official layout.
    pub provisional: bool,
    /// First day on which the definition is in force.
    pub effective_from: NaiveDate,
    /// The kind of the result file, for kinds that are sent.
    pub result_kind: Option<String>,
    /// Most data rows in one file.
    pub max_rows: u32,
    /// How characters are written.
    pub encoding: Encoding,
    /// Whether a byte order mark stands in front.
    pub bom: Bom,
    /// How lines end.
    pub line_end: LineEnd,
    /// The columns in their order.
    pub columns: Vec<Column>,
    pub(crate) file_name: String,
    pub(crate) row_rules: Vec<RowRule>,
    pub(crate) identity: Option<Identity>,
    pub(crate) gates: Vec<Gate>,
    pub(crate) subject: SubjectColumns,
}

/// One column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// English name, for code.
    pub id: String,
    /// Japanese name, as in the heading.
    pub title: String,
    /// What may stand in it.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// Whether it must be filled in every row.
    #[serde(default)]
    pub required: bool,
    /// Most characters (Unicode scalar values).
    pub max_chars: Option<usize>,
    /// The codes of a code column, with their meaning.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// Whether its values are shown with four characters at most.
    #[serde(default)]
    pub masked: bool,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// Anything that can be sent.
    Text,
    /// Full-width katakana.
    Kana,
    /// ASCII digits.
    Digits,
    /// One of the listed codes.
    Code,
    /// A day of the calendar, `YYYYMMDD`.
    Date,
    /// 郵便番号.
    PostalCode,
    /// 保険者番号.
    InsurerNumber,
    /// 個人番号; always masked.
    PersonalNumber,
    /// The 2-digit 枝番 of a card.
    CardBranch,
    /// The 被保険者枝番 paid out by the server.
    ServerBranch,
}

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows' Shift_JIS.
    Cp932,
}

/// Whether a byte order mark stands in front of the heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bom {
    /// Always; written.
    Required,
    /// Read when there; not written.
    Optional,
    /// Never.
    Forbidden,
}

/// How lines are ended when written; both are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// CR and LF.
    Crlf,
    /// LF alone.
    Lf,
}

/// Columns that tell a person whom a row speaks of.
#[derive(Debug, Clone, Default)]
pub(crate) struct SubjectColumns {
    pub registration: Vec<usize>,
    /// The first that is filled is shown.
    pub name: Vec<usize>,
    pub birth_date: Option<usize>,
}

impl Layout {
    /// Finds a shipped definition.
    ///
    /// # Errors
    /// [`Code::KindUnknown`].
    pub fn of_kind(kind: &str) -> Outcome<&'static Self> {
        Self::shipped()
            .iter()
            .find(|layout| layout.kind == kind)
            .ok_or_else(|| Fault::new(Code::KindUnknown).with("kind", kind))
    }

    /// The place of a column, from 0.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The name for a new file: the definition's pattern with `{date}`, `{sequence}`, `{receipt}` filled from `parts`.
    ///
    /// Parts may come from the server, so that only letters, digits, `-`, `_` and `.` of them are kept.
    pub fn file_name(&self, parts: &[(&str, &str)]) -> String {
        let safe = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        parts
            .iter()
            .fold(self.file_name.clone(), |name, (part, value)| {
                let value: String = value.chars().filter(safe).collect();
                name.replace(&format!("{{{part}}}"), &value)
            })
    }
}

impl LineEnd {
    /// The name as people know it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Crlf => "CRLF",
            Self::Lf => "LF",
        }
    }
}

impl Column {
    /// Whether its values are shown with four characters at most: by definition, or as 個人番号.
    pub fn is_masked(&self) -> bool {
        self.masked || self.column_type == ColumnType::PersonalNumber
    }
}
