//! Letters that say the same however they are written.

use super::{folding::KANA_ITEM, wide::Wide};

/// The letters of a text that say the same however they are written: width, hiragana, small kana, marks of a long sound,
/// capitals; no spaces, and nothing that isn't seen.
pub fn folded_letters(text: &str) -> impl Iterator<Item = char> {
    let folded = Wide::new(text).map(|letter| KANA_ITEM.fold(letter));
    folded.filter(|letter| *letter != ' ' && !is_unseen(*letter))
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}
