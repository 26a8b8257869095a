//! Rules across the columns of one row.

use crate::{
    CheckSetting, FindingCode, Severity,
    cell::{CellValue, Problem},
};
use csv::StringRecord;

/// A rule, with columns by their place.
#[derive(Debug, Clone)]
pub(crate) struct RowRule {
    pub test: RowTest,
    /// Where the definition says so; else the code's own.
    pub severity: Option<Severity>,
}

/// What a rule asks for.
#[derive(Debug, Clone)]
pub(crate) enum RowTest {
    /// `column` is filled where `when` holds one of the codes `is`.
    RequiredWhen {
        column: usize,
        when: usize,
        is: Vec<String>,
    },
    /// The date in `column` doesn't lie before the one in `than`.
    NotBefore { column: usize, than: usize },
    /// The date in `column` doesn't lie after today.
    NotFuture { column: usize },
    /// The 保険者番号 in `column` is the one of the connection, where there is one.
    OwnInsurer { column: usize },
}

impl RowRule {
    /// Tells the column and what is wrong with it, if the row breaks the rule.
    ///
    /// A cell that is wrong in itself breaks no rule: one mistake makes one finding.
    pub(crate) fn broken_by(
        &self,
        row: &StringRecord,
        values: &[CellValue],
        setting: &CheckSetting,
    ) -> Option<(usize, Problem)> {
        let (column, code, message) = self.test.broken_by(row, values, setting)?;
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
    fn broken_by(
        &self,
        row: &StringRecord,
        values: &[CellValue],
        setting: &CheckSetting,
    ) -> Option<(usize, FindingCode, String)> {
        let title = |column: usize| setting.layout.columns[column].title.as_str();
        match self {
            Self::RequiredWhen { column, when, is } => {
                let code = &row[*when];
                let applies = is.iter().any(|one| one == code);
                (applies && row[*column].trim().is_empty()).then(|| {
                    let meaning = setting.layout.columns[*when].codes.get(code);
                    let meaning = meaning.map(String::as_str).unwrap_or_default();
                    let (when, column_title) = (title(*when), title(*column));
                    let message = format!(
                        "「{when}」が「{code} {meaning}」のときは、「{column_title}」が要ります。"
                    );
                    (*column, FindingCode::RequiredWhen, message)
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
        }
    }
}
