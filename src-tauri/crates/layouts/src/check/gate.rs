//! Gates against wrong links: what only shows across the rows of a file.
//!
//! The first pass notes 40 bytes a row; nothing is sorted or compared before the pass is over.

use super::{
    cell::Problem,
    finding::Finding,
    finding_code::FindingCode,
    keys::{Keys, Room},
    suspects::suspects,
};
use crate::{
    definition::{Gate, Identity, Layout},
    read::{Cells, Subject},
};
use ahash::RandomState;
use std::{
    panic::resume_unwind,
    thread::{self, ScopedJoinHandle},
};

/// A row that a gate names, and the row that it clashes with.
pub(crate) struct Hit<'a> {
    pub row: u32,
    other: u32,
    /// Whether the two are of one household.
    is_in_household: bool,
    gate: &'a Gate,
}

impl Gate {
    pub(crate) fn code(&self) -> FindingCode {
        match self {
            Self::OneNumberTwoPeople => FindingCode::NumberTwoPeople,
            Self::OnePersonTwoNumbers => FindingCode::PersonTwoNumbers,
            Self::SameRegistrationTwice { .. } => FindingCode::RegistrationTwice,
            Self::SwapInHousehold => FindingCode::SwapInHousehold,
            Self::NumberChanged { .. } => FindingCode::NumberChanged,
        }
    }
}

impl Hit<'_> {
    /// The finding, once the row was read again.
    pub(crate) fn finding(&self, layout: &Layout, who: &Identity, row: &Cells) -> Finding {
        let title = |column: usize| layout.columns[column].title.as_str();
        let number_column = who.number.unwrap_or_default(); // a definition with such a gate names it
        let (other, number) = (self.other, title(number_column));
        let (column, message) = match self.gate {
            Gate::OneNumberTwoPeople => {
                let of_household = if self.is_in_household {
                    "同じ世帯の"
                } else {
                    ""
                };
                let message =
                    format!("{other}行目の{of_household}別の人と、「{number}」が同じです。");
                (number_column, message)
            }
            Gate::OnePersonTwoNumbers | Gate::SwapInHousehold | Gate::NumberChanged { .. } => (
                number_column,
                format!("{other}行目の同じ人と、「{number}」がちがいます。"),
            ),
            Gate::SameRegistrationTwice { columns } => {
                let same: Vec<&str> = columns.iter().map(|column| title(*column)).collect();
                let also = match same.join("、") {
                    none if none.is_empty() => none,
                    same => format!("（{same}も同じ）"),
                };
                let message = format!("{other}行目と同じ登録です{also}。");
                return Finding {
                    subject: Subject::of(&layout.subject, |column| row.get(column)),
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

/// What is noted of a row.
pub(crate) struct Entry {
    number: u64,
    person: u64,
    registered_person: u64,
    occurrence: u64,
    /// Half of the key: it is only asked of rows that clash.
    household: u32,
    pub row: u32,
}

/// The notes of all rows of a file.
pub(crate) struct Index<'a> {
    gates: &'a [Gate],
    entries: Vec<Entry>,
}

impl Entry {
    /// Notes a row whose cells were checked.
    pub(crate) fn of(
        gates: &[Gate],
        hash_state: &RandomState,
        row_number: u32,
        keys: &Keys,
        row: &Cells,
        room: &mut Room,
    ) -> Self {
        let occurrence = gates.iter().find_map(|gate| match gate {
            Gate::SameRegistrationTwice { columns } => {
                let cells = columns.iter().map(|at| &row[*at]);
                Some(room.key(hash_state, keys.registration, cells))
            }
            Gate::OneNumberTwoPeople
            | Gate::OnePersonTwoNumbers
            | Gate::SwapInHousehold
            | Gate::NumberChanged { .. } => None,
        });
        Self {
            number: keys.number,
            person: keys.person,
            registered_person: keys.registration ^ keys.person.rotate_left(1),
            occurrence: occurrence.unwrap_or(keys.registration),
            household: keys.household as u32,
            row: row_number,
        }
    }
}

impl<'a> Index<'a> {
    pub(crate) fn new(gates: &'a [Gate]) -> Self {
        Self {
            gates,
            entries: Vec::new(),
        }
    }

    /// Makes room at once: growing step by step would hold the entries twice.
    pub(crate) fn expect_rows(&mut self, rows: usize) {
        let more = rows.saturating_sub(self.entries.len());
        self.entries.reserve_exact(more);
    }

    /// Adds the notes of rows that are counted from 1 behind row `base`.
    pub(crate) fn add(&mut self, base: u32, entries: Vec<Entry>) {
        let entries = entries.into_iter();
        let moved = entries.map(|entry| Entry {
            row: base + entry.row,
            ..entry
        });
        self.entries.extend(moved);
    }

    /// Every row that a gate names, by row. The gates are asked side by side: nothing else is left to do meanwhile.
    pub(crate) fn into_hits(self) -> Vec<Hit<'a>> {
        let (gates, entries) = (self.gates, &self.entries);
        let mut hits: Vec<Hit> = thread::scope(|scope| {
            let asked = gates.iter().map(|gate| scope.spawn(|| gate.hits(entries)));
            let asked: Vec<ScopedJoinHandle<_>> = asked.collect();
            asked.into_iter().flat_map(joined).collect()
        });
        hits.sort_unstable_by_key(|hit| (hit.row, hit.gate.code()));
        hits
    }
}

impl Gate {
    fn hits<'a>(&'a self, entries: &[Entry]) -> Vec<Hit<'a>> {
        match self {
            Self::OneNumberTwoPeople => {
                clashes(self, entries, |e| e.number, |a, b| a.person != b.person)
            }
            Self::OnePersonTwoNumbers => {
                let key = |e: &Entry| {
                    if e.number == 0 {
                        0
                    } else {
                        e.registered_person
                    }
                };
                clashes(self, entries, key, |a, b| a.number != b.number)
            }
            Self::SameRegistrationTwice { .. } => {
                clashes(self, entries, |e| e.occurrence, |a, b| a.row != b.row)
            }
            Self::SwapInHousehold | Self::NumberChanged { .. } => Vec::new(), // against an earlier file
        }
    }
}

fn joined<T>(thread: ScopedJoinHandle<T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// Among the entries of one key, names each that differs from another, and the first that it differs from.
fn clashes<'a>(
    gate: &'a Gate,
    entries: &[Entry],
    key: impl Fn(&Entry) -> u64 + Clone,
    differs: impl Fn(&Entry, &Entry) -> bool,
) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    let places = 0..u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut suspects = suspects(entries.iter().map(key).zip(places));
    suspects.sort_unstable();
    for group in suspects.chunk_by(|(a, _), (b, _)| a == b) {
        let entry = |(_, place): &(u64, u32)| &entries[*place as usize];
        let first = entry(&group[0]);
        let mut group = group.iter().map(entry);
        let Some(stranger) = group.clone().find(|entry| differs(first, entry)) else {
            continue;
        };
        hits.extend(group.by_ref().map(|entry| {
            let other = if differs(first, entry) {
                first
            } else {
                stranger
            };
            Hit {
                row: entry.row,
                other: other.row,
                is_in_household: entry.household != 0 && entry.household == other.household,
                gate,
            }
        }));
    }
    hits
}

#[cfg(test)]
mod tests {
    use super::Entry;

    #[test]
    fn a_row_costs_at_most_48_bytes() {
        assert!(size_of::<Entry>() <= 48);
    }
}
