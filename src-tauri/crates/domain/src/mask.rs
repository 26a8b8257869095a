//! How numbers of a person are shown, and how they are kept out of what people write.

use crate::{Fault, Outcome};

/// As many digits in a row can be a 個人番号.
const NUMBER_DIGITS: usize = 12;

/// All but the last four characters as dots; a text of four or fewer is dots only.
pub fn mask_number(text: &str) -> String {
    let length = text.chars().count();
    let hidden = if length > 4 { length - 4 } else { length };
    text.chars()
        .enumerate()
        .map(|(i, c)| if i < hidden { '•' } else { c })
        .collect()
}

/// What a person writes into a record, trimmed. A record names no 個人番号 and no number of a document.
///
/// # Errors
/// [`Code::InputInvalid`] for `field` when it holds twelve digits in a row, whatever their width, with or without gaps.
pub fn lean_text(field: &str, text: &str) -> Outcome<String> {
    if longest_number(text) >= NUMBER_DIGITS {
        let hint = "個人番号や書類の番号は書かないでください。";
        return Err(Fault::invalid(field, hint));
    }
    Ok(text.trim().to_owned())
}

/// As [`lean_text`], which must not be empty nor longer than `most` characters; `hint` says what belongs there.
///
/// # Errors
/// [`Code::InputInvalid`] for `field`.
pub fn short_text(field: &str, text: &str, most: usize, hint: &str) -> Outcome<String> {
    let text = lean_text(field, text)?;
    if (1..=most).contains(&text.chars().count()) {
        return Ok(text);
    }
    Err(Fault::invalid(field, hint))
}

/// As [`lean_text`], which may be empty, but not longer than `most` characters.
///
/// # Errors
/// [`Code::InputInvalid`] for `field`.
pub fn optional_text(field: &str, text: &str, most: usize) -> Outcome<String> {
    let text = lean_text(field, text)?;
    if text.chars().count() <= most {
        return Ok(text);
    }
    Err(Fault::invalid(
        field,
        format!("{most}文字までにしてください。"),
    ))
}

fn longest_number(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for letter in text.chars() {
        if letter.is_numeric() {
            run += 1;
        } else if !matches!(letter, ' ' | '\u{3000}' | '-' | '－' | '‐' | '−') {
            run = 0;
        }
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_out_however_it_is_written() {
        for text in [
            "123456789018",
            "1234-5678-9018",
            "１２３４　５６７８　９０１８",
            "番号は1234 56789018です",
        ] {
            assert!(lean_text("理由", text).is_err(), "{text}");
        }
        for text in [
            "101-23",
            "2026年11月22日に紛失",
            "記号12345・番号123456・枝番00",
        ] {
            assert_eq!(lean_text("理由", text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn four_characters_at_most_are_shown() {
        assert_eq!(mask_number("123456789018"), "••••••••9018");
        assert_eq!(mask_number("9018"), "••••");
        assert_eq!(mask_number(""), "");
    }
}
