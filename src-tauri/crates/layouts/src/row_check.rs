//! Checking one row by itself.

use crate::{
    CheckSetting, Column, Finding, FindingCode, Quote,
    cell::{CellValue, Problem, check_cell, is_blank},
    cells::Cells,
    suggestion::suggestion,
};

/// Checks a row's cells and rules, and leaves what the cells hold in `values`.
///
/// False for a row that has no cells to speak of; `values` is then stale.
pub(crate) fn check_row(
    setting: &CheckSetting,
    number: u32,
    row: &Cells,
    values: &mut Vec<CellValue>,
    report: &mut impl FnMut(Finding),
) -> bool {
    let layout = setting.layout;
    let columns = &layout.columns;
    if row.iter().all(is_blank) {
        report(Finding::of_whole_row(
            number,
            FindingCode::EmptyRow,
            "値が1つもありません。",
        ));
        return false;
    }
    if let Some(column) = row.lone_quote {
        let message = format!("{}列目に、囲みになっていない「\"」があります。", column + 1);
        report(Finding::of_whole_row(
            number,
            FindingCode::LoneQuote,
            &message,
        ));
    }
    if row.len() != columns.len() {
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
    values.clear();
    for (index, (column, cell)) in columns.iter().zip(row.iter()).enumerate() {
        if layout.format.quote == Quote::Never && cell.contains('"') {
            report(index, forbidden_quote(column), None);
        }
        values.push(check_cell(column, encoding, cell, &mut |problem| {
            report(index, problem, suggestion(column, encoding, cell));
        }));
    }
    for rule in &layout.row_rules {
        if let Some((column, problem)) = rule.broken_by(row, values, setting) {
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
