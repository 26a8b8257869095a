//! Whether a row breaks a rule across its columns.

use super::{
    cell::{CellValue, Problem},
    finding_code::FindingCode,
    setting::CheckSetting,
};
use crate::{
    definition::{AgeLimit, Condition, RowRule, RowTest},
    read::Cells,
};

impl RowRule {
    /// Tells the column and what is wrong with it, if the row breaks the rule.
    ///
    /// A cell that is wrong in itself breaks no rule: one mistake makes one finding.
    pub(crate) fn broken_by(
        &self,
        row: &Cells,
        values: &[CellValue],
        setting: &CheckSetting,
    ) -> Option<(usize, Problem)> {
        let (column, code, mut message) = self.test.broken_by(row, values, setting)?;
        if let Some(because) = &self.because {
            message.push_str(because);
        }
        let severity = self.severity.unwrap_or(code.severity());
        Some((
            column,
            Problem {
                code,
                severity,
                message,
            },
        ))
    }
}

impl RowTest {
    /// Whether it holds another column against this one: then the other may be right where this one slipped.
    pub(crate) fn goes_by(&self, column: usize) -> bool {
        match self {
            Self::Age { birth, when, .. } => {
                *birth == column || when.as_ref().is_some_and(|when| when.column == column)
            }
            Self::NotBefore { than, .. } => *than == column,
            Self::ExpectedWhen { when, .. } => when.column == column,
            Self::RequiredWhen { .. }
            | Self::EmptyWhen { .. }
            | Self::NotFuture { .. }
            | Self::OwnInsurer { .. }
            | Self::OwnEncoding { .. }
            | Self::AllOrNone { .. }
            | Self::OneOf { .. }
            | Self::NotOlder { .. }
            | Self::Differs { .. } => false,
        }
    }

    fn broken_by(
        &self,
        row: &Cells,
        values: &[CellValue],
        setting: &CheckSetting,
    ) -> Option<(usize, FindingCode, String)> {
        let title = |column: usize| setting.layout.columns[column].title.as_str();
        let is_empty = |column: usize| row[column].trim().is_empty();
        let titles = |columns: &[usize]| {
            let quoted = columns
                .iter()
                .map(|column| format!("「{}」", title(*column)));
            quoted.collect::<Vec<_>>().join("")
        };
        match self {
            Self::RequiredWhen { column, when } => {
                (when.holds(row) && is_empty(*column)).then(|| {
                    let case = case(when, row, setting);
                    let message = format!("{case}のときは、「{}」が必要です。", title(*column));
                    (*column, FindingCode::RequiredWhen, message)
                })
            }
            Self::EmptyWhen { column, when } => {
                (when.holds(row) && !is_empty(*column)).then(|| {
                    let case = case(when, row, setting);
                    let message = format!("{case}のときは、「{}」は空です。", title(*column));
                    (*column, FindingCode::NotEmpty, message)
                })
            }
            Self::NotBefore { column, than } => {
                let (later, earlier) = (values[*column].date()?, values[*than].date()?);
                (later < earlier).then(|| {
                    let message =
                        format!("「{}」が「{}」より前です。", title(*column), title(*than));
                    (*column, FindingCode::DateOrder, message)
                })
            }
            Self::NotFuture { column } => {
                let is_future = values[*column].date()? > setting.today;
                is_future.then(|| {
                    let message = format!("「{}」が今日より後の日付です。", title(*column));
                    (*column, FindingCode::DateFuture, message)
                })
            }
            Self::OwnInsurer { column } => {
                let own = setting.own_insurer?;
                let is_other = values[*column].is_insurer() && &row[*column] != own.as_str();
                is_other.then(|| {
                    let message = format!("「{}」が、接続先の{own}とちがいます。", title(*column));
                    (*column, FindingCode::InsurerNotOwn, message)
                })
            }
            Self::OwnEncoding { column, codes } => {
                let (own, told) = (setting.own_encoding?, codes.get(&row[*column])?);
                (own != *told).then(|| {
                    let (title, told, own) = (title(*column), told.title(), own.title());
                    let message = format!(
                        "「{title}」は{told}ですが、この端末は基幹システムの文字コードを{own}としています。"
                    );
                    (*column, FindingCode::EncodingNotOwn, message)
                })
            }
            Self::AllOrNone { columns } => {
                let empty = *columns.iter().find(|column| is_empty(**column))?;
                let is_partly = columns.iter().any(|column| !is_empty(*column));
                is_partly.then(|| {
                    let message =
                        format!("{}は、すべて入れるか、すべて空にします。", titles(columns));
                    (empty, FindingCode::PartlyFilled, message)
                })
            }
            Self::OneOf { columns } => columns.iter().all(|column| is_empty(*column)).then(|| {
                let message = format!("{}のどれかが必要です。", titles(columns));
                (columns[0], FindingCode::NoneFilled, message)
            }),
            Self::Age {
                birth,
                on,
                years,
                when,
            } => {
                let born = values[*birth].date()?;
                let day = match on {
                    Some(on) => values[*on].date()?,
                    None => setting.today,
                };
                let age = day.years_since(born)?;
                let (code, what) =
                    match years {
                        AgeLimit::AtLeast(least) => (age < *least)
                            .then(|| (FindingCode::AgeTooLow, format!("{least}歳以上"))),
                        AgeLimit::Below(most) => (age >= *most)
                            .then(|| (FindingCode::AgeTooHigh, format!("{most}歳未満"))),
                    }?;
                if when.as_ref().is_some_and(|when| !when.holds(row)) {
                    return None;
                }
                let day = on.map_or_else(|| "今日".to_owned(), |on| format!("「{}」", title(on)));
                let birth_title = title(*birth);
                let message = format!(
                    "「{birth_title}」から数えて、{day}に{age}歳です（{what}のはずです）。"
                );
                Some((*birth, code, message))
            }
            Self::NotOlder { column, years } => {
                let age = setting.today.years_since(values[*column].date()?)?;
                (age >= *years).then(|| {
                    let message = format!("「{}」が、{age}年より前の日です。", title(*column));
                    (*column, FindingCode::DateOld, message)
                })
            }
            Self::ExpectedWhen { column, is, when } => {
                let is_other = !is_empty(*column) && !is.iter().any(|it| *it == row[*column]);
                (is_other && when.holds(row)).then(|| {
                    let case = case(when, row, setting);
                    let (title, is) = (title(*column), is.join("」か「"));
                    let message = format!("{case}のときは、「{title}」は「{is}」のはずです。");
                    (*column, FindingCode::ValueUnusual, message)
                })
            }
            Self::Differs { column, from } => {
                let same = !is_empty(*column) && row[*column].trim() == row[*from].trim();
                same.then(|| {
                    let message = format!("{}に同じ値があります。", titles(&[*column, *from]));
                    (*column, FindingCode::SameValue, message)
                })
            }
        }
    }
}

impl Condition {
    pub(crate) fn holds(&self, row: &Cells) -> bool {
        self.is.iter().any(|code| *code == row[self.column])
    }
}

/// `「異動区分」が「2 喪失」`.
fn case(when: &Condition, row: &Cells, setting: &CheckSetting) -> String {
    let column = &setting.layout.columns[when.column];
    let code = &row[when.column];
    let meaning = column.codes.get(code);
    let meaning = meaning.map(String::as_str).unwrap_or_default();
    format!("「{}」が「{code} {meaning}」", column.title)
}
