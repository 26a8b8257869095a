//! Writing rows as XML.

use crate::definition::{Column, Format, LineEnd};
use csv::ByteRecord;
use quick_xml::escape::partial_escape;
use std::io::{self, Write};

/// Writes `<root>`, a `<row>` for each row, and in it an element for each column.
pub(crate) struct XmlWriter<'a, W> {
    sink: W,
    root: &'a str,
    row: &'a str,
    line_end: &'static str,
}

impl<'a, W: Write> XmlWriter<'a, W> {
    pub(crate) fn begin(sink: W, format: &Format, root: &'a str, row: &'a str) -> io::Result<Self> {
        let line_end = match format.line_end {
            LineEnd::Crlf => "\r\n",
            LineEnd::Lf => "\n",
        };
        let mut writer = Self {
            sink,
            root,
            row,
            line_end,
        };
        let encoding = format.encoding.xml_name();
        let head =
            format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{line_end}<{root}>{line_end}");
        writer.sink.write_all(head.as_bytes())?;
        Ok(writer)
    }

    pub(crate) fn row(&mut self, columns: &[Column], cells: &ByteRecord) -> io::Result<()> {
        let mut line = format!("<{}>", self.row);
        for (column, cell) in columns.iter().zip(cells) {
            let (id, cell) = (&column.id, String::from_utf8_lossy(cell));
            let cell = partial_escape(cell);
            line.push_str(&format!("<{id}>{cell}</{id}>"));
        }
        line.push_str(&format!("</{}>{}", self.row, self.line_end));
        self.sink.write_all(line.as_bytes())
    }

    pub(crate) fn end(mut self) -> io::Result<W> {
        let tail = format!("</{}>{}", self.root, self.line_end);
        self.sink.write_all(tail.as_bytes())?;
        Ok(self.sink)
    }
}
