//! A person's key: what two people of one run must not share.

use super::{
    address::Address,
    damage::{is_damaged, is_missing},
    folding::KANA_ITEM,
    names::Name,
    record::{Item, Record},
    values::{birth_value, sex_value},
    wide::Wide,
};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A person's folded items as a hash; the same for all records that compare as `same` or `variant` in all items.
///
/// It is coarser than the comparison: buildings and the words behind numbers don't count. None for a record that lacks
/// an item or is damaged, which can't be anyone's double. Good within one run only; never stored.
pub fn person_key(record: &Record<'_>) -> Option<u64> {
    let is_whole = |item| !is_missing(record.text(item)) && !is_damaged(record.text(item));
    if !Item::ALL.into_iter().all(is_whole) {
        return None;
    }
    let mut key = DefaultHasher::new();
    birth_value(record.birth)?.hash(&mut key);
    sex_value(record.sex)?.hash(&mut key);
    Name::of_kanji(record.kanji).letters.hash(&mut key);
    Name::of_kana(record.kana).letters.hash(&mut key);
    let address = Address::fold(record.address);
    address.place.row().hash(&mut key);
    address.town.hash(&mut key);
    // A room may stand among the numbers or behind them.
    for number in address.numbers.iter().take(3) {
        number.value.hash(&mut key);
    }
    Some(key.finish())
}

/// The letters of a text that say the same however they are written: width, hiragana, small kana, marks of a long sound,
/// capitals; no spaces, and nothing that isn't seen.
pub fn folded_letters(text: &str) -> impl Iterator<Item = char> {
    let folded = Wide::new(text).map(|letter| KANA_ITEM.fold(letter));
    folded.filter(|letter| *letter != ' ' && !is_unseen(*letter))
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}
