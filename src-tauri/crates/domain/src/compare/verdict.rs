//! A word for each item, and what they come to.

use super::{
    folded::Folded,
    record::{Item, Record},
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How an item of two records compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ItemWord")]
pub enum Word {
    /// Equal to the letter; date and sex: equal values.
    Same,
    /// Equal after folding.
    Variant,
    /// One side lacks it, or both.
    Missing,
    /// Anything else.
    Different,
}

impl Word {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Variant => "variant",
            Self::Missing => "missing",
            Self::Different => "different",
        }
    }

    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Same, Self::Variant, Self::Missing, Self::Different];

    /// The Japanese word.
    pub fn title(self) -> &'static str {
        match self {
            Self::Same => "同じ",
            Self::Variant => "書き方のちがい",
            Self::Missing => "ありません",
            Self::Different => "ちがう",
        }
    }

    /// Whether it speaks for one person.
    pub fn agrees(self) -> bool {
        match self {
            Self::Same | Self::Variant => true,
            Self::Missing | Self::Different => false,
        }
    }
}

/// How many pairs of eyes a pair needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub enum Verdict {
    /// None: one person, written in two ways at most.
    A,
    /// One.
    B,
    /// Two.
    C,
}

impl Verdict {
    /// The letter in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// The words of the five items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub(super) words: [Word; 5],
    /// Both addresses are known, and lie in two 市区町村 or 都道府県.
    pub(super) is_elsewhere: bool,
}

impl Comparison {
    /// An item's word.
    pub fn word(&self, item: Item) -> Word {
        self.words[item as usize]
    }

    /// The verdict. `is_shared`: another person of the same run has one of the two records' key
    /// (see [`Folded::key`]).
    pub fn verdict(&self, is_shared: bool) -> Verdict {
        let agrees = |item| self.word(item).agrees();
        let is_name_fine = agrees(Item::Kanji) && agrees(Item::Kana);
        let is_body_fine = agrees(Item::Birth) && agrees(Item::Sex);
        match (is_body_fine, is_name_fine, agrees(Item::Address)) {
            (true, true, true) if !is_shared => Verdict::A,
            // The namesake in another place is the accident that happened.
            (true, true, false) if self.is_elsewhere => Verdict::C,
            (true, true, false) | (true, false, true) => Verdict::B,
            _ => Verdict::C,
        }
    }
}

/// Compares two records once. What is compared again, or wants its key too, is [`Folded`] first.
pub fn compare(a: &Record<'_>, b: &Record<'_>) -> Comparison {
    Folded::of(*a).compare(&Folded::of(*b))
}
