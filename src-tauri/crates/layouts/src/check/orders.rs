//! Columns that are in order by themselves while the registrations go up too: somebody sorted one column and not the
//! rows.

use super::sample::SAMPLED_ROWS;
use crate::{
    definition::{FileTest, Layout},
    read::Cells,
};
use std::cmp::Ordering;

/// So many people in order by chance would be odd beyond belief.
const STEPS: u32 = 20;

/// How the columns that a definition watches go up.
pub(crate) struct Orders {
    registrations: Order,
    columns: Vec<Order>,
}

struct Order {
    columns: Vec<usize>,
    last: Vec<String>,
    /// Steps from a value to a higher one, and to a lower one.
    up: u32,
    down: u32,
}

impl Orders {
    pub(crate) fn new(layout: &Layout) -> Self {
        let watched = layout.file_rules.iter().flat_map(|rule| match &rule.test {
            FileTest::NoOrder { columns } => columns.as_slice(),
            FileTest::OneValue { .. }
            | FileTest::Unique { .. }
            | FileTest::SeveralValues { .. }
            | FileTest::SharedValue { .. }
            | FileTest::Readings { .. } => &[],
        });
        let registration = layout.identity.iter().flat_map(|who| &who.registration);
        Self {
            registrations: Order::of(registration.copied().collect()),
            columns: watched.map(|column| Order::of(vec![*column])).collect(),
        }
    }

    /// Takes the row of a number within its chunk.
    pub(crate) fn note(&mut self, number: u32, row: &Cells) {
        if number > SAMPLED_ROWS || self.columns.is_empty() || self.registrations.is_mixed() {
            return;
        }
        self.registrations.note(row);
        self.columns.iter_mut().for_each(|order| order.note(row));
    }

    /// Adds those of another chunk. What lies between the two isn't looked at.
    pub(crate) fn add(&mut self, more: &Self) {
        self.registrations.add(&more.registrations);
        let both = self.columns.iter_mut().zip(&more.columns);
        both.for_each(|(mine, theirs)| mine.add(theirs));
    }

    /// The columns that are in order though the rows are by registration.
    pub(crate) fn too_perfect(&self) -> impl Iterator<Item = usize> {
        let is_by_registration = self.registrations.is_perfect();
        let perfect = self.columns.iter();
        let perfect = perfect.filter(move |order| is_by_registration && order.is_perfect());
        perfect.filter_map(|order| order.columns.first().copied())
    }
}

impl Order {
    fn of(columns: Vec<usize>) -> Self {
        Self {
            columns,
            last: Vec::new(),
            up: 0,
            down: 0,
        }
    }

    fn note(&mut self, row: &Cells) {
        if self.is_mixed() {
            return;
        }
        if self.last.is_empty() {
            self.last
                .extend(self.columns.iter().map(|at| row[*at].to_owned()));
            return;
        }
        let cells = self.columns.iter().map(|at| &row[*at]);
        let compared = self.last.iter().zip(cells);
        // Numbers without zeros in front go up by their length first.
        let mut compared =
            compared.map(|(above, cell)| (above.len(), above.as_str()).cmp(&(cell.len(), cell)));
        match compared.find(|it| *it != Ordering::Equal) {
            None => return,
            Some(Ordering::Greater) => self.down += 1,
            Some(_) => self.up += 1,
        }
        for (last, at) in self.last.iter_mut().zip(&self.columns) {
            last.clear();
            last.push_str(&row[*at]);
        }
    }

    fn add(&mut self, more: &Self) {
        self.up += more.up;
        self.down += more.down;
    }

    fn is_mixed(&self) -> bool {
        self.up > 0 && self.down > 0
    }

    fn is_perfect(&self) -> bool {
        !self.is_mixed() && self.up.max(self.down) >= STEPS
    }
}
