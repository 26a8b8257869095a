//! A record with what its items fold to: each is folded once, however often it is asked for, since that costs the most.

use super::{
    address::Address,
    damage::{is_damaged, is_missing},
    names::Name,
    record::{Item, Record},
    values::{Sex, birth_value, sex_value},
    verdict::{Comparison, Word},
};
use chrono::NaiveDate;
use std::{
    cell::OnceCell,
    hash::{DefaultHasher, Hash, Hasher},
};

/// A record that is compared.
pub struct Folded<'a> {
    record: Record<'a>,
    states: [State; 5],
    kanji: OnceCell<Name>,
    kana: OnceCell<Name>,
    birth: OnceCell<Option<NaiveDate>>,
    sex: OnceCell<Option<Sex>>,
    address: OnceCell<Address>,
}

/// Whether an item says anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Missing,
    Damaged,
    Whole,
}

impl State {
    fn of(text: &str) -> Self {
        if is_missing(text) {
            Self::Missing
        } else if is_damaged(text) {
            Self::Damaged
        } else {
            Self::Whole
        }
    }
}

impl<'a> Folded<'a> {
    /// Folds nothing yet.
    pub fn of(record: Record<'a>) -> Self {
        Self {
            record,
            states: Item::ALL.map(|item| State::of(record.text(item))),
            kanji: OnceCell::new(),
            kana: OnceCell::new(),
            birth: OnceCell::new(),
            sex: OnceCell::new(),
            address: OnceCell::new(),
        }
    }

    /// The person's key, which two people of one run must not share: a hash that is the same for all records that compare
    /// as `same` or `variant` in all items.
    ///
    /// It is coarser than the comparison: buildings and the words behind numbers don't count. None for a record that lacks
    /// an item or is damaged, which can't be anyone's double. Good within one run only; never stored.
    pub fn key(&self) -> Option<u64> {
        if self.states != [State::Whole; 5] {
            return None;
        }
        let mut key = DefaultHasher::new();
        self.birth()?.hash(&mut key);
        self.sex()?.hash(&mut key);
        self.kanji().letters.hash(&mut key);
        self.kana().letters.hash(&mut key);
        let address = self.address();
        address.place.row().hash(&mut key);
        address.town.hash(&mut key);
        // A room may stand among the numbers or behind them.
        for number in address.numbers.iter().take(3) {
            number.value.hash(&mut key);
        }
        Some(key.finish())
    }

    /// Compares item by item; which of the two is which makes no difference.
    pub fn compare(&self, other: &Self) -> Comparison {
        let words = Item::ALL.map(|item| self.word(item, other));
        let is_moved = words[Item::Address as usize] == Word::Different;
        let lie_apart = || (self.address().place).is_apart_from(other.address().place);
        Comparison {
            words,
            is_elsewhere: is_moved && lie_apart(),
        }
    }

    fn word(&self, item: Item, other: &Self) -> Word {
        let states = [self, other].map(|it| it.states[item as usize]);
        if states.contains(&State::Missing) {
            return Word::Missing;
        }
        if states.contains(&State::Damaged) {
            return Word::Different;
        }
        let is_equal = self.record.text(item) == other.record.text(item);
        let (is_same, is_like) = match item {
            Item::Kanji => (is_equal, is_equal || self.kanji().is_like(other.kanji())),
            Item::Kana => (is_equal, is_equal || self.kana().is_like(other.kana())),
            Item::Address => (
                is_equal,
                is_equal || self.address().is_like(other.address()),
            ),
            Item::Birth => (
                self.birth().is_some() && self.birth() == other.birth(),
                false,
            ),
            Item::Sex => (self.sex().is_some() && self.sex() == other.sex(), false),
        };
        match (is_same, is_like) {
            (true, _) => Word::Same,
            (false, true) => Word::Variant,
            (false, false) => Word::Different,
        }
    }

    fn kanji(&self) -> &Name {
        let fold = || Name::of_kanji(self.record.kanji);
        self.kanji.get_or_init(fold)
    }

    fn kana(&self) -> &Name {
        let fold = || Name::of_kana(self.record.kana);
        self.kana.get_or_init(fold)
    }

    fn birth(&self) -> Option<NaiveDate> {
        *self.birth.get_or_init(|| birth_value(self.record.birth))
    }

    fn sex(&self) -> Option<Sex> {
        *self.sex.get_or_init(|| sex_value(self.record.sex))
    }

    fn address(&self) -> &Address {
        let fold = || Address::fold(self.record.address);
        self.address.get_or_init(fold)
    }
}
