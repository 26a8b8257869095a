//! The rows that were sent and the rows that came back, side by side.

use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Layout, rows};
use std::io::Read;

/// The definition of the file for the 基幹システム.
pub(super) const BRANCH_NUMBERS: &str = "branch-numbers";

/// Walks the sent file and its result side by side.
pub(super) fn each_answered_row(
    layout: &Layout,
    result_layout: &Layout,
    sent: impl Read,
    received: impl Read,
    mut take: impl FnMut(&kakehashi_layouts::Row, &kakehashi_layouts::Row) -> Outcome<()>,
) -> Outcome<()> {
    let mut sent_rows = rows(sent, layout)?;
    for answer in rows(received, result_layout)? {
        let answer = answer?;
        let row = sent_rows
            .next()
            .ok_or_else(|| unexpected("the result has more rows than were sent"))??;
        if answer.get("row").parse() != Ok(row.number()) {
            return Err(unexpected("the rows of the result are out of order"));
        }
        take(&row, &answer)?;
    }
    Ok(())
}

pub(super) fn unexpected(cause: &str) -> Fault {
    Fault::new(Code::ServerAnswerUnexpected).because(cause)
}
