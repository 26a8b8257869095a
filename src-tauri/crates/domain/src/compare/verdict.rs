//! A word for each item, and what they come to.

use super::{
    address,
    damage::{is_damaged, is_missing},
    names::{same_kana, same_kanji},
    record::{Item, Record},
    values::{birth_value, sex_value},
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
    words: [Word; 5],
    /// Both addresses are known, and lie in two 市区町村 or 都道府県.
    is_elsewhere: bool,
}

impl Comparison {
    /// An item's word.
    pub fn word(&self, item: Item) -> Word {
        self.words[item as usize]
    }

    /// The verdict. `is_shared`: another person of the same run has one of the two records' key
    /// (see [`person_key`](super::person_key)).
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

/// Compares two records item by item; which of them is which makes no difference.
pub fn compare(a: &Record<'_>, b: &Record<'_>) -> Comparison {
    let words = Item::ALL.map(|item| word(item, a.text(item), b.text(item)));
    let is_moved = words[Item::Address as usize] == Word::Different;
    Comparison {
        words,
        is_elsewhere: is_moved && address::lie_apart(a.address, b.address),
    }
}

fn word(item: Item, a: &str, b: &str) -> Word {
    if is_missing(a) || is_missing(b) {
        return Word::Missing;
    }
    if is_damaged(a) || is_damaged(b) {
        return Word::Different;
    }
    let folded = |is_equal: fn(&str, &str) -> bool| match (a == b, a == b || is_equal(a, b)) {
        (true, _) => Word::Same,
        (false, true) => Word::Variant,
        (false, false) => Word::Different,
    };
    match item {
        Item::Kanji => folded(same_kanji),
        Item::Kana => folded(same_kana),
        Item::Address => folded(address::same_address),
        Item::Birth => valued(birth_value(a), birth_value(b)),
        Item::Sex => valued(sex_value(a), sex_value(b)),
    }
}

fn valued<T: PartialEq>(a: Option<T>, b: Option<T>) -> Word {
    if a.is_some() && a == b {
        Word::Same
    } else {
        Word::Different
    }
}
