//! Characters that do something where they are shown, made visible.
//!
//! File names, a server's words and what people type reach terminals, logs, paper and the window. An escape sequence, a line
//! end or a mark that turns the direction of writing would act there, or make a line of its own.

use std::{borrow::Cow, fmt::Write};

/// Whether a character acts instead of being seen: controls (C0, C1), line ends, invisible and direction marks, tags.
pub fn acts_when_shown(c: char) -> bool {
    if matches!(c, ' '..='~' | 'ぁ'..='鿿') {
        return false; // nearly all
    }
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The text with every acting character written out by its code point, e.g. `［U+001B］`.
pub fn harmless(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        if acts_when_shown(c) {
            let _infallible = write!(seen, "［U+{:04X}］", u32::from(c));
        } else {
            seen.push(c);
        }
    }
    seen
}

/// JSON with every acting character inside its texts written as an escape, e.g. `\\u009b`: it says the same to who reads it,
/// and does nothing where it is shown. Its own line ends stay.
pub fn harmless_json(json: &str) -> String {
    let mut seen = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && acts_when_shown(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _infallible = write!(seen, "\\u{unit:04x}");
            }
        } else {
            seen.push(c);
        }
    }
    seen
}

/// The same, of so many characters at most; `…` says that there was more.
pub fn harmless_short(text: &str, most: usize) -> String {
    let cut = text.char_indices().nth(most).map(|(at, _)| at);
    match cut {
        Some(at) => harmless(&text[..at]) + "…",
        None => harmless(text),
    }
}

/// A cell that a spreadsheet would run as a formula, with a `'` in front of it. What can't be seen in front doesn't hide it.
pub fn harmless_cell(text: &str) -> Cow<'_, str> {
    const BEGIN: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || acts_when_shown(c));
    match seen.starts_with(BEGIN) || text.starts_with(char::is_control) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_written_out_and_the_rest_stays() {
        for (text, seen) in [
            ("a\u{1b}[2Jb", "a［U+001B］[2Jb"),
            ("一\r\n二", "一［U+000D］［U+000A］二"),
            ("\u{9b}31m", "［U+009B］31m"),
            ("evil\u{202e}vsc.exe", "evil［U+202E］vsc.exe"),
            ("一\u{2028}二\u{ad}", "一［U+2028］二［U+00AD］"),
            ("葛\u{E0100}城　健 ｶﾞ", "葛\u{E0100}城　健 ｶﾞ"),
        ] {
            assert_eq!(harmless(text), seen);
        }
        assert_eq!(harmless_short("あいう", 2), "あい…");
        assert_eq!(harmless_short("あい", 2), "あい");
    }

    #[test]
    fn json_says_the_same_and_does_nothing() {
        let json = "{\n  \"a\": \"一\u{9b}二\u{202e}\u{e0041}\\n\"\n}";
        let seen = "{\n  \"a\": \"一\\u009b二\\u202e\\udb40\\udc41\\n\"\n}";
        assert_eq!(harmless_json(json), seen);
    }

    #[test]
    fn a_formula_is_text() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\n=1",
            " =1",
            "\u{200b}=1",
        ] {
            assert_eq!(harmless_cell(formula), format!("'{formula}"));
        }
        assert_eq!(harmless_cell("練習 太郎=1"), "練習 太郎=1");
        assert_eq!(harmless_cell(""), "");
    }
}
