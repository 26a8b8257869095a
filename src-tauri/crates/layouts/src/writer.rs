//! Writing a file as its definition says.

use crate::{Bom, Encoding, Layout, LineEnd};
use csv::{ByteRecord, Terminator};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{
    borrow::Cow,
    fmt,
    io::{self, ErrorKind, Write},
};

/// Writes a file of a kind, heading first.
pub struct RowWriter<'a, W: Write> {
    layout: &'a Layout,
    csv: csv::Writer<W>,
}

impl<'a, W: Write> RowWriter<'a, W> {
    /// Begins a file: writes the byte order mark, where one is required, and the heading.
    ///
    /// # Errors
    /// As [`RowWriter::write`].
    pub fn new(layout: &'a Layout, sink: W) -> Outcome<Self> {
        let mut writer = Self::without_heading(layout, sink)?;
        let titles: Vec<&str> = layout
            .columns
            .iter()
            .map(|column| column.title.as_str())
            .collect();
        writer.write(&titles)?;
        Ok(writer)
    }

    pub(crate) fn without_heading(layout: &'a Layout, mut sink: W) -> Outcome<Self> {
        if let Some(bom) = layout.format.encoding.bom()
            && layout.format.bom == Bom::Required
        {
            sink.write_all(bom).map_err(|e| unwritable(&e))?;
        }
        let terminator = match layout.format.line_end {
            LineEnd::Crlf => Terminator::CRLF,
            LineEnd::Lf => Terminator::Any(b'\n'),
        };
        let mut builder = csv::WriterBuilder::new();
        let csv = builder
            .has_headers(false)
            .flexible(true)
            .terminator(terminator)
            .from_writer(sink);
        Ok(Self { layout, csv })
    }

    /// Writes one row, its cells in the order of the columns.
    ///
    /// # Errors
    /// [`Code::InputInvalid`] for a character that the layout's encoding lacks, [`Code::DiskFull`],
    /// [`Code::OutputUnwritable`] (the caller adds `file`), and [`Code::Internal`] for a wrong number of cells.
    pub fn write(&mut self, cells: &[&str]) -> Outcome<()> {
        let columns = &self.layout.columns;
        if cells.len() != columns.len() {
            let cause = format!("{} cells for {} columns", cells.len(), columns.len());
            return Err(Fault::new(Code::Internal).because(cause));
        }
        for (column, cell) in columns.iter().zip(cells) {
            let bytes = encode(self.layout.format.encoding, &column.title, cell)?;
            self.csv.write_field(bytes).map_err(csv_unwritable)?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(csv_unwritable)
    }

    /// Writes one row as it was received.
    pub(crate) fn write_raw(&mut self, record: &ByteRecord) -> Outcome<()> {
        self.csv.write_byte_record(record).map_err(csv_unwritable)
    }

    /// Writes what is still buffered and gives the sink back.
    ///
    /// # Errors
    /// [`Code::DiskFull`], [`Code::OutputUnwritable`].
    pub fn finish(self) -> Outcome<W> {
        self.csv.into_inner().map_err(|e| unwritable(e.error()))
    }
}

impl<W: Write> fmt::Debug for RowWriter<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RowWriter")
            .field("kind", &self.layout.kind)
            .finish_non_exhaustive()
    }
}

fn encode<'t>(encoding: Encoding, title: &str, text: &'t str) -> Outcome<Cow<'t, [u8]>> {
    encoding.encode(text).ok_or_else(|| {
        let hint = format!(
            "{}にない字があります。ほかの字に置きかえてください。",
            encoding.title()
        );
        Fault::new(Code::InputInvalid)
            .with("field", title)
            .with("hint", hint)
    })
}

fn csv_unwritable(error: csv::Error) -> Fault {
    unwritable(&error.into())
}

fn unwritable(error: &io::Error) -> Fault {
    let is_full = matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded
    );
    let code = if is_full {
        Code::DiskFull
    } else {
        Code::OutputUnwritable
    };
    Fault::new(code).because(error)
}
