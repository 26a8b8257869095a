//! What an earlier file said of each registration, for comparing a later one with it.
//!
//! It comes from that file itself, or from rows that the terminal remembers. Either way it holds 個人番号.

use super::{
    keys::{Keys, Room},
    life::Life,
    person_key::PersonKey,
    protection::ProtectedPerson,
    steady::Steady,
};
use crate::{
    definition::{Column, ColumnType, Condition, Identity, Layout},
    read::{Row, Subject},
};
use ahash::RandomState;
use kakehashi_domain::{PersonalNumber, date_value};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What is known of registrations from before.
#[derive(Default)]
pub struct Earlier {
    pub(crate) hash_state: RandomState,
    /// By registration, each once.
    registrations: Vec<Registered>,
    by_number: Vec<u32>,
    /// By household, those who are 本人 or the spouse.
    by_household: Vec<u32>,
    /// Rows of the file that it was read from; 0 for what was remembered.
    pub(crate) rows: u32,
    /// The watched columns that had more than one value.
    pub(crate) mixed_columns: BTreeSet<usize>,
    /// Who was protected, by the key of the registration.
    pub(crate) protected: BTreeMap<u64, ProtectedPerson>,
}

/// One registration of an earlier file.
pub(crate) struct Registered {
    pub keys: Keys,
    is_removed: bool,
}

/// What the terminal may remember of a row. It is as sensitive as the row (番号法2条8項).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The cells that name the registration.
    pub registration: Vec<String>,
    /// The cells that name the household.
    pub household: Vec<String>,
    /// The cells that name the person.
    pub person: Vec<String>,
    /// The 個人番号; empty where the row has none.
    pub number: String,
    /// Whether the row ends the registration, so that it is to be forgotten.
    pub is_removed: bool,
    /// A sum of all cells, which tells whether anything changed; None in what older versions remembered.
    #[serde(default)]
    pub content: Option<u64>,
    /// What stays as it is; nothing in what older versions remembered.
    #[serde(default)]
    pub(crate) steady: Steady,
    /// Whether it is the 本人 of the household; false in what older versions remembered.
    #[serde(default)]
    pub is_head: bool,
    /// Whether it is the spouse; likewise.
    #[serde(default)]
    pub is_spouse: bool,
}

/// Cells stay out of logs and test output.
impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Remembered(…)")
    }
}

impl fmt::Debug for Earlier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Earlier({} registrations)", self.registrations.len())
    }
}

impl Remembered {
    /// What to remember of a row. None for kinds that name no registration.
    pub fn of(layout: &Layout, row: &Row) -> Option<Self> {
        let cells: Vec<&str> = row.cells().collect();
        Self::of_cells(layout, &cells)
    }

    /// The same of a row's cells, one for each column of the kind.
    pub fn of_cells(layout: &Layout, cells: &[&str]) -> Option<Self> {
        let who = layout.identity.as_ref()?;
        let of = |columns: &[usize]| columns.iter().map(|at| cells[*at].to_owned()).collect();
        let says = |it: Option<&Condition>| {
            it.is_some_and(|it| it.is.iter().any(|code| code == cells[it.column]))
        };
        let removal = layout.previous.as_ref().and_then(|it| it.removal.as_ref());
        Some(Self {
            registration: of(&who.registration),
            household: of(&who.household),
            person: of(&who.person),
            number: who
                .number
                .map(|at| cells[at].to_owned())
                .unwrap_or_default(),
            is_removed: says(removal),
            content: Some(content_of(layout.telling(cells.iter().copied()))),
            steady: Steady::of(layout, |at| cells[at], &mut Room::default()),
            is_head: says(who.head.as_ref()),
            is_spouse: says(who.spouse.as_ref()),
        })
    }

    /// How the registration and the person are shown.
    pub fn subject(&self, layout: &Layout) -> Subject {
        let who = layout.identity.as_ref();
        let known = who.into_iter().flat_map(|who| {
            let registration = who.registration.iter().zip(&self.registration);
            registration.chain(who.person.iter().zip(&self.person))
        });
        let known: BTreeMap<usize, &str> = known.map(|(at, cell)| (*at, cell.as_str())).collect();
        Subject::of(&layout.subject, |column| known.get(&column).copied())
    }

    pub(super) fn keys(
        &self,
        layout: &Layout,
        who: &Identity,
        hash_state: &RandomState,
        room: &mut Room,
    ) -> Keys {
        let mut key =
            |at: &[usize], cells: &[String]| room.key(hash_state, 0, beside(layout, at, cells));
        let registration = key(&who.registration, &self.registration);
        let household = key(&who.household, &self.household);
        let person = beside(layout, &who.person, &self.person);
        Keys {
            number: PersonalNumber::value_of(&self.number).unwrap_or(0),
            registration,
            household,
            person: PersonKey::of(person, hash_state, room),
            content: self.content.unwrap_or(0),
            steady: self.steady,
            life: Life::placed(self.is_head, self.is_spouse),
        }
    }

    /// The same in the columns of another kind, which are found by their ids. None where the row doesn't tell what
    /// the other kind knows a registration or a person by.
    pub fn seen_by(&self, from: &Layout, to: &Layout) -> Option<Self> {
        let (own, others) = (from.identity.as_ref()?, to.identity.as_ref()?);
        let known = [
            (&own.registration, &self.registration),
            (&own.household, &self.household),
            (&own.person, &self.person),
        ];
        let cell = |wanted: &usize| {
            let wanted = &to.columns[*wanted].id;
            let mut cells = known.iter().flat_map(|(at, cells)| at.iter().zip(*cells));
            let found = cells.find(|(at, _)| from.columns[**at].id == *wanted);
            found.map(|(at, text)| plain_text(&from.columns[*at], text))
        };
        let cells = |columns: &[usize]| columns.iter().map(cell).collect::<Option<Vec<_>>>();
        Some(Self {
            registration: cells(&others.registration)?,
            household: cells(&others.household).unwrap_or_default(),
            person: cells(&others.person)?,
            number: self.number.clone(),
            is_removed: self.is_removed,
            content: None, // of other columns
            steady: Steady::default(),
            is_head: self.is_head,
            is_spouse: self.is_spouse,
        })
    }
}

/// Days in one notation, whatever the file has.
fn plain_text(column: &Column, text: &str) -> String {
    let day = (column.column_type == ColumnType::Date).then(|| date_value(text.trim()));
    match day.flatten() {
        Some(day) => day.format("%Y%m%d").to_string(),
        None => text.to_owned(),
    }
}

/// Cells beside their columns.
fn beside<'c>(
    layout: &'c Layout,
    columns: &'c [usize],
    cells: &'c [String],
) -> impl Iterator<Item = (&'c Column, &'c str)> + Clone {
    let columns = columns.iter().map(|at| &layout.columns[*at]);
    columns.zip(cells.iter().map(String::as_str))
}

/// A sum of cells that is the same for the same cells in every run and version. 0 stands for none.
pub(crate) fn content_of(cells: impl Iterator<Item = impl AsRef<[u8]>>) -> u64 {
    const FACTOR: u64 = 0x517C_C1B7_2722_0A95;
    let mut sum = 0_u64;
    let mut add = |word: u64| sum = (sum.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    for cell in cells {
        let (words, rest) = cell.as_ref().as_chunks::<8>();
        words.iter().for_each(|word| add(u64::from_le_bytes(*word)));
        rest.iter().for_each(|byte| add(u64::from(*byte)));
        add(u64::MAX); // the end of the cell
    }
    sum.max(1)
}

impl Earlier {
    /// Takes what was remembered of rows of a kind, the latest of a registration last.
    pub fn of_rows(layout: &Layout, rows: impl IntoIterator<Item = Remembered>) -> Self {
        let mut earlier = Self::default();
        let Some(who) = &layout.identity else {
            return earlier;
        };
        let mut room = Room::default();
        for row in rows {
            let keys = row.keys(layout, who, &earlier.hash_state, &mut room);
            earlier.add(keys, row.is_removed);
        }
        earlier.sorted()
    }

    /// Adds what one more row said.
    pub(super) fn add(&mut self, keys: Keys, is_removed: bool) {
        self.registrations.push(Registered { keys, is_removed });
    }

    /// Keeps the last row of each registration, unless that one ends it.
    pub(super) fn sorted(mut self) -> Self {
        self.registrations.reverse();
        self.registrations.sort_by_key(|it| it.keys.registration);
        self.registrations.dedup_by_key(|it| it.keys.registration);
        self.registrations.retain(|it| !it.is_removed);
        let numbers = self.registrations.iter().map(|it| it.keys.number);
        let mut places: Vec<(u64, u32)> = numbers.zip(0..).collect();
        places.sort_unstable();
        self.by_number = places.into_iter().map(|(_, place)| place).collect();
        let homes = self.registrations.iter().map(|it| &it.keys).zip(0..);
        let homes =
            homes.filter(|(it, _)| it.household != 0 && (it.life.is_head() || it.life.is_spouse()));
        let mut homes: Vec<(u64, u32)> = homes.map(|(it, place)| (it.household, place)).collect();
        homes.sort_unstable();
        self.by_household = homes.into_iter().map(|(_, place)| place).collect();
        self
    }

    /// How many registrations there were.
    pub(crate) fn len(&self) -> usize {
        self.registrations.len()
    }

    pub(crate) fn of_registration(&self, registration: u64) -> Option<&Keys> {
        let found = self
            .registrations
            .binary_search_by_key(&registration, |it| it.keys.registration);
        found.ok().map(|place| &self.registrations[place].keys)
    }

    pub(crate) fn of_number(&self, number: u64) -> impl Iterator<Item = &Keys> {
        self.sorted_by(&self.by_number, |it| it.number, number)
    }

    /// The 本人 and the spouse of a household.
    pub(crate) fn of_household(&self, household: u64) -> impl Iterator<Item = &Keys> {
        self.sorted_by(&self.by_household, |it| it.household, household)
    }

    fn sorted_by<'e>(
        &'e self,
        places: &'e [u32],
        key: fn(&Keys) -> u64,
        wanted: u64,
    ) -> impl Iterator<Item = &'e Keys> {
        let keys = |place: &u32| &self.registrations[*place as usize].keys;
        let from = places.partition_point(|place| key(keys(place)) < wanted);
        let found = places[from..].iter().map(keys);
        found.take_while(move |it| key(it) == wanted)
    }
}
