//! Writing rows as CSV, byte for byte as the `csv` crate does (a test holds the two side by side), but with one look at a
//! whole row: hardly any holds a cell that wants quotes, and asking each cell took as long as reading the file.

use crate::definition::{Format, LineEnd, Quote};
use csv::ByteRecord;
use memchr::{memchr, memchr3};
use std::io::{self, Write};

/// So much is laid down at once.
const AT_ONCE: usize = 64 * 1024;

/// Writes a line for each row.
pub(crate) struct CsvWriter<W> {
    sink: W,
    quote: Quote,
    line_end: &'static str,
    lines: Vec<u8>,
}

impl<W: Write> CsvWriter<W> {
    pub(crate) fn new(sink: W, format: &Format) -> Self {
        Self {
            sink,
            quote: format.quote,
            line_end: match format.line_end {
                LineEnd::Crlf => "\r\n",
                LineEnd::Lf => "\n",
            },
            lines: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, cells: &ByteRecord) -> io::Result<()> {
        let is_plain = !wants_quotes(cells.as_slice());
        let start = self.lines.len();
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.lines.push(b',');
            }
            let is_quoted = match self.quote {
                Quote::Never => false,
                Quote::Always => true,
                Quote::WhenNeeded => !is_plain && wants_quotes(cell),
            };
            match is_quoted {
                true => lay_quoted(cell, &mut self.lines),
                false => self.lines.extend_from_slice(cell),
            }
        }
        if self.lines.len() == start {
            self.lines.extend_from_slice(b"\"\""); // an empty line would be no row
        }
        self.lines.extend_from_slice(self.line_end.as_bytes());
        if self.lines.len() >= AT_ONCE {
            self.lay_down()?;
        }
        Ok(())
    }

    pub(crate) fn end(mut self) -> io::Result<W> {
        self.lay_down()?;
        self.sink.flush()?;
        Ok(self.sink)
    }

    fn lay_down(&mut self) -> io::Result<()> {
        self.sink.write_all(&self.lines)?;
        self.lines.clear();
        Ok(())
    }
}

fn wants_quotes(bytes: &[u8]) -> bool {
    memchr(b'"', bytes).is_some() || memchr3(b',', b'\r', b'\n', bytes).is_some()
}

/// A quotation mark within becomes two.
fn lay_quoted(cell: &[u8], lines: &mut Vec<u8>) {
    lines.push(b'"');
    for part in cell.split_inclusive(|byte| *byte == b'"') {
        lines.extend_from_slice(part);
        if part.ends_with(b"\"") {
            lines.push(b'"');
        }
    }
    lines.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv::{QuoteStyle, Terminator};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn rows_are_those_of_the_csv_crate(
            rows in prop::collection::vec(prop::collection::vec("(a|池|\"|,|\r|\n| ){0,4}", 1..5), 0..5)
        ) {
            for (quote, style) in [
                (Quote::WhenNeeded, QuoteStyle::Necessary),
                (Quote::Always, QuoteStyle::Always),
                (Quote::Never, QuoteStyle::Never),
            ] {
                let mut builder = csv::WriterBuilder::new();
                builder.flexible(true).quote_style(style).terminator(Terminator::CRLF);
                let mut theirs = builder.from_writer(Vec::new());
                let (lines, line_end) = (Vec::new(), "\r\n");
                let mut ours = CsvWriter { sink: Vec::new(), quote, line_end, lines };
                for row in &rows {
                    let row = ByteRecord::from(row.clone());
                    theirs.write_byte_record(&row).unwrap();
                    ours.row(&row).unwrap();
                }
                prop_assert_eq!(ours.end().unwrap(), theirs.into_inner().unwrap());
            }
        }
    }
}
