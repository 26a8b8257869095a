//! Tables as people have them: a workbook, or text with commas or tabs, in whichever encoding. All cells become text.

use super::{encoding::utf_16_by_marks, hidden_rows::hidden_rows, records::HEAD_BYTES};
use crate::definition::Encoding;
use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{collections::BTreeSet, io::Cursor};

/// Cells of a workbook that are read, empty ones between others counted.
const MOST_CELLS: usize = 4_000_000;
const MOST_COLUMNS: usize = 2_000;
/// What the parts of a workbook may come to when they are unpacked.
const MOST_UNPACKED: u64 = 512 << 20;
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";
const ZIP_ENTRY: &[u8] = b"PK\x01\x02";

/// A table of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name in the workbook; empty for text.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// Its cells, row by row; rows may differ in length.
    pub rows: Vec<Vec<String>>,
    /// Numbers of the rows, from 1, that are hidden. They are rows like others.
    pub hidden_rows: BTreeSet<u32>,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet")
            .field("rows", &self.rows.len())
            .finish_non_exhaustive()
    }
}

/// The tables of a file. A number of a workbook stands as it would without format, a day as `YYYYMMDD`, and what a formula
/// came to in its place.
///
/// # Errors
/// [`Code::WorkbookLocked`] for one with a password, [`Code::FileUnreadable`] for one that can't be read or is too large.
pub fn sheets(bytes: &[u8]) -> Outcome<Vec<Sheet>> {
    if bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND) {
        return workbook(bytes);
    }
    let (encoding, bom) = written(bytes);
    let text = encoding.decode(&bytes[bom..]);
    Ok(vec![Sheet {
        name: String::new(),
        is_hidden: false,
        rows: rows_of_text(&text),
        hidden_rows: BTreeSet::new(),
    }])
}

/// In what a text is written, and how long its byte order mark is.
pub(crate) fn written(bytes: &[u8]) -> (Encoding, usize) {
    for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
        let bom = encoding.bom().unwrap_or_default();
        if bytes.starts_with(bom) {
            return (encoding, bom.len());
        }
    }
    let most = usize::try_from(HEAD_BYTES).unwrap_or(usize::MAX);
    let head = &bytes[..bytes.len().min(most)];
    if let Some(encoding) = utf_16_by_marks(head) {
        return (encoding, 0);
    }
    let is_cut = head.len() < bytes.len();
    let fits = |encoding: Encoding| {
        let errors = encoding
            .decode(head)
            .matches(char::REPLACEMENT_CHARACTER)
            .count();
        errors <= usize::from(is_cut)
    };
    let mut likely = [Encoding::Utf8, Encoding::EucJp, Encoding::Cp932].into_iter();
    (likely.find(|it| fits(*it)).unwrap_or(Encoding::Cp932), 0)
}

fn rows_of_text(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let tabs = first.matches('\t').count() > first.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes());
    let records = reader.records().map_while(Result::ok);
    let row = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    records.map(row).collect()
}

fn workbook(bytes: &[u8]) -> Outcome<Vec<Sheet>> {
    if unpacked(bytes) > MOST_UNPACKED {
        return Err(Fault::new(Code::FileUnreadable).because("a workbook that unpacks to too much"));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| trouble(&e))?;
    let about: Vec<_> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut hidden = hidden_rows(bytes, MOST_UNPACKED);
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    for (name, is_hidden) in about {
        let rows = rows_of_sheet(&mut book, &name, &mut left)?;
        sheets.push(Sheet {
            hidden_rows: hidden.remove(&name).unwrap_or_default(),
            name,
            is_hidden,
            rows,
        });
    }
    Ok(sheets)
}

/// Cells come one by one: two that lie far apart make no room for all between them.
fn rows_of_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    left: &mut usize,
) -> Outcome<Vec<Vec<String>>> {
    let too_large = || Fault::new(Code::FileUnreadable).because("a workbook with too many cells");
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::WorksheetNotFound(_)) => return Ok(rows), // a sheet with a chart alone
        Err(error) => return Err(trouble(&error)),
    };
    while let Some(cell) = cells.next_cell().map_err(|e| trouble(&e))? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = (row as usize, column as usize);
        if column >= MOST_COLUMNS {
            return Err(too_large());
        }
        let more = (row + 1).saturating_sub(rows.len())
            + (column + 1).saturating_sub(rows.get(row).map_or(0, Vec::len));
        *left = left.checked_sub(more).ok_or_else(too_large)?;
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let cells = &mut rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
    }
    Ok(rows)
}

fn text_of(value: &DataRef) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain_number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_so) => if *is_so { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}{month:02}{day:02}")
        }
        DataRef::DateTime(span) => plain_number(span.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number without the tail that a float has: 12 digits of a 個人番号 are whole in it.
fn plain_number(number: f64) -> String {
    number.to_string()
}

/// What the parts of a ZIP come to, as its list says.
fn unpacked(bytes: &[u8]) -> u64 {
    let entries = memchr::memmem::find_iter(bytes, ZIP_ENTRY);
    let size = |at: usize| {
        let size = bytes.get(at + 24..at + 28)?;
        Some(u64::from(u32::from_le_bytes(size.try_into().ok()?)))
    };
    entries.filter_map(size).sum()
}

fn trouble(error: &XlsxError) -> Fault {
    if matches!(error, XlsxError::Password) {
        return Code::WorkbookLocked.into();
    }
    Fault::new(Code::FileUnreadable).because(error)
}
