//! What a list says of a file that the 基幹システム wrote: how many rows it has, what a column adds up to, its SHA-256.
//! Typed by a person, or read from a control file that lies beside the data.

use super::{name_of, open, read_fault, read_small};
use crate::core::{controller::Answer, problem::ProblemView};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Column, ColumnType, Layout};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{io, path::Path};
use ts_rs::TS;

/// The control file of `a.csv` is `a.csv.control`.
const ENDING: &str = ".control";

/// What a list says of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Listed {
    /// Data rows.
    pub rows: Option<u32>,
    /// Heading of the column that was added up; None for the only one that holds amounts.
    pub sum_of: Option<String>,
    /// What it adds up to, in digits.
    pub sum: Option<String>,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: Option<String>,
}

/// What was typed, and of the rest what a control file says, if one is named.
///
/// # Errors
/// Those of reading it.
pub fn listed_by(typed: Listed, control: Option<&str>) -> Answer<Listed> {
    let written = control.map(Listed::read).transpose();
    let written = written.map_err(|fault| ProblemView::new(&fault, "-"))?;
    Ok(typed.or(written.unwrap_or_default()))
}

impl Listed {
    /// What was typed, and of the rest what a control file beside the data says; None where nothing says anything.
    ///
    /// # Errors
    /// `INPUT_INVALID` for a control file that doesn't read.
    pub(crate) fn of(path: &str, typed: Option<Self>) -> Outcome<Option<Self>> {
        let beside = format!("{path}{ENDING}");
        let written = match Path::new(&beside).is_file() {
            true => Self::read(&beside)?,
            false => Self::default(),
        };
        let all = typed.unwrap_or_default().or(written);
        Ok((all != Self::default()).then_some(all))
    }

    /// What is said here, and of the rest what is said there.
    pub(crate) fn or(self, other: Self) -> Self {
        let sum_of = match self.sum {
            Some(_) => self.sum_of,
            None => other.sum_of,
        };
        Self {
            rows: self.rows.or(other.rows),
            sum_of,
            sum: self.sum.or(other.sum),
            sha256: self.sha256.or(other.sha256),
        }
    }

    /// Reads a control file: a line for each of `件数=401`, `合計(支給額)=1200000`, `SHA-256=…`.
    pub(crate) fn read(path: &str) -> Outcome<Self> {
        let bytes = read_small(path)?;
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|e| encoding_rs::SHIFT_JIS.decode(e.as_bytes()).0.into_owned());
        Self::parse(&text).map_err(|fault| fault.with("file", name_of(path)))
    }

    fn parse(text: &str) -> Outcome<Self> {
        let mut listed = Self::default();
        let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (key, value) = line
                .split_once(['=', ',', ':', '：'])
                .ok_or_else(|| odd(line))?;
            let (key, value) = (key.trim(), plain(value));
            let of = key
                .split_once(['(', '（'])
                .map(|(_, rest)| rest.trim_end_matches([')', '）']));
            match key.split(['(', '（']).next().unwrap_or_default().trim() {
                "件数" | "rows" => listed.rows = Some(value.parse().map_err(|_| odd(line))?),
                "合計" | "sum" => {
                    let _digits: i128 = value.parse().map_err(|_| odd(line))?;
                    listed.sum_of = of.map(str::to_owned);
                    listed.sum = Some(value);
                }
                "SHA-256" | "sha256" if value.len() == 64 => listed.sha256 = Some(value),
                _ => return Err(odd(line)),
            }
        }
        Ok(listed)
    }

    /// The column that is added up, with what it should come to.
    ///
    /// # Errors
    /// `INPUT_INVALID` where the kind has no such column, or the sum is none.
    pub(crate) fn sum_in(&self, layout: &Layout) -> Outcome<Option<(usize, i128)>> {
        let Some(sum) = &self.sum else {
            return Ok(None);
        };
        let sum = plain(sum).parse();
        let sum = sum.map_err(|_| Fault::invalid("合計", "半角の数字で入れてください。"))?;
        let places = layout.columns.iter().enumerate();
        let mut fitting = places.filter(|(_, column)| self.adds_up(column));
        match (fitting.next(), fitting.next()) {
            (Some((at, _)), None) => Ok(Some((at, sum))),
            _ => {
                let adds = |column: &&Column| !column.is_masked();
                let titles = layout
                    .columns
                    .iter()
                    .filter(adds)
                    .map(|it| it.title.as_str());
                let titles: Vec<&str> = titles.collect();
                let hint = format!(
                    "どの項目の合計かを、次から1つ入れてください: {}",
                    titles.join("、")
                );
                Err(Fault::invalid("合計の項目", format!("{hint}。")))
            }
        }
    }

    fn adds_up(&self, column: &Column) -> bool {
        match &self.sum_of {
            Some(title) => !column.is_masked() && (column.title == *title || column.id == *title),
            None => column.column_type == ColumnType::Amount,
        }
    }

    /// Refuses a file whose content isn't the one that the list speaks of; it is read for that alone where the list says so.
    ///
    /// # Errors
    /// `NOT_AS_LISTED`, those of reading the file.
    pub(crate) fn require_file(&self, path: &str) -> Outcome<()> {
        if self.sha256.is_none() {
            return Ok(());
        }
        let mut hash = Sha256::new();
        io::copy(&mut open(path)?, &mut hash).map_err(|e| read_fault(path, &e))?;
        self.require_content(&hex::encode(hash.finalize()), path)
    }

    /// Refuses a file that isn't the one that the list speaks of.
    ///
    /// # Errors
    /// `NOT_AS_LISTED`.
    pub(crate) fn require_content(&self, sha256: &str, path: &str) -> Outcome<()> {
        let is_other = |listed: &String| !listed.eq_ignore_ascii_case(sha256);
        if self.sha256.as_ref().is_some_and(is_other) {
            return Err(Fault::new(Code::NotAsListed).with("file", name_of(path)));
        }
        Ok(())
    }

    /// In one line, as it is shown.
    pub(crate) fn in_words(&self) -> String {
        let rows = self.rows.map(|rows| format!("{rows} 行"));
        let sum = self.sum.as_ref().map(|sum| {
            let of = self.sum_of.as_deref().unwrap_or_default();
            format!("{of}合計 {sum}")
        });
        let sha256 = self.sha256.as_ref().map(|_| "SHA-256".to_owned());
        let all: Vec<String> = [rows, sum, sha256].into_iter().flatten().collect();
        all.join("、")
    }
}

/// Without what people write into numbers.
fn plain(value: &str) -> String {
    value.trim().replace([',', '"', '_', ' '], "")
}

fn odd(line: &str) -> Fault {
    let hint =
        "「件数=401」「合計(支給額)=1200000」「SHA-256=…」のように、1行に1つずつ書いてください。";
    let start: String = line.chars().take(20).collect();
    Fault::invalid(format!("控えのファイルの「{start}」"), hint)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn a_control_file_says_rows_sum_and_hash() {
        let sha256 = "ab".repeat(32);
        let text =
            format!("\u{FEFF}# 控え\r\n件数=1,401\r\n合計(番号)=88\r\nSHA-256: {sha256}\r\n");
        let listed = Listed::parse(&text).unwrap();
        assert_eq!(
            (listed.rows, listed.sum.as_deref()),
            (Some(1_401), Some("88"))
        );
        assert_eq!(listed.sum_of.as_deref(), Some("番号"));
        assert_eq!(listed.in_words(), "1401 行、番号合計 88、SHA-256");
        assert!(listed.require_content(&"AB".repeat(32), "a.csv").is_ok());
        let other = listed.require_content(&"0".repeat(64), "a.csv");
        assert_eq!(other.unwrap_err().code, Code::NotAsListed);
        for odd in ["件数", "件数=多数", "番号=1", "SHA-256=12"] {
            assert_eq!(
                Listed::parse(odd).unwrap_err().code,
                Code::InputInvalid,
                "{odd}"
            );
        }
    }
}
