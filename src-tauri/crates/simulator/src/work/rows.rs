//! Reading an uploaded file row by row, whatever its bytes are.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};

use super::check::Checker;
use crate::db::{Db, blobs::Pieces};

/// Longest row in bytes; a longer one is no row but a broken file.
const LONGEST_ROW: u64 = 64 * 1024;
const BUFFER: usize = 64 * 1024;

/// Why a file as a whole can't be read.
#[derive(Debug)]
pub enum Unreadable {
    /// What is wrong with the file, for people.
    File(String),
    /// The server could not read its own storage.
    Storage(io::Error),
}

/// The data rows of a file.
pub struct Rows<R> {
    reader: Reader<Limited<R>>,
    row_start: Rc<Cell<u64>>,
    max_rows: u64,
    /// Records asked for so far, the header row included.
    records: u64,
}

/// Counts the data rows and so makes sure that every one can be read.
///
/// # Errors
/// When the file as a whole can't be read.
pub fn count(db: &Db, upload: &str, checker: &Checker) -> Result<u64, Unreadable> {
    let mut rows = Rows::new(Pieces::new(db, upload), checker)?;
    let mut row = StringRecord::new();
    let mut total = 0;
    while rows.next(&mut row)? {
        total += 1;
    }
    match total {
        0 => Err(Unreadable::File("データ行がありません".into())),
        total => Ok(total),
    }
}

impl<R: Read> Rows<R> {
    /// Reads the header row and compares it with the layout.
    ///
    /// # Errors
    /// When the header isn't the layout's.
    pub fn new(from: R, checker: &Checker) -> Result<Self, Unreadable> {
        let row_start = Rc::new(Cell::new(0));
        let limited = Limited {
            inner: from,
            read: 0,
            row_start: Rc::clone(&row_start),
        };
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(limited);
        let mut rows = Rows {
            reader,
            row_start,
            max_rows: checker.layout().format.max_rows,
            records: 0,
        };
        let mut header = StringRecord::new();
        rows.read_record(&mut header)?;
        if header.iter().eq(checker.layout().titles()) {
            return Ok(rows);
        }
        let title = &checker.layout().file_title;
        Err(Unreadable::File(format!(
            "見出し行が{title}のレイアウトと異なります"
        )))
    }

    /// Reads the next data row; `false` at the end.
    ///
    /// # Errors
    /// When the file can't be read any further.
    pub fn next(&mut self, row: &mut StringRecord) -> Result<bool, Unreadable> {
        if !self.read_record(row)? {
            return Ok(false);
        }
        if self.records - 1 > self.max_rows {
            let message = format!("データ行が上限の {} 行を超えています", self.max_rows);
            return Err(Unreadable::File(message));
        }
        Ok(true)
    }

    fn read_record(&mut self, row: &mut StringRecord) -> Result<bool, Unreadable> {
        self.row_start.set(self.reader.position().byte());
        self.records += 1;
        let line = self.records;
        self.reader.read_record(row).map_err(|error| {
            let ErrorKind::Io(error) = error.into_kind() else {
                // Rows may have any width, so nothing else can be wrong.
                let message = format!("{line} 行目に UTF-8 ではない文字があります");
                return Unreadable::File(message);
            };
            if error.kind() == io::ErrorKind::FileTooLarge {
                let why = "引用符が閉じていない可能性があります";
                return Unreadable::File(format!("{line} 行目が長すぎます。{why}"));
            }
            Unreadable::Storage(error)
        })
    }
}

/// Ends a read that would make one row longer than [`LONGEST_ROW`].
struct Limited<R> {
    inner: R,
    read: u64,
    row_start: Rc<Cell<u64>>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;
    use proptest::prelude::*;

    fn read_all(bytes: &[u8], checker: &Checker) -> Result<u64, Unreadable> {
        let mut rows = Rows::new(bytes, checker)?;
        let (mut row, mut read) = (StringRecord::new(), 0);
        while rows.next(&mut row)? {
            let _ = (checker.key(&row), checker.read(&row, "06990014"));
            read += 1;
        }
        Ok(read)
    }

    fn checker() -> Checker {
        Checker::new(Layout::shipped("member-registration").unwrap()).unwrap()
    }

    fn header() -> Vec<u8> {
        let mut header = checker().layout().titles().join(",").into_bytes();
        header.extend_from_slice(b"\r\n");
        header
    }

    #[test]
    fn a_bom_is_no_part_of_the_header() {
        let file = [b"\xef\xbb\xbf".to_vec(), header(), b"1\r\n".to_vec()].concat();
        assert_eq!(read_all(&file, &checker()).unwrap(), 1);
    }

    #[test]
    fn a_row_without_end_is_refused_before_it_fills_the_memory() {
        let endless = header().into_iter().chain(*b"\"").collect::<Vec<u8>>();
        let mut rows = Rows::new(endless.chain(io::repeat(b'x')), &checker()).unwrap();
        let refused = rows.next(&mut StringRecord::new());
        assert!(
            matches!(refused, Err(Unreadable::File(message)) if message.contains("長すぎます"))
        );
    }

    proptest! {
        #[test]
        fn any_bytes_give_rows_or_a_reason(bytes: Vec<u8>, with_header: bool) {
            let file = if with_header { [header(), bytes].concat() } else { bytes };
            let _ = read_all(&file, &checker());
        }

        #[test]
        fn any_fields_give_a_change_or_a_message(
            fields in proptest::collection::vec("[0-9ア-ン,\"\r\n ]{0,9}", 18)
        ) {
            let mut csv = csv::Writer::from_writer(header());
            csv.write_record(&fields).unwrap();
            prop_assert_eq!(read_all(&csv.into_inner().unwrap(), &checker()).unwrap(), 1);
        }
    }
}
