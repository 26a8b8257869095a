//! Gates against wrong links: what only shows across the rows of a file.
//!
//! The first pass notes 40 bytes a row; nothing is sorted or compared before the pass is over.

use crate::{
    Finding, FindingCode, Layout, Subject,
    across::{Gate, Identity},
    cell::{CellValue, Problem},
};
use csv::StringRecord;
use std::hash::{BuildHasher, Hasher, RandomState};

/// A row that a gate names, and the row that it clashes with.
pub(crate) struct Hit<'a> {
    pub row: u32,
    other: u32,
    gate: &'a Gate,
}

impl Gate {
    pub(crate) fn code(&self) -> FindingCode {
        match self {
            Self::OneNumberTwoPeople => FindingCode::NumberTwoPeople,
            Self::OnePersonTwoNumbers => FindingCode::PersonTwoNumbers,
            Self::SameRegistrationTwice { .. } => FindingCode::RegistrationTwice,
            Self::SwapInHousehold | Self::NumberChanged => FindingCode::PersonTwoNumbers,
        }
    }
}

impl Hit<'_> {
    /// The finding, once the row was read again.
    pub(crate) fn finding(&self, layout: &Layout, who: &Identity, row: &StringRecord) -> Finding {
        let title = |column: usize| layout.columns[column].title.as_str();
        let number_column = who.number.unwrap_or_default(); // a definition with such a gate names it
        let (other, number) = (self.other, title(number_column));
        let (column, message) = match self.gate {
            Gate::OneNumberTwoPeople => (
                number_column,
                format!("{other}行目の別の人と、「{number}」が同じです。"),
            ),
            Gate::OnePersonTwoNumbers | Gate::SwapInHousehold | Gate::NumberChanged => (
                number_column,
                format!("{other}行目の同じ人と、「{number}」がちがいます。"),
            ),
            Gate::SameRegistrationTwice { columns } => {
                let same: Vec<&str> = columns.iter().map(|column| title(*column)).collect();
                let message = format!("{other}行目と同じ登録です（{}も同じ）。", same.join("、"));
                return Finding {
                    subject: Subject::of(&layout.subject, row),
                    ..Finding::of_whole_row(self.row, self.gate.code(), &message)
                };
            }
        };
        let (code, severity) = (self.gate.code(), self.gate.code().severity());
        Finding::of_cell(
            layout,
            self.row,
            row,
            column,
            Problem {
                code,
                severity,
                message,
            },
        )
    }
}

/// What is noted of the rows of a file. A key of 0 means that the row takes no part.
pub(crate) struct Index<'a> {
    identity: &'a Identity,
    gates: &'a [Gate],
    hash_state: RandomState,
    entries: Vec<Entry>,
}

struct Entry {
    number: u64,
    person: u64,
    registered_person: u64,
    occurrence: u64,
    row: u32,
}

impl<'a> Index<'a> {
    pub(crate) fn new(identity: &'a Identity, gates: &'a [Gate]) -> Self {
        Self {
            identity,
            gates,
            hash_state: RandomState::new(),
            entries: Vec::new(),
        }
    }

    /// Makes room at once: growing step by step would hold the entries twice.
    pub(crate) fn expect_rows(&mut self, rows: usize) {
        let more = rows.saturating_sub(self.entries.len());
        self.entries.reserve_exact(more);
    }

    /// Notes a row whose cells were checked.
    pub(crate) fn note(&mut self, number: u32, row: &StringRecord, values: &[CellValue]) {
        let Identity {
            registration,
            person,
            number: number_column,
            ..
        } = self.identity;
        let person = self.key(0, row, person);
        let registered = self.key(0, row, registration);
        let occurrence = self.gates.iter().find_map(|gate| match gate {
            Gate::SameRegistrationTwice { columns } => Some(self.key(registered, row, columns)),
            Gate::OneNumberTwoPeople
            | Gate::OnePersonTwoNumbers
            | Gate::SwapInHousehold
            | Gate::NumberChanged => None,
        });
        self.entries.push(Entry {
            number: number_column
                .and_then(|it| values[it].number())
                .unwrap_or(0),
            person,
            registered_person: registered ^ person.rotate_left(1),
            occurrence: occurrence.unwrap_or(0),
            row: number,
        });
    }

    /// One key for the cells of some columns; white space makes no difference.
    fn key(&self, seed: u64, row: &StringRecord, columns: &[usize]) -> u64 {
        let mut hasher = self.hash_state.build_hasher();
        hasher.write_u64(seed);
        for column in columns {
            let cell = &row[*column];
            if cell.contains([' ', '　']) {
                hasher.write(cell.replace([' ', '　'], "").as_bytes());
            } else {
                hasher.write(cell.as_bytes());
            }
            hasher.write_u8(0xFF);
        }
        hasher.finish()
    }

    /// Every row that a gate names, by row.
    pub(crate) fn into_hits(mut self) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        for gate in self.gates {
            let all = &mut self.entries;
            match gate {
                Gate::OneNumberTwoPeople => {
                    clashes(
                        gate,
                        all,
                        |e| e.number,
                        |a, b| a.person != b.person,
                        &mut hits,
                    );
                }
                Gate::OnePersonTwoNumbers => {
                    let key = |e: &Entry| {
                        if e.number == 0 {
                            0
                        } else {
                            e.registered_person
                        }
                    };
                    clashes(gate, all, key, |a, b| a.number != b.number, &mut hits);
                }
                Gate::SwapInHousehold | Gate::NumberChanged => {} // against the file before
                Gate::SameRegistrationTwice { .. } => {
                    clashes(
                        gate,
                        all,
                        |e| e.occurrence,
                        |a, b| a.row != b.row,
                        &mut hits,
                    );
                }
            }
        }
        hits.sort_unstable_by_key(|hit| (hit.row, hit.gate.code()));
        hits
    }
}

/// Among the entries of one key, names each that differs from another, and the first that it differs from.
fn clashes<'a>(
    gate: &'a Gate,
    entries: &mut [Entry],
    key: impl Fn(&Entry) -> u64,
    differs: impl Fn(&Entry, &Entry) -> bool,
    hits: &mut Vec<Hit<'a>>,
) {
    entries.sort_unstable_by_key(|entry| (key(entry), entry.row));
    for group in entries.chunk_by(|a, b| key(a) == key(b)) {
        let first = &group[0];
        let Some(stranger) = group.iter().find(|entry| differs(first, entry)) else {
            continue;
        };
        if key(first) == 0 {
            continue;
        }
        for entry in group {
            let other = if differs(first, entry) {
                first
            } else {
                stranger
            };
            hits.push(Hit {
                row: entry.row,
                other: other.row,
                gate,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Entry;

    #[test]
    fn a_row_costs_at_most_48_bytes() {
        assert!(size_of::<Entry>() <= 48);
    }
}
