//! Some rows of a file side by side: whether kana belong to their kanji, and whether strangers share an address.

use super::{
    keys::Room,
    slip::{Slip, Step},
};
use crate::{
    definition::{Column, ColumnType, FileTest, Holds, Layout},
    read::Cells,
};
use ahash::RandomState;
use std::collections::HashMap;

/// The first rows of each chunk tell enough of the file.
pub(crate) const SAMPLED_ROWS: u32 = 300;
/// Fewer say nothing by their shares.
const FEW: usize = 20;
/// Percent of the pairs of a household with one surname that may be read in two ways.
const ODD_PAIRS_PERCENT: usize = 20;
/// Percent of the people of a surname that share its commonest reading, at least.
const COMMON_READING_PERCENT: usize = 75;

/// What was seen of the rows of the sample, column by column; 0 for nothing.
pub(crate) struct Sample {
    /// Columns of kanji and kana names.
    names: Option<(usize, usize)>,
    shared: Vec<usize>,
    /// Columns of the home, of which a household has one.
    homes: Vec<usize>,
    households: Vec<u64>,
    home_above: u64,
    row_above: u32,
    surnames: Vec<(u32, u32)>,
    values: Vec<Vec<u32>>,
    pairs: Pairs,
    /// Of each column of the home.
    home_slips: Vec<Slip>,
    /// Of the surname in kanji and in kana.
    name_slips: [Slip; 2],
}

/// Neighbours of one household, of all rows: one bit for each of the last, 1 where a surname is read in two ways.
#[derive(Default)]
struct Pairs {
    home: u64,
    kanji: String,
    kana: String,
    last: u32,
    are_odd: bool,
}

impl Pairs {
    /// So many of the last 32 are more than slips: a part of the file has slipped.
    const ODD: u32 = 9;

    /// Whether the surname is as above, in kanji and in kana.
    fn note(&mut self, home: u64, kanji: &str, kana: &str) -> [bool; 2] {
        let is_pair = home != 0 && home == self.home && !kanji.is_empty() && !kana.is_empty();
        let are_same = [self.kanji == kanji, self.kana == kana];
        if is_pair && are_same[0] && !self.kana.is_empty() {
            self.last = self.last << 1 | u32::from(!are_same[1]);
            self.are_odd |= self.last.count_ones() >= Self::ODD;
        }
        self.home = home;
        let both = [(&mut self.kanji, kanji), (&mut self.kana, kana)];
        for ((mine, text), is_same) in both.into_iter().zip(are_same) {
            if !is_same {
                mine.clear();
                mine.push_str(text);
            }
        }
        are_same
    }
}

impl Sample {
    pub(crate) fn new(layout: &Layout) -> Self {
        let (mut names, mut shared): (_, Vec<usize>) = (None, Vec::new());
        for rule in &layout.file_rules {
            match &rule.test {
                FileTest::Readings { kanji, kana } => names = Some((*kanji, *kana)),
                FileTest::SharedValue { columns, .. } => shared.extend(columns),
                FileTest::OneValue { .. }
                | FileTest::Unique { .. }
                | FileTest::SeveralValues { .. }
                | FileTest::NoOrder { .. } => {}
            }
        }
        let has_household = layout
            .identity
            .as_ref()
            .is_some_and(|who| !who.household.is_empty());
        let is_home = |column: &Column| {
            column.holds == Some(Holds::Address) || column.column_type == ColumnType::PostalCode
        };
        let columns = layout.columns.iter().enumerate();
        let homes = columns.filter(|(_, column)| has_household && is_home(column));
        let homes: Vec<usize> = homes.map(|(at, _)| at).collect();
        let more = homes.iter().filter(|at| !shared.contains(at));
        let more: Vec<usize> = more.copied().collect();
        shared.extend(more);
        Self {
            names,
            home_slips: homes.iter().map(|_| Slip::default()).collect(),
            homes,
            values: shared.iter().map(|_| Vec::new()).collect(),
            shared,
            households: Vec::new(),
            home_above: 0,
            row_above: 0,
            surnames: Vec::new(),
            pairs: Pairs::default(),
            name_slips: Default::default(),
        }
    }

    /// Takes the row of a number within its chunk.
    pub(crate) fn note(
        &mut self,
        layout: &Layout,
        number: u32,
        household: u64,
        row: &Cells,
        hash_state: &RandomState,
        room: &mut Room,
    ) {
        let names = self
            .names
            .map(|(kanji, kana)| [kanji, kana].map(|at| surname(&row[at])));
        let is_at_home = household == self.home_above && household != 0;
        self.home_above = household;
        let is_next = number == self.row_above + 1;
        self.row_above = number;
        let mut are_names_same = false;
        if let Some([kanji, kana]) = names {
            let are_same = self.pairs.note(household, kanji, kana);
            are_names_same = are_same == [true; 2];
            for (slip, is_same) in self.name_slips.iter_mut().zip(are_same) {
                slip.note(Step {
                    is_at_home,
                    is_same,
                });
            }
        }
        for (slip, at) in self.home_slips.iter_mut().zip(&self.homes) {
            let is_same = row.is_as_above(*at);
            slip.note(Step {
                is_at_home,
                is_same,
            });
        }
        if number > SAMPLED_ROWS || (self.names.is_none() && self.shared.is_empty()) {
            return;
        }
        let mut short = |at: usize, text: &str| {
            if text.is_empty() {
                return 0;
            }
            let cell = std::iter::once((&layout.columns[at], text));
            (room.key(hash_state, 0, cell) >> 32) as u32 | 1
        };
        self.households.push(household);
        for (values, at) in self.values.iter_mut().zip(&self.shared) {
            let above = values.last().filter(|_| is_next && row.is_as_above(*at));
            let value = above.copied();
            values.push(value.unwrap_or_else(|| short(*at, row[*at].trim())));
        }
        if let Some((kanji, kana)) = self.names {
            let [kanji_name, kana_name] = names.unwrap_or_default();
            let above = self.surnames.last().filter(|_| are_names_same).copied();
            let both = above.unwrap_or_else(|| (short(kanji, kanji_name), short(kana, kana_name)));
            self.surnames.push(both);
        }
    }

    /// Adds that of another chunk.
    pub(crate) fn add(&mut self, more: Self) {
        self.households.extend(more.households);
        self.surnames.extend(more.surnames);
        self.pairs.are_odd |= more.pairs.are_odd;
        let slips = self.home_slips.iter_mut().chain(&mut self.name_slips);
        let others = more.home_slips.iter().chain(&more.name_slips);
        slips
            .zip(others)
            .for_each(|(mine, theirs)| mine.add(theirs));
        for (mine, theirs) in self.values.iter_mut().zip(more.values) {
            mine.extend(theirs);
        }
    }

    /// Whether surnames and their kana fall apart.
    pub(crate) fn has_odd_readings(&self) -> bool {
        let [kanji, kana] = self.name_slips.each_ref().map(Slip::is_seen);
        kanji != kana || self.pairs.are_odd || self.has_odd_pairs() || self.has_odd_surnames()
    }

    /// Whether the people of a household bear other surnames, as hardly any do.
    pub(crate) fn has_odd_families(&self) -> bool {
        const PERCENT: usize = 30;
        if self.name_slips.iter().all(Slip::is_seen) {
            return true;
        }
        let homes = self.households.windows(2);
        let pairs = homes.zip(self.surnames.windows(2));
        let (mut all, mut odd) = (0, 0);
        for (homes, names) in pairs {
            let ((kanji, kana), (next_kanji, next_kana)) = (names[0], names[1]);
            if homes[0] != 0 && homes[0] == homes[1] && kanji != 0 && next_kanji != 0 {
                all += 1;
                odd += usize::from(kanji != next_kanji && kana != next_kana);
            }
        }
        all >= FEW && odd * 100 > all * PERCENT
    }

    /// Whether every column of the home slipped.
    pub(crate) fn has_only_odd_homes(&self) -> bool {
        !self.homes.is_empty() && self.odd_homes().len() == self.homes.len()
    }

    /// The columns of the home that slipped: people of a household differ in it, and agree with the household beside.
    pub(crate) fn odd_homes(&self) -> Vec<usize> {
        const PERCENT: usize = 30;
        let is_odd = |column: &usize| {
            let Some(at) = self.shared.iter().position(|it| it == column) else {
                return false;
            };
            let people = self.households.windows(2).zip(self.values[at].windows(2));
            let (mut inside, mut between) = ([0; 2], [0; 2]); // of so many, so many are odd
            for (homes, values) in people.filter(|(_, values)| !values.contains(&0)) {
                let is_one = homes[0] != 0 && homes[0] == homes[1];
                let is_odd = is_one == (values[0] != values[1]);
                let counts = if is_one { &mut inside } else { &mut between };
                counts[0] += 1;
                counts[1] += usize::from(is_odd);
            }
            let are_many = |[all, odd]: [usize; 2]| odd >= FEW && odd * 100 > all * PERCENT;
            are_many(inside) && are_many(between)
        };
        let slipped = self.homes.iter().zip(&self.home_slips);
        let slipped = slipped.filter(|(at, slip)| slip.is_seen() || is_odd(at));
        slipped.map(|(at, _)| *at).collect()
    }

    /// Whether people of one surname and one home, one behind the other, are of several households, as few are.
    /// Where nearly all of them are, the house gives each person a number of their own.
    pub(crate) fn has_torn_families(&self) -> bool {
        const PERCENT: usize = 30;
        const OWN_PERCENT: usize = 90;
        let at = self
            .shared
            .iter()
            .rposition(|it| self.homes.last() == Some(it));
        let Some(at) = at.filter(|_| self.names.is_some()) else {
            return false;
        };
        let people = self.surnames.iter().zip(&self.values[at]);
        let people: Vec<_> = people.zip(&self.households).collect();
        let (mut all, mut torn) = (0, 0);
        for pair in people.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            let ((kanji, _), home) = one.0;
            if one.0 == other.0 && *kanji != 0 && *home != 0 {
                all += 1;
                torn += usize::from(one.1 != other.1);
            }
        }
        torn >= FEW && torn * 100 > all * PERCENT && torn * 100 < all * OWN_PERCENT
    }

    /// Within a household, one surname in kanji has one in kana.
    fn has_odd_pairs(&self) -> bool {
        let above = self.households.iter().zip(&self.surnames);
        let pairs = above.clone().zip(above.skip(1));
        let pairs = pairs.filter(
            |((home, (kanji, kana)), (next_home, (next_kanji, next_kana)))| {
                let is_home = **home != 0 && home == next_home;
                is_home && *kanji != 0 && kanji == next_kanji && *kana != 0 && *next_kana != 0
            },
        );
        let (mut all, mut odd) = (0, 0);
        for ((_, (_, kana)), (_, (_, next_kana))) in pairs {
            all += 1;
            odd += usize::from(kana != next_kana);
        }
        all >= FEW && odd * 100 > all * ODD_PAIRS_PERCENT
    }

    /// Over all households, most people of a surname read it alike.
    fn has_odd_surnames(&self) -> bool {
        let mut readings: HashMap<u32, HashMap<u32, usize>> = HashMap::new();
        for (kanji, kana) in &self.surnames {
            if *kanji != 0 && *kana != 0 {
                *readings
                    .entry(*kanji)
                    .or_default()
                    .entry(*kana)
                    .or_default() += 1;
            }
        }
        let (mut all, mut common) = (0, 0);
        for counts in readings.values() {
            let people: usize = counts.values().sum();
            if people >= 3 {
                all += people;
                common += counts.values().max().copied().unwrap_or(0);
            }
        }
        all >= FEW && common * 100 < all * COMMON_READING_PERCENT
    }

    /// Of a column: the value that the most people of several households share, in percent of all, where it is more
    /// than `percent`.
    pub(crate) fn shared_percent(&self, column: usize, percent: usize) -> Option<usize> {
        let at = self.shared.iter().position(|it| *it == column)?;
        let values = &self.values[at];
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for value in values.iter().filter(|value| **value != 0) {
            *counts.entry(*value).or_default() += 1;
        }
        let (value, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        let mut homes = values.iter().zip(&self.households);
        let first = homes.clone().find(|(it, _)| **it == value)?.1;
        let is_of_several = homes.any(|(it, home)| *it == value && home != first);
        let share = count * 100 / values.len();
        (values.len() >= FEW && is_of_several && share > percent).then_some(share)
    }
}

/// What stands before the first space; nothing where there is none.
fn surname(name: &str) -> &str {
    name.trim()
        .split_once([' ', '　'])
        .map_or("", |(surname, _)| surname)
}
