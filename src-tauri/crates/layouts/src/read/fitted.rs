//! A table as somebody else made it, brought into the columns of a definition: the heading wherever it stands, in one row or
//! merged over several, what stands once above the table for all of its rows, and values as table programs keep them.

use super::Sheet;
use crate::definition::{Column, ColumnType, Layout};
use chrono::{Days, NaiveDate};
use kakehashi_domain::{PersonalNumber, compare::birth_value};

/// Rows from the top among which a heading is sought.
const HEADING_ROWS: usize = 40;
/// So many columns must be named for a row to be a heading.
const LEAST_NAMED: usize = 3;
/// A heading that is merged downwards reaches so far.
const MERGED_ROWS: usize = 2;
/// Days of table programs that can be meant: from 1900 to 2119.
const DAYS: std::ops::RangeInclusive<u64> = 1..=80_000;

/// A table in the columns of a definition.
#[derive(Clone, PartialEq, Eq)]
pub struct Fitted {
    /// Its rows, each with its place on the sheet, from 1.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Headings of the columns that must be filled and aren't there.
    pub missing: Vec<String>,
    /// Rows, by their place on the sheet, whose 個人番号 got the zero back that a table program had dropped.
    pub restored: Vec<u32>,
}

/// Personal values stay out of logs and test output.
impl std::fmt::Debug for Fitted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fitted")
            .field("rows", &self.rows.len())
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}

impl Fitted {
    /// Says what stands in the cells of a column that are empty, so that the column isn't missing.
    pub fn fill(&mut self, layout: &Layout, column: usize, value: &str) {
        let empty = self.rows.iter_mut().map(|(_, cells)| &mut cells[column]);
        for cell in empty.filter(|cell| cell.is_empty()) {
            value.clone_into(cell);
        }
        let title = &layout.columns[column].title;
        self.missing.retain(|it| it != title);
    }
}

/// Brings a sheet into the columns of a definition; None where no row of it is a heading of these columns.
pub fn fit(sheet: &Sheet, layout: &Layout) -> Option<Fitted> {
    let heading = Heading::of(&sheet.rows, layout)?;
    let is_absent =
        |(column, place): &(&Column, &Place)| column.required && matches!(place, Place::Nowhere);
    let both = layout.columns.iter().zip(&heading.places);
    let missing = both
        .filter(is_absent)
        .map(|(column, _)| column.title.clone());
    let mut fitted = Fitted {
        rows: Vec::new(),
        missing: missing.collect(),
        restored: Vec::new(),
    };
    for (row, at) in sheet.rows.iter().zip(1..).skip(heading.rows) {
        let is_filled =
            |place: &Place| matches!(place, Place::Column(at) if !text_at(row, *at).is_empty());
        if !heading.places.iter().any(is_filled) {
            continue;
        }
        let mut cells = Vec::with_capacity(layout.columns.len());
        for (column, place) in layout.columns.iter().zip(&heading.places) {
            let found = match place {
                Place::Column(at) => text_at(row, *at),
                Place::Above(value) => value,
                Place::Nowhere => "",
            };
            let cell = value(column, found, !sheet.name.is_empty());
            if column.column_type == ColumnType::PersonalNumber && has_zero_back(found, &cell) {
                fitted.restored.push(at);
            }
            cells.push(cell);
        }
        fitted.rows.push((at, cells));
    }
    Some(fitted)
}

/// Where the values of a column stand.
enum Place {
    Column(usize),
    /// Once, above the table.
    Above(String),
    Nowhere,
}

/// A heading that was found.
struct Heading {
    places: Vec<Place>,
    /// Rows down to its last.
    rows: usize,
}

impl Heading {
    fn of(rows: &[Vec<String>], layout: &Layout) -> Option<Self> {
        let names: Vec<String> = layout.columns.iter().map(|it| plain(&it.title)).collect();
        let named = |row: &Vec<String>| {
            let there = |name: &&String| row.iter().any(|cell| plain(cell) == **name);
            names.iter().filter(there).count()
        };
        let top = rows.iter().take(HEADING_ROWS).enumerate();
        let (main, _) = top
            .map(|(at, row)| (at, named(row)))
            .filter(|(_, named)| *named >= LEAST_NAMED.min(names.len()))
            .rev()
            .max_by_key(|(_, named)| *named)?;
        let mut last = main;
        let mut place = |name: &String| {
            let position = |row: &Vec<String>| row.iter().position(|cell| plain(cell) == *name);
            if let Some(at) = position(&rows[main]) {
                return Place::Column(at);
            }
            let in_main = |at: usize| plain(text_at(&rows[main], at));
            // A cell that is merged downwards stands in its uppermost row, with nothing below it.
            for row in &rows[main.saturating_sub(MERGED_ROWS)..main] {
                if let Some(at) = position(row).filter(|at| in_main(*at).is_empty()) {
                    return Place::Column(at);
                }
            }
            // One that is merged sideways has its parts below it.
            for (beside, row) in rows.iter().enumerate().skip(main + 1).take(MERGED_ROWS) {
                let at = position(row).filter(|at| !names.contains(&in_main(*at)));
                if let Some(at) = at {
                    last = last.max(beside);
                    return Place::Column(at);
                }
            }
            above(&rows[..main], name).map_or(Place::Nowhere, Place::Above)
        };
        let places = names.iter().map(&mut place).collect();
        Some(Self {
            places,
            rows: last + 1,
        })
    }
}

/// What stands beside a name above the table: in the next filled cell, or in the same one behind a colon.
fn above(rows: &[Vec<String>], name: &str) -> Option<String> {
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            let cell = cell.trim();
            let (label, rest) = cell.split_once(['：', ':']).unwrap_or((cell, ""));
            if plain(label) != name {
                continue;
            }
            let beside = row[at + 1..]
                .iter()
                .map(|it| it.trim())
                .find(|it| !it.is_empty());
            let value = Some(rest.trim()).filter(|it| !it.is_empty()).or(beside);
            return value.map(str::to_owned);
        }
    }
    None
}

fn text_at(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", |cell| cell.trim())
}

/// A heading without what people write it differently by: spaces and line breaks, brackets and what is in them, a star.
fn plain(heading: &str) -> String {
    let before = heading.split(['(', '（']).next().unwrap_or_default();
    let is_left_out = |c: char| c.is_whitespace() || ['*', '※', '＊', '\u{feff}'].contains(&c);
    before.chars().filter(|c| !is_left_out(*c)).collect()
}

/// A value as the definition wants it, where what is meant is beyond doubt; else as it is, for the check.
fn value(column: &Column, text: &str, is_of_workbook: bool) -> String {
    let changed = match column.column_type {
        ColumnType::Date => day(text, is_of_workbook),
        ColumnType::Code => code(column, text),
        ColumnType::CardBranch => padded(&half_width(text), 1, 2),
        ColumnType::PostalCode => padded(&digits_of(text), 5, 7),
        ColumnType::CorporateNumber => Some(digits_of(text)),
        ColumnType::PersonalNumber => personal_number(&digits_of(text)),
        ColumnType::Digits | ColumnType::Amount | ColumnType::InsurerNumber => {
            Some(half_width(text))
        }
        ColumnType::Text
        | ColumnType::Kana
        | ColumnType::Month
        | ColumnType::Year
        | ColumnType::Symbol
        | ColumnType::ServerBranch => None,
    };
    changed.unwrap_or_else(|| text.to_owned())
}

/// A day in any usual writing; a workbook may hold it as the number of days since the end of 1899.
fn day(text: &str, is_of_workbook: bool) -> Option<String> {
    let text = half_width(text);
    let days = text.parse().ok().filter(|it| DAYS.contains(it));
    let day = match days.filter(|_| is_of_workbook && text.len() <= 5) {
        Some(days) => NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days)),
        None => birth_value(
            text.get(..10)
                .filter(|_| text.contains('T'))
                .unwrap_or(&text),
        ),
    };
    day.map(|day| day.format("%Y%m%d").to_string())
}

/// A code, or the word for it.
fn code(column: &Column, text: &str) -> Option<String> {
    let half = half_width(text);
    if column.codes.contains_key(&half) {
        return Some(half);
    }
    let by_word = column
        .codes
        .iter()
        .find(|(_, word)| plain(word) == plain(text));
    by_word.map(|(code, _)| code.clone())
}

/// The zero that a table program dropped is put back where the check digit proves it.
fn personal_number(digits: &str) -> Option<String> {
    let with_zeros = format!("{digits:0>12}");
    let is_short = (10..12).contains(&digits.len());
    if is_short && PersonalNumber::parse(&with_zeros).is_ok() {
        return Some(with_zeros);
    }
    Some(digits.to_owned())
}

fn has_zero_back(found: &str, cell: &str) -> bool {
    cell.len() > digits_of(found).len()
}

fn padded(digits: &str, least: usize, wanted: usize) -> Option<String> {
    let is_short = (least..wanted).contains(&digits.len());
    let is_so = is_short && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some(match is_so {
        true => format!("{digits:0>wanted$}"),
        false => digits.to_owned(),
    })
}

/// Digits without the marks and spaces that people put between them. What else stands there stays.
fn digits_of(text: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || ['-', '－', '‐', '―', 'ー', '〒'].contains(&c);
    half_width(text).chars().filter(|c| !is_mark(*c)).collect()
}

fn half_width(text: &str) -> String {
    let half = |c: char| match c {
        '０'..='９' => char::from(b'0' + (u32::from(c) - u32::from('０')) as u8),
        c => c,
    };
    text.chars().map(half).collect()
}
