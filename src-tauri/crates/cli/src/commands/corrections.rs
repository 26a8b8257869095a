//! Accepting proposed texts before sending.

use super::send::checked;
use crate::{output::Printer, words::count};
use kakehashi_terminal::{
    Answer, Terminal,
    view::{Acceptance, CorrectionChoice, JobView},
};
use std::collections::BTreeSet;

/// What is wanted for every code.
const ALL: &str = "all";

/// Accepts what is proposed for the wanted codes, sentence by sentence: each makes a copy that is checked anew, so that
/// what is left is asked for again.
pub async fn accept(
    terminal: &Terminal,
    printer: &Printer,
    mut job: JobView,
    wanted: &[String],
) -> Answer<JobView> {
    let mut done = BTreeSet::new();
    while let Some((accepted, choice)) = next(terminal, job.id, wanted, &done).await? {
        let CorrectionChoice {
            before,
            after,
            count: cells,
            ..
        } = choice;
        printer.note(format_args!(
            "  {} か所を直します（{before} → {after} など）: {}",
            count(cells),
            accepted.message
        ));
        done.insert(accepted.message.clone());
        terminal.correct(job.id, accepted).await?;
        job = checked(terminal, printer, job.id).await?;
    }
    Ok(job)
}

/// The next proposal of a wanted code that wasn't accepted yet.
async fn next(
    terminal: &Terminal,
    id: u32,
    wanted: &[String],
    done: &BTreeSet<String>,
) -> Answer<Option<(Acceptance, CorrectionChoice)>> {
    if wanted.is_empty() {
        return Ok(None);
    }
    let is_wanted = |code: &str| wanted.iter().any(|it| it == code || it == ALL);
    for group in terminal.finding_groups(id).await? {
        if !is_wanted(&group.code) {
            continue;
        }
        let choices = terminal
            .correction_choices(id, group.code.clone(), group.severity)
            .await?;
        if let Some(choice) = choices.into_iter().find(|it| !done.contains(&it.message)) {
            let accepted = Acceptance {
                code: group.code,
                severity: group.severity,
                message: choice.message.clone(),
                row: None,
                column: None,
            };
            return Ok(Some((accepted, choice)));
        }
    }
    Ok(None)
}
