//! What a cell with findings might better hold. A person takes or leaves it.

use super::{
    cell::check_cell,
    characters,
    person_text::{kana_meant, mended},
};
use crate::definition::{Column, ColumnType, Encoding, Holds};
use kakehashi_domain::{date_value, wareki_value};

/// A text that would make no finding in this column. None where there is none to think of; never for a 個人番号,
/// which nobody but the person who has the 届出 may correct.
pub(crate) fn suggestion(column: &Column, encoding: Encoding, text: &str) -> Option<String> {
    let new = match column.column_type {
        ColumnType::PersonalNumber | ColumnType::InsurerNumber | ColumnType::CorporateNumber => {
            return None;
        }
        ColumnType::ServerBranch => return None,
        ColumnType::Text | ColumnType::Symbol => {
            let plain = without_spreadsheet(text);
            match column.holds {
                Some(holds) => mended(holds, &characters::replaced(plain)),
                None => characters::replaced(plain.trim()).replace('\u{A0}', ""),
            }
        }
        ColumnType::Kana => katakana(text),
        ColumnType::Date => date(text),
        ColumnType::Digits
        | ColumnType::Code
        | ColumnType::Month
        | ColumnType::Year
        | ColumnType::Amount
        | ColumnType::CardBranch
        | ColumnType::PostalCode => half_width(text),
    };
    let mut is_fine = new != text && !new.is_empty();
    check_cell(column, encoding, &new, &mut |_| is_fine = false);
    is_fine.then_some(new)
}

fn katakana(text: &str) -> String {
    let joined = characters::full_width_kana(text);
    let letters = joined.chars().map(|c| match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => kana_meant(c).unwrap_or(c),
    });
    let letters: String = letters.filter(|c| *c != '\u{200B}').collect();
    mended(Holds::Name, &letters)
}

/// The value of `="…"` or `'…`.
fn without_spreadsheet(text: &str) -> &str {
    let formula = text.strip_prefix("=\"").and_then(|it| it.strip_suffix('"'));
    let plain = formula.unwrap_or_else(|| text.strip_prefix('\'').unwrap_or(text));
    let whole = plain
        .strip_suffix(".0")
        .filter(|it| it.bytes().all(|b| b.is_ascii_digit()));
    whole.filter(|it| !it.is_empty()).unwrap_or(plain)
}

fn date(text: &str) -> String {
    let text = half_width(text);
    let day = wareki_value(&text).or_else(|| date_value(&text));
    day.map_or(text, |date| date.format("%Y%m%d").to_string())
}

/// Full-width letters and digits made half-width, without what people write around numbers.
fn half_width(text: &str) -> String {
    let text = without_spreadsheet(text);
    let text = text.strip_suffix(".0").unwrap_or(text);
    let letters = text.chars().filter_map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0),
        '−' | '‐' | 'ー' => Some('-'),
        ' ' | '　' | '\u{A0}' | '\u{200B}' | '〒' | '円' | '￥' | '¥' => None,
        c => Some(c),
    });
    let new: String = letters.collect();
    new.replace(',', "")
}
