//! The letters of an address, folded, each knowing whether a space stood before it.

use super::{folding::ADDRESS_ITEM, wide::Wide};

/// The longest run that is looked at.
const LONGEST: usize = 20;

/// Letters without spaces, and where spaces were.
#[derive(Debug, Default)]
pub(super) struct Letters {
    all: Vec<char>,
    gaps: Vec<bool>,
}

impl Letters {
    pub(super) fn of_address(text: &str) -> Self {
        let mut letters = Self {
            all: Vec::with_capacity(text.len() / 3 + 8),
            gaps: Vec::with_capacity(text.len() / 3 + 8),
        };
        let mut is_gap = false;
        for letter in Wide::new(text) {
            if letter == ' ' {
                is_gap = true;
                continue;
            }
            letters.all.push(ADDRESS_ITEM.fold(letter));
            letters.gaps.push(is_gap);
            is_gap = false;
        }
        letters
    }

    pub(super) fn all(&self) -> &[char] {
        &self.all
    }

    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.all.get(index).copied()
    }

    /// Whether a space stands before a letter, or the text has ended.
    pub(super) fn is_gap(&self, index: usize) -> bool {
        self.gaps.get(index).copied().unwrap_or(true)
    }

    /// Whether a word stands at a place.
    pub(super) fn has(&self, index: usize, word: &str) -> bool {
        let mut rest = self.all.get(index..).unwrap_or_default().iter();
        word.chars().all(|letter| rest.next() == Some(&letter))
    }

    /// How long a run of letters is that nothing cuts; what is longer than any number counts as cut.
    pub(super) fn run(&self, from: usize, is_part: impl Fn(char) -> bool) -> usize {
        let more =
            |at: &usize| self.at(*at).is_some_and(&is_part) && (*at == from || !self.gaps[*at]);
        (from..self.all.len())
            .take(LONGEST)
            .take_while(more)
            .count()
    }
}
