//! The rows that were sent and the rows that came back, side by side.

use crate::sending::jobs::layouts::JobLayouts;
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_layouts::{Column, Row, rows};
use std::io::Read;

/// Walks the sent file and its result side by side.
pub(crate) fn each_answered_row(
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

/// The line for the 基幹システム that comes of a row, from what was sent and what came back; none for a row that isn't
/// done or lacks what is needed.
pub(crate) fn hand_over_line(
    layouts: &JobLayouts,
    sent: &Row,
    answer: &Row,
) -> Option<Vec<String>> {
    let out = layouts.hand_over.as_ref()?;
    if !answer.at(layouts.roles.message).is_empty() || !is_one(layouts, answer) {
        return None;
    }
    let cell = |column: &Column| {
        let cell = sent.get(&column.id).or(answer.get(&column.id));
        let cell = cell.unwrap_or_default();
        (!column.required || !cell.is_empty()).then(|| cell.to_owned())
    };
    out.columns.iter().map(cell).collect()
}

/// Whether a look-up found one person; nobody ever picks one of several. True where nobody is looked for.
pub(crate) fn is_one(layouts: &JobLayouts, answer: &Row) -> bool {
    layouts.roles.hits.is_none_or(|hits| answer.at(hits) == "1")
}

pub(crate) fn unexpected(cause: &str) -> Fault {
    Fault::new(Code::ServerAnswerUnexpected).because(cause)
}
