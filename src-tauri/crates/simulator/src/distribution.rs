//! The 配信マスター that this server gives out: a version is made from its number alone, so that every server has the same.

use std::{collections::BTreeMap, fmt::Write as _};

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};

use crate::{Error, layout::Layout, sheet::Sheet};

const VERSION: &str = "00";
const ORGANISATION: &str = "01";
/// Parts of the master, with what their names begin with and how many there were at first.
const PARTS: [(&str, &str, u32); 4] = [
    (ORGANISATION, "練習", 40),
    ("02", "練習事務", 12),
    ("03", "練習手続", 20),
    ("04", "練習情報", 15),
];
const ADDED: &str = "1";
const CHANGED: &str = "2";
const ENDED: &str = "3";

/// Part and code.
type Key = (&'static str, String);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    name: String,
    from: String,
    until: String,
}

/// A version of the master.
#[derive(Debug, Clone)]
pub struct Master {
    /// Its number.
    pub version: u32,
    /// The day on which it was published.
    pub published_on: NaiveDate,
    entries: BTreeMap<Key, Entry>,
}

impl Master {
    /// The version of a number, from 1.
    pub fn of(version: u32) -> Self {
        let mut entries = BTreeMap::new();
        for (part, name, many) in PARTS {
            for nth in 1..=many {
                entries.insert((part, code(part, nth)), entry(format!("{name}{nth:03}"), 1));
            }
        }
        for version in 2..=version {
            // Two bodies begin, one has a new name, one ends.
            for nth in [2 * version - 3, 2 * version - 2] {
                let nth = 40 + nth;
                let key = (ORGANISATION, code(ORGANISATION, nth));
                entries.insert(key, entry(format!("練習{nth:03}"), version));
            }
            let renamed = (ORGANISATION, code(ORGANISATION, version));
            entries.insert(renamed, entry(format!("新練習{version:03}"), version));
            entries.remove(&(ORGANISATION, code(ORGANISATION, 41 - version.min(20))));
        }
        Master {
            version,
            published_on: day(version),
            entries,
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The SHA-256 of all entries, in the order of part and code: each its cells, joined by commas, and a line feed.
    pub fn sha256(&self) -> String {
        let mut all = String::new();
        for ((part, code), entry) in &self.entries {
            let Entry { name, from, until } = entry;
            let _ = writeln!(all, "{part},{code},{name},{from},{until}"); // into memory
        }
        hex::encode(Sha256::digest(all))
    }

    /// The whole, as a file.
    ///
    /// # Errors
    /// When the definition lacks a column.
    pub fn whole(&self, layout: &Layout) -> Result<Vec<u8>, Error> {
        let rows = self.entries.iter().map(|(key, entry)| row(key, entry, ""));
        self.file(layout, "", rows.collect())
    }

    /// What makes this version of an earlier one, as a file.
    ///
    /// # Errors
    /// When the definition lacks a column.
    pub fn since(&self, base: &Master, layout: &Layout, wrong: bool) -> Result<Vec<u8>, Error> {
        let mut rows = Vec::new();
        for (key, entry) in &self.entries {
            match base.entries.get(key) {
                None => rows.push(row(key, entry, ADDED)),
                Some(before) if before != entry => rows.push(row(key, entry, CHANGED)),
                Some(_) => {}
            }
        }
        let ended = base
            .entries
            .iter()
            .filter(|(key, _)| !self.entries.contains_key(*key));
        rows.extend(ended.map(|(key, entry)| row(key, entry, ENDED)));
        if wrong {
            rows.pop();
        }
        self.file(layout, &base.version.to_string(), rows)
    }

    fn file(&self, layout: &Layout, base: &str, rows: Vec<[String; 6]>) -> Result<Vec<u8>, Error> {
        let ids = [
            "part",
            "code",
            "name",
            "valid_from",
            "valid_until",
            "change",
            "base",
        ];
        let places = layout.positions(&ids.map(str::to_owned))?;
        let published = self.published_on.format("%Y%m%d").to_string();
        let head = [
            VERSION,
            &self.version.to_string(),
            &self.sha256(),
            &published,
            "",
            "",
        ];
        let rows = rows.into_iter().map(|row| (row, String::new()));
        let head = (head.map(str::to_owned), base.to_owned());
        let mut sheet = Sheet::new(layout, Vec::new())?;
        for (cells, base) in [head].into_iter().chain(rows) {
            let mut line = vec![String::new(); layout.column.len()];
            for (place, cell) in places.iter().zip(cells.into_iter().chain([base])) {
                line[*place] = cell;
            }
            sheet.write(line)?;
        }
        sheet.end()
    }
}

fn row((part, code): &Key, entry: &Entry, change: &str) -> [String; 6] {
    let Entry { name, from, until } = entry.clone();
    [
        (*part).to_owned(),
        code.clone(),
        name,
        from,
        until,
        change.to_owned(),
    ]
}

fn code(part: &str, nth: u32) -> String {
    format!("RT{part}{nth:06}")
}

fn entry(name: String, version: u32) -> Entry {
    Entry {
        name,
        from: day(version).format("%Y%m%d").to_string(),
        until: String::new(),
    }
}

fn day(version: u32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap_or_default();
    let days = Days::new(u64::from(version) * 7);
    first.checked_add_days(days).unwrap_or(first)
}
