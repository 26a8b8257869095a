//! Cells of types and rules that a shipped kind may lack.

use kakehashi_layouts::{FindingCode as F, Layout};

pub fn every_type() -> Layout {
    Layout::parse(include_str!("every-type.toml")).unwrap()
}

/// A right row.
pub const RIGHT: &[(&str, &str)] = &[
    ("state", "1"),
    ("company", "8700110005901"),
    ("paid", "-1200"),
    ("month", "202604"),
    ("year", "2026"),
    ("symbol", "健保１２"),
    ("office", "0012"),
    ("plain", "練習～太郎"),
    ("login", "A1"),
    ("reason", ""),
];

/// Changes to it, and the one finding that they make.
pub const WRONG: &[(F, &[(&str, &str)])] = &[
    (F::CorporateNumberInvalid, &[("company", "2010001163285")]),
    (F::CorporateNumberInvalid, &[("company", "870011000590")]),
    (F::AmountInvalid, &[("paid", "1,200")]),
    (F::AmountInvalid, &[("paid", "-")]),
    (F::AmountInvalid, &[("paid", "１２００")]),
    (F::AmountInvalid, &[("paid", "1000000000000000")]),
    (F::MonthInvalid, &[("month", "202613")]),
    (F::MonthInvalid, &[("month", "202600")]),
    (F::MonthInvalid, &[("month", "年月")]),
    (F::YearInvalid, &[("year", "8")]),
    (F::YearInvalid, &[("year", "0008")]),
    (F::YearInvalid, &[("year", "令和")]),
    (F::SymbolInvalid, &[("symbol", "健 1")]),
    (F::SymbolInvalid, &[("symbol", "1:2")]),
    (F::SymbolInvalid, &[("symbol", "1　2")]),
    (F::TooLong, &[("symbol", "健保１２３")]),
    (F::WrongLength, &[("office", "012")]),
    (F::WrongLength, &[("office", "00012")]),
    (F::CharacterNotAllowed, &[("plain", "髙橋")]),
    (F::CharacterNotAllowed, &[("plain", "①")]),
    (F::CharacterNotAllowed, &[("plain", "A")]),
    (F::CharacterNotAllowed, &[("login", "ａ")]),
    (F::CharacterNotAllowed, &[("login", "a-1")]),
    (F::NotEmpty, &[("reason", "転居")]),
    (F::PartlyFilled, &[("month", "")]),
    (F::PartlyFilled, &[("paid", " ")]),
    (F::NoneFilled, &[("symbol", ""), ("login", "　")]),
    (F::SameValue, &[("plain", "Ａ"), ("login", "Ａ ")]),
];
