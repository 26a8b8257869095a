//! A file's records one after another, within bounded memory.

use super::{
    chunks::{Chunk, Chunks},
    encoding, organisation_symbol,
    plain::{self, OtherKind, Plain},
    recognise,
    split::Split,
};
use crate::definition::{Column, Encoding, FileType, Layout, LineEnd};
use csv::{ByteRecord, StringRecord};
use kakehashi_domain::{Code, Fault, Outcome, compare::folded_letters};
use std::{
    io::{self, Chain, Cursor, Read},
    mem,
};

/// How much of a file is looked at to tell its encoding and line ends.
pub const HEAD_BYTES: u64 = 64 * 1024;

/// The data records of a file whose heading was verified.
pub(crate) struct Records<'a, R> {
    layout: &'a Layout,
    chunks: Chunks<Plain<Chain<Cursor<Vec<u8>>, R>>>,
    /// Whole records, of which those before `place` were read.
    chunk: Vec<u8>,
    place: usize,
    heading_bytes: usize,
    line_end: Option<LineEnd>,
    has_lone_cr: bool,
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
        let line_end = line_end_of(&head, layout);
        let foreign = recognise::foreign(&head);
        let mut head = Cursor::new(head);
        head.set_position(bom_length as u64);
        let mut records = Self {
            layout,
            chunks: Chunks::new(Plain::of(layout, head.chain(source))),
            chunk: Vec::new(),
            place: 0,
            heading_bytes: 0,
            line_end,
            has_lone_cr: false,
            row: 0,
        };
        if layout.format.header && layout.format.file_type == FileType::Csv {
            records.verify_heading(foreign)?;
        } else if let Some(what) = foreign {
            let fault = not_this_kind(layout).with("detail", it_is(what));
            return Err(fault.because(what));
        }
        records.heading_bytes = bom_length + records.place;
        Ok(records)
    }

    /// Whether the byte 0x1A stood at the end, once that was reached.
    pub(crate) fn had_eof_mark(&self) -> bool {
        self.chunks.had_eof_mark()
    }

    /// How many cells stood without quotes, where all must have them, and the first line with one.
    pub(crate) fn unquoted(&self) -> Option<(u64, u64)> {
        self.chunks.source().unquoted()
    }

    /// How much of the file lies before the data, byte order mark included.
    pub(crate) fn heading_bytes(&self) -> u64 {
        self.heading_bytes as u64
    }

    /// How the heading's line ends, if it does.
    pub(crate) fn line_end(&self) -> Option<LineEnd> {
        self.line_end
    }

    /// Whether a record read one by one, such as the heading, ended in CR without LF.
    pub(crate) fn has_lone_cr(&self) -> bool {
        self.has_lone_cr
    }

    /// How many data rows were read one by one.
    pub(crate) fn row(&self) -> u32 {
        self.row
    }

    /// Reads many data rows at once, as received, into `room`; None at the end.
    pub(crate) fn next_chunk(&mut self, room: Vec<u8>) -> Outcome<Option<Vec<u8>>> {
        let mut chunk = mem::take(&mut self.chunk);
        chunk.drain(..mem::take(&mut self.place));
        if !chunk.is_empty() {
            return Ok(Some(chunk));
        }
        let next = self.chunks.next(room);
        match next.map_err(|e| trouble(&e, self.layout))? {
            Chunk::Records(chunk) => Ok(Some(chunk)),
            Chunk::Overlong => Err(Code::RowTooLong.into()),
            Chunk::End => Ok(None),
        }
    }

    /// Reads the next data row as received; false at the end.
    pub(crate) fn read(&mut self, record: &mut ByteRecord) -> Outcome<bool> {
        if !self.read_any(record)? {
            return Ok(false);
        }
        if self.row == self.layout.format.max_rows {
            return Err(too_many_rows(self.layout));
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
        let encoding = plain::encoding(&self.layout.format);
        if encoding == Encoding::Utf8 {
            return StringRecord::from_byte_record_lossy(bytes);
        }
        bytes.iter().map(|cell| encoding.decode(cell)).collect()
    }

    fn read_any(&mut self, record: &mut ByteRecord) -> Outcome<bool> {
        record.clear();
        loop {
            let mut split = Split::of_one(&self.chunk, self.place);
            if split.record(|cell| record.push_field(&cell.of_bytes(&self.chunk))) {
                self.place = split.place();
                self.has_lone_cr |= split.is_ended_by_cr();
                return Ok(true);
            }
            self.place = 0;
            let room = mem::take(&mut self.chunk);
            match self.next_chunk(room)? {
                Some(chunk) => self.chunk = chunk,
                None => return Ok(false),
            }
        }
    }

    fn verify_heading(&mut self, foreign: Option<&str>) -> Outcome<()> {
        let mut heading = ByteRecord::new();
        if !self.read_any(&mut heading)? {
            return Err(Fault::new(Code::FileEmpty));
        }
        let titles = self.text(heading);
        let columns = &self.layout.columns;
        if let Some(column) = titles.iter().position(organisation_symbol::is_heading) {
            return Err(organisation_symbol::refusal(column));
        }
        let is_heading = titles
            .iter()
            .eq(columns.iter().map(|column| column.title.as_str()));
        if is_heading {
            return Ok(());
        }
        let (detail, cause) = heading_problem(&titles, columns);
        let detail = match foreign {
            Some(what) => it_is(what),
            None => heading_difference(detail, &titles, columns),
        };
        let fault = not_this_kind(self.layout).with("detail", detail);
        Err(fault.because(cause))
    }
}

/// Why a heading isn't that of a kind: for people, and for the log. What stands there instead may be a person's data,
/// where a file has no heading: it isn't named.
fn heading_problem(titles: &StringRecord, columns: &[Column]) -> (String, String) {
    for Column { title, .. } in columns {
        if titles.iter().filter(|it| it == title).count() > 1 {
            let cause = format!("heading 「{title}」 stands more than once");
            return (format!("見出し「{title}」が2回あるので、"), cause);
        }
    }
    let is_other = |(at, column): &(usize, &Column)| titles.get(*at) != Some(&column.title);
    let Some((at, Column { title, .. })) = columns.iter().enumerate().find(is_other) else {
        let (found, wanted) = (titles.len(), columns.len());
        let cause = format!("{found} headings instead of {wanted}");
        return (
            format!("見出しが{wanted}個ではなく{found}個あるので、"),
            cause,
        );
    };
    let (place, found) = (at + 1, titles.get(at).unwrap_or_default());
    let detail = if found.starts_with("sep=") {
        "1行目が表計算ソフトの「sep=」なので、".to_owned()
    } else if let Some(name) = other_separator(titles, columns) {
        format!("区切りが「,」ではなく{name}なので、")
    } else if folded_letters(found).eq(folded_letters(title)) {
        format!("{place}番目の見出し「{title}」の字の幅か空白がちがうので、")
    } else {
        format!("{place}番目の見出しが「{title}」ではないので、")
    };
    (detail, format!("heading {place} is not 「{title}」"))
}

fn it_is(what: &str) -> String {
    format!("{what}なので、")
}

/// Most headings that are named at once.
const NAMED: usize = 6;

/// Adds which columns are missing, too many, or called otherwise. Only where half of the headings are right are the others
/// named: then it is a heading, and no person's row.
fn heading_difference(detail: String, titles: &StringRecord, columns: &[Column]) -> String {
    let has = |title: &str| titles.iter().any(|it| it == title);
    let is_known = |it: &str| columns.iter().any(|column| column.title == it);
    let missing: Vec<&str> = columns
        .iter()
        .map(|column| column.title.as_str())
        .filter(|title| !has(title))
        .collect();
    if missing.len() * 2 > columns.len() {
        return detail;
    }
    let extra: Vec<&str> = titles.iter().filter(|it| !is_known(it)).collect();
    let renamed = columns.iter().zip(titles.iter());
    let renamed: Vec<String> = renamed
        .filter(|(column, it)| !has(&column.title) && !is_known(it))
        .map(|(column, it)| format!("「{}」が「{it}」になっています", column.title))
        .collect();
    let said = if missing.is_empty() && extra.is_empty() {
        vec!["列の順番がちがいます".to_owned()]
    } else if renamed.len() == missing.len() && missing.len() == extra.len() {
        renamed.into_iter().take(NAMED).collect()
    } else {
        [("ない列", missing), ("よけいな列", extra)]
            .into_iter()
            .filter(|(_, those)| !those.is_empty())
            .map(|(what, those)| named(what, &those))
            .collect()
    };
    let said = said.join("。");
    format!("{}（{said}）、", detail.trim_end_matches('、'))
}

fn named(what: &str, those: &[&str]) -> String {
    let shown: Vec<String> = those
        .iter()
        .take(NAMED)
        .map(|it| format!("「{it}」"))
        .collect();
    let more = match those.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("ほか{more}列"),
    };
    format!("{what}：{}{more}", shown.join(""))
}

/// What stands between the headings instead of commas.
fn other_separator(titles: &StringRecord, columns: &[Column]) -> Option<&'static str> {
    let line = titles
        .get(0)
        .filter(|_| titles.len() == 1 && columns.len() > 1)?;
    let others = [('\t', "TAB"), (';', "「;」"), ('，', "全角の「，」")];
    let found = others.iter().find(|(sign, _)| line.contains(*sign));
    found.map(|(_, name)| *name)
}

/// The caller, who knows the file's name, adds it as `file`.
pub(crate) fn not_this_kind(layout: &Layout) -> Fault {
    let fault = Fault::new(Code::NotThisKind).with("kind", &layout.file_title);
    fault.with("detail", "")
}

pub(crate) fn too_many_rows(layout: &Layout) -> Fault {
    Fault::new(Code::TooManyRows).with("max", layout.format.max_rows)
}

/// The caller, who knows the file's name, adds it as `file`.
pub(crate) fn unreadable(error: &dyn std::error::Error) -> Fault {
    Fault::new(Code::FileUnreadable).because(error)
}

fn trouble(error: &io::Error, layout: &Layout) -> Fault {
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(OtherKind { cause, detail }) => {
            let fault = not_this_kind(layout).with("detail", detail);
            fault.because(cause)
        }
        None if error.kind() == io::ErrorKind::FileTooLarge => Code::RowTooLong.into(),
        None => unreadable(error),
    }
}

/// XML doesn't care how its lines end.
fn line_end_of(head: &[u8], layout: &Layout) -> Option<LineEnd> {
    let format = &layout.format;
    if format.file_type != FileType::Csv {
        return None;
    }
    let without_noughts;
    let head = if format.encoding.is_utf_16() {
        without_noughts = head
            .iter()
            .copied()
            .filter(|byte| *byte != 0)
            .collect::<Vec<_>>();
        &without_noughts
    } else {
        head
    };
    let end = head.iter().position(|byte| *byte == b'\n')?;
    let is_crlf = end > 0 && head[end - 1] == b'\r';
    Some(if is_crlf { LineEnd::Crlf } else { LineEnd::Lf })
}
