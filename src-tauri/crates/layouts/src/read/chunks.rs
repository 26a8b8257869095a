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
        let (mut chunk, mut filled) = (room, self.rest.len());
        loop {
            let end = filled + self.chunk_bytes;
            chunk.resize(chunk.len().max(end), 0);
            chunk[..self.rest.len()].copy_from_slice(&self.rest);
            let read = read_full(&mut self.source, &mut chunk[filled..end])?;
            filled += read;
            if read == 0 {
                chunk.truncate(filled);
                self.rest.clear();
                self.had_eof_mark |= chunk.pop_if(|last| *last == EOF_MARK).is_some();
                return Ok(if chunk.is_empty() {
                    Chunk::End
                } else {
                    Chunk::Records(chunk)
                });
            }
            if let Some(end) = last_record_end(&chunk[..filled]) {
                self.rest.clear();
                self.rest.extend_from_slice(&chunk[end..filled]);
                chunk.truncate(end);
                return Ok(Chunk::Records(chunk));
            }
            if filled >= RECORD_BYTES {
                return Ok(Chunk::Overlong);
            }
        }
    }
}

/// Reads until there is no room or no more.
fn read_full(source: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < room.len() {
        match source.read(&mut room[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
