//! What isn't there, and what couldn't be written.

use super::tables;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../../../assets/rules/folding/damage.tsv");

static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let marks = tables::rows(SOURCE).filter_map(|[mark, ..]| tables::letter(mark));
    marks.collect()
});
/// Words; each begins with 不.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let marks = tables::rows(SOURCE).map(|[mark, ..]| mark);
    marks
        .filter(|mark| tables::letter(mark).is_none())
        .collect()
});

/// Whether a text says nothing: no letter, no digit, no mark of damage.
pub(super) fn is_missing(text: &str) -> bool {
    !text
        .chars()
        .any(|c| is_common(c) || c.is_alphanumeric() || is_mark(c))
}

/// Whether a letter is lost, or the text says that nobody knows.
pub(super) fn is_damaged(text: &str) -> bool {
    let is_damage = |(at, letter): (usize, char)| {
        is_mark(letter) || (letter == '不' && WORDS.iter().any(|word| text[at..].starts_with(word)))
    };
    text.char_indices().any(is_damage)
}

/// Nearly all letters, told at once from marks and from signs that say nothing.
fn is_common(letter: char) -> bool {
    matches!(letter,
        '0'..='9' | 'A'..='Z' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '０'..='９' | 'ｱ'..='ﾝ')
}

/// Whether a sign stands where a letter couldn't be written: ● 〓 ? and their like.
pub fn is_lost_letter(letter: char) -> bool {
    !is_common(letter) && LETTERS.contains(&letter)
}

fn is_mark(letter: char) -> bool {
    if is_common(letter) {
        return false;
    }
    let is_private = matches!(
        letter,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}'
    );
    is_private || LETTERS.contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emptiness_and_damage_are_two() {
        for text in ["", "　 ", "-", "・", "ー"] {
            assert_eq!(is_missing(text), text != "ー", "{text}");
        }
        for text in [
            "●",
            "山〓",
            "?",
            "？田",
            "\u{FFFD}",
            "\u{E123}本",
            "\u{F0001}",
            "住所不明",
        ] {
            assert!(is_damaged(text) && !is_missing(text), "{text}");
        }
        assert!(WORDS.iter().all(|word| word.starts_with('不')));
        assert!(!LETTERS.iter().any(|mark| is_common(*mark)));
        let common = ('\0'..=char::MAX).filter(|letter| is_common(*letter));
        assert!(common.into_iter().all(|it| it.is_alphanumeric()));
        assert!(!is_damaged("東京都千代田区明神町1-1 ○○寮"));
    }
}
