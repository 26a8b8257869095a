//! The cells of one row as text.

use crate::{Encoding, split::Split};
use std::{borrow::Cow, ops::Index};

/// One row, its cells in the order of the columns.
#[derive(Default)]
pub(crate) struct Cells<'t>(Vec<Cow<'t, str>>);

impl<'t> Cells<'t> {
    /// Takes the cells of the next record of a text; false at the end.
    pub(crate) fn read(&mut self, split: &mut Split, text: &'t str) -> bool {
        self.0.clear();
        split.record(|place| self.0.push(place.of_text(text)))
    }

    pub(crate) fn get(&self, column: usize) -> Option<&str> {
        self.0.get(column).map(AsRef::as_ref)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }
}

impl Index<usize> for Cells<'_> {
    type Output = str;

    fn index(&self, column: usize) -> &str {
        &self.0[column]
    }
}

/// Bytes of a file as text. What can't be read as text becomes U+FFFD.
pub(crate) fn text_of(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    if encoding != Encoding::Utf8 {
        return encoding.decode(bytes);
    }
    simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
