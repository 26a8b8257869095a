//! What a job's answered rows give out: the 被保険者枝番, and the rows to correct and send again.

use super::handed_out_by;
use crate::{
    core::{act::Act, look::Look},
    files::write_fault,
    sending::{
        jobs::{
            layouts::JobLayouts,
            record::{JobRecord, LeftOut},
        },
        results::rows::{HandOverLine, each_answered_row},
    },
};
use kakehashi_domain::{Code, Outcome};
use kakehashi_layouts::{HouseEncoding, RowWriter, copy_rows, rewrite};
use kakehashi_store::{JobRow, SealedReader, Transaction};
use std::{
    collections::HashSet,
    io::{self, Write},
};

/// What a hand-over needs, away from the controller.
pub(super) struct Source {
    pub job: JobRecord,
    pub left_out: LeftOut,
    layouts: JobLayouts,
    house: HouseEncoding,
    /// The file as it came, with its corrections; None once it was disposed of.
    whole: Option<SealedReader>,
    /// What was sent of it.
    sent: Option<SealedReader>,
    pub result: SealedReader,
    failed: Vec<u32>,
    /// Registrations that people said are somebody else.
    others: HashSet<String>,
}

impl Source {
    /// What is handed out, as the 授受簿 names it.
    pub fn title(&self, act: Act) -> String {
        match &self.layouts.hand_over {
            Some(out) if act == Act::save_branch_numbers => out.title.clone(),
            Some(_) | None => handed_out_by(act),
        }
    }
}

impl Look {
    pub(super) fn hand_over_source(&self, act: Act, id: u32) -> Outcome<Source> {
        let job = self.job_with_result(id)?.body;
        let layouts = self.layouts_of(&job)?;
        // A number goes only to a person whose record is the one that was found.
        let compared = self.comparison_of_job(id)?;
        let others = match compared.filter(|_| act == Act::save_branch_numbers) {
            Some(comparison) => self.not_the_same(comparison)?,
            None => HashSet::new(),
        };
        let store = self.books()?;
        let result = job.result.as_ref().ok_or(Code::ResultNotReady)?;
        Ok(Source {
            whole: store.open_sealed(&job.whole().id).ok(),
            sent: store.open_sealed(&job.leaving().id).ok(),
            result: store.open_sealed(&result.id)?,
            failed: store.failed_row_numbers(id)?,
            left_out: self.left_out(id)?,
            others,
            house: self.house(),
            layouts,
            job,
        })
    }
}

/// Writes the result itself.
pub(super) fn write_result(mut source: Source, sink: &mut dyn Write) -> Outcome<u32> {
    let result = &source.layouts.result;
    match result.format_for(source.house) {
        Some(format) => rewrite(source.result, result.format.encoding, &format, sink)?,
        None => {
            io::copy(&mut source.result, sink).map_err(|e| write_fault(&e))?;
        }
    }
    Ok(source.job.rows_sent())
}

/// Writes what the rows that are done hold for the 基幹システム.
pub(super) fn write_branch_numbers(source: Source, sink: &mut dyn Write) -> Outcome<u32> {
    let layouts = &source.layouts;
    let out_layout = layouts.hand_over.as_ref().ok_or(Code::ResultNotReady)?;
    let sent = source.sent.ok_or(Code::WorkFileDamaged)?;
    let mut writer = RowWriter::new(out_layout, sink)?;
    let mut written = 0;
    let made = HandOverLine::of(layouts);
    each_answered_row(layouts, sent, source.result, |sent, answer| {
        let line = made.as_ref().and_then(|it| it.made_of(sent, answer));
        let is_other = || source.others.contains(&sent.subject().registration);
        if let Some(line) = line.filter(|_| source.others.is_empty() || !is_other()) {
            written += 1;
            writer.write(&line.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
        Ok(())
    })?;
    writer.finish()?;
    Ok(written)
}

pub(super) fn write_resend(source: Source, sink: &mut dyn Write) -> Outcome<u32> {
    let Source {
        failed, left_out, ..
    } = source;
    let whole = source.whole.ok_or(Code::WorkFileDamaged)?;
    if failed.is_empty() && left_out.0.is_empty() {
        return Err(Code::NothingToResend.into());
    }
    let mut left_over = |row: u32| failed.binary_search(&row).is_ok() || left_out.has(row);
    copy_rows(whole, &source.layouts.sent, &mut left_over, sink)
}

/// Notes on a job that something of it was written.
pub(super) fn mark_saved(
    store: &Transaction<'_>,
    id: u32,
    saved: impl FnOnce(&mut JobRecord),
) -> Outcome<()> {
    let Some(JobRow {
        state, mut body, ..
    }) = store.job(id)?
    else {
        return Ok(());
    };
    saved(&mut body);
    store.keep_job(id, state, &body)
}
