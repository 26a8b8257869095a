//! Checking a file: one streaming pass for the rows, and a second only to say whom the gates' findings speak of.

use crate::{
    Finding, FindingCode, Layout,
    across::Identity,
    gate::{Hit, Index},
    records::{Records, unreadable},
    row_check::check_row,
    tally::Tally,
};
use chrono::NaiveDate;
use csv::StringRecord;
use kakehashi_domain::{Code, Fault, InsurerNumber, Outcome};
use std::{
    collections::BTreeMap,
    io::{Read, Seek, SeekFrom},
    ops::ControlFlow,
};

/// Rows between two reports of progress.
const PROGRESS_ROWS: u32 = 8_192;

/// What a file is checked against.
#[derive(Debug, Clone, Copy)]
pub struct CheckSetting<'a> {
    /// The kind that the file is to be of.
    pub layout: &'a Layout,
    /// The day that "future" is measured from.
    pub today: NaiveDate,
    /// The insurer of the connection; None skips that rule.
    pub own_insurer: Option<&'a InsurerNumber>,
}

/// How far a check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckProgress {
    /// Data rows checked.
    pub rows: u32,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes that the file has.
    pub total_bytes: u64,
}

/// What a check comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckSummary {
    /// Data rows.
    pub rows: u32,
    /// Distinct rows with an error.
    pub error_rows: u32,
    /// Distinct rows with a warning and no error.
    pub warning_rows: u32,
    /// Findings by code, those of the whole file included.
    pub by_code: BTreeMap<FindingCode, u32>,
    /// Whether it was stopped before its end; the numbers are those so far.
    pub cancelled: bool,
}

/// Checks a whole file: every cell, every row, and the rows against each other.
///
/// Findings come by row, then those of the gates by row. Progress comes about every 8,192 rows;
/// [`ControlFlow::Break`] stops the check. Memory stays bounded but for 40 bytes a row where the layout has gates.
///
/// # Errors
/// [`Code::FileEmpty`], [`Code::NotThisKind`], [`Code::WrongEncoding`], [`Code::TooManyRows`],
/// [`Code::FileUnreadable`]. The caller adds `file`.
pub fn check(
    source: &mut (impl Read + Seek),
    setting: &CheckSetting,
    on_finding: &mut dyn FnMut(Finding),
    on_progress: &mut dyn FnMut(CheckProgress) -> ControlFlow<()>,
) -> Outcome<CheckSummary> {
    let total_bytes = source.seek(SeekFrom::End(0)).map_err(|e| unreadable(&e))?;
    let mut check = Check {
        setting,
        total_bytes,
        tally: Tally::new(on_finding),
        on_progress,
    };
    let hits = check.all_rows(source)?;
    if let Some(who) = &setting.layout.identity
        && !hits.is_empty()
    {
        check.name_hits(source, who, &hits)?;
    }
    Ok(check.tally.summary())
}

struct Check<'a, 'f> {
    setting: &'a CheckSetting<'a>,
    total_bytes: u64,
    tally: Tally<'f>,
    on_progress: &'f mut dyn FnMut(CheckProgress) -> ControlFlow<()>,
}

impl<'a> Check<'a, '_> {
    /// Checks each row by itself; gives back what the gates found: nothing if it was stopped.
    fn all_rows(&mut self, source: &mut (impl Read + Seek)) -> Outcome<Vec<Hit<'a>>> {
        let layout = self.setting.layout;
        let mut records = self.open(source)?;
        let mut index = layout
            .identity
            .as_ref()
            .map(|who| Index::new(who, &layout.gates));
        let mut row = StringRecord::new();
        let mut values = Vec::new();
        self.check_line_end(&records);
        while records.read_text(&mut row)? {
            let number = records.row();
            let mut report = |finding| self.tally.add(finding);
            if check_row(self.setting, number, &row, &mut values, &mut report)
                && let Some(index) = &mut index
            {
                index.note(number, &row, &values);
            }
            self.tally.rows = number;
            if number.is_multiple_of(PROGRESS_ROWS) {
                if let Some(index) = &mut index {
                    index.expect_rows(estimated_rows(&records, layout, self.total_bytes));
                }
                if self.is_stopped(records.bytes()) {
                    return Ok(Vec::new());
                }
            }
        }
        if records.row() == 0 {
            return Err(Fault::new(Code::FileEmpty));
        }
        if self.is_stopped(records.bytes()) {
            return Ok(Vec::new());
        }
        Ok(index.map(Index::into_hits).unwrap_or_default())
    }

    /// Reads the file again for the rows that the gates named.
    fn name_hits(
        &mut self,
        source: &mut (impl Read + Seek),
        who: &Identity,
        hits: &[Hit<'a>],
    ) -> Outcome<()> {
        let mut records = self.open(source)?;
        let mut row = StringRecord::new();
        let mut by_row = hits.chunk_by(|a, b| a.row == b.row).peekable();
        while by_row.peek().is_some() && records.read_text(&mut row)? {
            let number = records.row();
            if let Some(of_row) = by_row.next_if(|hits| hits[0].row == number) {
                for hit in of_row {
                    self.tally.add(hit.finding(self.setting.layout, who, &row));
                }
            }
            if number.is_multiple_of(PROGRESS_ROWS) && self.is_stopped(self.total_bytes) {
                break;
            }
        }
        Ok(())
    }

    fn open<'s, S: Read + Seek>(&self, source: &'s mut S) -> Outcome<Records<'a, &'s mut S>> {
        source.rewind().map_err(|e| unreadable(&e))?;
        Records::open(source, self.setting.layout)
    }

    fn is_stopped(&mut self, bytes: u64) -> bool {
        let (rows, total_bytes) = (self.tally.rows, self.total_bytes);
        let flow = (self.on_progress)(CheckProgress {
            rows,
            bytes,
            total_bytes,
        });
        self.tally.cancelled = flow.is_break();
        self.tally.cancelled
    }

    fn check_line_end<R: Read>(&mut self, records: &Records<R>) {
        let expected = self.setting.layout.format.line_end;
        if records.line_end().is_some_and(|found| found != expected) {
            let message = format!("改行が{}ではありません。", expected.title());
            let finding = Finding::of_whole_row(0, FindingCode::LineEnd, &message);
            self.tally.add(finding);
        }
    }
}

/// A little more than the file will hold, told from what was read of it.
fn estimated_rows<R: Read>(records: &Records<R>, layout: &Layout, total_bytes: u64) -> usize {
    let rows = u64::from(records.row()).saturating_mul(total_bytes) / records.bytes().max(1);
    let rows = rows.min(u64::from(layout.format.max_rows));
    usize::try_from(rows + rows / 32).unwrap_or_default()
}
