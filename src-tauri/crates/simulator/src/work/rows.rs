//! Reading an uploaded file row by row, whatever its bytes are.

mod decoded;
mod delimited;
mod limited;
mod markup;

use std::io::{self, Read};

use csv::StringRecord;

use crate::{
    db::{Db, blobs::Pieces},
    layout::{FileType, Layout},
};
use decoded::Decoded;
use delimited::Delimited;
use markup::Markup;

/// Why a file as a whole can't be read.
#[derive(Debug)]
pub enum Unreadable {
    /// What is wrong with the file, for people.
    File(String),
    /// The server could not read its own storage.
    Storage(io::Error),
}

/// The data rows of a file.
pub struct Rows<R: Read> {
    reader: Reader<R>,
    max_rows: u64,
    read: u64,
}

enum Reader<R: Read> {
    Csv(Delimited<R>),
    Xml(Markup<R>),
}

/// Counts the data rows and so makes sure that every one can be read.
///
/// # Errors
/// When the file as a whole can't be read.
pub fn count(db: &Db, upload: &str, layout: &Layout) -> Result<u64, Unreadable> {
    let mut rows = Rows::new(Pieces::new(db, upload), layout)?;
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
    /// Reads up to the first data row.
    ///
    /// # Errors
    /// When the file doesn't begin as the layout says.
    pub fn new(from: R, layout: &Layout) -> Result<Self, Unreadable> {
        let decoded = Decoded::new(from, &layout.format)?;
        Ok(Rows {
            reader: match layout.format.file_type {
                FileType::Csv => Reader::Csv(Delimited::new(decoded, layout)?),
                FileType::Xml => Reader::Xml(Markup::new(decoded, layout)?),
            },
            max_rows: layout.format.max_rows,
            read: 0,
        })
    }

    /// Reads the next data row; `false` at the end.
    ///
    /// # Errors
    /// When the file can't be read any further.
    pub fn next(&mut self, row: &mut StringRecord) -> Result<bool, Unreadable> {
        let found = match &mut self.reader {
            Reader::Csv(csv) => csv.next(row)?,
            Reader::Xml(xml) => xml.next(row)?,
        };
        self.read += u64::from(found);
        if self.read > self.max_rows {
            let message = format!("データ行が上限の {} 行を超えています", self.max_rows);
            return Err(Unreadable::File(message));
        }
        Ok(found)
    }
}

/// What a failed read says of a file; `place` is where.
fn unreadable(error: io::Error, encoding: &str, place: &str) -> Unreadable {
    if error.kind() == io::ErrorKind::FileTooLarge {
        let why = "引用符やタグが閉じていない可能性があります";
        return Unreadable::File(format!("{place}が長すぎます。{why}"));
    }
    if error.kind() == io::ErrorKind::InvalidData {
        let message = format!("{place}より後に {encoding} ではない文字があります");
        return Unreadable::File(message);
    }
    Unreadable::Storage(error)
}

#[cfg(test)]
mod tests;
