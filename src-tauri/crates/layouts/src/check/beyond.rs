//! People whom the columns don't foresee: no number yet, no birth date, no home in Japan, a name of another kind.

use super::finding_code::FindingCode;
use crate::definition::{Column, Exception};
use kakehashi_domain::compare::{folded_letters, names_a_place};

/// What a municipality ends with.
const MUNICIPALITY: [char; 4] = ['市', '区', '町', '村'];
/// Words for a home that isn't in Japan, or that nobody knows.
const NO_HOME: [&str; 12] = [
    "海外",
    "国外",
    "国内",
    "出国",
    "住所な",
    "住所無",
    "住所不",
    "不明",
    "不詳",
    "未定",
    "未登録",
    "居所不",
];
/// Words of a 住民票 for a day that isn't known.
const UNKNOWN: [&str; 6] = ["不詳", "不明", "頃", "ゴロ", "推定", "旬"];
const ERAS: [&str; 15] = [
    "令和", "平成", "昭和", "大正", "明治", "令", "平", "昭", "大", "明", "R", "H", "S", "T", "M",
];

/// What an empty cell of a column that must be filled means.
pub(crate) fn empty(column: &Column) -> (FindingCode, &'static str) {
    if column.foresees(Exception::NumberAwaited) && column.is_masked() {
        return (FindingCode::NumberAwaited, "がまだありません。");
    }
    if column.foresees(Exception::Unknown) {
        let what = "が空です（住民票でもわからないときは「不詳」か、わかる所までを入れます）。";
        return (FindingCode::RequiredEmpty, what);
    }
    (FindingCode::RequiredEmpty, "が空です。")
}

/// What a text means that doesn't fit its column.
pub(crate) fn too_long(column: &Column) -> FindingCode {
    match column.foresees(Exception::Long) {
        true => FindingCode::NameLong,
        false => FindingCode::TooLong,
    }
}

/// Whether an address says that it is none in Japan: by its words, or without a kanji and a figure. Many that only lack their
/// municipality are right.
pub(crate) fn names_no_home(address: &str) -> bool {
    if address.contains(MUNICIPALITY) {
        return false;
    }
    let is_short = address.chars().nth(2).is_none();
    let is_like_one = |c: char| c.is_ascii_digit() || matches!(c, '一'..='鿿' | '０'..='９');
    is_short || !address.contains(is_like_one) || NO_HOME.iter().any(|word| address.contains(word))
}

/// Whether an address ends with its 都道府県 or 市区町村: the rest of it is missing.
pub(crate) fn is_cut_short(address: &str) -> bool {
    let address = address.trim_end();
    let ends = ['都', '道', '府', '県', '市', '区', '郡', '町', '村'];
    address.ends_with(ends)
        && !address.contains(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'))
        && names_a_place(address)
}

/// Whether it is an address abroad, or none.
pub(crate) fn is_abroad(address: &str) -> bool {
    address.trim().is_empty() || !names_a_place(address)
}

/// 0000000 or 9999999: a system that wants a postal code gets one.
pub(crate) fn is_placeholder(postal_code: &str) -> bool {
    let mut digits = postal_code.bytes().filter(u8::is_ascii_digit);
    let first = digits.next();
    matches!(first, Some(b'0' | b'9')) && digits.all(|digit| Some(digit) == first)
}

/// Letters of foreign names beside katakana.
pub(crate) fn is_foreign(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || matches!(letter, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        || "-‐－=＝゠'’‘′＇`｀.．,，、（）()".contains(letter)
}

/// Whether a text is a birth date that isn't known, or only its year or month: `不詳`, `昭和25年5月不詳`, `19500500`, `1950`.
pub(crate) fn is_partly_known(text: &str) -> bool {
    let text: String = folded_letters(text).collect();
    if UNKNOWN.iter().any(|word| text.contains(word)) {
        return true;
    }
    let era = ERAS.iter().find_map(|era| text.strip_prefix(era));
    let rest = era.unwrap_or(&text).replace('元', "1");
    let is_mark = |c: char| matches!(c, '年' | '月' | '日' | '.' | '/' | '-' | 'ー');
    if rest.is_empty() || rest.contains(|c: char| !c.is_ascii_digit() && !is_mark(c)) {
        return false;
    }
    let parts: Vec<&str> = rest
        .split(is_mark)
        .filter(|part| !part.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let is_month = |text: &str| text.len() <= 2 && number(text).is_some_and(|it| it <= 12);
    let is_nought = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit == b'0');
    let is_year = |text: &str| match era {
        Some(_) => text.len() <= 2 && number(text).is_some_and(|it| it > 0),
        None => text.len() == 4 && (1850..2200).contains(&number(text).unwrap_or(0)),
    };
    match parts.as_slice() {
        [packed] if packed.len() == 8 && era.is_none() => {
            let (year, month, day) = (&packed[..4], &packed[4..6], &packed[6..]);
            let is_open = is_nought(day) && (is_month(month) || is_nought(month));
            (is_year(year) && is_open) || is_nought(packed) || *packed == "99999999"
        }
        [packed] if packed.len() == 6 && era.is_none() => {
            is_year(&packed[..4]) && is_month(&packed[4..]) && !is_nought(&packed[4..])
        }
        [packed] if packed.len() == 6 => is_nought(&packed[4..]) && is_year(&packed[..2]),
        [year] => is_year(year),
        [year, month] => is_year(year) && is_month(month),
        [year, month, day] => is_year(year) && is_month(month) && is_nought(day),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_dates_of_residence_records_are_told_from_slips() {
        for text in [
            "不詳",
            "昭和25年不詳",
            "昭和２５年５月日不詳",
            "1950年5月頃",
            "推定昭和25年",
            "昭和25年5月上旬",
            "19500000",
            "19500500",
            "00000000",
            "99999999",
            "1950",
            "195005",
            "195005--",
            "1950-05",
            "1950/05",
            "1950年5月",
            "昭和25年",
            "昭和25年5月",
            "昭和25年月日",
            "S25",
            "S25.05.00",
        ] {
            assert!(is_partly_known(text), "{text}");
        }
        for text in [
            "19500230",
            "19501300",
            "33112",
            "1950-02-11",
            "昭和25年2月11日",
            "S25.2.11",
            "2026",
            "abc",
            "",
            "5550211",
            "12345678",
            "198002111",
        ] {
            assert_eq!(is_partly_known(text), text == "2026", "{text}");
        }
    }

    #[test]
    fn homes_abroad_are_told_from_homes_here() {
        for text in [
            "",
            "海外",
            "国内住所なし",
            "1 Main Street, New York",
            "中華人民共和国北京市",
            "不明",
        ] {
            assert!(is_abroad(text), "{text}");
        }
        for text in [
            "東京都練習区見本町1-2-3",
            "府中市府中町1-1",
            "大阪府大阪市北区中央1",
        ] {
            assert!(!is_abroad(text), "{text}");
        }
    }
}
