//! Rows of an XML file: `<root><row><column>text</column>…</row>…</root>`, and nothing beside it.

use std::cell::Cell;
use std::io::{BufReader, Read};
use std::rc::Rc;

use csv::StringRecord;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader};

use super::decoded::Decoded;
use super::limited::{BUFFER, Limited};
use super::{Unreadable, unreadable};
use crate::layout::{Encoding, Layout, XmlNames};

/// Rows of an XML file.
pub struct Markup<R: Read> {
    reader: Reader<BufReader<Limited<Decoded<R>>>>,
    row_start: Rc<Cell<u64>>,
    encoding: Encoding,
    /// Something was read: a declaration may no longer come.
    begun: bool,
    names: XmlNames,
    columns: Vec<String>,
    rows: u64,
}

/// Where the reader stands.
enum Place {
    Row,
    Cell(usize),
}

impl<R: Read> Markup<R> {
    /// Reads the start of the root element.
    ///
    /// # Errors
    /// When the root isn't the layout's.
    pub fn new(from: Decoded<R>, layout: &Layout) -> Result<Self, Unreadable> {
        let encoding = from.encoding();
        let (limited, row_start) = Limited::new(from);
        let names = layout.format.xml.clone().ok_or_else(|| {
            Unreadable::File(format!("{}のXMLの定義がありません", layout.file_title))
        })?;
        let mut markup = Markup {
            reader: Reader::from_reader(BufReader::with_capacity(BUFFER, limited)),
            row_start,
            encoding,
            begun: false,
            names,
            columns: layout.column.iter().map(|c| c.id.clone()).collect(),
            rows: 0,
        };
        markup.reader.config_mut().check_comments = true;
        let root = markup.names.root.clone();
        if matches!(markup.next_tag()?, Tag::Start(name) if name == root) {
            return Ok(markup);
        }
        let wanted = format!("が <{root}> ではありません");
        Err(broken("はじめの要素", &wanted))
    }

    /// Reads the next data row; `false` at the end.
    pub fn next(&mut self, row: &mut StringRecord) -> Result<bool, Unreadable> {
        self.row_start.set(self.reader.buffer_position());
        let row_name = self.names.row.clone();
        match self.next_tag()? {
            Tag::Start(name) if name == row_name => {
                self.rows += 1;
                self.read_row(row).map(|()| true)
            }
            Tag::Start(_) => Err(self.wrong("に知らない要素があります")),
            Tag::End => self.end().map(|()| false),
            Tag::Eof => Err(self.wrong("の後が途切れています")),
        }
    }

    /// Nothing may follow the root.
    fn end(&mut self) -> Result<(), Unreadable> {
        match self.next_tag()? {
            Tag::Eof => Ok(()),
            Tag::Start(_) | Tag::End => Err(self.wrong("の後に余分なものがあります")),
        }
    }

    fn read_row(&mut self, row: &mut StringRecord) -> Result<(), Unreadable> {
        let mut cells: Vec<Option<String>> = vec![None; self.columns.len()];
        let mut place = Place::Row;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            match (event.map_err(|e| self.fault(e))?, &place) {
                (Event::Start(start), Place::Row) => {
                    let at = column_of(&start, &self.columns).filter(|at| cells[*at].is_none());
                    let at =
                        at.ok_or_else(|| self.wrong("に知らない要素か、2回目の要素があります"))?;
                    cells[at] = Some(String::new());
                    place = Place::Cell(at);
                }
                (Event::Empty(start), Place::Row) => {
                    let at = column_of(&start, &self.columns).filter(|at| cells[*at].is_none());
                    let at =
                        at.ok_or_else(|| self.wrong("に知らない要素か、2回目の要素があります"))?;
                    cells[at] = Some(String::new());
                }
                (Event::Text(text), Place::Cell(at)) if !text.contains("]]>") => {
                    add(&mut cells[*at], &text.xml_content(XmlVersion::Implicit1_0));
                }
                (Event::CData(text), Place::Cell(at)) => {
                    add(&mut cells[*at], &text.xml_content(XmlVersion::Implicit1_0));
                }
                (Event::GeneralRef(reference), Place::Cell(at)) => {
                    let c = character(&reference)
                        .ok_or_else(|| self.wrong("に知らない実体参照があります"))?;
                    add(&mut cells[*at], c.encode_utf8(&mut [0; 4]));
                }
                (Event::End(_), Place::Cell(_)) => place = Place::Row,
                (Event::End(_), Place::Row) => break,
                (Event::Text(text), Place::Row) if is_blank(&text) => {}
                (Event::Comment(_), _) => {}
                _ => return Err(self.wrong("に、決まりにないものがあります")),
            }
        }
        row.clear();
        cells
            .iter()
            .for_each(|cell| row.push_field(cell.as_deref().unwrap_or("")));
        Ok(())
    }

    /// The next tag between rows.
    fn next_tag(&mut self) -> Result<Tag, Unreadable> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer);
            let was_begun = std::mem::replace(&mut self.begun, true);
            match event.map_err(|e| self.fault(e))? {
                Event::Start(start) if is_plain(&start) => {
                    return Ok(Tag::Start(start.name().as_ref().to_owned()));
                }
                Event::End(_) => return Ok(Tag::End),
                Event::Eof => return Ok(Tag::Eof),
                Event::Text(text) if is_blank(&text) => {}
                Event::Comment(_) => {}
                Event::Decl(text) if !was_begun && declares(&text, self.encoding) => {}
                Event::Decl(_) => return Err(self.wrong("の前後で、XML宣言が正しくありません")),
                Event::Start(_)
                | Event::Empty(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => {
                    return Err(self.wrong("の前後に、決まりにないものがあります"));
                }
            }
        }
    }

    fn wrong(&self, what: &str) -> Unreadable {
        broken(&format!("{} 件目", self.rows.max(1)), what)
    }

    fn fault(&self, error: Error) -> Unreadable {
        let place = format!("{} 件目", self.rows.max(1));
        match error {
            Error::Io(error) => unreadable(
                std::io::Error::new(error.kind(), error),
                self.encoding.name(),
                &place,
            ),
            Error::Encoding(_) => broken(&place, "に UTF-8 ではない文字があります"),
            Error::Syntax(_)
            | Error::IllFormed(_)
            | Error::InvalidAttr(_)
            | Error::Escape(_)
            | Error::Namespace(_) => broken(&place, "の前後で、XMLの形が壊れています"),
        }
    }
}

/// What stands between rows.
enum Tag {
    Start(String),
    End,
    Eof,
}

fn broken(place: &str, what: &str) -> Unreadable {
    Unreadable::File(format!("{place}{what}"))
}

/// No attributes, and so no namespaces.
fn is_plain(start: &BytesStart<'_>) -> bool {
    is_blank(start.attributes_raw())
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n'))
}

/// Whether `xml version="1.0" …` is right, and the encoding it names the file's.
fn declares(text: &str, encoding: Encoding) -> bool {
    let mut order = ["version", "encoding", "standalone"].iter();
    let mut has_version = false;
    let is_right = BytesStart::from_content(text, "xml".len())
        .attributes()
        .all(|part| {
            let Ok(part) = part else { return false };
            let (name, value) = (part.key.into_inner(), part.value.as_ref());
            has_version |= name == "version";
            order.any(|next| *next == name)
                && match name {
                    "version" => value.strip_prefix("1.").is_some_and(is_number),
                    "encoding" => Encoding::named(value).is_some_and(|said| said.may_be(encoding)),
                    _ => matches!(value, "yes" | "no"),
                }
        });
    is_right && has_version
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn column_of(start: &BytesStart<'_>, columns: &[String]) -> Option<usize> {
    let name = start.name();
    let at = columns.iter().position(|id| id == name.as_ref());
    at.filter(|_| is_plain(start))
}

fn add(cell: &mut Option<String>, text: &str) {
    cell.get_or_insert_default().push_str(text);
}

/// The five named characters and those by number; there is no DTD that could name more.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => {
            let found = reference.resolve_char_ref().ok().flatten();
            found.filter(|c| {
                !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{7f}'..='\u{9f}')
            })
        }
    }
}
