//! What leaves of an employer's file: the numbers for the 基幹システム, what is wrong for the employer, and the file itself
//! when it was the wrong one.

use super::{
    record::{DeliveryRecord, EmployerRecord},
    subject,
    view::CollectionView,
    wrong,
};
use crate::{
    core::{
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    files::{
        finding_list::{FindingLine, FindingList},
        sealing::HandOutTo,
    },
    sending::hand_over::{record::HandOverRecord, view::HandOverView},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Outcome, short_text};
use kakehashi_layouts::{copy_rows, rewrite};
use kakehashi_store::Transaction;
use std::io::Write;
use zeroize::Zeroizing;

const LONGEST_REASON: usize = 200;

/// Writes the rows whose number is right and whose 本人確認 is settled for the 基幹システム, in its character code. They are
/// kept until somebody says in the 授受簿 that the file was taken.
///
/// # Errors
/// `NOTHING_TO_SEND` where no row may go, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, and those of [`super::delivery`].
pub(crate) async fn save_delivery(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let (record, layout, examined) = terminal.examined_delivery(id).await?;
    if examined.settled.is_empty() {
        return Err(Code::NothingToSend.into());
    }
    let open = move |look: &Look| Ok((look.books()?.open_sealed(&record.file.id)?, look.house()));
    let (file, house) = terminal.see(open).await?;
    let write = move |sink: &mut dyn Write| {
        let mut rows = Zeroizing::new(Vec::new());
        let mut keep = |row: u32| !examined.held.contains(&row);
        let written = copy_rows(file, &layout, &mut keep, &mut *rows)?;
        match layout.format_for(house) {
            Some(format) => rewrite(rows.as_slice(), layout.format.encoding, &format, sink)?,
            None => sink
                .write_all(&rows)
                .map_err(|e| crate::files::write_fault(&e))?,
        }
        Ok(written)
    };
    let mark = move |store: &Transaction<'_>, line: &HandOverRecord| {
        if let Some(mut record) = store.record::<DeliveryRecord>(id)? {
            record.hand_over = Some(line.id);
            store.put_record(&record)?;
        }
        Ok(())
    };
    terminal.hand_out_line(permit, to, write, mark).await
}

/// Writes what is wrong as CSV, masked, with a line in the 授受簿.
///
/// # Errors
/// `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, and those of [`super::delivery`].
pub(crate) async fn save_delivery_findings(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let (record, _, examined) = terminal.examined_delivery(id).await?;
    let marks = terminal.see(Look::marks).await?;
    let write = move |sink: &mut dyn Write| {
        let mut list = FindingList::begin(sink, true)?;
        for finding in &examined.findings {
            let shown = wrong::row(&record, finding, &marks);
            let line = FindingLine {
                row: shown.row,
                column: &shown.column,
                code: finding.code.as_str(),
                severity: finding.severity.as_str(),
                value: &shown.value,
                message: &shown.message,
                remedy: &wrong::remedy(finding),
            };
            list.add(&line, &record.file_name)?;
        }
        list.end()?;
        Ok(u32::try_from(examined.findings.len()).unwrap_or(u32::MAX))
    };
    terminal
        .hand_out_line(permit, to, write, |_, _| Ok(()))
        .await
}

/// Destroys a file that was the wrong one; it stands in the 廃棄記録簿 with the reason, and its people are missing again.
///
/// # Errors
/// `INPUT_INVALID` without a reason, and those of [`super::delivery`].
pub(crate) async fn remove_delivery(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    reason: String,
) -> Outcome<CollectionView> {
    let hint = "200文字までで、なぜ廃棄するのかを書いてください。番号は書かないでください。";
    let reason = short_text("理由", &reason, LONGEST_REASON, hint)?;
    let remove = move |c: &mut Controller| {
        let record = c.open_delivery(id)?;
        let mut employer: Option<EmployerRecord> = c.books()?.record(record.employer)?;
        if let Some(employer) = &mut employer {
            employer.give_back(&record);
        }
        let now = c.now();
        let what = format!(
            "{}から届いた個人番号のファイル（{}）",
            record.office,
            subject(id)
        );
        let line = c.disposed(&permit, what, record.rows, reason)?;
        c.write(&permit, |store| {
            store.dispose_sealed(&record.file.id, &now.to_rfc3339())?;
            store.remove_record::<DeliveryRecord>(id)?;
            employer.iter().try_for_each(|it| store.put_record(it))?;
            store.put_record(&line)
        })?;
        c.collection_view(&ListPart::default())
    };
    terminal.ask(remove).await
}

/// A file whose numbers the 基幹システム has.
pub(crate) struct TakenDelivery {
    record: DeliveryRecord,
    at: DateTime<Utc>,
}

impl Look {
    /// The employers' files that a line of the 授受簿 handed over: taken now, so that their numbers go from here.
    pub(crate) fn deliveries_taken_by(&self, line: u32) -> Outcome<Vec<TakenDelivery>> {
        let at = self.now();
        let records: Vec<DeliveryRecord> = self.books()?.records_about(&line.to_string())?;
        let open = records.into_iter().filter(|it| it.taken_at.is_none());
        let taken = open.map(|record| TakenDelivery {
            record: DeliveryRecord {
                taken_at: Some(at),
                ..record
            },
            at,
        });
        Ok(taken.collect())
    }
}

/// Stores that the numbers of a file were taken; the file goes.
pub(crate) fn keep_taken_delivery(store: &Transaction<'_>, taken: &TakenDelivery) -> Outcome<()> {
    store.dispose_sealed(&taken.record.file.id, &taken.at.to_rfc3339())?;
    store.put_record(&taken.record)
}
