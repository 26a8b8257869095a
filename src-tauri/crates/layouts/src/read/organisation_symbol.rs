//! 機関別符号 never come to a terminal (domain facts §1.6): a file with a column of them is refused as a whole.
//!
//! Their shape isn't public. A column counts as one by its heading, or when most of its cells are long tokens of letters
//! and digits, which no item of a person is.

use super::cells::Cells;
use crate::definition::{Column, ColumnType};
use kakehashi_domain::{Code, Fault};

const HEADINGS: [&str; 2] = ["機関別符号", "情報提供用個人識別符号"];
/// The shortest token that counts; codes of procedures have 16 characters.
const TOKEN_CHARS: usize = 20;

/// Whether a heading names 機関別符号.
pub(crate) fn is_heading(title: &str) -> bool {
    HEADINGS.iter().any(|heading| title.contains(heading))
}

/// The caller, who knows the file's name, adds it as `file`.
pub(crate) fn refusal(column: usize) -> Fault {
    Fault::new(Code::OrganisationSymbol).with("column", column + 1)
}

/// Counts, by column, the cells of many rows that look like a 機関別符号.
pub(crate) struct SymbolWatch {
    columns: Vec<(usize, Seen)>,
}

#[derive(Default)]
struct Seen {
    filled: u32,
    alike: u32,
}

impl SymbolWatch {
    pub(crate) fn new(columns: &[Column]) -> Self {
        // The form of a 被保険者枝番 isn't public either.
        let may_hide = |column: &Column| column.column_type != ColumnType::ServerBranch;
        let watched = columns.iter().enumerate().filter(|(_, c)| may_hide(c));
        Self {
            columns: watched.map(|(at, _)| (at, Seen::default())).collect(),
        }
    }

    pub(crate) fn look(&mut self, row: &Cells) {
        for (column, seen) in &mut self.columns {
            let cell = row.get(*column).unwrap_or_default();
            seen.filled += u32::from(!cell.is_empty());
            seen.alike += u32::from(is_token(cell));
        }
    }

    /// The first column with more such cells than others.
    pub(crate) fn column(&self) -> Option<usize> {
        let found = self
            .columns
            .iter()
            .find(|(_, seen)| seen.alike * 2 > seen.filled);
        found.map(|(column, _)| *column)
    }
}

fn is_token(cell: &str) -> bool {
    let fits =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_');
    cell.len() >= TOKEN_CHARS
        && cell.bytes().all(fits)
        && cell.bytes().any(|byte| byte.is_ascii_digit())
        && cell.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_from_what_people_have() {
        for token in [
            "A1B2C3D4E5F6A7B8C9D0",
            "0123456789abcdef0123456789abcdef",
            "aGVsbG8gd29ybGQgMTIz+/==",
        ] {
            assert!(is_token(token), "{token}");
        }
        for other in [
            "K000000012",
            "12345678901234567890",
            "東京都練習区見本町1-2-3",
            "1-2-3 MIHON BUILDING 405",
            "JM12345678901234",
        ] {
            assert!(!is_token(other), "{other}");
        }
        assert!(is_heading("機関別符号（JP）") && !is_heading("符号"));
    }
}
