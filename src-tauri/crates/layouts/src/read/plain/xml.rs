//! The rows of an XML file as lines of CSV.
//!
//! `<root><row><column>text</column>…</row>…</root>` and nothing else: no attributes, no document type, no entities
//! but those of XML itself, no processing instructions. A column may be missing, which leaves its cell empty.

use super::{other_kind::OtherKind, outbox::Outbox, quoting::write_quoted};
use crate::definition::{FileType, Layout};
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
    lines: Outbox,
    event: Vec<u8>,
}

struct Names {
    root: String,
    row: String,
    columns: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
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
        };
        let (root, row) = match &layout.format.file_type {
            FileType::Xml { root, row } => (root.clone(), row.clone()),
            FileType::Csv => Default::default(),
        };
        let columns = layout.columns.iter().map(|column| column.id.clone());
        let mut reader = Reader::from_reader(BufReader::new(source));
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            names: Names {
                root,
                row,
                columns: columns.collect(),
            },
            place: Place::BeforeRoot,
            cells: vec![None; layout.columns.len()],
            row: 0,
            lines: Outbox::default(),
            event: Vec::new(),
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.lines.fill();
        while self.place != Place::Over && self.lines.bytes.len() < LINES_BYTES {
            self.event.clear();
            let event = self.reader.read_event_into(&mut self.event);
            let event = event.map_err(|error| trouble(error, self.row))?;
            let next = step(self.place, &self.names, &event, &mut self.cells);
            let next = next.map_err(|what| in_row(self.row, what))?;
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

/// Where an event leads to.
fn step(
    place: Place,
    names: &Names,
    event: &Event,
    cells: &mut [Option<String>],
) -> Result<Place, &'static str> {
    match (place, event) {
        (_, Event::Comment(_)) | (Place::BeforeRoot, Event::Decl(_)) => Ok(place),
        (Place::BeforeRoot, Event::Start(tag)) if name(tag)? == names.root => Ok(Place::Root),
        (Place::Root, Event::Start(tag)) if name(tag)? == names.row => Ok(Place::Row),
        (Place::Row, Event::Start(tag)) => {
            let name = name(tag)?;
            let column = names.columns.iter().position(|column| column == name);
            let column = column.ok_or("an element is no column")?;
            match cells[column].replace(String::new()) {
                None => Ok(Place::Cell(column)),
                Some(_) => Err("a column stands twice"),
            }
        }
        (Place::Cell(column), Event::Text(text)) => add(cells, column, &text.xml10_content()),
        (Place::Cell(column), Event::CData(text)) => add(cells, column, &text.xml10_content()),
        (Place::Cell(column), Event::GeneralRef(reference)) => {
            let c = reference.resolve_char_ref().ok().flatten();
            let c = c.or(predefined(reference)).ok_or("an entity")?;
            add(cells, column, c.encode_utf8(&mut [0; 4]))
        }
        (Place::Cell(_), Event::End(_)) => Ok(Place::Row),
        (Place::Row, Event::End(_)) => Ok(Place::Root),
        (Place::Root, Event::End(_)) => Ok(Place::AfterRoot),
        (Place::AfterRoot, Event::Eof) => Ok(Place::Over),
        (_, Event::Eof) => Err("the file ends too early"),
        (_, Event::Text(text)) if text.trim_ascii().is_empty() => Ok(place),
        (_, Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
            Err("text stands outside of a column")
        }
        (_, Event::DocType(_)) => Err("a document type"),
        (_, Event::PI(_) | Event::Decl(_)) => Err("a processing instruction"),
        (_, Event::Start(_) | Event::Empty(_) | Event::End(_)) => Err("an unknown element"),
    }
}

fn add(cells: &mut [Option<String>], column: usize, text: &str) -> Result<Place, &'static str> {
    cells[column].get_or_insert_default().push_str(text);
    Ok(Place::Cell(column))
}

fn name<'t>(tag: &'t BytesStart) -> Result<&'t str, &'static str> {
    if tag.attributes_raw().trim_ascii().is_empty() {
        Ok(tag.name().into_inner())
    } else {
        Err("an attribute")
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
fn in_row(row: u64, what: &str) -> io::Error {
    OtherKind::error(format!("row {}: {what}", row + 1))
}

fn trouble(error: quick_xml::Error, row: u64) -> io::Error {
    let quick_xml::Error::Io(error) = error else {
        return in_row(row, "no well-formed XML");
    };
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(OtherKind(what)) => in_row(row, what),
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

/// Lets through only so many bytes for one row.
struct Capped<R> {
    source: R,
    left: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(OtherKind::error("it never ends"));
        }
        let count = self.source.by_ref().take(self.left).read(room)?;
        self.left -= count as u64;
        Ok(count)
    }
}
