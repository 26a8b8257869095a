//! What of a row that comes back can't be believed.

use super::{cell::check_cell, finding_code::FindingCode};
use crate::{
    definition::{Column, ColumnType, Layout, Severity},
    read::Row,
};
use kakehashi_domain::acts_when_shown;

/// The first column of a row whose cell isn't what the definition allows: of another form, too long, or with characters that
/// no text has. How words are spelt is the server's affair.
pub fn misfit<'l>(layout: &'l Layout, row: &Row<'_>) -> Option<&'l Column> {
    let cells = layout.columns.iter().zip(row.cells());
    let mut odd = cells.filter(|(column, text)| {
        let is_unreadable = |c: char| c == char::REPLACEMENT_CHARACTER || acts_when_shown(c);
        text.contains(is_unreadable) || breaks_its_form(layout, column, text)
    });
    odd.next().map(|(column, _)| column)
}

fn breaks_its_form(layout: &Layout, column: &Column, text: &str) -> bool {
    let is_spelling = |code: FindingCode| {
        matches!(column.column_type, ColumnType::Text | ColumnType::Kana)
            && !matches!(
                code,
                FindingCode::TooLong | FindingCode::WrongLength | FindingCode::RequiredEmpty
            )
    };
    let mut breaks = false;
    check_cell(column, layout.format.encoding, text, &mut |problem| {
        breaks |= problem.severity == Severity::Error && !is_spelling(problem.code);
    });
    breaks
}
