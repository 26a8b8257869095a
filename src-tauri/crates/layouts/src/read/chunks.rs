//! A file in chunks of whole records, so that several can be worked on at once within bounded memory.

use super::{plain::EOF_MARK, split::last_record_end};
use std::io::{self, Read};

/// About how much is read at once: large enough to be worth a hand-over, small enough for a core's own cache.
const CHUNK_BYTES: usize = 256 * 1024;
/// The longest record. Anything longer is an unclosed quote or no CSV at all.
const RECORD_BYTES: usize = 1024 * 1024;

/// Reads chunk by chunk.
pub(crate) struct Chunks<R> {
    source: R,
    /// What was read of the next chunk.
    rest: Vec<u8>,
    /// Whether the byte 0x1A stood at the end of all.
    had_eof_mark: bool,
    chunk_bytes: usize,
}

/// What comes next of a file.
pub(crate) enum Chunk {
    /// Whole records.
    Records(Vec<u8>),
    /// A record of more than a mebibyte.
    Overlong,
    /// Nothing more.
    End,
}

impl<R: Read> Chunks<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            rest: Vec::new(),
            had_eof_mark: false,
            chunk_bytes: CHUNK_BYTES,
        }
    }

    pub(crate) fn source(&self) -> &R {
        &self.source
    }

    pub(crate) fn had_eof_mark(&self) -> bool {
        self.had_eof_mark
    }

    /// Reads the next chunk into `room`, whatever that held before: new memory for each would take as long as reading.
    pub(crate) fn next(&mut self, room: Vec<u8>) -> io::Result<Chunk> {
        let mut chunk = room;
        chunk.clear();
        chunk.append(&mut self.rest);
        loop {
            chunk.reserve(self.chunk_bytes);
            let mut source = self.source.by_ref().take(self.chunk_bytes as u64);
            if source.read_to_end(&mut chunk)? == 0 {
                self.had_eof_mark |= chunk.pop_if(|last| *last == EOF_MARK).is_some();
                return Ok(if chunk.is_empty() {
                    Chunk::End
                } else {
                    Chunk::Records(chunk)
                });
            }
            if let Some(end) = last_record_end(&chunk) {
                self.rest.extend_from_slice(&chunk[end..]);
                chunk.truncate(end);
                return Ok(Chunk::Records(chunk));
            }
            if chunk.len() >= RECORD_BYTES {
                return Ok(Chunk::Overlong);
            }
        }
    }
}
