//! Checking one row by the server's own reading of the layout.

use chrono::NaiveDate;
use csv::StringRecord;

use crate::Error;
use crate::db::registrations::{Change, ChangeKind};
use crate::layout::{Column, ColumnType, Layout, RowRule};
use crate::number::{is_one_digit, is_personal_number};

const LONGEST_MESSAGE: usize = 200;

/// The layout of 加入者情報一括登録, with what the server looks up in it worked out once.
pub struct Checker {
    layout: Layout,
    rules: Vec<Rule>,
    change_kind: usize,
    insurer: usize,
    symbol: usize,
    number: usize,
    card_branch: usize,
    personal_number: usize,
}

enum Rule {
    RequiredWhen {
        column: usize,
        by: usize,
        is: Vec<String>,
    },
    NotBefore {
        column: usize,
        than: usize,
    },
}

impl Checker {
    /// Prepares for a layout.
    ///
    /// # Errors
    /// When the layout lacks a column that registrations need.
    pub fn new(layout: Layout) -> Result<Self, Error> {
        let mut rules = Vec::new();
        for rule in &layout.row_rule {
            match rule {
                RowRule::RequiredWhen { column, when } => rules.push(Rule::RequiredWhen {
                    column: layout.position(column)?,
                    by: layout.position(&when.column)?,
                    is: when.is.clone(),
                }),
                RowRule::NotBefore {
                    column,
                    than,
                    severity: None,
                } => {
                    rules.push(Rule::NotBefore {
                        column: layout.position(column)?,
                        than: layout.position(than)?,
                    });
                }
                RowRule::NotBefore { .. } | RowRule::Elsewhere => {}
            }
        }
        Ok(Checker {
            rules,
            change_kind: layout.position("change_kind")?,
            insurer: layout.position("insurer_number")?,
            symbol: layout.position("symbol")?,
            number: layout.position("number")?,
            card_branch: layout.position("card_branch")?,
            personal_number: layout.position("personal_number")?,
            layout,
        })
    }

    /// The layout.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// 記号, 番号 and 枝番 of a row, as they were sent.
    pub fn key<'r>(&self, row: &'r StringRecord) -> [&'r str; 3] {
        [self.symbol, self.number, self.card_branch].map(|at| row.get(at).unwrap_or(""))
    }

    /// Reads the change that a row asks for.
    ///
    /// # Errors
    /// The 処理結果メッセージ; it never repeats what stands in the row.
    pub fn read(&self, row: &StringRecord, insurer: &str) -> Result<Change, String> {
        if row.len() != self.layout.column.len() {
            let (is, wants) = (row.len(), self.layout.column.len());
            return Err(format!("列の数が {is} です（正しくは {wants}）"));
        }
        let mut findings: Vec<String> = self.columns(row).chain(self.across(row)).collect();
        if !row[self.insurer].is_empty() && &row[self.insurer] != insurer {
            findings.push("保険者番号がこの接続の保険者と異なります".into());
        }
        match (change_kind(&row[self.change_kind]), findings.is_empty()) {
            (Some(kind), true) => Ok(Change {
                kind,
                symbol: row[self.symbol].to_owned(),
                number: row[self.number].to_owned(),
                card_branch: row[self.card_branch].to_owned(),
                personal_number: row[self.personal_number].to_owned(),
            }),
            _ => Err(findings.join(" / ").chars().take(LONGEST_MESSAGE).collect()),
        }
    }

    fn columns<'a>(&'a self, row: &'a StringRecord) -> impl Iterator<Item = String> + 'a {
        self.layout
            .column
            .iter()
            .zip(row)
            .filter_map(|(column, value)| {
                let title = &column.title;
                if value.is_empty() {
                    return column.required.then(|| format!("{title}がありません"));
                }
                if column
                    .max_chars
                    .is_some_and(|most| value.chars().count() > most)
                {
                    return Some(format!("{title}が長すぎます"));
                }
                fault(column, value).map(|fault| format!("{title}{fault}"))
            })
    }

    fn across<'a>(&'a self, row: &'a StringRecord) -> impl Iterator<Item = String> + 'a {
        let title = |at: usize| self.layout.column[at].title.as_str();
        self.rules.iter().filter_map(move |rule| match rule {
            Rule::RequiredWhen { column, by, is } => {
                let wanted = row[*column].is_empty() && is.iter().any(|code| *code == row[*by]);
                wanted.then(|| format!("この{}では{}が必要です", title(*by), title(*column)))
            }
            Rule::NotBefore { column, than } => {
                let (later, earlier) = (&row[*column], &row[*than]);
                let wrong = is_date(later) && is_date(earlier) && later < earlier;
                wrong.then(|| format!("{}が{}より前です", title(*column), title(*than)))
            }
        })
    }
}

fn change_kind(code: &str) -> Option<ChangeKind> {
    match code {
        "1" => Some(ChangeKind::Acquired),
        "2" => Some(ChangeKind::Lost),
        "3" => Some(ChangeKind::Details),
        "4" | "5" => Some(ChangeKind::NewNumber),
        "9" => Some(ChangeKind::Cancelled),
        _ => None,
    }
}

fn fault(column: &Column, value: &str) -> Option<&'static str> {
    let (right, fault) = match column.kind {
        ColumnType::Text | ColumnType::ServerBranch => return None,
        ColumnType::Code => (column.codes.contains_key(value), "が定義されていない値です"),
        ColumnType::Date => (is_date(value), "が正しい日付ではありません"),
        ColumnType::InsurerNumber => (is_digits(value, &[6, 8]), "の形式が正しくありません"),
        ColumnType::CardBranch => (is_digits(value, &[2]), "は2桁の数字です"),
        ColumnType::PostalCode => (is_postal_code(value), "は7桁の数字です"),
        ColumnType::Kana => (value.chars().all(is_kana), "にカナ以外の文字があります"),
        ColumnType::Digits => (value.bytes().all(|b| b.is_ascii_digit()), "は数字だけです"),
        ColumnType::PersonalNumber if !is_digits(value, &[12]) => (false, "は12桁の数字です"),
        ColumnType::PersonalNumber if is_one_digit(value) => (false, "が同じ数字の並びです"),
        ColumnType::PersonalNumber => (is_personal_number(value), "の検査用数字が合いません"),
    };
    (!right).then_some(fault)
}

fn is_digits(value: &str, lengths: &[usize]) -> bool {
    lengths.contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

fn is_date(value: &str) -> bool {
    let part = |at: std::ops::Range<usize>| value[at].parse::<u32>().unwrap_or(0);
    is_digits(value, &[8])
        && NaiveDate::from_ymd_opt(part(0..4).cast_signed(), part(4..6), part(6..8)).is_some()
}

fn is_postal_code(value: &str) -> bool {
    match value.split_once('-') {
        Some((area, town)) => is_digits(area, &[3]) && is_digits(town, &[4]),
        None => is_digits(value, &[7]),
    }
}

/// Full-width and half-width katakana, their marks, and spaces between names.
fn is_kana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | '・'..='ヾ' | '\u{ff65}'..='\u{ff9f}' | ' ' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "1,20261101,20261102,20261101,,06990014,101,7,00,0,練習　太郎,レンシュウ　タロウ,\
                         19800101,1,1600000,東京都新宿区本町,123456789018,1";

    fn message(column: usize, value: &str) -> String {
        let mut fields: Vec<&str> = RIGHT.split(',').collect();
        fields[column] = value;
        let checker = Checker::new(Layout::shipped("member-registration").unwrap()).unwrap();
        checker
            .read(&StringRecord::from(fields), "06990014")
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn each_fault_is_named_by_its_column() {
        assert_eq!(message(7, "7"), "");
        for (column, value, wanted) in [
            (0, "7", "異動区分が定義されていない値です"),
            (0, "2", "この異動区分では資格喪失日が必要です"),
            (1, "20260230", "異動日が正しい日付ではありません"),
            (4, "20261031", "資格喪失日が資格取得日より前です"),
            (5, "39990015", "保険者番号がこの接続の保険者と異なります"),
            (8, "0", "枝番（2桁）は2桁の数字です"),
            (11, "", "カナ氏名がありません"),
            (11, "れんしゅう", "カナ氏名にカナ以外の文字があります"),
            (14, "160000", "郵便番号は7桁の数字です"),
            (16, "123456789019", "個人番号の検査用数字が合いません"),
            (16, "12345678901", "個人番号は12桁の数字です"),
            (16, "000000000000", "個人番号が同じ数字の並びです"),
        ] {
            assert_eq!(message(column, value), wanted);
        }
    }

    #[test]
    fn a_row_of_other_width_is_refused() {
        let checker = Checker::new(Layout::shipped("member-registration").unwrap()).unwrap();
        let refused = checker.read(&StringRecord::from(vec!["1"]), "06990014");
        assert_eq!(refused.unwrap_err(), "列の数が 1 です（正しくは 18）");
    }
}
