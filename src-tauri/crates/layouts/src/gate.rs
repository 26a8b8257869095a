//! Gates against wrong links: what only shows across the rows of a file.
//!
//! The first pass notes 40 bytes a row; nothing is sorted or compared before the pass is over.

use crate::{
    Finding, FindingCode, Layout, Subject,
    across::{Gate, Identity},
    cell::{CellValue, Problem},
    cells::Cells,
};
use ahash::RandomState;

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
    pub(crate) fn finding(&self, layout: &Layout, who: &Identity, row: &Cells) -> Finding {
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

/// Makes notes of rows, for the gates of a layout. A key of 0 means that the row takes no part.
pub(crate) struct Noting<'a> {
    identity: &'a Identity,
    gates: &'a [Gate],
    hash_state: RandomState,
}

/// What is noted of a row.
pub(crate) struct Entry {
    number: u64,
    person: u64,
    registered_person: u64,
    occurrence: u64,
    pub row: u32,
}

/// The notes of all rows of a file.
pub(crate) struct Index<'a> {
    gates: &'a [Gate],
    entries: Vec<Entry>,
}

impl<'a> Noting<'a> {
    pub(crate) fn new(identity: &'a Identity, gates: &'a [Gate]) -> Self {
        Self {
            identity,
            gates,
            hash_state: RandomState::new(),
        }
    }

    /// Notes a row whose cells were checked; `text` is room to work in.
    pub(crate) fn entry(
        &self,
        number: u32,
        row: &Cells,
        values: &[CellValue],
        text: &mut Vec<u8>,
    ) -> Entry {
        let Identity {
            registration,
            person,
            number: number_column,
            ..
        } = self.identity;
        let person = self.key(0, row, person, text);
        let registered = self.key(0, row, registration, text);
        let occurrence = self.gates.iter().find_map(|gate| match gate {
            Gate::SameRegistrationTwice { columns } => {
                Some(self.key(registered, row, columns, text))
            }
            Gate::OneNumberTwoPeople
            | Gate::OnePersonTwoNumbers
            | Gate::SwapInHousehold
            | Gate::NumberChanged => None,
        });
        let number_value = number_column.and_then(|it| values[it].number());
        Entry {
            number: number_value.unwrap_or(0),
            person,
            registered_person: registered ^ person.rotate_left(1),
            occurrence: occurrence.unwrap_or(0),
            row: number,
        }
    }

    /// One key for the cells of some columns; white space makes no difference.
    fn key(&self, seed: u64, row: &Cells, columns: &[usize], text: &mut Vec<u8>) -> u64 {
        text.clear();
        text.extend(seed.to_ne_bytes());
        for column in columns {
            push_without_spaces(text, row[*column].as_bytes());
            text.push(0xFF);
        }
        self.hash_state.hash_one(&*text)
    }
}

fn push_without_spaces(text: &mut Vec<u8>, cell: &[u8]) {
    if !cell
        .iter()
        .fold(false, |found, byte| found | matches!(byte, b' ' | 0xE3))
    {
        return text.extend_from_slice(cell);
    }
    let mut rest = cell;
    while let Some((byte, behind)) = rest.split_first() {
        rest = match rest {
            [b' ', ..] => behind,
            [0xE3, 0x80, 0x80, behind @ ..] => behind, // full-width
            _ => {
                text.push(*byte);
                behind
            }
        };
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

    /// Every row that a gate names, by row.
    pub(crate) fn into_hits(self) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        for gate in self.gates {
            let all = &self.entries;
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
    entries: &[Entry],
    key: impl Fn(&Entry) -> u64,
    differs: impl Fn(&Entry, &Entry) -> bool,
    hits: &mut Vec<Hit<'a>>,
) {
    let mut suspects = suspects(entries, &key);
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
            let (row, other) = (entry.row, other.row);
            Hit { row, other, gate }
        }));
    }
}

/// The keys and places of the entries that may have a key in common: these few are quicker to sort than all.
fn suspects(entries: &[Entry], key: impl Fn(&Entry) -> u64) -> Vec<(u64, u32)> {
    let slots = entries.len() * SLOTS_A_ROW;
    let (mut once, mut again) = (SlotSet::new(slots), SlotSet::new(slots));
    let keys = || {
        entries
            .iter()
            .map(&key)
            .zip(0..)
            .filter(|(key, _)| *key != 0)
    };
    for (key, _) in keys() {
        if !once.insert(key) {
            again.insert(key);
        }
    }
    drop(once);
    keys().filter(|(key, _)| again.contains(*key)).collect()
}

/// Bits, several of them a row, so that few keys fall on one by chance.
const SLOTS_A_ROW: usize = 16;

/// A set of keys that may take one for another.
struct SlotSet(Vec<u64>);

impl SlotSet {
    fn new(slots: usize) -> Self {
        Self(vec![0; (slots / 64).next_power_of_two()])
    }

    /// False where the slot was taken.
    fn insert(&mut self, key: u64) -> bool {
        let (word, bit) = self.slot(key);
        let is_free = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_free
    }

    fn contains(&self, key: u64) -> bool {
        let (word, bit) = self.slot(key);
        self.0[word] & bit != 0
    }

    /// Spreads keys, of which some are counted up, over all slots.
    fn slot(&self, key: u64) -> (usize, u64) {
        let spread = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let word = (spread >> 32) as usize & (self.0.len() - 1);
        (word, 1 << (spread >> 26 & 63))
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
