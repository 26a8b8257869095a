//! Writing a file as its definition says: samples and results.

use std::io::Write;
use std::path::Path;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use quick_xml::escape::escape;

use crate::{
    Error,
    layout::{FileType, Format, Layout, LineEnd, Mark, Quote},
};

/// Rows are turned into bytes in pieces of this many.
const PIECE: usize = 1000;

/// A file that is being written.
pub struct Sheet<'l, W> {
    format: &'l Format,
    ids: Vec<&'l str>,
    rows: Vec<Vec<String>>,
    to: W,
    /// What a character becomes that the file's code doesn't hold; without it, the file can't be written.
    substitute: Option<char>,
}

impl<'l, W: Write> Sheet<'l, W> {
    /// Goes on behind what was written before.
    pub fn further(layout: &'l Layout, to: W) -> Self {
        let ids = layout.column.iter().map(|column| column.id.as_str());
        Sheet {
            format: &layout.format,
            ids: ids.collect(),
            rows: Vec::new(),
            to,
            substitute: None,
        }
    }

    /// Writes another character for one that the file's code doesn't hold.
    pub fn substituting(mut self, substitute: char) -> Self {
        self.substitute = Some(substitute);
        self
    }

    /// Writes what comes before the rows.
    pub fn new(layout: &'l Layout, to: W) -> Result<Self, Error> {
        let mut sheet = Self::further(layout, to);
        let format = sheet.format;
        if format.bom == Mark::Required {
            sheet
                .to
                .write_all(format.encoding.bom())
                .map_err(unwritable)?;
        }
        match (&format.xml, format.file_type) {
            (Some(names), FileType::Xml) => {
                let (name, end) = (format.encoding.name(), sheet.line_end());
                let head = format!(
                    "<?xml version=\"1.0\" encoding=\"{name}\"?>{end}<{}>{end}",
                    names.root
                );
                sheet.put(&head)?;
            }
            _ if format.header => {
                let titles = layout.titles().into_iter().map(str::to_owned);
                sheet.rows.push(titles.collect());
            }
            _ => {}
        }
        Ok(sheet)
    }

    /// Writes a row.
    pub fn write(&mut self, cells: impl Into<Vec<String>>) -> Result<(), Error> {
        self.rows.push(cells.into());
        if self.rows.len() < PIECE {
            return Ok(());
        }
        self.write_piece()
    }

    /// Writes the rows out, and gives back where to.
    pub fn pause(mut self) -> Result<W, Error> {
        self.write_piece()?;
        self.to.flush().map_err(unwritable)?;
        Ok(self.to)
    }

    /// Writes what comes after the rows.
    pub fn end(mut self) -> Result<W, Error> {
        self.write_piece()?;
        if let (Some(names), FileType::Xml) = (&self.format.xml, self.format.file_type) {
            let tail = format!("</{}>{}", names.root, self.line_end());
            self.put(&tail)?;
        }
        if self.format.eof_mark == Mark::Required {
            self.put("\u{1a}")?;
        }
        self.to.flush().map_err(unwritable)?;
        Ok(self.to)
    }

    fn write_piece(&mut self) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.rows);
        let text = match &self.format.xml {
            Some(names) if self.format.file_type == FileType::Xml => rows
                .iter()
                .map(|row| self.element(&names.row, row))
                .collect(),
            _ => self.lines(&rows)?,
        };
        self.put(&text)
    }

    fn element(&self, name: &str, row: &[String]) -> String {
        let cells = self.ids.iter().zip(row);
        let cells: String = cells
            .map(|(id, cell)| format!("<{id}>{}</{id}>", escape(cell.as_str())))
            .collect();
        format!("  <{name}>{cells}</{name}>{}", self.line_end())
    }

    fn lines(&self, rows: &[Vec<String>]) -> Result<String, Error> {
        let mut csv = WriterBuilder::new()
            .terminator(match self.format.line_end {
                LineEnd::Crlf => Terminator::CRLF,
                LineEnd::Lf => Terminator::Any(b'\n'),
            })
            .quote_style(match self.format.quote {
                Quote::WhenNeeded => QuoteStyle::Necessary,
                Quote::Always => QuoteStyle::Always,
                Quote::Never => QuoteStyle::Never,
            })
            .from_writer(Vec::new());
        let broken = |e: csv::Error| Error::Usage(format!("行を書けません: {e}"));
        for row in rows {
            csv.write_record(row).map_err(broken)?;
        }
        let bytes = csv.into_inner().map_err(|e| unwritable(e.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn line_end(&self) -> &'static str {
        match self.format.line_end {
            LineEnd::Crlf => "\r\n",
            LineEnd::Lf => "\n",
        }
    }

    fn put(&mut self, text: &str) -> Result<(), Error> {
        let encoding = self.format.encoding;
        let substituted = || {
            let substitute = self.substitute?.to_string();
            let held = |c: char| encoding.bytes(c.encode_utf8(&mut [0; 4])).is_some();
            let text: String = text
                .chars()
                .map(|c| {
                    if held(c) {
                        c.to_string()
                    } else {
                        substitute.clone()
                    }
                })
                .collect();
            encoding.bytes(&text)
        };
        let bytes = encoding.bytes(text).or_else(substituted).ok_or_else(|| {
            let name = encoding.name();
            Error::Usage(format!("{name} で書けない字があります"))
        })?;
        self.to.write_all(&bytes).map_err(unwritable)
    }
}

fn unwritable(error: std::io::Error) -> Error {
    Error::file(Path::new("ファイル"))(error)
}
