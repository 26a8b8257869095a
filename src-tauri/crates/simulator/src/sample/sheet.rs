//! Writing a file as its definition says.

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
}

impl<'l, W: Write> Sheet<'l, W> {
    /// Writes what comes before the rows.
    pub fn new(format: &'l Format, layout: &'l Layout, to: W) -> Result<Self, Error> {
        let ids = layout
            .column
            .iter()
            .map(|column| column.id.as_str())
            .collect();
        let mut sheet = Sheet {
            format,
            ids,
            rows: Vec::new(),
            to,
        };
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
    pub fn write(&mut self, cells: &[String]) -> Result<(), Error> {
        self.rows.push(cells.to_vec());
        if self.rows.len() < PIECE {
            return Ok(());
        }
        self.write_piece()
    }

    /// Writes what comes after the rows.
    pub fn end(mut self) -> Result<(), Error> {
        self.write_piece()?;
        if let (Some(names), FileType::Xml) = (&self.format.xml, self.format.file_type) {
            let tail = format!("</{}>{}", names.root, self.line_end());
            self.put(&tail)?;
        }
        if self.format.eof_mark == Mark::Required {
            self.put("\u{1a}")?;
        }
        self.to.flush().map_err(unwritable)
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
        let broken = |e: csv::Error| Error::Usage(format!("見本を書けません: {e}"));
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
        let bytes = encoding.bytes(text).ok_or_else(|| {
            let name = encoding.name();
            Error::Usage(format!("見本を {name} で書けません"))
        })?;
        self.to.write_all(&bytes).map_err(unwritable)
    }
}

fn unwritable(error: std::io::Error) -> Error {
    Error::file(Path::new("見本"))(error)
}
