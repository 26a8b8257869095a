//! Reports of checks in the shapes that build servers read. Nothing of a row's values stands in them.

pub(crate) mod junit;
pub(crate) mod sarif;

use crate::{alone::check::CheckedFile, files::write_fault};
use kakehashi_domain::{Fault, Outcome};
use std::io;

/// A finding, without the value that it is of.
pub(crate) struct Reported {
    pub code: &'static str,
    pub title: &'static str,
    pub remedy: &'static str,
    pub severity: &'static str,
    /// Data row from 1; 0 where the whole file is meant.
    pub row: u32,
    /// Line of the file from 1.
    pub line: Option<u32>,
    pub column: String,
    pub message: String,
}

/// A file and what was found in it.
pub(crate) type InFile<'a> = (&'a CheckedFile, &'a [Reported]);
/// How a report is written.
pub(crate) type Write = fn(&mut dyn io::Write, &[InFile<'_>]) -> Outcome<()>;

impl Reported {
    /// Where and what, in a line.
    fn words(&self) -> String {
        let place = match (self.row, self.column.as_str()) {
            (0, _) => "ファイル全体".to_owned(),
            (row, "") => format!("{row}行目"),
            (row, column) => format!("{row}行目 {column}"),
        };
        format!("{place}: {} {}", self.message, self.remedy)
    }
}

fn unwritable(error: io::Error) -> Fault {
    write_fault(&error)
}
