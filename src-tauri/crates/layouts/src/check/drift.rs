//! Of how many people of an earlier file something became another: as single people's does, or as where a column slipped.

use super::{file_notes::is_a_shift, keys::Keys};
use crate::definition::{ColumnType, Layout};

/// Name, birth date and the rest of who a person is.
const OF_PERSON: usize = 3;

/// What became another, by part of the person and then by column that stays as it is.
pub(crate) struct Drift {
    parts: Vec<Part>,
}

/// How many became another, and whether many of them stand close together.
#[derive(Clone, Copy, Default)]
struct Part {
    count: usize,
    last: u32,
    are_close: bool,
}

impl Part {
    /// So many of the last 32 are more than single people: a part of the file has slipped.
    const CLOSE: u32 = 12;

    fn note(&mut self, differs: bool) {
        self.count += usize::from(differs);
        self.last = self.last << 1 | u32::from(differs);
        self.are_close |= self.last.count_ones() >= Self::CLOSE;
    }
}

impl Drift {
    pub(crate) fn new(layout: &Layout) -> Self {
        Self {
            parts: vec![Part::default(); OF_PERSON + layout.steady().len()],
        }
    }

    /// Notes a known person.
    pub(crate) fn note(&mut self, now: &Keys, before: &Keys) {
        let found = now.person.differences(before.person);
        let of_person = [found.name, found.birth, found.other].into_iter();
        let differs = of_person.chain(now.steady.differences(before.steady));
        let parts = self.parts.iter_mut().zip(differs);
        parts.for_each(|(part, differs)| part.note(differs));
    }

    /// Adds what another chunk noted.
    pub(crate) fn add(&mut self, more: &Self) {
        for (mine, theirs) in self.parts.iter_mut().zip(&more.parts) {
            mine.count += theirs.count;
            mine.are_close |= theirs.are_close;
        }
    }

    /// Columns in which known people became others, as nobody's do: the number of people, by column. Whose registration
    /// the file itself ends may begin anew with other days.
    pub(crate) fn columns(&self, layout: &Layout, rows: u32, ended: usize) -> Vec<(usize, usize)> {
        let Some(who) = &layout.identity else {
            return Vec::new();
        };
        let (of_person, steady) = self.parts.split_at(OF_PERSON);
        let is_many = |part: &Part| part.are_close || is_a_shift(part.count, rows);
        let column = |part| {
            who.person
                .iter()
                .copied()
                .find(|at| part_of(layout, *at) == part)
        };
        let persons = (0..).zip(of_person).filter(|(_, part)| is_many(part));
        let persons = persons.filter_map(|(part, it)| Some((column(part)?, it.count)));
        let steady = layout.steady().iter().zip(steady);
        let steady = steady.filter(|(_, part)| is_many(part) && part.count > ended * 2);
        persons
            .chain(steady.map(|(at, it)| (*at, it.count)))
            .collect()
    }
}

/// Which part of the person a column belongs to.
fn part_of(layout: &Layout, column: usize) -> usize {
    match layout.columns[column].column_type {
        ColumnType::Date => 1,
        ColumnType::Code => 2,
        ColumnType::Text
        | ColumnType::Kana
        | ColumnType::Digits
        | ColumnType::Month
        | ColumnType::Year
        | ColumnType::Amount
        | ColumnType::Symbol
        | ColumnType::PostalCode
        | ColumnType::InsurerNumber
        | ColumnType::CorporateNumber
        | ColumnType::PersonalNumber
        | ColumnType::CardBranch
        | ColumnType::ServerBranch => 0,
    }
}
