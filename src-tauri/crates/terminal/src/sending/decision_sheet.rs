//! Every answer to a 確認 with whom it was given for, by whom and when: on paper, or as a file.

use super::answers::Answer;
use crate::{
    core::{
        act::Act,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::{list::List, sealing::HandOutTo},
    sending::{
        findings::view::FindingRow,
        hand_over::view::HandOverView,
        jobs::{
            subject,
            view::{DecisionLine, DecisionSheet},
        },
    },
};
use kakehashi_domain::Outcome;
use kakehashi_layouts::FindingCode;
use kakehashi_store::FindingQuery;
use std::io::Write;

/// So many findings are read at once.
const AT_ONCE: u32 = 20_000;
const HEADINGS: [&str; 12] = [
    "行",
    "記号・番号・枝番",
    "氏名",
    "生年月日",
    "確認",
    "どこが",
    "値",
    "何が",
    "理由",
    "書きそえたこと",
    "答えた人",
    "答えた日時",
];

/// Every answer of a job, for paper. That they were looked at stands in the log.
///
/// # Errors
/// `JOB_NOT_FOUND`.
pub(crate) async fn decision_sheet(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<DecisionSheet> {
    let note = move |c: &mut Controller| c.note_look(&permit, Act::decision_sheet, &subject(id));
    terminal.ask(note).await?;
    terminal.see(move |look| look.decision_sheet(id)).await
}

/// Writes every answer of a job as CSV, with a line in the 授受簿.
///
/// # Errors
/// `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `JOB_NOT_FOUND`.
pub(crate) async fn save_decisions(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let sheet = terminal.see(move |look| look.decision_sheet(id)).await?;
    let write = move |sink: &mut dyn Write| write(&sheet, sink);
    terminal
        .hand_out_line(permit, to, write, |_, _| Ok(()))
        .await
}

impl Look {
    fn decision_sheet(&self, id: u32) -> Outcome<DecisionSheet> {
        let job = self.job(id)?.body;
        let mut lines = Vec::new();
        for answer in self.answers_of(id)? {
            let findings = self.answered_findings(id, &answer)?;
            let title = FindingCode::parse(&answer.code).map(FindingCode::title);
            let decision = answer.body;
            let title = title.unwrap_or_default();
            lines.extend(findings.into_iter().map(|found| DecisionLine {
                row: found.row,
                who: found.who,
                title: title.to_owned(),
                column: found.column,
                value: found.value,
                message: found.message,
                reason: decision.reason.clone(),
                note: decision.note_in_words(),
                by: self.name_of(&decision.by),
                at: decision.at,
            }));
        }
        lines.sort_by_key(|line| line.row);
        Ok(DecisionSheet {
            approved_by: job.approved_by.as_deref().map(|it| self.name_of(it)),
            lines,
        })
    }

    /// What an answer was given to.
    pub(crate) fn answered_findings(&self, id: u32, answer: &Answer) -> Outcome<Vec<FindingRow>> {
        let query = FindingQuery {
            code: &answer.code,
            severity: "confirm",
            ..FindingQuery::default()
        };
        let mut answered = Vec::new();
        for first in (0..).step_by(AT_ONCE as usize) {
            let findings: Vec<FindingRow> = self.books()?.findings(id, &query, first, AT_ONCE)?;
            let is_last = findings.len() < AT_ONCE as usize;
            let of_rows = |found: &FindingRow| answer.rows.binary_search(&found.row).is_ok();
            answered.extend(findings.into_iter().filter(of_rows));
            if is_last {
                break;
            }
        }
        Ok(answered)
    }
}

fn write(sheet: &DecisionSheet, sink: &mut dyn Write) -> Outcome<u32> {
    let mut list = List::begin(sink, HEADINGS)?;
    for line in &sheet.lines {
        let row = match line.row {
            0 => "ファイル全体".to_owned(),
            row => row.to_string(),
        };
        let at = line.at.to_rfc3339();
        list.add([
            row.as_str(),
            &line.who.registration,
            &line.who.name,
            &line.who.birth_date,
            &line.title,
            &line.column,
            &line.value,
            &line.message,
            &line.reason,
            &line.note,
            &line.by,
            &at,
        ])?;
    }
    list.end()?;
    Ok(u32::try_from(sheet.lines.len()).unwrap_or(u32::MAX))
}
