//! Which registrations a file ends or takes back, and where.

use std::collections::HashMap;

/// A row that ends a registration.
#[derive(Clone, Copy)]
pub(crate) struct EndingRow {
    pub registration: u64,
    pub row: u32,
    /// The registration was a mistake.
    pub cancels: bool,
}

/// Of each registration that ends: the first and the last row that end it, and the first that takes it back.
#[derive(Default)]
pub(crate) struct Over(HashMap<u64, Ends>);

struct Ends {
    first: u32,
    last: u32,
    cancelled: Option<u32>,
}

impl Over {
    /// Adds the rows behind row `base`.
    pub(crate) fn add(&mut self, base: u32, rows: &[EndingRow]) {
        for ending in rows {
            let row = base + ending.row;
            let ends = self.0.entry(ending.registration).or_insert(Ends {
                first: row,
                last: row,
                cancelled: None,
            });
            ends.last = row;
            ends.cancelled = ends.cancelled.or(ending.cancels.then_some(row));
        }
    }

    /// How many registrations end.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the registration goes on behind a row.
    pub(crate) fn is_alive_after(&self, registration: u64, row: u32) -> bool {
        self.0.get(&registration).is_none_or(|it| it.last < row)
    }

    /// Whether the registration ends anywhere in the file.
    pub(crate) fn ends(&self, registration: u64) -> bool {
        self.0.contains_key(&registration)
    }

    /// Whether the registration is taken back anywhere in the file.
    pub(crate) fn is_cancelled(&self, registration: u64) -> bool {
        let ends = self.0.get(&registration);
        ends.is_some_and(|it| it.cancelled.is_some())
    }

    /// Whether the registration ended before a row.
    pub(crate) fn ended_before(&self, registration: u64, row: u32) -> bool {
        self.0.get(&registration).is_some_and(|it| it.first < row)
    }
}
