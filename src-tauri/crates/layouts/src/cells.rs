//! The cells of one row as text.

use crate::{Encoding, split::Split};
use std::{borrow::Cow, ops::Index};

/// One row, its cells in the order of the columns.
#[derive(Default)]
pub(crate) struct Cells<'t> {
    cells: Vec<Cow<'t, str>>,
    /// The first cell with a quote where none should be.
    pub lone_quote: Option<usize>,
}

impl<'t> Cells<'t> {
    /// Takes the cells of the next record of a text; false at the end.
    pub(crate) fn read(&mut self, split: &mut Split, text: &'t str) -> bool {
        let Self { cells, lone_quote } = self;
        cells.clear();
        *lone_quote = None;
        split.record(|place| {
            if place.has_lone_quote {
                lone_quote.get_or_insert(cells.len());
            }
            cells.push(place.of_text(text));
        })
    }

    pub(crate) fn get(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(AsRef::as_ref)
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(AsRef::as_ref)
    }
}

impl Index<usize> for Cells<'_> {
    type Output = str;

    fn index(&self, column: usize) -> &str {
        &self.cells[column]
    }
}

/// Bytes of a file as text. What can't be read as text becomes U+FFFD.
pub(crate) fn text_of(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    if encoding != Encoding::Utf8 {
        return encoding.decode(bytes);
    }
    simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
