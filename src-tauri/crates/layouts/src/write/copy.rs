//! The same file with fewer rows.

use super::writer::RowWriter;
use crate::{definition::Layout, read::Records};
use csv::ByteRecord;
use kakehashi_domain::Outcome;
use std::io::{Read, Write};

/// Copies the heading and the data rows for which `keep` says so (they are numbered from 1); gives back how many.
///
/// Cells are copied byte for byte, whatever stands in them. Only quoting, line ends and the byte order mark become
/// those of the layout.
///
/// # Errors
/// Those of [`check`](crate::check()) for the source, [`Code::DiskFull`](kakehashi_domain::Code::DiskFull) and
/// [`Code::OutputUnwritable`](kakehashi_domain::Code::OutputUnwritable) for the sink.
pub fn copy_rows(
    source: impl Read,
    layout: &Layout,
    keep: &mut dyn FnMut(u32) -> bool,
    sink: impl Write,
) -> Outcome<u32> {
    let mut records = Records::open(source, layout)?;
    let mut writer = RowWriter::new(layout, sink)?;
    let mut row = ByteRecord::new();
    let mut kept = 0;
    while records.read(&mut row)? {
        if keep(records.row()) {
            writer.write_raw(&row)?;
            kept += 1;
        }
    }
    writer.finish()?;
    Ok(kept)
}
