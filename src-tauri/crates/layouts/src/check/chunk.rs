//! What one worker does with one chunk of a file.

use super::{
    against_earlier,
    file_notes::FileNotes,
    finding::Finding,
    finding_code::FindingCode,
    gate::Entry,
    in_order::Lay,
    keys::{Keys, Room},
    row::{Known, check_row},
    setting::CheckSetting,
};
use crate::read::{Cells, Split, organisation_symbol::SymbolWatch, plain, text_of, utf8_of};
use ahash::RandomState;
use std::mem;

/// Most findings laid down at once, so that a file of nothing but mistakes takes no more memory.
const FINDINGS_AT_ONCE: usize = 1_000;

/// The first rows of a chunk, and every so many behind them, tell whether a column holds 機関別符号: most of its cells do.
const WATCHED_ROWS: u32 = 200;
const WATCHED_BEHIND: u32 = 8;

/// What comes of a chunk, its rows counted from 1 within it.
pub(crate) enum Piece {
    Findings(Vec<Finding>),
    /// The chunk is done.
    End(ChunkEnd),
}

/// What is known of a chunk once it was read.
pub(crate) struct ChunkEnd {
    pub rows: u32,
    pub bytes: usize,
    /// A column that looks like 機関別符号.
    pub symbol_column: Option<usize>,
    pub entries: Vec<Entry>,
    pub notes: FileNotes,
}

/// Checks each row of a chunk by itself, and notes what the gates want to know of it.
pub(crate) fn check_chunk(
    setting: &CheckSetting,
    hash_state: &RandomState,
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
    let (mut rows, mut has_lone_cr, mut room) = (0, false, Room::default());
    let mut keys_above: Option<Keys> = None;
    let mut notes = FileNotes::new(layout);
    while cells.read(&mut split, &text) {
        rows += 1;
        if rows <= WATCHED_ROWS || rows % WATCHED_BEHIND == 0 {
            symbols.look(&cells);
        }
        let mut report = |finding| findings.push(finding);
        let above = keys_above.take();
        if check_row(setting, rows, &cells, &mut known, &mut report) {
            notes.note(layout, rows, &cells, hash_state, &mut room);
            if let Some(who) = &layout.identity {
                let number = who.number.and_then(|at| known.values[at].number());
                let mut keys = Keys::of(who, hash_state, number, &cells, above.as_ref(), &mut room);
                if let Some(earlier) = setting.earlier {
                    keys.content = room.key(hash_state, 0, cells.iter());
                    notes.compare(layout, earlier, &keys, &cells);
                    let problem =
                        against_earlier::number_problem(layout, who, earlier, &keys, &cells);
                    findings.extend(problem.map(|(column, problem)| {
                        Finding::of_cell(layout, rows, &cells, column, problem)
                    }));
                }
                entries.push(Entry::of(
                    &layout.gates,
                    hash_state,
                    rows,
                    &keys,
                    &cells,
                    &mut room,
                ));
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
        let _nobody_wants_it = lay(Piece::End(ChunkEnd {
            rows,
            bytes,
            symbol_column: symbols.column(),
            entries,
            notes,
        }));
    }
}
