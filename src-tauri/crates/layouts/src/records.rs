//! A file's records one after another, within bounded memory.

use crate::{Encoding, Layout, LineEnd, encoding};
use csv::{ByteRecord, StringRecord};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    io::{self, Chain, Cursor, Read},
    mem,
};

/// How much of a file is looked at to tell its encoding and line ends.
const HEAD_BYTES: u64 = 64 * 1024;
/// The longest record. Anything longer is an unclosed quote or no CSV at all.
const RECORD_BYTES: usize = 1024 * 1024;

/// The data records of a file whose heading was verified.
pub(crate) struct Records<'a, R> {
    layout: &'a Layout,
    csv: csv::Reader<Capped<Chain<Cursor<Vec<u8>>, R>>>,
    heading: ByteRecord,
    line_end: Option<LineEnd>,
    row: u32,
}

impl<'a, R: Read> Records<'a, R> {
    /// Opens a file at its beginning and verifies encoding and heading.
    pub(crate) fn open(mut source: R, layout: &'a Layout) -> Outcome<Self> {
        let mut head = Vec::new();
        source
            .by_ref()
            .take(HEAD_BYTES)
            .read_to_end(&mut head)
            .map_err(|e| unreadable(&e))?;
        let bom_length = encoding::verify(&head, layout)?;
        let line_end = line_end_of(&head);
        let mut head = Cursor::new(head);
        head.set_position(bom_length as u64);
        let source = Capped {
            inner: head.chain(source),
            left: RECORD_BYTES,
            is_overrun: false,
        };
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(RECORD_BYTES / 16)
            .from_reader(source);
        let mut records = Self {
            layout,
            csv,
            heading: ByteRecord::new(),
            line_end,
            row: 0,
        };
        records.verify_heading()?;
        Ok(records)
    }

    /// The heading as received.
    pub(crate) fn heading(&self) -> &ByteRecord {
        &self.heading
    }

    /// How the heading's line ends, if it does.
    pub(crate) fn line_end(&self) -> Option<LineEnd> {
        self.line_end
    }

    /// How many data rows were read.
    pub(crate) fn row(&self) -> u32 {
        self.row
    }

    /// How many bytes were read.
    pub(crate) fn bytes(&self) -> u64 {
        self.csv.position().byte()
    }

    /// Reads the next data row as received; false at the end.
    pub(crate) fn read(&mut self, record: &mut ByteRecord) -> Outcome<bool> {
        if !self.read_any(record)? {
            return Ok(false);
        }
        if self.row == self.layout.format.max_rows {
            return Err(Fault::new(Code::TooManyRows).with("max", self.layout.format.max_rows));
        }
        self.row += 1;
        Ok(true)
    }

    /// Reads the next data row as text; false at the end. What can't be read as text becomes U+FFFD.
    pub(crate) fn read_text(&mut self, record: &mut StringRecord) -> Outcome<bool> {
        let mut bytes = mem::take(record).into_byte_record();
        let is_row = self.read(&mut bytes)?;
        *record = self.text(bytes);
        Ok(is_row)
    }

    fn text(&self, bytes: ByteRecord) -> StringRecord {
        let encoding = self.layout.format.encoding;
        if encoding == Encoding::Utf8 {
            return StringRecord::from_byte_record_lossy(bytes);
        }
        bytes.iter().map(|cell| encoding.decode(cell)).collect()
    }

    fn read_any(&mut self, record: &mut ByteRecord) -> Outcome<bool> {
        self.csv.get_mut().left = RECORD_BYTES;
        self.csv.read_byte_record(record).map_err(|error| {
            if self.csv.get_ref().is_overrun {
                not_this_kind(self.layout).because(format_args!("row {} never ends", self.row + 1))
            } else {
                unreadable(&error)
            }
        })
    }

    fn verify_heading(&mut self) -> Outcome<()> {
        let mut heading = ByteRecord::new();
        if !self.read_any(&mut heading)? {
            return Err(Fault::new(Code::FileEmpty));
        }
        let titles = self.text(heading.clone());
        self.heading = heading;
        let columns = &self.layout.columns;
        // What was found instead may be a person's data, where a file has no heading: it isn't named.
        for (index, column) in columns.iter().enumerate() {
            if titles.get(index) != Some(&column.title) {
                let cause = format!("heading {} is not 「{}」", index + 1, column.title);
                return Err(not_this_kind(self.layout).because(cause));
            }
        }
        if titles.len() > columns.len() {
            let cause = format!("{} headings instead of {}", titles.len(), columns.len());
            return Err(not_this_kind(self.layout).because(cause));
        }
        Ok(())
    }
}

/// The caller, who knows the file's name, adds it as `file`.
pub(crate) fn not_this_kind(layout: &Layout) -> Fault {
    Fault::new(Code::NotThisKind).with("kind", &layout.file_title)
}

/// The caller, who knows the file's name, adds it as `file`.
pub(crate) fn unreadable(error: &dyn std::error::Error) -> Fault {
    Fault::new(Code::FileUnreadable).because(error)
}

fn line_end_of(head: &[u8]) -> Option<LineEnd> {
    let end = head.iter().position(|byte| *byte == b'\n')?;
    let is_crlf = end > 0 && head[end - 1] == b'\r';
    Some(if is_crlf { LineEnd::Crlf } else { LineEnd::Lf })
}

/// Lets through only so many bytes for one record.
struct Capped<R> {
    inner: R,
    left: usize,
    is_overrun: bool,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            self.is_overrun = true;
            return Err(io::Error::other("record too long"));
        }
        let room = buffer.len().min(self.left);
        let count = self.inner.read(&mut buffer[..room])?;
        self.left -= count;
        Ok(count)
    }
}
