//! What one worker does with one chunk of a file.

use super::{
    against_earlier::{self, EarlierHit},
    earlier::content_of,
    file_notes::FileNotes,
    finding::Finding,
    finding_code::FindingCode,
    gate::Entry,
    hit::Hit,
    household::Household,
    implausible::Implausible,
    in_order::Lay,
    keys::{Keys, Room},
    over::EndingRow,
    protection::Guard,
    row::{Known, check_row},
    setting::CheckSetting,
    steady::Steady,
};
use crate::read::{Cells, Split, organisation_symbol::SymbolWatch, plain, text_of, utf8_of};
use ahash::RandomState;
use std::mem;

/// Most findings laid down at once, so that a file of nothing but mistakes takes no more memory.
const FINDINGS_AT_ONCE: usize = 1_000;

/// The first rows of a chunk, and every so many behind them, tell whether a column holds 機関別符号: most of its cells do.
const WATCHED_ROWS: u32 = 200;
const WATCHED_BEHIND: u32 = 8;

/// Makes a sum of contents depend on each of their bits.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// What comes of a chunk, its rows counted from 1 within it.
pub(crate) enum Piece {
    Findings(Vec<Finding>),
    /// The chunk is done.
    End(Box<ChunkEnd>),
}

/// What is known of a chunk once it was read.
pub(crate) struct ChunkEnd {
    pub rows: u32,
    /// The rows' contents, added up.
    pub digest: u64,
    pub bytes: usize,
    /// A column that looks like 機関別符号.
    pub symbol_column: Option<usize>,
    pub entries: Vec<Entry>,
    /// What already shows within the chunk.
    pub hits: Vec<Hit>,
    pub earlier_hits: Vec<EarlierHit>,
    pub ending_rows: Vec<EndingRow>,
    pub notes: FileNotes,
    /// Rows that protect their person.
    pub protected: u32,
    /// Rows that speak of a registration that the server should know.
    pub of_known: u32,
    /// Of these, rows that take one back.
    pub cancels: u32,
}

/// Checks each row of a chunk by itself, and notes what the gates want to know of it.
pub(crate) fn check_chunk(
    setting: &CheckSetting,
    hash_state: &RandomState,
    guard: &Guard,
    chunk: &[u8],
    lay: Lay<Piece>,
) {
    let layout = setting.layout;
    let utf8 = utf8_of(chunk, plain::encoding(&layout.format));
    let text = text_of(&utf8);
    let mut split = Split::new(text.as_bytes(), 0);
    let mut cells = Cells::default();
    let mut symbols = SymbolWatch::new(&layout.columns);
    let mut known = Known::default();
    let (mut findings, mut entries) = (Vec::new(), Vec::new());
    let mut digest = 0_u64;
    let (mut rows, mut has_lone_cr, mut room) = (0, false, Room::default());
    let mut keys_above: Option<Keys> = None;
    let mut notes = FileNotes::new(setting);
    let mut household = Household::of(layout);
    let (mut hits, mut earlier_hits, mut ending_rows) = (Vec::new(), Vec::new(), Vec::new());
    let implausible = Implausible::of_layout(layout);
    let (mut protected, mut of_known, mut cancels) = (0, 0, 0);
    while cells.read(&mut split, &text) {
        rows += 1;
        let content = content_of(layout.telling(cells.iter()));
        digest = digest.wrapping_add(content.rotate_left(32).wrapping_mul(SPREAD) ^ content);
        if rows <= WATCHED_ROWS || rows % WATCHED_BEHIND == 0 {
            symbols.look(&cells);
        }
        let mut report =
            |rule: Option<usize>, finding: Finding| match implausible.of(rule, &finding) {
                Some(hit) => hits.push(hit),
                None => findings.push(finding),
            };
        let above = keys_above.take();
        if check_row(setting, rows, &cells, &mut known, &mut report) {
            notes.note(layout, rows, &cells, hash_state, &mut room);
            protected += u32::from(layout.is_protected(|at| cells.get(at)));
            if let Some(who) = &layout.identity {
                let cell = |at| cells.get(at).unwrap_or_default();
                let number = who.number.and_then(|at| known.values[at].number());
                let columns = &layout.columns;
                let above = above.as_ref();
                let mut keys = Keys::of(columns, who, hash_state, number, &cells, above, &mut room);
                if let Some(earlier) = setting.earlier {
                    keys.content = content;
                    keys.steady = Steady::of(layout, cell, &mut room);
                    notes.compare(layout, earlier, &keys, &cells);
                    let mut report = |hit| earlier_hits.push(hit);
                    against_earlier::differences(layout, earlier, above, &keys, rows, &mut report);
                }
                of_known += u32::from(keys.life.is_of_known());
                cancels += u32::from(keys.life.cancels());
                let mut report = |finding| findings.push(finding);
                guard.look(layout, keys.registration, rows, &cells, &mut report);
                notes.note_people(layout, rows, &keys, &cells, hash_state, &mut room);
                if keys.life.is_over() {
                    ending_rows.push(EndingRow {
                        registration: keys.registration,
                        row: rows,
                        cancels: keys.life.cancels(),
                    });
                }
                if !layout.gates.is_empty() {
                    let entry = Entry::of(layout, hash_state, rows, &keys, &cells, &mut room);
                    entries.push(entry);
                    hits.extend(entries.last_mut().and_then(|entry| household.next(entry)));
                }
                keys_above = Some(keys);
            }
        }
        if split.is_ended_by_cr() && !mem::replace(&mut has_lone_cr, true) {
            let message = "この行はCRだけで終わっています。";
            findings.push(Finding::of_whole_row(rows, FindingCode::LoneCr, message));
        }
        if findings.len() >= FINDINGS_AT_ONCE
            && lay(Piece::Findings(mem::take(&mut findings))).is_break()
        {
            return;
        }
    }
    if lay(Piece::Findings(findings)).is_continue() {
        let bytes = chunk.len();
        let _nobody_wants_it = lay(Piece::End(Box::new(ChunkEnd {
            rows,
            digest,
            bytes,
            symbol_column: symbols.column(),
            entries,
            hits,
            earlier_hits,
            ending_rows,
            notes,
            protected,
            of_known,
            cancels,
        })));
    }
}
