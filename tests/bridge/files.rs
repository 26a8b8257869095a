//! Files of synthetic people: the practice server's samples, with cells changed where a scenario wants it.

use encoding_rs::{SHIFT_JIS, UTF_8};
use kakehashi_simulator::sample::{self, Sample};
use std::{collections::BTreeMap, fs, path::Path};

/// A row by the headings of its file.
pub struct Row<'a> {
    headings: &'a BTreeMap<String, usize>,
    cells: Vec<String>,
}

impl Row<'_> {
    /// What stands under a heading.
    pub fn get(&self, heading: &str) -> &str {
        &self.cells[self.headings[heading]]
    }

    /// Writes something else there.
    pub fn set(&mut self, heading: &str, value: impl Into<String>) {
        self.cells[self.headings[heading]] = value.into();
    }
}

/// A sample without mistakes, each of its rows changed (`false`: left out), in the encoding that it has.
pub fn write(kind: &str, rows: u64, to: &Path, change: impl Fn(usize, &mut Row<'_>) -> bool) {
    let bytes = made(kind, rows, false);
    let encoding = match std::str::from_utf8(&bytes) {
        Ok(_) => UTF_8,
        Err(_) => SHIFT_JIS,
    };
    let (text, ..) = encoding.decode(&bytes);
    let mut lines = text.lines();
    let heading = lines.next().unwrap();
    let headings = heading
        .split(',')
        .enumerate()
        .map(|(at, name)| (name.to_owned(), at))
        .collect();
    let mut out = format!("{heading}\r\n");
    for (nth, line) in lines.enumerate() {
        let mut row = Row {
            headings: &headings,
            cells: line.split(',').map(str::to_owned).collect(),
        };
        if change(nth, &mut row) {
            out += &format!("{}\r\n", row.cells.join(","));
        }
    }
    fs::write(to, encoding.encode(&out).0).unwrap();
}

/// A sample as the practice server makes it, with a few mistakes.
pub fn write_with_mistakes(kind: &str, rows: u64, to: &Path) {
    fs::write(to, made(kind, rows, true)).unwrap();
}

fn made(kind: &str, rows: u64, mistakes: bool) -> Vec<u8> {
    let wanted = Sample {
        kind: kind.to_owned(),
        rows,
        mistakes,
        ..Sample::default()
    };
    let mut out = Vec::new();
    sample::write(&wanted, &mut out).unwrap();
    out
}
