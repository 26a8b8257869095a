//! The cells of one row as text.

use crate::{Encoding, cp932, split::Split};
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

/// Bytes of a file as UTF-8, as far as they are text.
pub(crate) fn utf8_of(bytes: &[u8], encoding: Encoding) -> Cow<'_, [u8]> {
    if encoding == Encoding::Utf8 {
        return Cow::Borrowed(bytes);
    }
    let usual = if encoding == Encoding::Cp932 {
        cp932::usual(bytes)
    } else {
        None
    };
    Cow::Owned(usual.unwrap_or_else(|| encoding.decode(bytes).into_owned().into_bytes()))
}

/// UTF-8 as text. What can't be read becomes U+FFFD.
pub(crate) fn text_of(utf8: &[u8]) -> Cow<'_, str> {
    simdutf8::basic::from_utf8(utf8).map_or_else(|_| String::from_utf8_lossy(utf8), Cow::Borrowed)
}
