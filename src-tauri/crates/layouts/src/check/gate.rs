//! Gates against wrong links: what only shows across the rows of a file.
//!
//! The first pass notes 48 bytes a row; nothing is sorted or compared before the pass is over.

use super::{
    earlier::Earlier,
    hit::{Hit, What},
    household::apart_from_head,
    keys::{Keys, Room},
    life::Life,
    over::Over,
    person_key::PersonKey,
    suspects::suspects,
};
use crate::{
    definition::{Gate, Layout},
    read::Cells,
};
use ahash::RandomState;
use std::{
    collections::HashSet,
    panic::resume_unwind,
    thread::{self, ScopedJoinHandle},
};

/// Each takes memory by the rows while it is asked.
const GATES_AT_ONCE: usize = 2;

/// What is noted of a row.
pub(crate) struct Entry {
    number: u64,
    registration: u64,
    occurrence: u64,
    pub household: u64,
    pub person: PersonKey,
    pub row: u32,
    pub life: Life,
    /// A child or parent whose 本人 doesn't stand above.
    pub is_orphan: bool,
}

/// Notes of the rows, and what is asked of them at the end.
pub(crate) struct Index<'a> {
    gates: &'a [Gate],
    entries: Vec<Entry>,
}

impl Entry {
    pub(crate) fn of(
        layout: &Layout,
        hash_state: &RandomState,
        row_number: u32,
        keys: &Keys,
        row: &Cells,
        room: &mut Room,
    ) -> Self {
        let repetition = layout.gates.iter().find_map(Gate::repetition);
        let occurrence = repetition.map(|columns| match columns {
            [] => keys.registration,
            columns => {
                let cells = columns.iter().map(|at| (&layout.columns[*at], &row[*at]));
                room.key(hash_state, keys.registration, cells)
            }
        });
        Self {
            number: keys.number,
            registration: keys.registration,
            occurrence: occurrence.unwrap_or(0),
            household: keys.household,
            person: keys.person,
            row: row_number,
            life: keys.life,
            is_orphan: false,
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

    /// How many rows are children's.
    pub(crate) fn children(&self) -> usize {
        self.entries.iter().filter(|it| it.life.is_child()).count()
    }

    /// Every row that a gate names. Gates are asked side by side: nothing else is left to do meanwhile.
    pub(crate) fn hits(&self, over: &Over, earlier: Option<&Earlier>) -> Vec<Hit> {
        let entries = &self.entries;
        let at_once = self.gates.chunks(GATES_AT_ONCE);
        let hits = at_once.flat_map(|gates| -> Vec<Hit> {
            thread::scope(|scope| {
                let asked = gates
                    .iter()
                    .map(|gate| scope.spawn(|| gate.hits(entries, over, earlier)));
                let asked: Vec<ScopedJoinHandle<_>> = asked.collect();
                asked.into_iter().flat_map(joined).collect()
            })
        });
        hits.collect()
    }
}

impl Gate {
    fn hits(&self, entries: &[Entry], over: &Over, earlier: Option<&Earlier>) -> Vec<Hit> {
        match self {
            Self::OneNumberTwoPeople => of_numbers(entries, over),
            Self::OnePersonTwoNumbers => of_registrations(entries),
            Self::SameRegistrationTwice { .. } => of_repetitions(entries),
            Self::TwoHeads => {
                let hits = |is_it: fn(Life) -> bool, what| {
                    let mut hits = of_the_only(entries, over, is_it, what);
                    hits.extend(earlier.into_iter().flat_map(|earlier| {
                        beside_the_earlier(entries, over, earlier, is_it, what)
                    }));
                    hits
                };
                let heads = hits(Life::is_head, What::TwoHeads);
                [heads, hits(Life::is_spouse, What::TwoSpouses)].concat()
            }
            Self::ChildOlder { years } => apart_from_head(entries, earlier, *years),
            Self::SwapInHousehold | Self::NumberChanged { .. } => Vec::new(), // against an earlier file
        }
    }
}

fn joined<T>(thread: ScopedJoinHandle<T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// The entries that share a key (not 0) with another, in the order of the file.
fn groups(entries: &[Entry], key: impl Fn(&Entry) -> u64 + Clone) -> Vec<Vec<&Entry>> {
    let places = 0..u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut suspects = suspects(entries.iter().map(key).zip(places));
    suspects.sort_unstable();
    let groups = suspects.chunk_by(|(a, _), (b, _)| a == b);
    let groups = groups.filter(|group| group.len() > 1);
    let entry = |(_, place): &(u64, u32)| &entries[*place as usize];
    groups
        .map(|group| group.iter().map(entry).collect())
        .collect()
}

/// One number on two people, or on two registrations of one that both go on.
fn of_numbers(entries: &[Entry], over: &Over) -> Vec<Hit> {
    let mut hits = Vec::new();
    for mut group in groups(entries, |it| it.number) {
        // A registration that is taken back was never right: it clashes with nobody.
        group.retain(|it| {
            !over.is_cancelled(it.registration) || over.is_alive_after(it.registration, it.row)
        });
        let is_other_registration = |a: &Entry, b: &Entry| a.registration != b.registration;
        let is_alive = |it: &Entry| over.is_alive_after(it.registration, it.row);
        let clashes = |a: &Entry, b: &Entry| {
            is_other_registration(a, b) && a.person.differences(b.person).any()
        };
        let doubles = |a: &Entry, b: &Entry| {
            is_other_registration(a, b)
                && !a.person.differences(b.person).any()
                && is_alive(a)
                && is_alive(b)
        };
        // The first, and one that each of its like may clash with: no need to hold all against all.
        let Some(first) = group.first().copied() else {
            continue;
        };
        let stranger = group.iter().copied().find(|it| clashes(first, it));
        let alive = group.iter().copied().find(|it| is_alive(it));
        let double = alive.and_then(|one| group.iter().copied().find(|it| doubles(one, it)));
        for entry in &group {
            let clash = [Some(first), stranger].into_iter().flatten();
            let mut clash = clash.filter(|other| clashes(entry, other));
            let twice = [alive, double].into_iter().flatten();
            let mut twice = twice.filter(|other| doubles(entry, other));
            let found = match (clash.next(), twice.next()) {
                (Some(other), _) => {
                    let is_in_household =
                        entry.household != 0 && entry.household == other.household;
                    Some((other, What::NumberOfAnother { is_in_household }))
                }
                (None, Some(other)) => Some((other, What::NumberTwice)),
                (None, None) => None,
            };
            hits.extend(found.map(|(other, what)| Hit {
                row: entry.row,
                other: other.row,
                what,
            }));
        }
    }
    hits
}

/// One registration with two numbers, or of two people; what comes behind its end is another.
fn of_registrations(entries: &[Entry]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for group in groups(entries, |it| it.registration) {
        let lives = group.chunk_by(|above, _| !above.life.is_over());
        for life in lives {
            let first = life[0];
            for entry in &life[1..] {
                if let Some(what) = between(first, entry) {
                    let both = [(first, *entry), (entry, first)];
                    hits.extend(both.map(|(it, other)| Hit {
                        row: it.row,
                        other: other.row,
                        what,
                    }));
                }
            }
        }
    }
    hits
}

fn between(first: &Entry, later: &Entry) -> Option<What> {
    let differences = first.person.differences(later.person);
    let is_said = later.life.changes();
    let has_other_number = first.number != 0 && later.number != 0 && first.number != later.number;
    match (differences.is_somebody_else(), has_other_number) {
        (true, _) => Some(What::OtherPerson {
            is_said: is_said && !has_other_number,
        }),
        (false, true) if !later.life.has_new_number() => Some(What::OtherNumber),
        (false, _) if !is_said && (differences.birth || differences.other) => {
            Some(What::PersonDiffers(differences))
        }
        (false, _) => None,
    }
}

/// The same of one registration once more.
fn of_repetitions(entries: &[Entry]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for group in groups(entries, |it| it.occurrence) {
        hits.extend(group.iter().map(|entry| Hit {
            row: entry.row,
            other: if entry.row == group[0].row {
                group[1].row
            } else {
                group[0].row
            },
            what: What::Twice,
        }));
    }
    hits
}

/// Two registrations of a household that both say to be 本人's, or the spouse's.
fn of_the_only(entries: &[Entry], over: &Over, is_it: fn(Life) -> bool, what: What) -> Vec<Hit> {
    let key = |it: &Entry| if is_it(it.life) { it.household } else { 0 };
    let mut hits = Vec::new();
    for mut group in groups(entries, key) {
        group.retain(|it| over.is_alive_after(it.registration, it.row));
        let Some(first) = group.first().copied() else {
            continue;
        };
        let others = group
            .iter()
            .filter(|it| it.registration != first.registration);
        for (at, other) in others.enumerate() {
            let both = [(first, *other), (other, first)].into_iter();
            hits.extend(both.skip(usize::from(at > 0)).map(|(it, other)| Hit {
                row: it.row,
                other: other.row,
                what,
            }));
        }
    }
    hits
}

/// A 本人 or spouse beside another of the earlier file, of whom this file says nothing.
fn beside_the_earlier(
    entries: &[Entry],
    over: &Over,
    earlier: &Earlier,
    is_it: fn(Life) -> bool,
    what: What,
) -> Vec<Hit> {
    let suspects = entries.iter().filter_map(|entry| {
        let is_new = is_it(entry.life) && over.is_alive_after(entry.registration, entry.row);
        let mut before = earlier.of_household(entry.household).filter(|_| is_new);
        let other = before.find(|it| is_it(it.life) && it.registration != entry.registration)?;
        Some((entry, other.registration))
    });
    let suspects: Vec<(&Entry, u64)> = suspects.collect();
    let others: HashSet<u64> = suspects.iter().map(|(_, other)| *other).collect();
    let told = entries.iter().map(|it| it.registration);
    let told: HashSet<u64> = told.filter(|it| others.contains(it)).collect();
    let alone = suspects
        .into_iter()
        .filter(|(_, other)| !told.contains(other));
    let hit = |(entry, _): (&Entry, u64)| Hit {
        row: entry.row,
        other: 0,
        what,
    };
    alone.map(hit).collect()
}

#[cfg(test)]
mod tests {
    use super::Entry;

    #[test]
    fn a_row_costs_at_most_48_bytes() {
        assert!(size_of::<Entry>() <= 48);
    }
}
