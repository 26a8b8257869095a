//! Checking one row by itself.

use super::{
    cell::{CellValue, Problem, check_cell, is_blank},
    finding::Finding,
    finding_code::FindingCode,
    setting::CheckSetting,
    suggestion::suggestion,
};
use crate::{
    definition::{Column, Quote},
    read::Cells,
};

/// What the cells of the row read last hold.
#[derive(Default)]
pub(crate) struct Known {
    pub values: Vec<CellValue>,
    /// Which cells had nothing wrong.
    fine: Vec<bool>,
}

/// Checks a row's cells and rules, and leaves what the cells hold in `known`.
///
/// False for a row that has no cells to speak of; nothing is then known of them.
pub(crate) fn check_row(
    setting: &CheckSetting,
    number: u32,
    row: &Cells,
    known: &mut Known,
    report: &mut impl FnMut(Finding),
) -> bool {
    let layout = setting.layout;
    let columns = &layout.columns;
    if row.iter().all(is_blank) {
        known.fine.clear();
        report(Finding::of_whole_row(
            number,
            FindingCode::EmptyRow,
            "値が1つもありません。",
        ));
        return false;
    }
    if let Some(column) = row.lone_quote() {
        let message = format!("{}列目に、囲みになっていない「\"」があります。", column + 1);
        report(Finding::of_whole_row(
            number,
            FindingCode::LoneQuote,
            &message,
        ));
    }
    if row.len() != columns.len() {
        known.fine.clear();
        // Cells may have shifted: none of them is checked or shown.
        let message = format!("{}列のはずが、{}列あります。", columns.len(), row.len());
        report(Finding::of_whole_row(
            number,
            FindingCode::ColumnCount,
            &message,
        ));
        return false;
    }
    let mut report = |column: usize, problem: Problem, replacement: Option<String>| {
        report(Finding {
            replacement,
            ..Finding::of_cell(layout, number, row, column, problem)
        });
    };
    let encoding = layout.format.encoding;
    known.values.resize(columns.len(), CellValue::Nothing);
    known.fine.resize(columns.len(), false);
    for (index, (column, cell)) in columns.iter().zip(row.iter()).enumerate() {
        if row.is_as_above(index) && known.fine[index] {
            continue; // as most of a family's cells
        }
        let mut is_fine = true;
        let mut report = |problem, replacement| {
            is_fine = false;
            report(index, problem, replacement);
        };
        if layout.format.quote == Quote::Never && cell.contains('"') {
            report(forbidden_quote(column), None);
        }
        known.values[index] = check_cell(column, encoding, cell, &mut |problem| {
            report(problem, suggestion(column, encoding, cell));
        });
        known.fine[index] = is_fine;
    }
    for rule in &layout.row_rules {
        if let Some((column, problem)) = rule.broken_by(row, &known.values, setting) {
            report(column, problem, None);
        }
    }
    true
}

fn forbidden_quote(column: &Column) -> Problem {
    let code = FindingCode::QuoteForbidden;
    Problem {
        code,
        severity: code.severity(),
        message: format!("「{}」に、使えない「\"」があります。", column.title),
    }
}
