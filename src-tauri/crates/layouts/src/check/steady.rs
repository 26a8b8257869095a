//! Columns that stay as they are for a known registration: a byte of each tells whether it became another.

use super::{earlier::content_of, keys::Room};
use crate::definition::Layout;
use serde::{Deserialize, Serialize};

/// A byte for each such column (a definition names six at most), 0 where the cell is empty, and two of which columns these are. It is the same in every
/// run and version, however a value is written.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Steady(u64);

impl Steady {
    pub(super) fn of<'c>(
        layout: &Layout,
        cell: impl Fn(usize) -> &'c str,
        room: &mut Room,
    ) -> Self {
        let columns = layout.steady();
        if columns.is_empty() {
            return Self::default();
        }
        let ids = columns.iter().map(|at| layout.columns[*at].id.as_bytes());
        let mut bytes = [0; size_of::<u64>()];
        let [first, second, rest @ ..] = &mut bytes;
        let [a, b, ..] = content_of(ids).to_be_bytes();
        (*first, *second) = (a, b);
        for (byte, at) in rest.iter_mut().zip(columns) {
            let text = cell(*at).trim();
            if !text.is_empty() {
                *byte = room.sum(&layout.columns[*at], text).max(1);
            }
        }
        Self(u64::from_be_bytes(bytes))
    }

    /// Of each column, in their order, whether it became another; what was empty may be filled in. Nothing of what was noted
    /// of other columns.
    pub(super) fn differences(self, from: Self) -> impl Iterator<Item = bool> {
        let ([a, b, mine @ ..], [c, d, theirs @ ..]) = (self.0.to_be_bytes(), from.0.to_be_bytes());
        let are_of_the_same = (a, b) == (c, d) && self.0 != 0;
        let both = mine.into_iter().zip(theirs);
        both.map(move |(mine, theirs)| are_of_the_same && theirs != 0 && mine != theirs)
    }
}
