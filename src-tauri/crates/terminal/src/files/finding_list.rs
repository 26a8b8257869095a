//! Findings as a CSV file: `row,column,code,severity,value,message,remedy`. Values are masked before they come here.

use kakehashi_domain::{Fault, Outcome, harmless_cell};
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
pub(crate) struct FindingList<'a>(csv::Writer<&'a mut dyn Write>);

impl<'a> FindingList<'a> {
    pub fn begin(sink: &'a mut dyn Write) -> Outcome<Self> {
        let mut list = Self(csv::Writer::from_writer(sink));
        list.put([
            "row", "column", "code", "severity", "value", "message", "remedy",
        ])?;
        Ok(list)
    }

    pub fn add(&mut self, line: &FindingLine) -> Outcome<()> {
        // What stands in a file is shown here, and runs nowhere.
        let [column, value, message] = [line.column, line.value, line.message].map(harmless_cell);
        self.put([
            &line.row.to_string(),
            &column,
            line.code,
            line.severity,
            &value,
            &message,
            line.remedy,
        ])
    }

    pub fn end(mut self) -> Outcome<()> {
        self.0.flush().map_err(|e| unwritable(&e.into()))
    }

    fn put(&mut self, cells: [&str; 7]) -> Outcome<()> {
        self.0.write_record(cells).map_err(|e| unwritable(&e))
    }
}

fn unwritable(error: &csv::Error) -> Fault {
    super::pairs_file::unwritable(error).with("file", "")
}
