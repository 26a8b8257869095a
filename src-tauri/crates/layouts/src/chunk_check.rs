//! What one worker does with one chunk of a file.

use crate::{
    CheckSetting, Finding,
    cells::{Cells, text_of},
    gate::{Entry, Noting},
    in_order::Lay,
    plain,
    row_check::check_row,
    split::Split,
};

/// Most findings laid down at once, so that a file of nothing but mistakes takes no more memory.
const FINDINGS_AT_ONCE: usize = 1_000;

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
    pub entries: Vec<Entry>,
}

/// Checks each row of a chunk by itself, and notes what the gates want to know of it.
pub(crate) fn check_chunk(
    setting: &CheckSetting,
    noting: Option<&Noting>,
    chunk: &[u8],
    lay: Lay<Piece>,
) {
    let text = text_of(chunk, plain::encoding(&setting.layout.format));
    let mut split = Split::new(text.as_bytes(), 0);
    let mut cells = Cells::default();
    let (mut values, mut findings, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rows, mut room) = (0, Vec::new());
    while cells.read(&mut split, &text) {
        rows += 1;
        let mut report = |finding| findings.push(finding);
        if check_row(setting, rows, &cells, &mut values, &mut report)
            && let Some(noting) = noting
        {
            entries.push(noting.entry(rows, &cells, &values, &mut room));
        }
        if findings.len() >= FINDINGS_AT_ONCE
            && lay(Piece::Findings(std::mem::take(&mut findings))).is_break()
        {
            return;
        }
    }
    if lay(Piece::Findings(findings)).is_continue() {
        let bytes = chunk.len();
        let _nobody_wants_it = lay(Piece::End(ChunkEnd {
            rows,
            bytes,
            entries,
        }));
    }
}
