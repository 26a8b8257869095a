//! Files of which every cell must be quoted, and files that know no quotes at all.

use super::outbox::Outbox;
use std::io::{self, Read};

const BLOCK_BYTES: usize = 64 * 1024;
/// The longest cell of a file without quotes that is looked at; it is far too long for any column.
const CELL_BYTES: usize = 1024 * 1024;

/// Passes a CSV file on and counts the cells without quotes.
pub(crate) struct QuoteWatch<R> {
    source: R,
    place: Place,
    line: u64,
    unquoted: u64,
    first_line: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    CellStart,
    Quoted,
    Outside,
}

impl<R> QuoteWatch<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            place: Place::CellStart,
            line: 1,
            unquoted: 0,
            first_line: 0,
        }
    }

    /// How many cells have no quotes, and the line of the first.
    pub(crate) fn unquoted(&self) -> Option<(u64, u64)> {
        (self.unquoted > 0).then_some((self.unquoted, self.first_line))
    }

    fn look(&mut self, byte: u8) {
        self.line += u64::from(byte == b'\n');
        self.place = match (self.place, byte) {
            (Place::CellStart, b'"') => Place::Quoted,
            (Place::Quoted, b'"') => Place::Outside, // or the first of two, and the second opens again
            (Place::Outside, b'"') => Place::Quoted,
            (Place::Quoted, _) => Place::Quoted,
            // Line ends, and what ended files of old.
            (Place::CellStart, b'\r' | b'\n' | 0x1A) => Place::CellStart,
            (Place::CellStart, _) => {
                if self.unquoted == 0 {
                    self.first_line = self.line;
                }
                self.unquoted += 1;
                if byte == b',' {
                    Place::CellStart
                } else {
                    Place::Outside
                }
            }
            (Place::Outside, b',' | b'\r' | b'\n') => Place::CellStart,
            (Place::Outside, _) => Place::Outside,
        };
    }
}

impl<R: Read> Read for QuoteWatch<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(room)?;
        room[..count].iter().for_each(|byte| self.look(*byte));
        Ok(count)
    }
}

/// Quotes the cells of a file without quotes in which there are some all the same, so that they are read as they are.
pub(crate) struct NeverQuoted<R> {
    source: R,
    block: Vec<u8>,
    cell: Vec<u8>,
    out: Outbox,
    is_over: bool,
}

impl<R: Read> NeverQuoted<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            block: vec![0; BLOCK_BYTES],
            cell: Vec::new(),
            out: Outbox::default(),
            is_over: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let count = self.source.read(&mut self.block)?;
        self.is_over = count == 0;
        let out = self.out.fill();
        for byte in &self.block[..count] {
            if matches!(byte, b',' | b'\r' | b'\n') {
                end_cell(&mut self.cell, out);
                out.push(*byte);
            } else {
                self.cell.push(*byte);
            }
        }
        if self.is_over {
            end_cell(&mut self.cell, out);
        }
        if self.cell.len() > CELL_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(())
    }
}

fn end_cell(cell: &mut Vec<u8>, out: &mut Vec<u8>) {
    if cell.contains(&b'"') {
        write_quoted(cell, out);
    } else {
        out.extend_from_slice(cell);
    }
    cell.clear();
}

/// Writes a cell in quotes.
pub(super) fn write_quoted(cell: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in cell {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

impl<R: Read> Read for NeverQuoted<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.out.hand_out(room);
            if count > 0 || room.is_empty() || self.is_over {
                return Ok(count);
            }
            self.refill()?;
        }
    }
}
