//! What a file brings to the server, as shown to whoever releases it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// What a file brings, in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LeavingView {
    /// Where it goes, e.g. `本番「本番の接続先」 https://…`.
    pub to: String,
    /// The column whose codes tell what each row does, e.g. `異動区分`; empty where the kind has none.
    pub changes_title: String,
    /// Rows by its codes.
    pub changes: Vec<ChangeCount>,
    /// The file of the kind that went before by the same connection.
    pub before: Option<BeforeView>,
    /// Cells whose characters were corrected, the first ones.
    pub corrected: Vec<CorrectedCell>,
}

/// How many rows do one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangeCount {
    /// In words, e.g. `取得`.
    pub title: String,
    /// Rows.
    pub count: u32,
}

/// What is otherwise than in the file before, by registrations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BeforeView {
    /// Which job it was.
    pub job: u32,
    /// Its file's name.
    pub file_name: String,
    /// When it was prepared.
    pub at: DateTime<Utc>,
    /// Rows that it sent.
    pub rows: u32,
    /// Row by row, while the file is still here and the kind names registrations.
    pub difference: Option<Difference>,
}

/// Rows beside those of the file before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Difference {
    /// Registrations that weren't there.
    pub new: u32,
    /// Registrations with the same in every column.
    pub same: u32,
    /// Registrations with something else in a column.
    pub changed: u32,
    /// Registrations that were there and aren't any more.
    pub gone: u32,
    /// The columns that differ, those that say who somebody is first.
    pub columns: Vec<ChangedColumn>,
}

/// A column that differs from the file before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangedColumn {
    /// Its heading.
    pub title: String,
    /// Whether it says who somebody is: a number, a name, a birth date.
    pub grave: bool,
    /// How many people.
    pub count: u32,
    /// Their rows, the first ones.
    pub rows: Vec<u32>,
}

/// A cell that doesn't leave as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CorrectedCell {
    /// Data row, from 1.
    pub row: u32,
    /// Heading of the column.
    pub column: String,
    /// What leaves.
    pub after: String,
}
