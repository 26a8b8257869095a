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

/// So many 個人番号 in order, wherever: the chance of it is less than one in a hundred million files of a million rows.
const NUMBERS_IN_ORDER: u32 = 20;

/// How the columns that a definition watches go up.
pub(crate) struct Orders {
    registrations: Order,
    columns: Vec<Order>,
    /// The column of the 個人番号, where it is watched, and how its numbers go up.
    numbers: Option<(usize, Run)>,
}

/// Numbers one after another, of all rows: they follow no order whatever the rows are sorted by.
#[derive(Default)]
struct Run {
    last: u64,
    up: u32,
    down: u32,
    is_long: bool,
}

impl Run {
    fn note(&mut self, number: u64) {
        if number == 0 || number == self.last {
            return;
        }
        let is_up = number > self.last;
        let is_first = self.last == 0;
        self.last = number;
        (self.up, self.down) = match is_up {
            _ if is_first => (0, 0),
            true => (self.up + 1, 0),
            false => (0, self.down + 1),
        };
        self.is_long |= self.up.max(self.down) >= NUMBERS_IN_ORDER;
    }
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
        let watched: Vec<usize> = watched.copied().collect();
        let number = layout.identity.as_ref().and_then(|who| who.number);
        let number = number.filter(|at| watched.contains(at));
        let registration = layout.identity.iter().flat_map(|who| &who.registration);
        Self {
            registrations: Order::of(registration.copied().collect()),
            columns: watched.into_iter().map(|it| Order::of(vec![it])).collect(),
            numbers: number.map(|at| (at, Run::default())),
        }
    }

    /// Takes the row of a number within its chunk.
    pub(crate) fn note(&mut self, number: u32, personal_number: u64, row: &Cells) {
        if let Some((_, run)) = &mut self.numbers {
            run.note(personal_number);
        }
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
        if let (Some((_, mine)), Some((_, theirs))) = (&mut self.numbers, &more.numbers) {
            mine.is_long |= theirs.is_long;
        }
    }

    /// The columns that are in order though the rows are by registration, and numbers that are in any order.
    pub(crate) fn too_perfect(&self) -> Vec<usize> {
        let is_by_registration = self.registrations.is_perfect();
        let perfect = self.columns.iter();
        let perfect = perfect.filter(|order| is_by_registration && order.is_perfect());
        let mut columns: Vec<usize> = perfect
            .filter_map(|it| it.columns.first().copied())
            .collect();
        let numbers = self.numbers.as_ref().filter(|(_, run)| run.is_long);
        columns.extend(
            numbers
                .map(|(at, _)| *at)
                .filter(|at| !columns.contains(at)),
        );
        columns
    }
}

/// Numbers without zeros in front go up by their length first.
fn in_order(above: &str, cell: &str) -> Ordering {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let by_length = match is_number(above) && is_number(cell) {
        true => above.len().cmp(&cell.len()),
        false => Ordering::Equal,
    };
    by_length.then_with(|| above.cmp(cell))
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
        let mut compared = compared.map(|(above, cell)| in_order(above, cell));
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
