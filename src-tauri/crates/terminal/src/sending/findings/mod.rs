//! Findings as a person reads them: groups, windows of a group, one row of the file, and the note that somebody looked.

pub(crate) mod out;
pub(crate) mod view;

use crate::{
    core::{
        act::Act,
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        meter::small,
    },
    people::protected::marks::{HIDDEN, Marks, tells_where},
    sending::{
        findings::view::{
            CellView, ColumnCount, FindingFilter, FindingGroup, FindingPage, RowView, Severity,
        },
        jobs::subject,
    },
};
use kakehashi_domain::{Code, Outcome};
use kakehashi_layouts::{Column, ColumnType, FindingCode, Layout, Row, rows};
use kakehashi_store::{FindingQuery, SealedReader};
use std::sync::Arc;

/// Most findings in one window.
const WINDOW: u32 = 1_000;

/// What was found, by code and severity, the gravest first.
///
/// # Errors
/// `JOB_NOT_FOUND`.
pub(crate) async fn finding_groups(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<Vec<FindingGroup>> {
    terminal.note_findings_seen(&permit, id).await?;
    terminal.see(move |look| look.finding_groups(id)).await
}

/// A window of the findings of one group, in the order of the file.
///
/// # Errors
/// `JOB_NOT_FOUND`.
pub(crate) async fn findings(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    filter: FindingFilter,
    offset: u32,
    limit: u32,
) -> Outcome<FindingPage> {
    terminal.note_findings_seen(&permit, id).await?;
    let page = move |look: &Look| look.finding_page(id, &filter, offset, limit.min(WINDOW));
    terminal.see(page).await
}

/// One row of the file as it came, column by column.
///
/// # Errors
/// `JOB_NOT_FOUND`, `WORK_FILE_DAMAGED` once the file was disposed of.
pub(crate) async fn finding_row(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    row: u32,
) -> Outcome<RowView> {
    terminal.note_findings_seen(&permit, id).await?;
    let file = move |look: &Look| Ok((look.whole_file(id)?, look.marks()?));
    let ((reader, layout), marks) = terminal.see(file).await?;
    blocking(move || read_row(reader, &layout, row, &marks)).await
}

impl Terminal {
    /// Findings tell of people; each looks at them under their own name.
    pub(crate) async fn note_findings_seen(&self, permit: &Permit, id: u32) -> Outcome<()> {
        let permit = permit.clone();
        let note = move |c: &mut Controller| {
            c.job(id)?;
            c.note_look(&permit, Act::view_findings, &subject(id))
        };
        self.ask(note).await
    }
}

impl Look {
    pub(crate) fn finding_groups(&self, id: u32) -> Outcome<Vec<FindingGroup>> {
        let mut groups: Vec<(FindingCode, FindingGroup)> = Vec::new();
        for found in self.books()?.finding_counts(id)? {
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
        &self,
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
        let books = self.books()?;
        let (total, rows) = if query.words.is_some() {
            let places = books.finding_places(id, &query)?;
            let window = places.iter().skip(offset as usize).take(limit as usize);
            let window: Vec<u32> = window.copied().collect();
            let rows = books.findings_at(id, &query, &window)?;
            (small(places.len() as u64), rows)
        } else {
            let total = self.counted(id, filter, filter.column.as_deref())?;
            (total, books.findings(id, &query, offset, limit)?)
        };
        Ok(FindingPage {
            total,
            rows: self.marks()?.findings(rows),
            offset,
        })
    }

    /// Counts are known already, but for those that a search finds.
    fn counted(&self, id: u32, filter: &FindingFilter, column: Option<&str>) -> Outcome<u32> {
        let counts = self.books()?.finding_counts(id)?;
        let wanted = counts.iter().filter(|found| {
            (&found.code, found.severity.as_str()) == (&filter.code, filter.severity.word())
                && column.is_none_or(|column| found.column == column)
        });
        Ok(wanted.map(|found| found.count).sum())
    }

    pub(crate) fn whole_file(&self, id: u32) -> Outcome<(SealedReader, Arc<Layout>)> {
        let job = self.job(id)?.body;
        let reader = self.books()?.open_sealed(&job.whole().id)?;
        Ok((reader, self.layout_of(&job)?))
    }
}

impl Terminal {
    /// Takes something of a row of a job's file, counted from 1; None where the file has no such row.
    pub(crate) async fn of_row<T: Send + 'static>(
        &self,
        id: u32,
        row: u32,
        take: impl FnOnce(&Row<'_>, &Layout) -> T + Send + 'static,
    ) -> Outcome<Option<T>> {
        let (reader, layout) = self.see(move |look| look.whole_file(id)).await?;
        let read = move || {
            let mut rows = rows(reader, &layout)?;
            let found = row.checked_sub(1).and_then(|at| rows.nth(at as usize));
            Ok(found.transpose()?.map(|found| take(&found, &layout)))
        };
        blocking(read).await
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

fn read_row(reader: SealedReader, layout: &Layout, number: u32, marks: &Marks) -> Outcome<RowView> {
    let mut rows = rows(reader, layout)?;
    let found = number
        .checked_sub(1)
        .and_then(|before| rows.nth(before as usize));
    let cells = match found {
        Some(Ok(row)) => {
            let is_hidden = marks.has(&row.subject().registration);
            row.shown().map(|cell| cell_view(cell, is_hidden)).collect()
        }
        // A row that doesn't fall into columns can't be shown by columns.
        Some(Err(fault)) if fault.code != Code::NotThisKind => return Err(fault),
        Some(Err(_)) | None => Vec::new(),
    };
    Ok(RowView { row: number, cells })
}

fn cell_view((column, value): (&Column, String), is_protected: bool) -> CellView {
    let hidden = is_protected && !value.is_empty() && tells_where(&column.title);
    let value = if hidden { HIDDEN.to_owned() } else { value };
    CellView {
        hidden,
        is_number: column.column_type == ColumnType::PersonalNumber && !value.is_empty(),
        column: column.title.clone(),
        meaning: column.codes.get(&value).cloned(),
        value,
    }
}
