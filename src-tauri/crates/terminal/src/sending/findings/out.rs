//! Findings that leave the screen: the list as a CSV file, and the 確認票 for those who must correct.

use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::{
        finding_list::{FindingLine, FindingList},
        sealing::HandOutTo,
    },
    people::protected::marks::{BEFORE_POSTING, MARK},
    sending::{
        findings::{
            of_group,
            view::{EmployerCount, FindingGroup, FindingRow, FindingSheet, SheetGroup},
        },
        hand_over::view::HandOverView,
    },
};
use kakehashi_domain::Outcome;
use std::io::Write;
use tokio::runtime::Handle;

const LINES_A_READ: u32 = 1_000;
/// Nobody reads more rows of one group on paper, nor more sheets in one go.
const ROWS_A_GROUP: u32 = 500;
const SHEETS: usize = 200;

/// Writes every finding of a job as CSV, masked, with a line in the 授受簿.
///
/// # Errors
/// `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `JOB_NOT_FOUND`.
pub(crate) async fn save_findings(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    terminal.note_findings_seen(&permit, id).await?;
    let groups = terminal.see(move |look| look.finding_groups(id)).await?;
    let (looker, runtime) = (terminal.clone(), Handle::current());
    let read = move |group: &FindingGroup, offset| {
        let (code, severity) = (group.code.clone(), group.severity);
        let window = move |look: &Look| {
            let query = of_group(&code, severity, None);
            let found = look.books()?.findings(id, &query, offset, LINES_A_READ)?;
            Ok(look.marks()?.findings(found))
        };
        runtime.block_on(looker.see(window))
    };
    let write = move |sink: &mut dyn Write| write_list(sink, &groups, &read);
    terminal
        .hand_out_line(permit, to, write, |_, _| Ok(()))
        .await
}

/// The 事業所 of a job's findings.
///
/// # Errors
/// `JOB_NOT_FOUND`.
pub(crate) async fn finding_employers(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<Vec<EmployerCount>> {
    terminal.note_findings_seen(&permit, id).await?;
    let count = move |look: &Look| {
        let employers = look.books()?.finding_employers(id)?;
        let view = |(employer, count)| EmployerCount { employer, count };
        Ok(employers.into_iter().map(view).collect())
    };
    terminal.see(count).await
}

/// The 確認票: one for each 事業所, or for the one that is named. That they are printed stands in the log.
///
/// # Errors
/// `JOB_NOT_FOUND`.
pub(crate) async fn finding_sheets(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    employer: Option<String>,
) -> Outcome<Vec<FindingSheet>> {
    terminal.note_findings_seen(&permit, id).await?;
    let sheets = terminal.see(move |look| look.finding_sheets(id, employer));
    let sheets = sheets.await?;
    let note = move |c: &mut Controller| c.write(&permit, |_| Ok(()));
    terminal.ask(note).await?;
    Ok(sheets)
}

impl Look {
    fn finding_sheets(&self, id: u32, employer: Option<String>) -> Outcome<Vec<FindingSheet>> {
        let groups = self.finding_groups(id)?;
        let employers = match employer {
            Some(employer) => vec![employer],
            None => {
                let all = self.books()?.finding_employers(id)?;
                all.into_iter().map(|(employer, _)| employer).collect()
            }
        };
        let printed = employers.into_iter().take(SHEETS);
        let sheet = |employer| self.finding_sheet(id, &groups, employer);
        printed.map(sheet).collect()
    }

    fn finding_sheet(
        &self,
        id: u32,
        groups: &[FindingGroup],
        employer: String,
    ) -> Outcome<FindingSheet> {
        let (store, marks) = (self.books()?, self.marks()?);
        let mut warns = false;
        let mut concerned = Vec::new();
        for group in groups {
            let query = of_group(&group.code, group.severity, Some(&employer));
            let rows: Vec<FindingRow> = store.findings(id, &query, 0, ROWS_A_GROUP)?;
            let rows = marks.findings(rows);
            warns |= rows.iter().any(|found| found.who.name.starts_with(MARK));
            if rows.is_empty() {
                continue;
            }
            concerned.push(SheetGroup {
                severity: group.severity,
                title: group.title.clone(),
                remedy: group.remedy.clone(),
                count: store.count_findings(id, &query)?,
                rows,
            });
        }
        Ok(FindingSheet {
            employer,
            warning: warns.then(|| BEFORE_POSTING.to_owned()),
            groups: concerned,
        })
    }
}

fn write_list(
    sink: &mut dyn Write,
    groups: &[FindingGroup],
    read: &dyn Fn(&FindingGroup, u32) -> Outcome<Vec<FindingRow>>,
) -> Outcome<u32> {
    let mut list = FindingList::begin(sink, false)?;
    let mut lines = 0;
    for group in groups {
        for offset in (0..group.count).step_by(LINES_A_READ as usize) {
            for found in read(group, offset)? {
                let line = FindingLine {
                    row: found.row,
                    column: &found.column,
                    code: &group.code,
                    severity: group.severity.word(),
                    value: &found.value,
                    message: &found.message,
                    remedy: &group.remedy,
                };
                list.add(&line, "")?;
                lines += 1;
            }
        }
    }
    list.end()?;
    Ok(lines)
}
