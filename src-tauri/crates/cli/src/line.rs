//! A line for people, as the place where it goes can show it.
//!
//! A console shows every character. What is redirected on Windows (`> file`, `| more`) is read in the console's code page,
//! which in Japan is 932: there lines go out in it, elsewhere in UTF-8. JSON is UTF-8 always, and no business of this.

use encoding_rs::SHIFT_JIS;
use kakehashi_domain::harmless;
use kakehashi_operating_system::console_code_page;
use std::{
    fmt::Display,
    io::{self, IsTerminal, Write},
};

const JAPANESE: u32 = 932;
/// Printers' sign for a character that isn't in the case.
const MISSING: char = '〓';

/// Writes the line and its end. What it quotes (names of files, a server's words) does nothing at a terminal, and makes no
/// line of its own: whoever has several lines gives them one by one.
///
/// # Errors
/// Those of the stream.
pub fn write_line(out: &mut (impl Write + IsTerminal), line: impl Display) -> io::Result<()> {
    let line = harmless(&line.to_string());
    if !cfg!(windows) || out.is_terminal() {
        return writeln!(out, "{line}");
    }
    out.write_all(&encoded(line + "\r\n", console_code_page()))
}

fn encoded(text: String, code_page: Option<u32>) -> Vec<u8> {
    if code_page != Some(JAPANESE) {
        return text.into_bytes();
    }
    let shown = text.chars().map(|c| if is_in_932(c) { c } else { MISSING });
    let shown: String = shown.collect();
    SHIFT_JIS.encode(&shown).0.into_owned()
}

fn is_in_932(character: char) -> bool {
    let mut one = [0; 4];
    let (_, _, is_missing) = SHIFT_JIS.encode(character.encode_utf8(&mut one));
    !is_missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_console_gets_its_code_page_and_others_utf8() {
        let text = || "髙﨑さん 𠮷\r\n".to_owned();
        let shown = encoded(text(), Some(932));
        assert_eq!(SHIFT_JIS.decode(&shown).0, "髙﨑さん 〓\r\n");
        assert_ne!(shown, text().as_bytes());
        for page in [None, Some(65001), Some(1252)] {
            assert_eq!(encoded(text(), page), text().as_bytes());
        }
    }
}
