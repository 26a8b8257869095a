//! Lists for people, as CSV in UTF-8: they are opened in table programs, so no cell of them is run as a formula, and no letter
//! of them acts where it is shown. Files for the
//! 基幹システム and for the server are written by their definitions, and go as they are.

use super::write_fault;
use kakehashi_domain::{Code, Fault, Outcome, acts_when_shown, harmless, harmless_cell};
use std::io::{self, Write};

/// Table programs take text for what it is only when the file says so.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A list that is being written.
pub(crate) struct List<W: Write>(csv::Writer<W>);

impl<W: Write> List<W> {
    /// Begins it with a mark that says that it is UTF-8.
    pub fn begin<'h>(mut sink: W, headings: impl IntoIterator<Item = &'h str>) -> Outcome<Self> {
        sink.write_all(MARK).map_err(|e| write_fault(&e))?;
        Self::begin_plain(sink, headings)
    }

    /// Begins it without that mark, for programs that know.
    pub fn begin_plain<'h>(sink: W, headings: impl IntoIterator<Item = &'h str>) -> Outcome<Self> {
        let mut list = Self(csv::Writer::from_writer(sink));
        list.add(headings)?;
        Ok(list)
    }

    pub fn add<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> Outcome<()> {
        for cell in cells {
            let mut cell = harmless_cell(cell);
            if cell.contains(acts_when_shown) {
                cell = harmless(&cell).into();
            }
            let written = self.0.write_field(cell.as_bytes());
            written.map_err(|e| unwritable(&e))?;
        }
        let ended = self.0.write_record(None::<&[u8]>);
        ended.map_err(|e| unwritable(&e))
    }

    pub fn end(mut self) -> Outcome<()> {
        self.0.flush().map_err(|e: io::Error| write_fault(&e))
    }
}

/// What a failed write of a list means.
pub(crate) fn unwritable(error: &csv::Error) -> Fault {
    if let csv::ErrorKind::Io(error) = error.kind() {
        return write_fault(error);
    }
    Code::OutputUnwritable.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_a_list_is_run() {
        let mut written = Vec::new();
        let mut list = List::begin_plain(&mut written, ["a", "b"]).unwrap();
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            " =1",
            "\u{feff}=1",
        ] {
            list.add([formula, "練習"]).unwrap();
        }
        list.end().unwrap();
        let mut rows = csv::Reader::from_reader(written.as_slice());
        let cells: Vec<String> = rows
            .records()
            .map(|row| row.unwrap()[0].to_owned())
            .collect();
        assert_eq!(cells.len(), 10);
        assert!(cells.iter().all(|cell| cell.starts_with('\'')), "{cells:?}");
        let mut written = Vec::new();
        let mut list = List::begin_plain(&mut written, ["a"]).unwrap();
        list.add(["evil\u{202e}vsc\u{1b}[2J\u{9b}31m\r\n二"])
            .unwrap();
        list.end().unwrap();
        let text = String::from_utf8(written).unwrap();
        assert_eq!(text.lines().count(), 2, "no line of its own: {text}");
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\u{9b}']), "{text}");
    }
}
