//! Numbers on their way out: written for the 基幹システム, and forgotten once somebody says that the file was taken.

use super::{NumberRecord, entering::row_of};
use crate::{
    core::{controller::Terminal, gate::Permit, look::Look},
    files::sealing::HandOutTo,
    sending::hand_over::{record::HandOverRecord, view::HandOverView},
};
use kakehashi_domain::{Code, Outcome};
use kakehashi_layouts::{Layout, RowWriter};
use kakehashi_store::Transaction;
use std::{io::Write, sync::Arc};

/// Writes the waiting numbers for the 基幹システム, with a line in the 授受簿. They are kept until somebody says there
/// that the file was taken.
///
/// # Errors
/// `NOTHING_TO_SEND`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_numbers(
    terminal: &Terminal,
    permit: Permit,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let (layout, insurer, records) = terminal.see(Look::numbers_to_save).await?;
    let written: Vec<u32> = records.iter().map(|record| record.id).collect();
    let write = move |sink: &mut dyn Write| write_all(&layout, &insurer, &records, sink);
    let mark = move |store: &Transaction<'_>, line: &HandOverRecord| {
        mark_handed_over(store, &written, line.id)
    };
    terminal.hand_out_line(permit, to, write, mark).await
}

impl Look {
    fn numbers_to_save(&self) -> Outcome<(Arc<Layout>, String, Vec<NumberRecord>)> {
        let records = self.waiting_numbers()?;
        if records.is_empty() {
            return Err(Code::NothingToSend.into());
        }
        Ok((self.numbers_layout()?, self.profile()?.insurer, records))
    }

    /// The numbers that a line of the 授受簿 handed over: taken now, so that they are forgotten here.
    pub(crate) fn numbers_taken_by(&self, line: u32) -> Outcome<Vec<Taken>> {
        let now = self.now();
        let records: Vec<NumberRecord> = self.books()?.records_about(&line.to_string())?;
        Ok(records
            .into_iter()
            .map(|record| {
                Taken(NumberRecord {
                    number: None,
                    taken_at: Some(now),
                    ..record
                })
            })
            .collect())
    }
}

/// Notes by which line of the 授受簿 numbers went, but for those that were removed while the file was written.
fn mark_handed_over(store: &Transaction<'_>, written: &[u32], line: u32) -> Outcome<()> {
    for id in written {
        if let Some(mut record) = store.record::<NumberRecord>(*id)? {
            record.hand_over = Some(line);
            store.put_record(&record)?;
        }
    }
    Ok(())
}

/// A number that was taken, without its digits.
pub(crate) struct Taken(NumberRecord);

/// Stores that a number was taken; its digits go.
pub(crate) fn keep_taken(store: &Transaction<'_>, taken: &Taken) -> Outcome<()> {
    store.put_record(&taken.0)
}

fn write_all(
    layout: &Layout,
    insurer: &str,
    records: &[NumberRecord],
    sink: &mut dyn Write,
) -> Outcome<u32> {
    let mut writer = RowWriter::new(layout, sink)?;
    for record in records {
        let number = record.number.as_ref().map_or("", |number| number.as_str());
        let cells = row_of(layout, insurer, &record.owner, number);
        writer.write(&cells.iter().map(|cell| cell.as_str()).collect::<Vec<_>>())?;
    }
    writer.finish()?;
    Ok(records.len() as u32)
}
