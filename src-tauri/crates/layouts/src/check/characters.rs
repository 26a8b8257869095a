//! Characters that can't be sent, would be lost or shown as ● on the way, and what may stand for them.

use super::finding_code::FindingCode;
use crate::read::is_jis_x_0208;
use kakehashi_domain::acts_when_shown;
use std::{collections::HashMap, sync::LazyLock};

const VARIANTS: &str = include_str!("../../../../../assets/rules/folding/variants.tsv");
const REPLACEMENTS: &str = include_str!("../../../../../assets/rules/characters/replacements.tsv");
/// From ｡ to ﾟ.
const FULL_WIDTH_KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
const VOICED: &str =
    "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホ";
const HALF_VOICED: &str = "はひふへほハヒフヘホ";
/// The standard's character where Windows' Shift_JIS has its twin, or the other way round.
const TWINS: [char; 6] = ['〜', '−', '‖', '¢', '£', '¬'];

/// Reports what is to be said of the characters of a text, each kind of trouble once.
pub(crate) fn check_characters(text: &str, say: &mut impl FnMut(FindingCode, &str)) {
    if text.chars().all(is_plain) {
        return;
    }
    let named = |is_odd: fn(char) -> bool| text.chars().find(|c| is_odd(*c)).map(name);
    if let Some(c) = named(is_unsendable) {
        say(
            FindingCode::TextCharacter,
            &format!("に、送れない字（{c}）があります。"),
        );
    }
    if text.chars().any(is_half_width_kana) {
        say(FindingCode::HalfWidthKana, "に半角カナがあります。");
    }
    if text.chars().any(is_combining_mark) {
        say(
            FindingCode::CombiningKana,
            "に、濁点か半濁点が分かれた字があります。",
        );
    }
    if let Some(c) = named(is_twin) {
        let what = format!("に、変換で別の字になることのある字（{c}）があります。");
        say(FindingCode::CharacterTwin, &what);
    }
    if let Some(c) = named(may_become_a_dot) {
        let what = format!("に、●で表示されることのある字（{c}）があります。");
        say(FindingCode::ShownAsDot, &what);
    }
}

/// Nearly all characters: nothing is to be said of them.
fn is_plain(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    is_jis_x_0208(c) && !is_twin(c)
}

pub(crate) fn is_half_width_kana(c: char) -> bool {
    ('｡'..='ﾟ').contains(&c)
}

fn is_unsendable(c: char) -> bool {
    !unsendable_class(c).is_empty()
}

fn is_combining_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

fn is_twin(c: char) -> bool {
    c < 'ぁ' && TWINS.contains(&c)
}

/// Behind the server only JIS levels 1 and 2 are sure to be shown.
fn may_become_a_dot(c: char) -> bool {
    let has_own_finding = is_unsendable(c) || is_half_width_kana(c) || is_combining_mark(c);
    !is_plain(c) && !is_twin(c) && !has_own_finding
}

/// The Japanese name of a class of characters that can't be sent; empty for all others.
fn unsendable_class(c: char) -> &'static str {
    match c {
        '\u{FFFD}' => "文字化け",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => "外字",
        c if c.is_control() => "制御文字",
        c if acts_when_shown(c) => "見えない字",
        _ => "",
    }
}

/// A character as a message may name it; one letter of a name tells nobody whose it is.
pub(crate) fn name(c: char) -> String {
    let code_point = u32::from(c);
    match unsendable_class(c) {
        "" if c.is_whitespace() => format!("U+{code_point:04X} 空白"),
        "" => format!("{c} U+{code_point:04X}"),
        class => format!("U+{code_point:04X} {class}"),
    }
}

/// The text with characters in place of those that make findings, as far as the tables know any.
pub(crate) fn replaced(text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    for c in full_width_kana(text).chars() {
        match REPLACED.get(&c) {
            Some(instead) if !is_plain(c) => new.push_str(instead),
            _ => new.push(c),
        }
    }
    new
}

/// Half-width kana made full-width, and marks joined to their letters.
pub(crate) fn full_width_kana(text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            'ﾞ' => '\u{3099}',
            'ﾟ' => '\u{309A}',
            c if is_half_width_kana(c) => {
                let place = u32::from(c) - u32::from('｡');
                FULL_WIDTH_KANA.chars().nth(place as usize).unwrap_or(c)
            }
            c => c,
        };
        let joined = new.chars().last().and_then(|letter| join(letter, c));
        if let Some(joined) = joined {
            new.pop();
            new.push(joined);
        } else {
            new.push(c);
        }
    }
    new
}

/// A letter of kana with its mark.
fn join(letter: char, mark: char) -> Option<char> {
    let behind = |steps| char::from_u32(u32::from(letter) + steps);
    match mark {
        '\u{3099}' if letter == 'ウ' => Some('ヴ'),
        '\u{3099}' if VOICED.contains(letter) => behind(1),
        '\u{309A}' if HALF_VOICED.contains(letter) => behind(2),
        _ => None,
    }
}

/// By character, what may stand for it.
static REPLACED: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut replaced = HashMap::new();
    for [letters, place, _] in rows(VARIANTS) {
        let common = letters.chars().find(|c| is_jis_x_0208(*c));
        if let Some(common) = common.filter(|_| place == "everywhere") {
            let others = letters.chars().filter(|c| !is_jis_x_0208(*c));
            replaced.extend(others.map(|c| (c, common.to_string())));
        }
    }
    for [character, instead, _] in rows(REPLACEMENTS) {
        let characters = character.chars();
        replaced.extend(characters.map(|c| (c, instead.to_owned())));
    }
    replaced
});

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<FindingCode> {
        let mut codes = Vec::new();
        check_characters(text, &mut |code, _| codes.push(code));
        codes
    }

    #[test]
    fn each_kind_of_trouble_has_its_code() {
        use FindingCode as F;
        for (text, code) in [
            ("練習\u{E000}", F::TextCharacter),
            ("練習\u{FFFD}", F::TextCharacter),
            ("練\u{200B}習", F::TextCharacter),
            ("練習\0", F::TextCharacter),
            ("練\u{AD}習", F::TextCharacter),
            ("練\u{2028}習", F::TextCharacter),
            ("練習\u{E0041}", F::TextCharacter),
            ("ﾚﾝｼｭｳ", F::HalfWidthKana),
            ("か\u{3099}", F::CombiningKana),
            ("見本〜町", F::CharacterTwin),
            ("1−2", F::CharacterTwin),
            ("髙木", F::ShownAsDot),
            ("山﨑", F::ShownAsDot),
            ("𠮷田", F::ShownAsDot),
            ("葛\u{E0100}飾", F::ShownAsDot),
            ("㈱見本", F::ShownAsDot),
            ("Müller", F::ShownAsDot),
        ] {
            assert_eq!(codes(text), [code], "{text}");
        }
        for text in [
            "練習　太郎",
            "熙",
            "A1-b",
            "１丁目～２－３",
            "々〇ヶ",
            "がぱヴ",
        ] {
            assert_eq!(codes(text), [], "{text}");
        }
    }

    #[test]
    fn the_tables_know_what_may_stand_instead() {
        for (text, instead) in [
            ("髙﨑𠮷栁", "高崎吉柳"),
            ("森鷗外", "森鴎外"),
            ("塡頰剝", "填頬剥"),
            ("㈱見本①", "（株）見本１"),
            ("1〜2−3", "1～2－3"),
            ("か\u{3099}は\u{309A}ｳﾞｶﾞﾊﾟｱ", "がぱヴガパア"),
            ("練習　太郎", "練習　太郎"),
            ("渡邊", "渡邊"), // of JIS level 2: nothing is wrong with it
        ] {
            assert_eq!(replaced(text), instead);
        }
    }

    #[test]
    fn what_the_tables_give_makes_no_finding_again() {
        assert!(REPLACED.len() > 100);
        for (c, instead) in REPLACED.iter() {
            assert_eq!(codes(instead), [], "{c} {instead}");
        }
    }

    #[test]
    fn all_half_width_kana_have_a_full_width_form() {
        assert_eq!(FULL_WIDTH_KANA.chars().count(), ('｡'..='ﾟ').count());
        assert_eq!(full_width_kana("｡ｱﾝ"), "。アン");
    }
}
