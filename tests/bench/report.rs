//! What was measured, beside what was wanted.

use serde::Serialize;
use std::{fs, path::Path};

/// What a value must keep to. A benchmark is no test: missing it is told, and fails nothing.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    AtMost(f64),
    AtLeast(f64),
}

#[derive(Debug, Serialize)]
struct Row {
    what: String,
    against: String,
    unit: &'static str,
    /// None where it couldn't be measured; `note` says why.
    value: Option<f64>,
    wanted: Option<Wanted>,
    met: Option<bool>,
    note: String,
}

#[derive(Debug, Default, Serialize)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Takes a value in, and tells it at once.
    pub fn add(
        &mut self,
        what: &str,
        against: &str,
        unit: &'static str,
        value: f64,
        wanted: Wanted,
        note: String,
    ) {
        let met = match wanted {
            Wanted::AtMost(most) => value <= most,
            Wanted::AtLeast(least) => value >= least,
        };
        self.take(Row {
            what: what.to_owned(),
            against: against.to_owned(),
            unit,
            value: Some(value),
            wanted: Some(wanted),
            met: Some(met),
            note,
        });
    }

    /// Takes a value in that has to keep to nothing: what a part of a whole costs.
    pub fn tell(
        &mut self,
        what: &str,
        against: &str,
        unit: &'static str,
        value: f64,
        note: String,
    ) {
        self.take(Row {
            what: what.to_owned(),
            against: against.to_owned(),
            unit,
            value: Some(value),
            wanted: None,
            met: None,
            note,
        });
    }

    /// Says why there is no value.
    pub fn miss(
        &mut self,
        what: &str,
        against: &str,
        unit: &'static str,
        wanted: Wanted,
        why: String,
    ) {
        self.take(Row {
            what: what.to_owned(),
            against: against.to_owned(),
            unit,
            value: None,
            wanted: Some(wanted),
            met: None,
            note: why,
        });
    }

    fn take(&mut self, row: Row) {
        println!("{}", row.line());
        self.rows.push(row);
    }

    /// The whole as a table.
    pub fn print(&self) {
        println!(
            "\n{:>10} {:8} {:>10}      what, against what",
            "measured", "", "wanted"
        );
        self.rows.iter().for_each(|row| println!("{}", row.line()));
    }

    /// The whole as JSON.
    pub fn write(&self, path: &Path) {
        fs::write(path, serde_json::to_string_pretty(self).unwrap()).unwrap();
        println!("\n{}", path.display());
    }
}

impl Row {
    fn line(&self) -> String {
        let value = self
            .value
            .map_or("–".to_owned(), |value| format!("{value:.2}"));
        let wanted = match self.wanted {
            Some(Wanted::AtMost(most)) => format!("≤ {most}"),
            Some(Wanted::AtLeast(least)) => format!("≥ {least}"),
            None => String::new(),
        };
        let met = match self.met {
            Some(true) => "ok",
            Some(false) => "NOT",
            None => "–",
        };
        let Self {
            what,
            against,
            unit,
            note,
            ..
        } = self;
        format!("{value:>10} {unit:8} {wanted:>10} {met:>4} {what} / {against}  ({note})")
    }
}
