//! A bound on how much one row may take.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Longest row in bytes; a longer one is no row but a broken file.
const LONGEST_ROW: u64 = 64 * 1024;
/// What a reader may hold beyond the row.
pub const BUFFER: usize = 64 * 1024;

/// Ends a read that would make one row longer than [`LONGEST_ROW`].
pub struct Limited<R> {
    inner: R,
    read: u64,
    row_start: Rc<Cell<u64>>,
}

impl<R> Limited<R> {
    /// Wraps a reader; the cell is told where each row starts.
    pub fn new(inner: R) -> (Self, Rc<Cell<u64>>) {
        let row_start = Rc::new(Cell::new(0));
        let limited = Limited {
            inner,
            read: 0,
            row_start: Rc::clone(&row_start),
        };
        (limited, row_start)
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read > self.row_start.get() + LONGEST_ROW + BUFFER as u64 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}
