//! Columns guessed from a file of the kind: from its heading, and from what stands below it.

use super::{DraftColumn, Meaning};
use crate::definition::ColumnType;
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are looked at.
const ROWS: usize = 10_000;
/// A column with more different values is no list of codes.
const MOST_CODES: usize = 20;
const CODE_CHARS: usize = 4;
/// So many filled rows make a column look required.
const ENOUGH_ROWS: usize = 5;
/// Cells that a heading has at least.
const HEADING_CELLS: usize = 2;

pub(super) fn columns(rows: &[Vec<String>]) -> Vec<DraftColumn> {
    let is_heading =
        |row: &&Vec<String>| row.iter().filter(|it| !it.is_empty()).count() >= HEADING_CELLS;
    let Some(at) = rows.iter().position(|row| is_heading(&row)) else {
        return Vec::new();
    };
    let below: Vec<&Vec<String>> = rows[at + 1..].iter().take(ROWS).collect();
    let below: Vec<&Vec<String>> = below
        .into_iter()
        .filter(|row| row.iter().any(|it| !it.is_empty()))
        .collect();
    let titles = rows[at].iter().enumerate();
    titles
        .map(|(at, title)| {
            let values: Vec<&str> = below
                .iter()
                .filter_map(|row| row.get(at))
                .map(|it| it.trim())
                .collect();
            column(title.trim(), &values)
        })
        .collect()
}

fn column(title: &str, values: &[&str]) -> DraftColumn {
    let mut column = DraftColumn::of_title(title);
    let filled: Vec<&str> = values.iter().copied().filter(|it| !it.is_empty()).collect();
    column.required = filled.len() == values.len() && filled.len() >= ENOUGH_ROWS;
    let by_title = Meaning::of_title(title).filter(|it| fits(*it, &filled));
    match by_title.or_else(|| by_values(&filled)) {
        Some(meaning) if by_title.is_some() => column.mean(meaning, "見出し"),
        Some(meaning) => column.mean(meaning, "見本の値"),
        None => "分からないので文字".clone_into(&mut column.because),
    }
    if column.column_type == ColumnType::Code {
        column.codes = codes(&filled);
        if column.codes.is_empty() {
            column.mean(Meaning::Text, "値が多いので文字");
        }
    }
    column
}

/// Whether what stands in a column doesn't speak against a meaning.
fn fits(meaning: Meaning, filled: &[&str]) -> bool {
    let most = |is_so: fn(&str) -> bool| {
        let so = filled.iter().filter(|it| is_so(it)).count();
        so * 2 >= filled.len()
    };
    use Meaning as M;
    if [M::Date, M::BirthDate].contains(&meaning) {
        most(is_day)
    } else if [M::Amount, M::Digits].contains(&meaning) {
        most(is_digits)
    } else if meaning == M::PersonalNumber {
        most(|it| it.chars().count() >= 10)
    } else {
        meaning != M::CardBranch || most(|it| it.chars().count() <= 2)
    }
}

fn by_values(filled: &[&str]) -> Option<Meaning> {
    if filled.is_empty() {
        return None;
    }
    let all = |is_so: fn(&str) -> bool| filled.iter().all(|it| is_so(it));
    if all(is_day) {
        return Some(Meaning::Date);
    }
    let is_katakana = |c: char| ('ァ'..='ー').contains(&c) || c == '　' || c == ' ';
    if filled.iter().all(|it| it.chars().all(is_katakana)) {
        return Some(Meaning::Kana);
    }
    all(is_digits).then_some(Meaning::Digits)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(text: &str) -> bool {
    is_digits(text) && kakehashi_domain::date_value(text).is_some()
}

/// The values of a column as codes, which mean themselves until somebody says what; none where they are too many or too long.
fn codes(filled: &[&str]) -> BTreeMap<String, String> {
    let values: BTreeSet<&str> = filled.iter().copied().collect();
    let fits =
        values.len() <= MOST_CODES && values.iter().all(|it| it.chars().count() <= CODE_CHARS);
    let pairs = values.into_iter().filter(|_| fits);
    pairs.map(|it| (it.to_owned(), it.to_owned())).collect()
}
