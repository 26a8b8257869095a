//! Where findings of a check go, beside the answer: a list for people, reports for machines.

use super::{CheckRequest, CheckedFile};
use crate::files::{
    finding_list::{FindingLine, FindingList},
    hand_out,
    reports::{self, Reported},
};
use kakehashi_domain::Outcome;
use kakehashi_layouts::{FileType, Finding, Format};

/// So many findings of a file go into reports; the counts are of all.
const REPORTED: usize = 2_000;

/// What listens to findings.
pub(super) struct Found {
    reported: Vec<Vec<Reported>>,
    keeps: bool,
    /// How many lines stand before the first row of a file; None where rows are no lines.
    lines_before: Option<u32>,
    trouble: Outcome<()>,
}

/// The list, where one was asked for.
pub(super) type List<'a> = Option<FindingList<'a>>;

impl Found {
    pub fn new(request: &CheckRequest, format: &Format) -> Self {
        let is_csv = format.file_type == FileType::Csv;
        Self {
            reported: Vec::new(),
            keeps: request.junit_path.is_some() || request.sarif_path.is_some(),
            lines_before: is_csv.then_some(u32::from(format.header)),
            trouble: Ok(()),
        }
    }

    /// Another file.
    pub fn next_file(&mut self) {
        self.reported.push(Vec::new());
    }

    pub fn add(&mut self, file: &str, finding: &Finding, list: &mut List<'_>) {
        if let Some(list) = list {
            let added = list.add(&line_of(finding), file);
            self.trouble = std::mem::replace(&mut self.trouble, Ok(())).and(added);
        }
        let Some(reported) = self.reported.last_mut().filter(|it| it.len() < REPORTED) else {
            return;
        };
        if self.keeps {
            let line = self.lines_before.filter(|_| finding.row > 0);
            reported.push(Reported {
                code: finding.code.as_str(),
                title: finding.code.title(),
                remedy: finding.code.remedy(),
                severity: finding.severity.as_str(),
                row: finding.row,
                line: line.map(|before| finding.row + before),
                column: finding.column.clone().unwrap_or_default(),
                message: finding.message.clone(),
            });
        }
    }

    /// Ends the list.
    pub fn end_list(&mut self, list: List<'_>) -> Outcome<()> {
        list.map_or(Ok(()), FindingList::end)?;
        std::mem::replace(&mut self.trouble, Ok(()))
    }

    /// Writes the reports that were asked for.
    pub fn report(&self, request: &CheckRequest, files: &[CheckedFile]) -> Outcome<()> {
        let writers: [(_, reports::Write); 2] = [
            (&request.junit_path, reports::junit::write),
            (&request.sarif_path, reports::sarif::write),
        ];
        for (path, write) in writers {
            if let Some(path) = path {
                hand_out(path, |sink| {
                    let all = files.iter().zip(&self.reported);
                    let all: Vec<_> = all.map(|(file, found)| (file, found.as_slice())).collect();
                    write(sink, &all)?;
                    Ok(0)
                })?;
            }
        }
        Ok(())
    }
}

fn line_of(finding: &Finding) -> FindingLine<'_> {
    FindingLine {
        row: finding.row,
        column: finding.column.as_deref().unwrap_or_default(),
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        value: &finding.value,
        message: &finding.message,
        remedy: finding.code.remedy(),
    }
}
