//! Findings as a person reads them: groups, windows of a group, one row of the file, and the note that somebody looked.

pub(crate) mod out;
pub(crate) mod view;

use super::release::on_job;
use crate::{
    core::{
        act::Act,
        blocking::blocking,
        controller::{Answer, Controller, Terminal},
    },
    sending::findings::view::{
        CellView, ColumnCount, FindingFilter, FindingGroup, FindingPage, RowView, Severity,
    },
};
use kakehashi_domain::{Code, Outcome, Role};
use kakehashi_layouts::{Column, FindingCode, Layout, rows};
use kakehashi_store::{FindingQuery, SealedReader};
use std::sync::Arc;

/// Most findings in one window.
const WINDOW: u32 = 1_000;

impl Terminal {
    /// What was found, by code and severity, the gravest first.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn finding_groups(&self, id: u32) -> Answer<Vec<FindingGroup>> {
        self.look(move |c| {
            c.allow_findings(id)?;
            c.finding_groups(id)
        })
        .await
    }

    /// A window of the findings of one group, in the order of the file.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn findings(
        &self,
        id: u32,
        filter: FindingFilter,
        offset: u32,
        limit: u32,
    ) -> Answer<FindingPage> {
        self.look(move |c| {
            c.allow_findings(id)?;
            c.finding_page(id, &filter, offset, limit.min(WINDOW))
        })
        .await
    }

    /// One row of the file as it came, column by column.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`, `WORK_FILE_DAMAGED` once the file was disposed of.
    pub async fn finding_row(&self, id: u32, row: u32) -> Answer<RowView> {
        self.perform(on_job(Act::ViewFindings, id), async |_| {
            let (reader, layout) = self.ask(move |c| c.file_as_it_came(id)).await?;
            blocking(move || read_row(reader, &layout, row)).await
        })
        .await
    }
}

impl Controller {
    /// Findings are for those who send and release; each looks under their own name.
    pub(crate) fn allow_findings(&mut self, id: u32) -> Outcome<()> {
        self.allow(&[Role::Clerk, Role::Approver])?;
        self.job(id)?;
        self.note_look(Act::ViewFindings, id)
    }

    pub(crate) fn finding_groups(&mut self, id: u32) -> Outcome<Vec<FindingGroup>> {
        let mut groups: Vec<(FindingCode, FindingGroup)> = Vec::new();
        for found in self.store()?.finding_counts(id)? {
            let Some(code) = FindingCode::parse(&found.code) else {
                continue;
            };
            let severity = Severity::of_word(&found.severity);
            let column = ColumnCount {
                column: found.column,
                count: found.count,
            };
            match groups.last_mut() {
                Some((last, group)) if *last == code && group.severity == severity => {
                    group.count += column.count;
                    group.columns.push(column);
                }
                _ => groups.push((code, group(code, severity, column))),
            }
        }
        groups.sort_by_key(|(code, group)| (group.severity, *code)); // The table lists the gravest first.
        Ok(groups.into_iter().map(|(_, group)| group).collect())
    }

    fn finding_page(
        &mut self,
        id: u32,
        filter: &FindingFilter,
        offset: u32,
        limit: u32,
    ) -> Outcome<FindingPage> {
        let words = filter.words.trim().replace(',', "");
        let query = FindingQuery {
            code: &filter.code,
            severity: filter.severity.word(),
            column: filter.column.as_deref(),
            employer: None,
            words: Some(words.as_str()).filter(|words| !words.is_empty()),
        };
        let total = match (&filter.column, query.words) {
            (_, Some(_)) => self.store()?.count_findings(id, &query)?,
            (column, None) => self.counted(id, filter, column.as_deref())?,
        };
        Ok(FindingPage {
            total,
            rows: self.store()?.findings(id, &query, offset, limit)?,
            offset,
        })
    }

    /// Counts are known already, but for those that a search finds.
    fn counted(&mut self, id: u32, filter: &FindingFilter, column: Option<&str>) -> Outcome<u32> {
        let counts = self.store()?.finding_counts(id)?;
        let wanted = counts.iter().filter(|found| {
            (&found.code, found.severity.as_str()) == (&filter.code, filter.severity.word())
                && column.is_none_or(|column| found.column == column)
        });
        Ok(wanted.map(|found| found.count).sum())
    }

    fn file_as_it_came(&mut self, id: u32) -> Outcome<(SealedReader, Arc<Layout>)> {
        self.allow_findings(id)?;
        let job = self.job(id)?.body;
        let reader = self.store()?.open_sealed(&job.whole().id)?;
        Ok((reader, self.layout_of(&job)?))
    }

    /// Notes once a session that a person looked at what is personal in a job.
    pub(crate) fn note_look(&mut self, act: Act, id: u32) -> Outcome<()> {
        let trail = on_job(act, id);
        let mark = format!("{}/{id}", act.word());
        let session = self.session.as_mut();
        if session.is_some_and(|s| s.looked_at.insert(mark)) {
            let entry = self.commit(&trail, |_| Ok(()));
            return entry;
        }
        Ok(())
    }
}

impl Severity {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    pub(crate) fn of_word(word: &str) -> Self {
        let all = [Self::Error, Self::Warning, Self::Info];
        let known = all.into_iter().find(|severity| severity.word() == word);
        known.unwrap_or(Self::Info)
    }
}

/// All findings of a group, or those of one 事業所.
pub(crate) fn of_group<'a>(
    code: &'a str,
    severity: Severity,
    employer: Option<&'a str>,
) -> FindingQuery<'a> {
    FindingQuery {
        code,
        severity: severity.word(),
        employer,
        ..FindingQuery::default()
    }
}

fn group(code: FindingCode, severity: Severity, column: ColumnCount) -> FindingGroup {
    FindingGroup {
        code: code.as_str().to_owned(),
        severity,
        title: code.title().to_owned(),
        remedy: code.remedy().to_owned(),
        count: column.count,
        columns: vec![column],
    }
}

fn read_row(reader: SealedReader, layout: &Layout, number: u32) -> Outcome<RowView> {
    let mut rows = rows(reader, layout)?;
    let found = number
        .checked_sub(1)
        .and_then(|before| rows.nth(before as usize));
    let cells = match found {
        Some(Ok(row)) => row.shown().map(cell_view).collect(),
        // A row that doesn't fall into columns can't be shown by columns.
        Some(Err(fault)) if fault.code != Code::NotThisKind => return Err(fault),
        Some(Err(_)) | None => Vec::new(),
    };
    Ok(RowView { row: number, cells })
}

fn cell_view((column, value): (&Column, String)) -> CellView {
    CellView {
        column: column.title.clone(),
        meaning: column.codes.get(&value).cloned(),
        value,
    }
}
