//! Who a person is, in 64 bits, so that it can be told what of two people differs.

use super::keys::{Room, day_number};
use crate::definition::{Column, ColumnType};
use ahash::RandomState;
use kakehashi_domain::date_value;

/// Name, birth date, and what else (sex) tells people apart. A part of 0 isn't known and differs from nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PersonKey {
    name: u32,
    /// The birth date above, ten bits for the rest below.
    birth_and_other: u32,
}

const OTHER_BITS: u32 = 10;

/// What of two people differs.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Differences {
    pub name: bool,
    pub birth: bool,
    pub other: bool,
}

impl PersonKey {
    pub(crate) fn of<'c>(
        cells: impl Iterator<Item = (&'c Column, &'c str)> + Clone,
        hash_state: &RandomState,
        room: &mut Room,
    ) -> Self {
        let is_name =
            |column: &Column| !matches!(column.column_type, ColumnType::Date | ColumnType::Code);
        let mut key = Self::default();
        for (column, cell) in cells.clone() {
            if column.column_type == ColumnType::Date {
                let birth = date_value(cell.trim()).map_or(0, day_number);
                key.birth_and_other |= birth << OTHER_BITS;
            } else if column.column_type == ColumnType::Code && !cell.is_empty() {
                key.birth_and_other |= code_key(cell);
            }
        }
        let mut names = cells.filter(|(column, _)| is_name(column)).peekable();
        let is_known = names
            .peek()
            .is_some_and(|(_, cell)| !cell.trim().is_empty());
        if is_known {
            key.name = (room.key(hash_state, 0, names) >> 32) as u32 | 1;
        }
        key
    }

    pub(crate) fn differences(self, from: Self) -> Differences {
        let differs = |a: u32, b: u32| a != 0 && b != 0 && a != b;
        Differences {
            name: differs(self.name, from.name),
            birth: differs(self.birth(), from.birth()),
            other: differs(self.other(), from.other()),
        }
    }

    /// Days since the beginning of the calendar; 0 where it isn't known.
    pub(crate) fn birth(self) -> u32 {
        self.birth_and_other >> OTHER_BITS
    }

    /// Whether what else tells people apart is known of both, and the same.
    pub(crate) fn is_of_same_sex(self, other: Self) -> bool {
        self.other() != 0 && self.other() == other.other()
    }

    fn other(self) -> u32 {
        self.birth_and_other & ((1 << OTHER_BITS) - 1)
    }
}

impl Differences {
    /// Whether anything differs.
    pub(crate) fn any(self) -> bool {
        self.name || self.birth || self.other
    }

    /// Whether it is somebody else: a name changes, a birth date gets corrected, but hardly both.
    pub(crate) fn is_somebody_else(self) -> bool {
        self.name && self.birth
    }
}

/// Codes are short: they stay apart in ten bits, and are never 0.
fn code_key(code: &str) -> u32 {
    let sum = code.bytes().fold(0, |sum: u32, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    sum % ((1 << OTHER_BITS) - 1) + 1
}
