//! An empty file of a kind.

use super::writer::RowWriter;
use crate::definition::Layout;
use kakehashi_domain::Outcome;
use std::io::Write;

/// Writes a file with its heading and no row.
///
/// # Errors
/// As [`RowWriter::write`].
pub fn template<W: Write>(layout: &Layout, sink: W) -> Outcome<W> {
    RowWriter::new(layout, sink)?.finish()
}
