//! What a cell with findings might better hold. A person takes or leaves it.

use super::{cell::check_cell, characters};
use crate::definition::{Column, ColumnType, Encoding};
use kakehashi_domain::wareki_value;

/// A text that would make no finding in this column. None where there is none to think of; never for a 個人番号,
/// which nobody but the person who has the 届出 may correct.
pub(crate) fn suggestion(column: &Column, encoding: Encoding, text: &str) -> Option<String> {
    let new = match column.column_type {
        ColumnType::PersonalNumber | ColumnType::InsurerNumber | ColumnType::CorporateNumber => {
            return None;
        }
        ColumnType::CardBranch | ColumnType::ServerBranch => return None,
        ColumnType::Text | ColumnType::Symbol => characters::replaced(text),
        ColumnType::Kana => katakana(text),
        ColumnType::Date => date(text),
        ColumnType::Digits
        | ColumnType::Code
        | ColumnType::Month
        | ColumnType::Year
        | ColumnType::Amount
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
        c => c,
    });
    letters.collect()
}

fn date(text: &str) -> String {
    let text = half_width(text);
    wareki_value(&text).map_or(text, |date| date.format("%Y%m%d").to_string())
}

/// Full-width letters and digits made half-width, without what people write around numbers.
fn half_width(text: &str) -> String {
    let letters = text.chars().filter_map(|c| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0),
        '−' | '‐' | 'ー' => Some('-'),
        ' ' | '　' | '〒' | '円' | '￥' | '¥' => None,
        c => Some(c),
    });
    let new: String = letters.collect();
    new.replace(',', "")
}
