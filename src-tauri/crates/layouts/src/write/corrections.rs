//! A corrected copy of a file, and the list of differences that goes back to the 基幹システム.
//!
//! The terminal is no editor of what isn't its own: nothing changes but what a person accepted, cell by cell.

use super::writer::{RowWriter, csv_unwritable};
use crate::{
    check::{FindingCode, check_cell},
    definition::{Column, ColumnType, Layout, Severity},
    read::{Records, plain},
};
use csv::ByteRecord;
use kakehashi_domain::{Code, Fault, Outcome, harmless, harmless_cell};
use std::{
    fmt,
    io::{Read, Write},
};

const HEADING: [&str; 5] = ["行", "項目", "変更前", "変更後", "理由"];

/// A new value for a cell, as a person accepted it.
#[derive(Clone, PartialEq, Eq)]
pub struct Correction {
    /// The data row, from 1.
    pub row: u32,
    /// The title of the column.
    pub column: String,
    /// The whole new value.
    pub after: String,
    /// What was found in the cell.
    pub reason: FindingCode,
}

/// Values stay out of logs and test output.
impl fmt::Debug for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Correction")
            .field("row", &self.row)
            .field("column", &self.column)
            .field("reason", &self.reason)
            .finish_non_exhaustive()
    }
}

/// Copies a file with corrections, which come by row, and lists each difference; gives back how many there are.
///
/// The source stays as it is, and so does every cell without a correction, byte for byte. The list of differences is
/// CSV in UTF-8 with a byte order mark: 行, 項目, 変更前, 変更後, 理由.
///
/// # Errors
/// Those of [`check`](crate::check()) for the source; [`Code::InputInvalid`] for a 個人番号, which is never corrected
/// here, and for a value that would be wrong itself; [`Code::DiskFull`] and [`Code::OutputUnwritable`] for the sinks;
/// [`Code::Internal`] for a correction of a cell that isn't there.
pub fn correct(
    source: impl Read,
    layout: &Layout,
    corrections: impl IntoIterator<Item = Correction>,
    sink: impl Write,
    mut differences: impl Write,
) -> Outcome<u32> {
    let mut records = Records::open(source, layout)?;
    let mut copy = RowWriter::new(layout, sink)?;
    let bom = differences.write_all(b"\xEF\xBB\xBF");
    bom.map_err(|e| csv_unwritable(e.into()))?;
    let mut list = csv::Writer::from_writer(differences);
    list.write_record(HEADING).map_err(csv_unwritable)?;
    let mut corrections = corrections.into_iter().peekable();
    let (mut row, mut count) = (ByteRecord::new(), 0);
    while records.read(&mut row)? {
        while let Some(correction) = corrections.next_if(|it| it.row == records.row()) {
            let before = change(layout, &mut row, &correction)?;
            let Correction {
                column,
                after,
                reason,
                ..
            } = &correction;
            let number = correction.row.to_string();
            // It is opened in table programs, which would run a formula.
            let cells = [&number, column, &before, after, reason.title()]
                .map(|cell| harmless(&harmless_cell(cell)));
            list.write_record(cells).map_err(csv_unwritable)?;
            count += 1;
        }
        copy.write_raw(&row)?;
    }
    if corrections.next().is_some() {
        return Err(Fault::new(Code::Internal).because("a correction of no row, or out of order"));
    }
    copy.finish()?;
    list.flush().map_err(|e| csv_unwritable(e.into()))?;
    Ok(count)
}

/// Sets the new value and gives the old one back.
fn change(layout: &Layout, row: &mut ByteRecord, correction: &Correction) -> Outcome<String> {
    let place = layout
        .columns
        .iter()
        .position(|it| it.title == correction.column);
    let cell = place.and_then(|place| Some((place, row.get(place)?)));
    let Some((place, before)) = cell else {
        return Err(Fault::new(Code::Internal).because("a correction of no column"));
    };
    let column = &layout.columns[place];
    refuse_wrong(layout, column, &correction.after)?;
    let plain = plain::encoding(&layout.format);
    let before = plain.decode(before).into_owned();
    let after = plain.encode(&correction.after).unwrap_or_default();
    let cells = row.iter().enumerate();
    *row = cells
        .map(|(at, cell)| if at == place { &after } else { cell })
        .collect();
    Ok(before)
}

fn refuse_wrong(layout: &Layout, column: &Column, after: &str) -> Outcome<()> {
    let refuse = |hint: &str| {
        let fault = Fault::new(Code::InputInvalid).with("field", &column.title);
        Err(fault.with("hint", hint))
    };
    if column.column_type == ColumnType::PersonalNumber {
        return refuse("個人番号はこの端末では直せません。基幹システムで直してください。");
    }
    let encoding = layout.format.encoding;
    let mut is_wrong = encoding.encode(after).is_none();
    check_cell(column, encoding, after, &mut |problem| {
        is_wrong |= problem.severity == Severity::Error;
    });
    if is_wrong {
        return refuse("置きかえる値そのものに誤りがあります。");
    }
    Ok(())
}
