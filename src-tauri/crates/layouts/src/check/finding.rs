//! One thing that a check found, in a form that may be shown.

use super::{cell::Problem, finding_code::FindingCode};
use crate::{
    definition::{Layout, Severity},
    read::{Cells, Subject, show_cell},
};
use std::fmt;

/// One thing that a check found.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    /// Data row from 1; 0 where the file as a whole is meant.
    pub row: u32,
    /// Title of the column; None where the row as a whole is meant.
    pub column: Option<String>,
    /// What was found.
    pub code: FindingCode,
    /// How bad it is here.
    pub severity: Severity,
    /// The cell, masked where it must be, 40 characters at most.
    pub value: String,
    /// What is wrong: a Japanese sentence without personal data.
    pub message: String,
    /// What the cell may hold instead, where the tables know it; whole, to be taken or left by a person. Never for a
    /// 個人番号.
    pub replacement: Option<String>,
    /// Whom the row speaks of.
    pub subject: Subject,
}

/// Personal values stay out of logs and test output.
impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finding")
            .field("row", &self.row)
            .field("column", &self.column)
            .field("code", &self.code)
            .field("severity", &self.severity)
            .finish_non_exhaustive()
    }
}

impl Finding {
    pub(crate) fn of_cell(
        layout: &Layout,
        number: u32,
        row: &Cells,
        column: usize,
        problem: Problem,
    ) -> Self {
        Self {
            row: number,
            column: Some(layout.columns[column].title.clone()),
            code: problem.code,
            severity: problem.severity,
            value: show_cell(&layout.columns[column], row.get(column).unwrap_or_default()),
            message: problem.message,
            replacement: None,
            subject: Subject::of(&layout.subject, |column| row.get(column)),
        }
    }

    /// Something of the whole file.
    pub fn of_file(code: FindingCode, message: &str) -> Self {
        Self::of_whole_row(0, code, message)
    }

    /// Something of a row that a caller knows.
    pub fn of_row(row: u32, subject: Subject, code: FindingCode, message: &str) -> Self {
        Self {
            subject,
            ..Self::of_whole_row(row, code, message)
        }
    }

    pub(crate) fn of_whole_row(number: u32, code: FindingCode, message: &str) -> Self {
        Self {
            row: number,
            column: None,
            code,
            severity: code.severity(),
            value: String::new(),
            message: message.to_owned(),
            replacement: None,
            subject: Subject::default(),
        }
    }
}
