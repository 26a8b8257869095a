//! Findings as a CSV file: `row,column,code,severity,value,message,remedy`, and `file` where several files were checked.
//! Rows are counted from 1 without the heading. Values are masked before they come here.

use super::list::List;
use kakehashi_domain::Outcome;
use std::io::Write;

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
    lines: List<&'a mut dyn Write>,
    /// How many of the columns are wanted.
    columns: usize,
}

const HEADINGS: [&str; 8] = [
    "row", "column", "code", "severity", "value", "message", "remedy", "file",
];

impl<'a> FindingList<'a> {
    pub fn begin(sink: &'a mut dyn Write, names_files: bool) -> Outcome<Self> {
        let columns = HEADINGS.len() - usize::from(!names_files);
        let lines = List::begin(sink, HEADINGS.into_iter().take(columns))?;
        Ok(Self { lines, columns })
    }

    pub fn add(&mut self, line: &FindingLine, file: &str) -> Outcome<()> {
        let row = line.row.to_string();
        let cells = [
            &row,
            line.column,
            line.code,
            line.severity,
            line.value,
            line.message,
            line.remedy,
            file,
        ];
        self.lines.add(cells.into_iter().take(self.columns))
    }

    pub fn end(self) -> Outcome<()> {
        self.lines.end()
    }
}
