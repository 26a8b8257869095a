//! Keys of a row: its cells in 64 bits each, comparable within one run.

use crate::{definition::Identity, read::Cells};
use ahash::RandomState;
use memchr::memchr2;

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
    /// `above` are those of the row above, if it had any: a family has one household.
    pub(crate) fn of(
        who: &Identity,
        hash_state: &RandomState,
        number: Option<u64>,
        row: &Cells,
        above: Option<&Self>,
        room: &mut Room,
    ) -> Self {
        let is_same = |at: &usize| row.is_as_above(*at);
        let above = above.filter(|_| who.household.iter().all(is_same));
        let mut key =
            |columns: &[usize]| room.key(hash_state, 0, columns.iter().map(|at| &row[*at]));
        Self {
            number: number.unwrap_or(0),
            registration: key(&who.registration),
            household: above.map_or_else(|| key(&who.household), |it| it.household),
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
        let seed_end = text.len();
        for cell in cells {
            text.extend_from_slice(cell.as_bytes());
            text.push(0xFF);
        }
        if text.len() == seed_end {
            return 0; // the definition names no columns
        }
        remove_spaces(text, seed_end);
        hash_state.hash_one(&*text)
    }
}

/// Removes white space from `from` on, which isn't the beginning.
fn remove_spaces(text: &mut Vec<u8>, from: usize) {
    let mut place = from;
    while let Some(at) = memchr2(b' ', WIDE_SPACE[1], &text[place..]) {
        place += at;
        if text[place] == b' ' {
            text.remove(place);
        } else if text.get(place - 1..place + 2) == Some(WIDE_SPACE) {
            place -= 1;
            text.drain(place..place + WIDE_SPACE.len());
        } else {
            place += 1;
        }
    }
}

/// The full-width space. Few other letters of Japanese have its second byte.
const WIDE_SPACE: &[u8] = "　".as_bytes();
