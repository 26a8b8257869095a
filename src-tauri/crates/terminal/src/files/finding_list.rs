//! Findings as a CSV file: `row,column,code,severity,value,message,remedy`, and `file` where several files were checked.
//! Rows are counted from 1 without the heading. Values are masked before they come here.
//!
//! It is opened in table programs: a mark in front says that it is UTF-8, and no cell of it is run as a formula.

use kakehashi_domain::{Fault, Outcome, harmless_cell};
use std::io::Write;

const MARK: &[u8] = "\u{feff}".as_bytes();

/// A line of the list.
pub(crate) struct FindingLine<'a> {
    pub row: u32,
    pub column: &'a str,
    pub code: &'a str,
    pub severity: &'a str,
    pub value: &'a str,
    pub message: &'a str,
    pub remedy: &'a str,
}

/// Writes the list.
pub(crate) struct FindingList<'a> {
    lines: csv::Writer<&'a mut dyn Write>,
    names_files: bool,
}

impl<'a> FindingList<'a> {
    pub fn begin(sink: &'a mut dyn Write, names_files: bool) -> Outcome<Self> {
        sink.write_all(MARK).map_err(|e| unwritable(&e.into()))?;
        let mut list = Self {
            lines: csv::Writer::from_writer(sink),
            names_files,
        };
        let headings = [
            "row", "column", "code", "severity", "value", "message", "remedy", "file",
        ];
        list.put(headings)?;
        Ok(list)
    }

    pub fn add(&mut self, line: &FindingLine, file: &str) -> Outcome<()> {
        self.put([
            &line.row.to_string(),
            line.column,
            line.code,
            line.severity,
            line.value,
            line.message,
            line.remedy,
            file,
        ])
    }

    pub fn end(mut self) -> Outcome<()> {
        self.lines.flush().map_err(|e| unwritable(&e.into()))
    }

    fn put(&mut self, cells: [&str; 8]) -> Outcome<()> {
        let told = if self.names_files {
            &cells[..]
        } else {
            &cells[..7]
        };
        let harmless = told.iter().map(|cell| harmless_cell(cell));
        let written = self.lines.write_record(harmless.map(String::into_bytes));
        written.map_err(|e| unwritable(&e))
    }
}

fn unwritable(error: &csv::Error) -> Fault {
    super::pairs_file::unwritable(error).with("file", "")
}
