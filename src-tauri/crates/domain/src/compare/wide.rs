//! Width: half-width and full-width letters become one, a separate voicing mark joins its kana.

use std::str::Chars;

/// Half-width katakana from U+FF66 to U+FF9D.
const HALF_KANA: [char; 56] = [
    'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ',
    'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ',
    'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ',
    'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン',
];

/// The letters of a text, width folded; white space is always `' '`, variation selectors are left out.
pub(super) struct Wide<'a>(Chars<'a>);

impl<'a> Wide<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(text.chars())
    }
}

impl Iterator for Wide<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let next = |letters: &mut Chars| letters.find(|letter| !is_selector(*letter));
        let letter = one(next(&mut self.0)?);
        if matches!(letter, 'う'..='ホ') {
            let mut behind = self.0.clone();
            if let Some(joined) = next(&mut behind).and_then(|mark| voiced(letter, mark)) {
                self.0 = behind;
                return Some(joined);
            }
        }
        Some(letter)
    }
}

fn one(letter: char) -> char {
    match letter {
        '一'..='龥' => letter,
        '！'..='～' => shifted(letter, 0xFEE0).unwrap_or(letter),
        'ｦ'..='ﾝ' => HALF_KANA[letter as usize - 'ｦ' as usize],
        // A mark with no kana to join stays one, so that nothing it may come to stand beside is changed by it.
        '\u{3099}' | '゛' | 'ﾞ' => '″',
        '\u{309A}' | '゜' | 'ﾟ' => '°',
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

/// A glyph's selector (IVS): which of its shapes, not which letter.
fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn shifted(letter: char, down: u32) -> Option<char> {
    char::from_u32(letter as u32 - down)
}

/// か and ゛ are が. A mark that is written is never dropped.
fn voiced(kana: char, mark: char) -> Option<char> {
    const VOICED: &str =
        "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
    let step = match mark {
        '\u{3099}' | '゛' | 'ﾞ' => 1,
        '\u{309A}' | '゜' | 'ﾟ' => 2,
        _ => return None,
    };
    match kana {
        'ウ' if step == 1 => Some('ヴ'),
        'う' if step == 1 => Some('ゔ'),
        'は'..='ほ' | 'ハ'..='ホ' if VOICED.contains(kana) => {
            char::from_u32(kana as u32 + step)
        }
        _ if step == 1 && VOICED.contains(kana) => char::from_u32(kana as u32 + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_become_one_and_marks_join() {
        let wide = |text| Wide::new(text).collect::<String>();
        assert_eq!(wide("Ａｂ１－　ｶﾞﾊﾟｳﾞﾞ"), "Ab1- ガパヴ″");
        assert_eq!(wide("か\u{3099}は゜葛\u{E0100}城"), "がぱ葛城");
        assert_eq!(wide("ハバパ①㈱髙"), "ハバパ①㈱髙");
    }
}
