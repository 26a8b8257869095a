//! Filling one row in: what is known of the person by the column's name, the rest by the column's type, and then
//! whatever the rules of the definition ask for.

use chrono::{Days, NaiveDate};

use super::Sample;
use super::branches::Roll;
use super::people::{Person, day};
use crate::{
    house,
    layout::{Allowed, Column, ColumnType, Condition, FileRule, Layout, Rule, ServiceDefinition},
    number::corporate_number,
    random::Random,
};

/// Fills rows of one kind in.
pub struct Filler<'s> {
    layout: &'s Layout,
    sample: &'s Sample,
}

/// What one row is made of.
struct Row<'r> {
    nth: u64,
    person: &'r Person,
    roll: &'r Roll<'r>,
    random: Random,
    /// The day from which the dates of the row count.
    start: NaiveDate,
}

impl<'s> Filler<'s> {
    /// For a kind.
    pub fn new(layout: &'s Layout, sample: &'s Sample) -> Self {
        Filler { layout, sample }
    }

    /// The cells of a row.
    pub fn fill(&self, nth: u64, person: &Person, roll: &Roll<'_>) -> Vec<String> {
        let back = 200 + 31 * roll.round(nth);
        let mut row = Row {
            nth,
            person,
            roll,
            random: Random::new(self.sample.seed.wrapping_mul(1_000_003).wrapping_add(nth)),
            start: self.sample.today - Days::new(back),
        };
        let columns = self.layout.column.iter().enumerate();
        let mut cells: Vec<String> = columns
            .map(|(at, column)| match known(column, &row, self.sample) {
                Some(value) => value,
                None if column.required || nth.is_multiple_of(2) => self.made_up(at, &mut row),
                None => String::new(),
            })
            .collect();
        self.choose_inquiry(&mut cells, nth);
        self.say_who_verified(&mut cells, person);
        for rule in &self.layout.row_rule {
            self.keep(rule.asked(), &mut cells, &mut row);
        }
        cells
    }

    fn made_up(&self, at: usize, row: &mut Row<'_>) -> String {
        let column = &self.layout.column[at];
        let nth = if self.is_one_value(column) {
            0
        } else {
            row.nth
        };
        let date = row.start + Days::new(10 * at as u64);
        let number = 1 + row.random.below(28);
        match column.kind {
            ColumnType::Date => day(date),
            ColumnType::Month => date.format("%Y%m").to_string(),
            ColumnType::Year => date.format("%Y").to_string(),
            ColumnType::Amount => (100 * (10 + row.random.below(4000))).to_string(),
            ColumnType::Digits => number.to_string(),
            ColumnType::CorporateNumber => corporate_number(self.sample.seed * 1000 + nth),
            ColumnType::ServerBranch => row.roll.branch(row.nth + 1),
            ColumnType::Code if self.is_one_value(column) => {
                column.codes.keys().next_back().cloned().unwrap_or_default()
            }
            ColumnType::Code => {
                house::code_of(column, self.layout).unwrap_or_else(|| code(column, &mut row.random))
            }
            ColumnType::Text
            | ColumnType::Symbol
            | ColumnType::Kana
            | ColumnType::CardBranch
            | ColumnType::PostalCode
            | ColumnType::InsurerNumber
            | ColumnType::PersonalNumber => text(column, nth + 1),
        }
    }

    fn is_one_value(&self, column: &Column) -> bool {
        self.layout.file_rule.iter().any(|rule| match rule {
            FileRule::OneValue { columns } => columns.contains(&column.id),
            FileRule::Elsewhere => false,
        })
    }

    /// What is asked for must be what the procedure allows.
    fn choose_inquiry(&self, cells: &mut [String], nth: u64) {
        let Some(ServiceDefinition::Inquire {
            asks,
            items,
            allowed,
            ..
        }) = &self.layout.service
        else {
            return;
        };
        let at = usize::try_from(nth).unwrap_or(0) % allowed.len().max(1);
        let Some((asked, may_ask)) = allowed.iter().nth(at) else {
            return;
        };
        for (id, value) in asks.iter().zip(asked.split(' ')) {
            self.set(cells, id, value);
        }
        for (at, id) in items.iter().enumerate() {
            self.set(cells, id, may_ask.get(at).map_or("", String::as_str));
        }
    }

    /// The employer verifies the 被保険者, and these their families.
    fn say_who_verified(&self, cells: &mut [String], person: &Person) {
        let by = if person.relationship == "0" { "1" } else { "2" };
        self.set(cells, "verified_by", by);
    }

    fn set(&self, cells: &mut [String], id: &str, value: &str) {
        if let Some(at) = self.layout.find(id) {
            cells[at] = value.to_owned();
        }
    }

    /// Makes the row keep a rule.
    fn keep(&self, rule: &Rule, cells: &mut [String], row: &mut Row<'_>) {
        let at = |id: &String| self.layout.find(id).unwrap_or(0);
        match rule {
            Rule::RequiredWhen { column, when } => {
                let at = at(column);
                if self.holds(when, cells) && cells[at].is_empty() {
                    cells[at] = self.made_up(at, row);
                }
            }
            Rule::EmptyWhen { column, when } if self.holds(when, cells) => {
                cells[at(column)].clear()
            }
            Rule::NotBefore { column, than } => {
                let (later, earlier) = (at(column), at(than));
                if !cells[later].is_empty() && cells[later] < cells[earlier] {
                    cells[later] = cells[earlier].clone();
                }
            }
            Rule::AllOrNone { columns } if columns.iter().any(|id| cells[at(id)].is_empty()) => {
                columns.iter().for_each(|id| cells[at(id)].clear());
            }
            Rule::OneOf { columns } if columns.iter().all(|id| cells[at(id)].is_empty()) => {
                if let Some(first) = columns.first().map(at) {
                    cells[first] = self.made_up(first, row);
                }
            }
            Rule::Differs { column, from }
                if !cells[at(column)].is_empty() && cells[at(column)] == cells[at(from)] =>
            {
                cells[at(column)] = row.roll.branch(row.nth + 2);
            }
            Rule::EmptyWhen { .. }
            | Rule::AllOrNone { .. }
            | Rule::OneOf { .. }
            | Rule::Differs { .. }
            | Rule::OwnInsurer { .. }
            | Rule::Elsewhere => {}
        }
    }

    fn holds(&self, when: &Condition, cells: &[String]) -> bool {
        self.layout
            .find(&when.column)
            .is_some_and(|at| when.is.contains(&cells[at]))
    }
}

/// What the name of a column says of a person.
fn known(column: &Column, row: &Row<'_>, sample: &Sample) -> Option<String> {
    let person = row.person;
    Some(
        match column.id.as_str() {
            "change_kind" => person.change_kind,
            "change_date" => &person.change_date,
            "notified_on" => &person.notified_on,
            "acquired_on" => &person.acquired_on,
            "lost_on" => &person.lost_on,
            "insurer_number" => &sample.insurer,
            "insurer_name" => "練習健康保険組合",
            "symbol" => &person.symbol,
            "number" | "employee_number" => &person.number,
            "card_branch" => &person.card_branch,
            "relationship" => person.relationship,
            "name_kanji" | "user_name" => &person.name_kanji,
            "name_kana" => &person.name_kana,
            "birth_date" => &person.birth_date,
            "sex" => person.sex,
            "postal_code" => &person.postal_code,
            "address" => &person.address,
            "personal_number" => &person.personal_number,
            "number_source" => person.number_source,
            "withheld" | "no_self_service" if is_protected(row.nth) => "1",
            "withheld" | "no_self_service" => "0",
            "server_branch" => return Some(row.roll.branch(row.nth)),
            _ => return None,
        }
        .to_owned(),
    )
}

/// One in 200, so that larger samples have somebody to practise with.
fn is_protected(nth: u64) -> bool {
    nth % 200 == 150
}

/// Mostly the last code, so that a rare one stays rare.
fn code(column: &Column, random: &mut Random) -> String {
    let codes: Vec<&String> = column.codes.keys().collect();
    let last = codes.len().saturating_sub(1);
    let at = if random.below(5) == 0 {
        random.index(codes.len())
    } else {
        last
    };
    codes
        .get(at)
        .map_or_else(String::new, |code| (*code).clone())
}

fn text(column: &Column, nth: u64) -> String {
    let text = match column.allowed {
        // access_group_id → AG0001: the same name in every kind.
        Some(Allowed::AsciiAlphanumeric) => {
            let words = column.id.split('_').filter(|word| *word != "id");
            let initials: String = words.filter_map(|word| word.chars().next()).collect();
            format!("{}{nth:04}", initials.to_uppercase())
        }
        Some(Allowed::JisX0208 | Allowed::JisX0208OrKana) | None => {
            format!("練習用{}{nth}", column.title)
        }
    };
    text.chars()
        .take(column.max_chars.unwrap_or(usize::MAX))
        .collect()
}
