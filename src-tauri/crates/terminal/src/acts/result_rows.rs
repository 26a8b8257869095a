//! The rows that were sent and the rows that came back, side by side.

use crate::job_layouts::JobLayouts;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Row, rows};
use std::io::Read;

/// Walks the sent file and its result side by side.
pub(super) fn each_answered_row(
    layouts: &JobLayouts,
    sent: impl Read,
    received: impl Read,
    mut take: impl FnMut(&Row, &Row) -> Outcome<()>,
) -> Outcome<()> {
    let mut sent_rows = rows(sent, &layouts.sent)?;
    for answer in rows(received, &layouts.result)? {
        let answer = answer?;
        let row = sent_rows
            .next()
            .ok_or_else(|| unexpected("the result has more rows than were sent"))??;
        if answer.at(layouts.roles.row).parse() != Ok(row.number()) {
            return Err(unexpected("the rows of the result are out of order"));
        }
        take(&row, &answer)?;
    }
    Ok(())
}

pub(super) fn unexpected(cause: &str) -> Fault {
    Fault::new(Code::ServerAnswerUnexpected).because(cause)
}
