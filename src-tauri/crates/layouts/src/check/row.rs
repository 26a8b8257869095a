//! Checking one row by itself.

use super::{
    beyond,
    cell::{CellValue, Problem, check_cell, is_blank},
    finding::Finding,
    finding_code::FindingCode,
    person_text::is_ditto,
    setting::CheckSetting,
    suggestion::suggestion,
};
use crate::{
    definition::{Column, ColumnType, Exception, Holds, Quote, RowTest},
    read::Cells,
};

/// What the cells of the row read last hold.
#[derive(Default)]
pub(crate) struct Known {
    pub values: Vec<CellValue>,
    /// Which cells had nothing wrong.
    fine: Vec<bool>,
    /// By column, the address above.
    addresses: Vec<String>,
}

/// Checks a row's cells and rules, and leaves what the cells hold in `known`. A finding comes with the place of the rule
/// that was broken, if it was one.
///
/// False for a row that has no cells to speak of; nothing is then known of them.
pub(crate) fn check_row(
    setting: &CheckSetting,
    number: u32,
    row: &Cells,
    known: &mut Known,
    report: &mut impl FnMut(Option<usize>, Finding),
) -> bool {
    let layout = setting.layout;
    let columns = &layout.columns;
    if row.iter().all(is_blank) {
        known.fine.clear();
        let message = "値が1つもありません。";
        let empty = Finding::of_whole_row(number, FindingCode::EmptyRow, message);
        report(None, empty);
        return false;
    }
    if let Some((code, message)) = joint(row, columns) {
        known.fine.clear();
        report(None, Finding::of_whole_row(number, code, message));
        return false;
    }
    if let Some(column) = row.lone_quote() {
        let message = format!("{}列目に、囲みになっていない「\"」があります。", column + 1);
        let lone = Finding::of_whole_row(number, FindingCode::LoneQuote, &message);
        report(None, lone);
    }
    if row.len() != columns.len() {
        known.fine.clear();
        // Cells may have shifted: none of them is checked or shown.
        let more = row.len().saturating_sub(columns.len());
        let message = if more > 0 && row.iter().skip(columns.len()).all(is_blank) {
            format!("行の終わりに、余分な「,」が{more}個あります。")
        } else {
            format!("{}列のはずが、{}列あります。", columns.len(), row.len())
        };
        let shifted = Finding::of_whole_row(number, FindingCode::ColumnCount, &message);
        report(None, shifted);
        return false;
    }
    let mut report = |rule, column: usize, problem: Problem, replacement: Option<String>| {
        let found = Finding {
            replacement,
            ..Finding::of_cell(layout, number, row, column, problem)
        };
        report(rule, found);
    };
    let encoding = layout.format.encoding;
    known.values.resize(columns.len(), CellValue::Nothing);
    known.fine.resize(columns.len(), false);
    known.addresses.resize(columns.len(), String::new());
    for (index, (column, cell)) in columns.iter().zip(row.iter()).enumerate() {
        if row.is_as_above(index) && known.fine[index] {
            continue; // as most of a family's cells
        }
        let is_address = column.holds == Some(Holds::Address);
        let above = is_address && is_ditto(cell.trim()) && !known.addresses[index].is_empty();
        let above = above.then(|| known.addresses[index].clone());
        if is_address && !is_ditto(cell.trim()) {
            known.addresses[index].clear();
            known.addresses[index].push_str(cell);
        }
        let mut is_fine = true;
        let mut report = |problem, replacement| {
            is_fine = false;
            report(None, index, problem, replacement);
        };
        if layout.format.quote == Quote::Never && cell.contains('"') {
            report(forbidden_quote(column), None);
        }
        known.values[index] = check_cell(column, encoding, cell, &mut |problem| {
            let proposal = above.clone().or_else(|| suggestion(column, encoding, cell));
            report(beyond_columns(problem, columns, column, row), proposal);
        });
        known.fine[index] = is_fine;
    }
    for (place, rule) in layout.row_rules.iter().enumerate() {
        // A cell that is wrong in itself breaks no rule.
        if matches!(&rule.test, RowTest::ExpectedWhen { column, .. } if !known.fine[*column]) {
            continue;
        }
        if let Some((column, problem)) = rule.broken_by(row, &known.values, setting) {
            report(Some(place), column, problem, None);
        }
    }
    true
}

/// An empty cell may belong to a person whom the columns don't foresee: other cells of the row tell.
fn beyond_columns(problem: Problem, columns: &[Column], column: &Column, row: &Cells) -> Problem {
    if problem.code != FindingCode::RequiredEmpty || column.exceptions.is_empty() {
        return problem;
    }
    let cell_of = |is_it: fn(&Column) -> bool| {
        let at = columns.iter().position(is_it)?;
        row.get(at)
    };
    // 健保則36条の2: a 健保組合 need not ask the address, and who lives abroad has no postal code.
    let is_abroad = || {
        let address = cell_of(|it| it.holds == Some(Holds::Address)).unwrap_or_default();
        column.column_type != ColumnType::PostalCode || beyond::is_abroad(address)
    };
    let has_no_number = || cell_of(Column::is_masked).is_some_and(is_blank);
    let code = if column.foresees(Exception::Abroad) && is_abroad() {
        FindingCode::NoHomeInJapan
    } else if column.foresees(Exception::NumberAwaited) && has_no_number() {
        FindingCode::NumberAwaited
    } else {
        return problem;
    };
    Problem {
        code,
        severity: code.severity(),
        ..problem
    }
}

/// What shows that the row is where two files were joined, or what a program left behind the last row.
fn joint(row: &Cells, columns: &[Column]) -> Option<(FindingCode, &'static str)> {
    let first = row.get(0)?;
    let plain = first.trim_start_matches(['\u{FEFF}', '\u{1A}']);
    let is_left_over = |c: char| matches!(c, '\0' | '\u{1A}' | '\u{FEFF}');
    if row.len() == 1 && first.chars().all(is_left_over) {
        return Some((
            FindingCode::FileTail,
            "行ではなく、NULか0x1AかBOMだけがあります。",
        ));
    }
    if plain == columns[0].title
        && row
            .iter()
            .skip(1)
            .eq(columns.iter().skip(1).map(|it| it.title.as_str()))
    {
        return Some((FindingCode::FileJoined, "見出しの行が、もう1度あります。"));
    }
    let has_mark = plain.len() != first.len();
    has_mark.then_some((
        FindingCode::FileJoined,
        "この行の前に、BOMか0x1A（ファイルの始まりか終わりの印）があります。",
    ))
}

fn forbidden_quote(column: &Column) -> Problem {
    let code = FindingCode::QuoteForbidden;
    Problem {
        code,
        severity: code.severity(),
        message: format!("「{}」に、使えない「\"」があります。", column.title),
    }
}
