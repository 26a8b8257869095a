//! What may stand in a cell, by the type of its column.

use chrono::NaiveDate;

use crate::{
    encoding::{is_half_width_kana_or_jis, is_jis_x_0208},
    layout::{Allowed, Column, ColumnType, Encoding},
    number::{is_corporate_number, is_one_digit, is_personal_number},
};

/// What is wrong with a cell that isn't empty, to be said after the column's title.
pub fn fault(column: &Column, value: &str, encoding: Encoding) -> Option<String> {
    of_type(column, value)
        .map(str::to_owned)
        .or_else(|| of_width(column, value, encoding))
}

fn of_type(column: &Column, value: &str) -> Option<&'static str> {
    let digits = |lengths: &[usize]| is_digits(value, lengths);
    let (right, fault) = match column.kind {
        ColumnType::ServerBranch => return None,
        ColumnType::Text => (is_allowed(column, value), "に使えない文字があります"),
        ColumnType::Code => (column.codes.contains_key(value), "が定義されていない値です"),
        ColumnType::Date => (is_date(value), "が正しい日付ではありません"),
        ColumnType::Month => (is_month(value), "が正しい年月ではありません"),
        ColumnType::Year => (digits(&[4]), "は西暦4桁です"),
        ColumnType::InsurerNumber => (digits(&[6, 8]), "の形式が正しくありません"),
        ColumnType::CorporateNumber if !digits(&[13]) => (false, "は13桁の数字です"),
        ColumnType::CorporateNumber => (is_corporate_number(value), "の検査用数字が合いません"),
        ColumnType::Symbol => (value.chars().all(is_symbol), "に空白か「:」があります"),
        ColumnType::CardBranch => (digits(&[2]), "は2桁の数字です"),
        ColumnType::PostalCode => (is_postal_code(value), "は7桁の数字です"),
        ColumnType::Kana => (value.chars().all(is_kana), "にカナ以外の文字があります"),
        ColumnType::Digits => (value.bytes().all(|b| b.is_ascii_digit()), "は数字だけです"),
        ColumnType::Amount => (is_amount(value), "は数字だけの金額です"),
        ColumnType::PersonalNumber if !digits(&[12]) => (false, "は12桁の数字です"),
        ColumnType::PersonalNumber if is_one_digit(value) => (false, "が同じ数字の並びです"),
        ColumnType::PersonalNumber => (is_personal_number(value), "の検査用数字が合いません"),
    };
    (!right).then_some(fault)
}

fn of_width(column: &Column, value: &str, encoding: Encoding) -> Option<String> {
    let chars = value.chars().count();
    if let Some(most) = column.max_chars.filter(|most| chars > *most) {
        return Some(format!("が{most}文字を超えています"));
    }
    if let Some(exact) = column.exact_chars.filter(|exact| chars != *exact) {
        return Some(format!("は{exact}文字です"));
    }
    let most = column.max_bytes?;
    let bytes = encoding
        .bytes(value)
        .map_or(usize::MAX, |bytes| bytes.len());
    (bytes > most).then(|| format!("が{most}バイトを超えています"))
}

fn is_allowed(column: &Column, value: &str) -> bool {
    match column.allowed {
        None => true,
        Some(Allowed::JisX0208) => value.chars().all(is_jis_x_0208),
        Some(Allowed::JisX0208OrKana) => value.chars().all(is_half_width_kana_or_jis),
        Some(Allowed::AsciiAlphanumeric) => value.bytes().all(|b| b.is_ascii_alphanumeric()),
    }
}

fn is_digits(value: &str, lengths: &[usize]) -> bool {
    lengths.contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

fn is_date(value: &str) -> bool {
    let part = |at: std::ops::Range<usize>| value[at].parse::<u32>().unwrap_or(0);
    is_digits(value, &[8])
        && NaiveDate::from_ymd_opt(part(0..4).cast_signed(), part(4..6), part(6..8)).is_some()
}

fn is_month(value: &str) -> bool {
    is_digits(value, &[6]) && is_date(&format!("{value}01"))
}

fn is_amount(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_postal_code(value: &str) -> bool {
    match value.split_once('-') {
        Some((area, town)) => is_digits(area, &[3]) && is_digits(town, &[4]),
        None => is_digits(value, &[7]),
    }
}

fn is_symbol(c: char) -> bool {
    !c.is_whitespace() && c != ':'
}

/// Full-width and half-width katakana, their marks, and spaces between names.
fn is_kana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | '・'..='ヾ' | '\u{ff65}'..='\u{ff9f}' | ' ' | '\u{3000}')
}
