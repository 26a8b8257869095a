//! Rows of a CSV file.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};

use super::decoded::Decoded;
use super::limited::{BUFFER, Limited};
use super::{Unreadable, unreadable};
use crate::layout::{Layout, Mark, Quote};

/// The byte 0x1A, which old systems write at the end.
const EOF_MARK: &str = "\u{1a}";

/// Rows of a CSV file.
pub struct Delimited<R: Read> {
    reader: Reader<Limited<Decoded<R>>>,
    row_start: Rc<Cell<u64>>,
    encoding: &'static str,
    eof_mark: Mark,
    records: u64,
    columns: usize,
    /// The last columns, which a file of the version before lacks.
    lacking: usize,
}

impl<R: Read> Delimited<R> {
    /// Reads the header row, where there is one, and compares it with the layout.
    ///
    /// # Errors
    /// When the header isn't the layout's.
    pub fn new(from: Decoded<R>, layout: &Layout) -> Result<Self, Unreadable> {
        let encoding = from.encoding().name();
        let (limited, row_start) = Limited::new(from);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(layout.format.quote != Quote::Never)
            .buffer_capacity(BUFFER)
            .from_reader(limited);
        let mut rows = Delimited {
            reader,
            row_start,
            encoding,
            eof_mark: layout.format.eof_mark,
            records: 0,
            columns: layout.column.len(),
            lacking: 0,
        };
        if layout.format.header {
            rows.compare_header(layout)?;
        }
        Ok(rows)
    }

    fn compare_header(&mut self, layout: &Layout) -> Result<(), Unreadable> {
        let mut header = StringRecord::new();
        self.read(&mut header)?;
        let titles = layout.titles();
        if header.iter().eq(titles.iter().copied()) {
            return Ok(());
        }
        let before = titles.len() - layout.lacking();
        if header.iter().eq(titles[..before].iter().copied()) {
            self.lacking = layout.lacking();
            return Ok(());
        }
        let title = &layout.file_title;
        Err(Unreadable::File(format!(
            "見出し行が{title}のレイアウトと異なります"
        )))
    }

    /// Reads the next data row; `false` at the end.
    pub fn next(&mut self, row: &mut StringRecord) -> Result<bool, Unreadable> {
        let found = self.read(row)?;
        let is_mark = found && row.len() == 1 && &row[0] == EOF_MARK;
        if self.lacking > 0 && row.len() + self.lacking == self.columns {
            (0..self.lacking).for_each(|_| row.push_field("")); // it says nothing of them
        }
        match self.eof_mark {
            Mark::Required if !found => Err(Unreadable::File(
                "ファイルの終わりの印（0x1A）がありません".into(),
            )),
            Mark::Required | Mark::Optional if is_mark => Ok(false),
            Mark::Required | Mark::Optional | Mark::Forbidden => Ok(found),
        }
    }

    fn read(&mut self, row: &mut StringRecord) -> Result<bool, Unreadable> {
        self.row_start.set(self.reader.position().byte());
        self.records += 1;
        let line = self.records;
        self.reader.read_record(row).map_err(|error| {
            let ErrorKind::Io(error) = error.into_kind() else {
                // Rows may have any width, so nothing else can be wrong.
                let message = format!("{line} 行目に UTF-8 ではない文字があります");
                return Unreadable::File(message);
            };
            let is_foreign = error.kind() == io::ErrorKind::InvalidData;
            let place = format!("{} 行目", line - u64::from(is_foreign));
            unreadable(error, self.encoding, &place)
        })
    }
}
