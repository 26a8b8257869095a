//! Writing a file as its definition says.

use super::{csv_writer::CsvWriter, from_utf8::FromUtf8, xml_writer::XmlWriter};
use crate::{
    definition::{Bom, Column, Encoding, EofMark, FileType, Layout, Quote},
    read::plain::{self, EOF_MARK},
};
use csv::ByteRecord;
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    fmt,
    io::{self, Write},
};

/// Writes a file of a kind, row by row.
pub struct RowWriter<'a, W: Write> {
    layout: &'a Layout,
    form: Form<'a, W>,
}

enum Form<'a, W: Write> {
    Csv(CsvWriter<FromUtf8<W>>),
    Xml(XmlWriter<'a, FromUtf8<W>>),
}

impl<'a, W: Write> RowWriter<'a, W> {
    /// Begins a file: writes the byte order mark, where one is required, and the heading, where there is one.
    ///
    /// # Errors
    /// As [`RowWriter::write`].
    pub fn new(layout: &'a Layout, mut sink: W) -> Outcome<Self> {
        let format = &layout.format;
        if let Some(bom) = format.encoding.bom()
            && format.bom == Bom::Required
        {
            sink.write_all(bom).map_err(|e| unwritable(&e))?;
        }
        if let FileType::Xml { root, row } = &format.file_type {
            let sink = FromUtf8::new(sink, format.encoding);
            let writer = XmlWriter::begin(sink, format, root, row).map_err(|e| unwritable(&e))?;
            let form = Form::Xml(writer);
            return Ok(Self { layout, form });
        }
        let form = Form::Csv(CsvWriter::new(encoded(sink, layout), format));
        let mut writer = Self { layout, form };
        if format.header {
            let titles = layout.columns.iter().map(|column| column.title.as_str());
            writer.write(&titles.collect::<Vec<_>>())?;
        }
        Ok(writer)
    }

    /// Writes one row, its cells in the order of the columns.
    ///
    /// # Errors
    /// [`Code::InputInvalid`] for a character that the layout can't hold, [`Code::DiskFull`],
    /// [`Code::OutputUnwritable`] (the caller adds `file`), and [`Code::Internal`] for a wrong number of cells.
    pub fn write(&mut self, cells: &[&str]) -> Outcome<()> {
        let columns = &self.layout.columns;
        if cells.len() != columns.len() {
            let cause = format!("{} cells for {} columns", cells.len(), columns.len());
            return Err(Fault::new(Code::Internal).because(cause));
        }
        let mut record = ByteRecord::new();
        let plain = plain::encoding(&self.layout.format);
        for (column, cell) in columns.iter().zip(cells) {
            refuse_unwritable(self.layout, column, cell)?;
            record.push_field(&plain.encode(cell).unwrap_or_default());
        }
        self.write_raw(&record)
    }

    /// Writes one row as it was read.
    pub(crate) fn write_raw(&mut self, record: &ByteRecord) -> Outcome<()> {
        let written = match &mut self.form {
            Form::Csv(csv) => csv.row(record),
            Form::Xml(xml) => xml.row(&self.layout.columns, record),
        };
        written.map_err(|e| unwritable(&e))
    }

    /// Writes what is still to come and gives the sink back.
    ///
    /// # Errors
    /// [`Code::DiskFull`], [`Code::OutputUnwritable`].
    pub fn finish(self) -> Outcome<W> {
        let ended = match self.form {
            Form::Csv(csv) => csv.end(),
            Form::Xml(xml) => xml.end(),
        };
        let mut sink = ended.map_err(|e| unwritable(&e))?;
        if self.layout.format.eof_mark == EofMark::Required {
            sink.write_all(&[EOF_MARK]).map_err(|e| unwritable(&e))?;
        }
        Ok(sink.into_inner())
    }
}

impl<W: Write> fmt::Debug for RowWriter<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowWriter")
            .field("kind", &self.layout.kind)
            .finish_non_exhaustive()
    }
}

/// Cells of a CSV file come in the encoding of plain CSV, which for most kinds is the file's own.
fn encoded<W: Write>(sink: W, layout: &Layout) -> FromUtf8<W> {
    let format = &layout.format;
    if plain::encoding(format) == format.encoding {
        FromUtf8::new(sink, Encoding::Utf8)
    } else {
        FromUtf8::new(sink, format.encoding)
    }
}

fn refuse_unwritable(layout: &Layout, column: &Column, cell: &str) -> Outcome<()> {
    let format = &layout.format;
    let refuse = |hint: String| {
        let fault = Fault::new(Code::InputInvalid).with("field", &column.title);
        Err(fault.with("hint", hint))
    };
    if format.encoding.encode(cell).is_none() {
        let title = format.encoding.title();
        return refuse(format!(
            "{title}にない字があります。ほかの字に置きかえてください。"
        ));
    }
    let is_odd = match (&format.file_type, format.quote) {
        _ if cell.contains('\u{FEFF}') => true, // would be taken for a byte order mark
        (FileType::Xml { .. }, _) => cell.contains(is_no_xml),
        (FileType::Csv, Quote::Never) => cell.contains([',', '"', '\r', '\n']),
        (FileType::Csv, Quote::Always | Quote::WhenNeeded) => false,
    };
    if is_odd {
        return refuse("このファイルに書けない字があります。取り除いてください。".to_owned());
    }
    Ok(())
}

/// Characters that no XML file can hold.
fn is_no_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

pub(crate) fn csv_unwritable(error: csv::Error) -> Fault {
    unwritable(&error.into())
}

fn unwritable(error: &io::Error) -> Fault {
    Fault::of_writing(error, Code::OutputUnwritable)
}
