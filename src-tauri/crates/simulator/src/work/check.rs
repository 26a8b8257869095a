//! Checking one row by the server's own reading of the layout.

use csv::StringRecord;

use super::value::fault;
use crate::{
    Error,
    layout::{Column, Condition, Encoding, Layout, Rule},
};

const LONGEST_MESSAGE: usize = 200;

/// A layout's columns and rules, with the places of the columns looked up once.
pub struct Checker {
    columns: Vec<Column>,
    encoding: Encoding,
    rules: Vec<Placed>,
}

enum Placed {
    RequiredWhen(usize, When),
    EmptyWhen(usize, When),
    NotBefore { column: usize, than: usize },
    OwnInsurer(usize),
    AllOrNone(Vec<usize>),
    OneOf(Vec<usize>),
    Differs(usize, usize),
}

struct When {
    column: usize,
    is: Vec<String>,
}

impl Checker {
    /// Prepares for a layout.
    ///
    /// # Errors
    /// When a rule names a column that isn't there.
    pub fn new(layout: &Layout) -> Result<Self, Error> {
        let rules = layout.row_rule.iter().filter_map(|rule| rule.binding());
        let placed = rules.map(|rule| placed(rule, layout));
        Ok(Checker {
            columns: layout.column.clone(),
            encoding: layout.format.encoding,
            rules: placed
                .filter_map(Result::transpose)
                .collect::<Result<_, _>>()?,
        })
    }

    /// Checks a row.
    ///
    /// # Errors
    /// The 処理結果メッセージ; it never repeats what stands in the row.
    pub fn check(&self, row: &StringRecord, insurer: &str) -> Result<(), String> {
        if row.len() != self.columns.len() {
            let (is, wants) = (row.len(), self.columns.len());
            return Err(format!("列の数が {is} です（正しくは {wants}）"));
        }
        let columns = row.iter().zip(&self.columns);
        let cells = columns.filter_map(|(value, column)| self.cell(column, value));
        let across = self
            .rules
            .iter()
            .filter_map(|rule| self.across(rule, row, insurer));
        let findings: Vec<String> = cells.chain(across).collect();
        if findings.is_empty() {
            return Ok(());
        }
        Err(findings.join(" / ").chars().take(LONGEST_MESSAGE).collect())
    }

    fn cell(&self, column: &Column, value: &str) -> Option<String> {
        let takes = |word: &str| column.exceptions.iter().any(|it| it == word);
        if value.is_empty() {
            let message = || format!("{}がありません", column.title);
            return (column.required && !takes("abroad")).then(message);
        }
        // 不詳 and names of other kinds: whether they are right shows in the comparison with 住基.
        let is_sign = |c: char| c.is_ascii_graphic() || matches!(c, '！'..='～' | '‐' | '’');
        let is_long = column
            .max_chars
            .is_some_and(|most| value.chars().count() > most);
        if takes("unknown")
            || (takes("long") && is_long)
            || (takes("foreign") && value.contains(is_sign))
        {
            return None;
        }
        fault(column, value, self.encoding).map(|fault| format!("{}{fault}", column.title))
    }

    fn across(&self, rule: &Placed, row: &StringRecord, insurer: &str) -> Option<String> {
        let title = |at: usize| self.columns[at].title.as_str();
        let is_empty = |at: &usize| row[*at].is_empty();
        let titles = |places: &[usize]| {
            places
                .iter()
                .map(|at| title(*at))
                .collect::<Vec<_>>()
                .join("・")
        };
        let (wrong, message) = match rule {
            Placed::RequiredWhen(column, when) => (
                when.holds(row) && is_empty(column),
                format!("この{}では{}が必要です", title(when.column), title(*column)),
            ),
            Placed::EmptyWhen(column, when) => (
                when.holds(row) && !is_empty(column),
                format!(
                    "この{}では{}は入れられません",
                    title(when.column),
                    title(*column)
                ),
            ),
            Placed::NotBefore { column, than } => (
                !is_empty(column) && !is_empty(than) && row[*column] < row[*than],
                format!("{}が{}より前です", title(*column), title(*than)),
            ),
            Placed::OwnInsurer(column) => (
                !is_empty(column) && row[*column] != *insurer,
                format!("{}がこの接続の保険者と異なります", title(*column)),
            ),
            Placed::AllOrNone(columns) => (
                columns.iter().any(is_empty) && !columns.iter().all(is_empty),
                format!("{}は、そろえて入れます", titles(columns)),
            ),
            Placed::OneOf(columns) => (
                columns.iter().all(is_empty),
                format!("{}のどれかが必要です", titles(columns)),
            ),
            Placed::Differs(column, from) => (
                !is_empty(column) && row[*column] == row[*from],
                format!("{}が{}と同じです", title(*column), title(*from)),
            ),
        };
        wrong.then_some(message)
    }
}

impl When {
    fn new(condition: &Condition, layout: &Layout) -> Result<Self, Error> {
        Ok(When {
            column: layout.position(&condition.column)?,
            is: condition.is.clone(),
        })
    }

    fn holds(&self, row: &StringRecord) -> bool {
        self.is.iter().any(|value| value == &row[self.column])
    }
}

/// `None` for a rule that only a terminal can judge.
fn placed(rule: &Rule, layout: &Layout) -> Result<Option<Placed>, Error> {
    let at = |column: &str| layout.position(column);
    Ok(Some(match rule {
        Rule::RequiredWhen { column, when } => {
            Placed::RequiredWhen(at(column)?, When::new(when, layout)?)
        }
        Rule::EmptyWhen { column, when } => {
            Placed::EmptyWhen(at(column)?, When::new(when, layout)?)
        }
        Rule::NotBefore { column, than } => Placed::NotBefore {
            column: at(column)?,
            than: at(than)?,
        },
        Rule::OwnInsurer { column } => Placed::OwnInsurer(at(column)?),
        Rule::AllOrNone { columns } => Placed::AllOrNone(layout.positions(columns)?),
        Rule::OneOf { columns } => Placed::OneOf(layout.positions(columns)?),
        Rule::Differs { column, from } => Placed::Differs(at(column)?, at(from)?),
        Rule::Elsewhere => return Ok(None),
    }))
}

#[cfg(test)]
mod tests;
