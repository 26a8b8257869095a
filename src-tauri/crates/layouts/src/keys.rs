//! Keys of a row: its cells in 64 bits each, comparable within one run.

use crate::{across::Identity, cells::Cells};
use ahash::RandomState;

/// What identifies a row and the people around it. A key of 0 takes part in nothing.
#[derive(Clone, Copy, Default)]
pub(crate) struct Keys {
    /// The 個人番号 itself, where it is right.
    pub number: u64,
    pub registration: u64,
    pub household: u64,
    pub person: u64,
    /// All cells; 0 where nobody asked.
    pub content: u64,
}

impl Keys {
    pub(crate) fn of(
        who: &Identity,
        hash_state: &RandomState,
        number: Option<u64>,
        row: &Cells,
        room: &mut Room,
    ) -> Self {
        let mut key =
            |columns: &[usize]| room.key(hash_state, 0, columns.iter().map(|at| &row[*at]));
        Self {
            number: number.unwrap_or(0),
            registration: key(&who.registration),
            household: key(&who.household),
            person: key(&who.person),
            content: 0,
        }
    }
}

/// Room to lay cells side by side in.
#[derive(Default)]
pub(crate) struct Room(Vec<u8>);

impl Room {
    /// One key for some cells, 0 for none; white space makes no difference.
    pub(crate) fn key<'c>(
        &mut self,
        hash_state: &RandomState,
        seed: u64,
        cells: impl Iterator<Item = &'c str>,
    ) -> u64 {
        let Self(text) = self;
        text.clear();
        text.extend(seed.to_ne_bytes());
        for cell in cells {
            push_without_spaces(text, cell.as_bytes());
            text.push(0xFF);
        }
        if text.len() == seed.to_ne_bytes().len() {
            return 0; // the definition names no columns
        }
        hash_state.hash_one(&*text)
    }
}

fn push_without_spaces(text: &mut Vec<u8>, cell: &[u8]) {
    let may_have_space = |found, byte: &u8| found | matches!(byte, b' ' | 0xE3);
    if !cell.iter().fold(false, may_have_space) {
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
