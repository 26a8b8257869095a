//! Findings as a CSV file: `row,column,code,severity,value,message,remedy`. Values are masked before they come here.

use kakehashi_domain::{Code, Fault, Outcome};
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
        self.put([
            &line.row.to_string(),
            line.column,
            line.code,
            line.severity,
            line.value,
            line.message,
            line.remedy,
        ])
    }

    pub fn end(mut self) -> Outcome<()> {
        self.0.flush().map_err(|e| unwritable(&e))
    }

    fn put(&mut self, cells: [&str; 7]) -> Outcome<()> {
        self.0.write_record(cells).map_err(|e| unwritable(&e))
    }
}

fn unwritable(error: &dyn std::fmt::Display) -> Fault {
    Fault::new(Code::OutputUnwritable)
        .with("file", "")
        .because(error)
}
