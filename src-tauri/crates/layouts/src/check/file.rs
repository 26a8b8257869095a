//! Checking a file: one streaming pass for the rows, and a second only to say whom the gates' findings speak of.

use super::{
    chunk::{Piece, check_chunk},
    file_notes::FileNotes,
    finding::Finding,
    finding_code::FindingCode,
    form::{check_beginning, check_end},
    hit::Hit,
    hit_notes::{Found, HitNotes},
    in_order::in_order,
    protection::Guard,
    setting::CheckSetting,
    tally::{CheckSummary, Tally},
};
use crate::{
    definition::Identity,
    read::{
        Cells, Records, Split, organisation_symbol, plain, text_of, too_many_rows, unreadable,
        utf8_of,
    },
};
use ahash::RandomState;
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    io::{Read, Seek, SeekFrom},
    mem,
    ops::ControlFlow,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
};

/// Rows between two reports of progress.
const PROGRESS_ROWS: u32 = 8_192;

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

/// Checks a whole file: every cell, every row, and the rows against each other.
///
/// Findings come by row, then those of the gates by row. Progress comes about every 8,192 rows;
/// [`ControlFlow::Break`] stops the check. Memory stays bounded but for 40 bytes a row where the layout has gates.
///
/// # Errors
/// [`Code::FileEmpty`], [`Code::NotThisKind`], [`Code::WrongEncoding`], [`Code::OrganisationSymbol`],
/// [`Code::TooManyRows`], [`Code::TooManyBytes`],
/// [`Code::FileUnreadable`]. The caller adds `file`.
pub fn check(
    source: &mut (impl Read + Seek),
    setting: &CheckSetting,
    on_finding: &mut dyn FnMut(Finding),
    on_progress: &mut dyn FnMut(CheckProgress) -> ControlFlow<()>,
) -> Outcome<CheckSummary> {
    let total_bytes = source.seek(SeekFrom::End(0)).map_err(|e| unreadable(&e))?;
    let max_bytes = setting.layout.format.max_bytes;
    if let Some(max) = max_bytes.filter(|max| total_bytes > *max) {
        return Err(Fault::new(Code::TooManyBytes).with("max", max));
    }
    let mut check = Check {
        setting,
        total_bytes,
        bytes: 0,
        told_rows: 0,
        chunk_rows: Vec::new(),
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
    /// Bytes of the rows checked.
    bytes: u64,
    /// Rows at the last report of progress.
    told_rows: u32,
    /// Rows of each chunk.
    chunk_rows: Vec<u32>,
    tally: Tally<'f>,
    on_progress: &'f mut dyn FnMut(CheckProgress) -> ControlFlow<()>,
}

impl<'a> Check<'a, '_> {
    /// Checks each row by itself; gives back what the gates found: nothing if it was stopped.
    fn all_rows(&mut self, source: &mut (impl Read + Seek)) -> Outcome<Vec<Hit>> {
        let setting = self.setting;
        let layout = setting.layout;
        let mut records = self.open(source)?;
        let own_state = RandomState::new();
        let hash_state = setting.earlier.map_or(&own_state, |it| &it.hash_state);
        let guard = Guard::of(setting, hash_state);
        let mut notes = FileNotes::new(setting);
        let mut hits = HitNotes::new(layout);
        self.bytes = records.heading_bytes();
        let spare = Mutex::new(Vec::new()); // room of chunks that are done
        let odd = check_beginning(layout, &records);
        odd.into_iter().for_each(|finding| self.tally.add(finding));
        in_order(
            workers(),
            || records.next_chunk(locked(&spare).pop().unwrap_or_default()),
            |chunk, lay| {
                check_chunk(setting, hash_state, &guard, &chunk, lay);
                locked(&spare).push(chunk);
            },
            |piece| self.take(piece, &mut hits, &mut notes),
        )?;
        if self.tally.rows == 0 {
            return Err(Fault::new(Code::FileEmpty));
        }
        if self.tally.cancelled || self.is_stopped() {
            return Ok(Vec::new());
        }
        let odd = check_end(layout, &records);
        if self.tally.has(FindingCode::FileJoined) {
            // Two files are two: that they hold the same people, or other numbers of rows, follows from it.
            odd.into_iter().for_each(|finding| self.tally.add(finding));
            return Ok(Vec::new());
        }
        let rows = self.tally.rows;
        let Found { mut shifts, hits } = hits.all(setting, &notes, rows);
        let of_rows = notes.findings(setting, rows, &mut shifts);
        let missing = guard.missing(setting.earlier, notes.known());
        let of_file = shifts.into_iter().map(|shift| shift.finding);
        let all = of_file.chain(odd).chain(of_rows).chain(missing);
        all.for_each(|finding| self.tally.add(finding));
        Ok(hits)
    }

    fn take(
        &mut self,
        piece: Piece,
        hits: &mut HitNotes,
        notes: &mut FileNotes,
    ) -> Outcome<ControlFlow<()>> {
        let base = self.tally.rows;
        let end = match piece {
            Piece::Findings(findings) => {
                let moved = findings.into_iter().map(|finding| Finding {
                    row: base + finding.row,
                    ..finding
                });
                moved.for_each(|finding| self.tally.add(finding));
                return Ok(ControlFlow::Continue(()));
            }
            Piece::End(end) => *end,
        };
        if let Some(column) = end.symbol_column {
            return Err(organisation_symbol::refusal(column));
        }
        self.tally.protected += end.protected;
        self.tally.of_known += end.of_known;
        self.tally.cancels += end.cancels;
        self.tally.digest = self.tally.digest.wrapping_add(end.digest);
        self.bytes += end.bytes as u64;
        self.tally.rows += end.rows;
        self.chunk_rows.push(end.rows);
        if self.tally.rows > self.setting.layout.format.max_rows {
            return Err(too_many_rows(self.setting.layout));
        }
        hits.index.expect_rows(self.estimated_rows());
        hits.add(base, end, notes);
        let is_stopped = self.tally.rows - self.told_rows >= PROGRESS_ROWS && self.is_stopped();
        Ok(if is_stopped {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    }

    /// Reads the file again for the rows that the gates named.
    fn name_hits(
        &mut self,
        source: &mut (impl Read + Seek),
        who: &Identity,
        hits: &[Hit],
    ) -> Outcome<()> {
        let layout = self.setting.layout;
        let mut records = self.open(source)?;
        let mut by_row = hits.chunk_by(|a, b| a.row == b.row).peekable();
        let (mut base, mut room) = (0, Vec::new());
        for rows in mem::take(&mut self.chunk_rows) {
            let Some(chunk) = records.next_chunk(mem::take(&mut room))? else {
                break; // another program cut the file off
            };
            if by_row.peek().is_some_and(|hits| hits[0].row <= base + rows) {
                let utf8 = utf8_of(&chunk, plain::encoding(&layout.format));
                let text = text_of(&utf8);
                let mut split = Split::new(text.as_bytes(), 0);
                let mut row = Cells::default();
                for number in base + 1..=base + rows {
                    row.read(&mut split, &text);
                    for hit in by_row
                        .next_if(|hits| hits[0].row == number)
                        .into_iter()
                        .flatten()
                    {
                        self.tally.add(hit.finding(self.setting, who, &row));
                    }
                }
            }
            room = chunk;
            base += rows;
            if base % PROGRESS_ROWS < rows && self.is_stopped() {
                return Ok(());
            }
        }
        let left = by_row.flatten(); // of a file that was cut off meanwhile: nobody to name
        left.for_each(|hit| {
            self.tally
                .add(hit.finding(self.setting, who, &Cells::default()))
        });
        Ok(())
    }

    fn open<'s, S: Read + Seek>(&self, source: &'s mut S) -> Outcome<Records<'a, &'s mut S>> {
        source.rewind().map_err(|e| unreadable(&e))?;
        Records::open(source, self.setting.layout)
    }

    fn is_stopped(&mut self) -> bool {
        self.told_rows = self.tally.rows;
        let flow = (self.on_progress)(CheckProgress {
            rows: self.tally.rows,
            bytes: self.bytes.min(self.total_bytes),
            total_bytes: self.total_bytes,
        });
        self.tally.cancelled = flow.is_break();
        self.tally.cancelled
    }

    /// A little more than the file will hold, told from what was read of it.
    fn estimated_rows(&self) -> usize {
        let rows = u64::from(self.tally.rows).saturating_mul(self.total_bytes) / self.bytes.max(1);
        let rows = rows.min(u64::from(self.setting.layout.format.max_rows));
        usize::try_from(rows + rows / 32).unwrap_or_default()
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// As many as the machine has cores, within reason: each has a few chunks in its hands.
fn workers() -> usize {
    thread::available_parallelism().map_or(1, |cores| cores.get().min(4))
}
