//! The rows of an XML file as lines of CSV.
//!
//! `<root><row><column>text</column>…</row>…</root>` and nothing else: no attributes, no document type, no entities
//! but those of XML itself, no processing instructions. A column may be missing, which leaves its cell empty.
//!
//! quick-xml splits a text into tags and leaves it to its user whether they are well-formed together: what it lets
//! through is refused here (a test holds all that is taken against `roxmltree`).

use super::{declaration::is_right, other_kind::OtherKind, outbox::Outbox, quoting::write_quoted};
use crate::definition::{Encoding, FileType, Layout};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::io::{self, BufReader, Read};

/// The longest row. Anything longer is no such file.
const ROW_BYTES: u64 = 1024 * 1024;
/// How much is made ready at once.
const LINES_BYTES: usize = 64 * 1024;

/// An XML file as lines of CSV, one for each row, in UTF-8.
pub(crate) struct XmlRows<R> {
    reader: Reader<BufReader<Capped<R>>>,
    names: Names,
    place: Place,
    cells: Vec<Option<String>>,
    row: u64,
    /// The line in which the next event begins, from 1.
    line: u64,
    lines: Outbox,
    event: Vec<u8>,
}

struct Names {
    encoding: Encoding,
    root: String,
    row: String,
    columns: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Start,
    BeforeRoot,
    Root,
    Row,
    Cell(usize),
    AfterRoot,
    Over,
}

impl<R: Read> XmlRows<R> {
    pub(crate) fn new(source: R, layout: &Layout) -> Self {
        let source = Capped {
            source,
            left: ROW_BYTES,
            is_begun: false,
        };
        let (root, row) = match &layout.format.file_type {
            FileType::Xml { root, row } => (root.clone(), row.clone()),
            FileType::Csv => Default::default(),
        };
        let columns = layout.columns.iter().map(|column| column.id.clone());
        let mut reader = Reader::from_reader(BufReader::new(source));
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().check_comments = true;
        Self {
            reader,
            names: Names {
                encoding: layout.format.encoding,
                root,
                row,
                columns: columns.collect(),
            },
            place: Place::Start,
            cells: vec![None; layout.columns.len()],
            row: 0,
            line: 1,
            lines: Outbox::default(),
            event: Vec::new(),
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.lines.fill();
        while self.place != Place::Over && self.lines.bytes.len() < LINES_BYTES {
            self.event.clear();
            let event = self.reader.read_event_into(&mut self.event);
            let event = event.map_err(|error| trouble(error, self.line, self.row))?;
            let next = step(self.place, &self.names, &event, &mut self.cells);
            let next = next.map_err(|what| at(self.line, self.row, what))?;
            self.line += memchr::memchr_iter(b'\n', event.as_bytes()).count() as u64;
            let is_whole_row = self.place == Place::Row && next == Place::Root;
            self.place = next;
            if is_whole_row {
                self.end_row();
            }
        }
        Ok(())
    }

    fn end_row(&mut self) {
        let lines = &mut self.lines.bytes;
        for (index, cell) in self.cells.iter_mut().enumerate() {
            if index > 0 {
                lines.push(b',');
            }
            write_quoted(cell.take().unwrap_or_default().as_bytes(), lines);
        }
        lines.push(b'\n');
        self.row += 1;
        self.reader.get_mut().get_mut().left = ROW_BYTES;
    }
}

/// Where an event leads to; else what is wrong, to be read behind a place.
fn step(
    place: Place,
    names: &Names,
    event: &Event,
    cells: &mut [Option<String>],
) -> Result<Place, &'static str> {
    match (place, event) {
        (Place::Start, Event::Decl(text)) if is_right(text, names.encoding) => {
            Ok(Place::BeforeRoot)
        }
        (_, Event::Decl(_)) => Err("のXML宣言が正しくない"),
        (Place::Start, event) => step(Place::BeforeRoot, names, event, cells),
        (_, Event::Comment(text)) if is_xml(text) => Ok(place),
        (Place::BeforeRoot, Event::Start(tag)) if name(tag)? == names.root => Ok(Place::Root),
        (Place::Root, Event::Start(tag)) if name(tag)? == names.row => Ok(Place::Row),
        (Place::Row, Event::Start(tag)) => {
            let name = name(tag)?;
            let column = names.columns.iter().position(|column| column == name);
            let column = column.ok_or("に、知らない要素がある")?;
            match cells[column].replace(String::new()) {
                None => Ok(Place::Cell(column)),
                Some(_) => Err("に、同じ項目が2つある"),
            }
        }
        (Place::Cell(_), Event::Text(text)) if text.contains("]]>") => {
            Err("に、項目の中の「]]>」がある")
        }
        (Place::Cell(column), Event::Text(text)) => add(cells, column, &text.xml10_content()),
        (Place::Cell(column), Event::CData(text)) => add(cells, column, &text.xml10_content()),
        (Place::Cell(column), Event::GeneralRef(reference)) => {
            let c = reference.resolve_char_ref().ok().flatten();
            let c = c.filter(|c| is_char(*c)).or(predefined(reference));
            let c = c.ok_or("に、使えない参照（&…;）がある")?;
            add(cells, column, c.encode_utf8(&mut [0; 4]))
        }
        (Place::Cell(_), Event::End(_)) => Ok(Place::Row),
        (Place::Row, Event::End(_)) => Ok(Place::Root),
        (Place::Root, Event::End(_)) => Ok(Place::AfterRoot),
        (Place::AfterRoot, Event::Eof) => Ok(Place::Over),
        (_, Event::Eof) => Err("で、ファイルが途中で終わっている"),
        (_, Event::Text(text)) if text.bytes().all(is_space) => Ok(place),
        (_, Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
            Err("に、項目の外の文字がある")
        }
        (_, Event::DocType(_)) => Err("に、文書型の宣言（DOCTYPE）がある"),
        (_, Event::PI(_)) => Err("に、処理命令（<?…?>）がある"),
        (_, Event::Comment(_)) => Err("に、使えない文字のコメントがある"),
        (Place::AfterRoot, Event::Start(_)) => Err("に、2つ目のはじめの要素がある"),
        (_, Event::Start(_) | Event::Empty(_) | Event::End(_)) => Err("に、知らない要素がある"),
    }
}

/// What stands in a cell goes on to the check, which names it; so only what is no cell's is judged here.
fn is_xml(text: &str) -> bool {
    text.chars().all(is_char)
}

/// Whether XML 1.0 knows a character.
fn is_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

fn add(cells: &mut [Option<String>], column: usize, text: &str) -> Result<Place, &'static str> {
    cells[column].get_or_insert_default().push_str(text);
    Ok(Place::Cell(column))
}

fn name<'t>(tag: &'t BytesStart) -> Result<&'t str, &'static str> {
    if tag.attributes_raw().bytes().all(is_space) {
        Ok(tag.name().into_inner())
    } else {
        Err("に、属性のある要素がある")
    }
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// What stands in the file isn't repeated: it may be a person's data.
fn at(line: u64, row: u64, what: &str) -> io::Error {
    let detail = format!("{line}行目（データの{}件目）{what}ので、", row + 1);
    OtherKind::shown(format!("line {line}, row {}: {what}", row + 1), detail)
}

fn trouble(error: quick_xml::Error, line: u64, row: u64) -> io::Error {
    let quick_xml::Error::Io(error) = error else {
        return at(line, row, "のXMLの書き方が正しくない");
    };
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(OtherKind { cause, .. }) => at(line, row, cause),
        None => io::Error::new(error.kind(), error),
    }
}

impl<R: Read> Read for XmlRows<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.lines.hand_out(room);
            if count > 0 || room.is_empty() || self.place == Place::Over {
                return Ok(count);
            }
            self.refill()?;
        }
    }
}

/// Lets through only so many bytes for one row, and no second byte order mark: quick-xml would pass over it.
struct Capped<R> {
    source: R,
    left: u64,
    is_begun: bool,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(OtherKind::error("の行が終わらない"));
        }
        let count = self.source.by_ref().take(self.left).read(room)?;
        if !self.is_begun && room[..count].starts_with("\u{FEFF}".as_bytes()) {
            return Err(OtherKind::error("に、2つ目のBOMがある"));
        }
        self.is_begun = true;
        self.left -= count as u64;
        Ok(count)
    }
}
