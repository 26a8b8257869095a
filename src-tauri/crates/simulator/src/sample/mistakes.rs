//! Which rows go wrong, and how.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::people::day;
use crate::{
    layout::{ColumnType, Layout, Rule, ServiceDefinition},
    number::personal_number,
};

/// One way in which a row goes wrong; it names the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    CheckDigit(usize),
    NumberOfAnother(usize),
    ImpossibleDate(usize),
    Missing(usize),
    UnknownCode(usize),
    LostZero(usize),
    NotAnAmount(usize),
    TooEarly {
        column: usize,
        than: usize,
    },
    TooLong(usize),
    /// The first row once more.
    Repeated,
    /// Formally right: only the server knows that there is no such person.
    Unknown,
}

/// So many kinds of mistakes a file holds at most.
const MOST: usize = 6;

/// Spreads the mistakes over a file of this many rows; never on its first, unless there is no other.
pub fn plan(layout: &Layout, rows: u64) -> BTreeMap<u64, Mistake> {
    let refused = match rows {
        _ if !may_be_unknown(layout) => 0,
        0..20 => 0,
        20..100 => 1,
        _ => 3,
    };
    let found = match rows {
        0 => 0,
        1..20 => usize::try_from(rows / 3).unwrap_or(0).max(1),
        20..1000 => 6,
        _ => 8,
    };
    let all = for_the_terminal(layout)
        .into_iter()
        .cycle()
        .take(found)
        .chain(std::iter::repeat_n(Mistake::Unknown, refused));
    let count = (found + refused) as u64;
    (1..).map(|nth| nth * rows / (count + 1)).zip(all).collect()
}

/// The mistakes that the columns of a kind allow, the typical ones first.
fn for_the_terminal(layout: &Layout) -> Vec<Mistake> {
    let of_type = |kind| {
        layout
            .column
            .iter()
            .position(|c| c.required && c.kind == kind)
    };
    let number = of_type(ColumnType::PersonalNumber);
    let date = of_type(ColumnType::Date);
    let missing = of_type(ColumnType::Kana)
        .or_else(|| layout.column.iter().position(|column| column.required));
    let rules = layout.row_rule.iter().filter_map(|rule| rule.binding());
    let too_early = rules.into_iter().find_map(|rule| {
        let Rule::NotBefore { column, than } = rule else {
            return None;
        };
        Some(Mistake::TooEarly {
            column: layout.find(column)?,
            than: layout.find(than)?,
        })
    });
    let too_long = layout
        .column
        .iter()
        .position(|c| c.max_chars.is_some() && c.kind == ColumnType::Text);
    [
        number.map(Mistake::CheckDigit),
        number.map(Mistake::NumberOfAnother),
        date.map(Mistake::ImpossibleDate),
        missing.map(Mistake::Missing),
        of_type(ColumnType::Code).map(Mistake::UnknownCode),
        number.map(Mistake::LostZero),
        of_type(ColumnType::Amount).map(Mistake::NotAnAmount),
        too_early,
        too_long.map(Mistake::TooLong),
        Some(Mistake::Repeated),
    ]
    .into_iter()
    .flatten()
    .take(MOST)
    .collect()
}

fn may_be_unknown(layout: &Layout) -> bool {
    match &layout.service {
        None | Some(ServiceDefinition::ReplaceMaster { .. }) => false,
        Some(_) => true,
    }
}

impl Mistake {
    /// Makes the row wrong; `first` is the first row of the file.
    pub fn spoil(&self, cells: &mut [String], first: &[String], layout: &Layout, today: NaiveDate) {
        match self {
            Mistake::CheckDigit(at) => other_last_digit(&mut cells[*at]),
            Mistake::NumberOfAnother(at) => cells[*at] = first[*at].clone(),
            Mistake::ImpossibleDate(at) => cells[*at] = "20260230".into(),
            Mistake::Missing(at) => cells[*at].clear(),
            Mistake::UnknownCode(at) => cells[*at] = unknown_code(layout, *at),
            Mistake::LostZero(at) => drop(cells[*at].remove(0)),
            Mistake::NotAnAmount(at) => cells[*at] = "12,000円".into(),
            Mistake::TooEarly { column, than } => {
                let earlier = NaiveDate::parse_from_str(&cells[*than], "%Y%m%d");
                cells[*column] = day(earlier.unwrap_or(today) - Days::new(40));
            }
            Mistake::TooLong(at) => {
                let most = layout.column[*at].max_chars.unwrap_or(0);
                cells[*at] = "長".repeat(most + 1);
            }
            Mistake::Repeated => cells.clone_from_slice(first),
            Mistake::Unknown => become_unknown(cells, layout, today),
        }
    }
}

/// Nobody whom the server knows.
fn become_unknown(cells: &mut [String], layout: &Layout, today: NaiveDate) {
    let mut set = |id: &str, value: String| {
        if let Some(at) = layout.find(id) {
            cells[at] = value;
        }
    };
    match &layout.service {
        Some(ServiceDefinition::Register {
            change, changes, ..
        }) => {
            let lost_on = day(today - Days::new(10));
            set(change, changes.lost.first().cloned().unwrap_or_default());
            set("acquired_on", day(today - Days::new(400)));
            set("lost_on", lost_on.clone());
            set("notified_on", day(today - Days::new(3)));
            set("change_date", lost_on);
        }
        Some(
            ServiceDefinition::KeepCopy { branch, .. } | ServiceDefinition::Inquire { branch, .. },
        ) => {
            set(branch, "9800000000".into());
        }
        Some(ServiceDefinition::FindNumber { five_items, .. }) => {
            set(&five_items[4], "架空県どこにもない市１番".into());
        }
        Some(ServiceDefinition::VerifyNumber { number, .. }) => set(number, personal_number(1)),
        Some(ServiceDefinition::ReplaceMaster { .. }) | None => {}
    }
}

fn unknown_code(layout: &Layout, at: usize) -> String {
    let codes = &layout.column[at].codes;
    let unknown = ["7", "9", "99"]
        .into_iter()
        .find(|code| !codes.contains_key(*code));
    unknown.unwrap_or("?").to_owned()
}

fn other_last_digit(number: &mut String) {
    let next = match number.pop() {
        Some('9') | None => '0',
        Some(digit) => char::from_u32(u32::from(digit) + 1).unwrap_or('0'),
    };
    number.push(next);
}
