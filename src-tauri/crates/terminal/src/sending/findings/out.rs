//! Findings that leave the screen: the list as a CSV file, and the 確認票 for those who must correct.

use crate::{
    core::{
        act::Act,
        controller::{Answer, Controller, Terminal},
    },
    files::{
        finding_list::{FindingLine, FindingList},
        sealing::HandOutTo,
    },
    sending::{
        findings::{
            of_group,
            view::{EmployerCount, FindingGroup, FindingRow, FindingSheet, SheetGroup},
        },
        hand_over::view::HandOverView,
        release::on_job,
    },
};
use kakehashi_domain::{Outcome, Role};
use std::io::Write;
use tokio::runtime::Handle;

const LINES_A_READ: u32 = 1_000;
/// Nobody reads more rows of one group on paper, nor more sheets in one go.
const ROWS_A_GROUP: u32 = 500;
const SHEETS: usize = 200;

impl Terminal {
    /// Writes every finding of a job as CSV, masked, with a line in the 授受簿.
    ///
    /// # Errors
    /// `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn save_findings(&self, id: u32, to: impl Into<HandOutTo>) -> Answer<HandOverView> {
        let (terminal, to) = (self.clone(), to.into());
        self.perform(
            on_job(Act::SaveFindings, id).note(to.target()),
            async |trail| {
                let groups = self
                    .ask(move |c| {
                        c.allow(&[Role::Clerk])?;
                        c.allow_findings(id)?;
                        c.finding_groups(id)
                    })
                    .await?;
                let runtime = Handle::current();
                let read = move |group: &FindingGroup, offset| {
                    let (code, severity) = (group.code.clone(), group.severity);
                    let window = move |c: &mut Controller| {
                        let query = of_group(&code, severity, None);
                        c.store()?.findings(id, &query, offset, LINES_A_READ)
                    };
                    runtime.block_on(terminal.ask(window))
                };
                let write = move |sink: &mut dyn Write| write_list(sink, &groups, &read);
                self.hand_out_line(trail, to, None, write).await
            },
        )
        .await
    }

    /// The 事業所 of a job's findings.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn finding_employers(&self, id: u32) -> Answer<Vec<EmployerCount>> {
        self.look(move |c| {
            c.allow_findings(id)?;
            let employers = c.store()?.finding_employers(id)?;
            let view = |(employer, count)| EmployerCount { employer, count };
            Ok(employers.into_iter().map(view).collect())
        })
        .await
    }

    /// The 確認票: one for each 事業所, or for the one that is named. That they are printed stands in the log.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn finding_sheets(
        &self,
        id: u32,
        employer: Option<String>,
    ) -> Answer<Vec<FindingSheet>> {
        self.perform(on_job(Act::PrintFindings, id), async |trail| {
            self.ask(move |c| {
                c.allow_findings(id)?;
                c.commit(&trail, |_| Ok(()))?;
                c.finding_sheets(id, employer)
            })
            .await
        })
        .await
    }
}

impl Controller {
    fn finding_sheets(&mut self, id: u32, employer: Option<String>) -> Outcome<Vec<FindingSheet>> {
        let groups = self.finding_groups(id)?;
        let employers = match employer {
            Some(employer) => vec![employer],
            None => {
                let all = self.store()?.finding_employers(id)?;
                all.into_iter().map(|(employer, _)| employer).collect()
            }
        };
        let sheet = |employer: String| {
            let mut sheet = FindingSheet {
                employer,
                groups: Vec::new(),
            };
            for group in &groups {
                let query = of_group(&group.code, group.severity, Some(&sheet.employer));
                let count = self.store()?.count_findings(id, &query)?;
                if count == 0 {
                    continue;
                }
                let rows: Vec<FindingRow> = self.store()?.findings(id, &query, 0, ROWS_A_GROUP)?;
                sheet.groups.push(SheetGroup {
                    severity: group.severity,
                    title: group.title.clone(),
                    remedy: group.remedy.clone(),
                    count,
                    rows,
                });
            }
            Ok(sheet)
        };
        employers.into_iter().take(SHEETS).map(sheet).collect()
    }
}

fn write_list(
    sink: &mut dyn Write,
    groups: &[FindingGroup],
    read: &dyn Fn(&FindingGroup, u32) -> Outcome<Vec<FindingRow>>,
) -> Outcome<u32> {
    let mut list = FindingList::begin(sink)?;
    let mut lines = 0;
    for group in groups {
        for offset in (0..group.count).step_by(LINES_A_READ as usize) {
            for found in read(group, offset)? {
                list.add(&FindingLine {
                    row: found.row,
                    column: &found.column,
                    code: &group.code,
                    severity: group.severity.word(),
                    value: &found.value,
                    message: &found.message,
                    remedy: &group.remedy,
                })?;
                lines += 1;
            }
        }
    }
    list.end()?;
    Ok(lines)
}
