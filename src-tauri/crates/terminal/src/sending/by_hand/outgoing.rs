//! Out: the approved file and no other byte, to a place that a person chose; then the word that it was sent.

use super::short;
use crate::{
    core::{
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    files::{name_of, sealing::HandOutTo, write_fault},
    sending::{
        hand_over::{hash_of, record::Exchange},
        jobs::{
            record::{JobRecord, WrittenRecord},
            view::JobView,
            wrong_state,
        },
    },
};
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome, SendingWay};
use kakehashi_store::{JobRow, SealedReader};
use std::{fs, io};

/// Writes the approved file for the official screen, or sealed for a medium.
///
/// # Errors
/// `JOB_NOT_FOUND`, `NOT_BY_HAND`, `WRONG_STATE`, `INPUT_INVALID` for a medium without a pass phrase, `OUTPUT_EXISTS`,
/// `OUTPUT_UNWRITABLE`, `DISK_FULL`.
pub(crate) async fn write_out(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<JobView> {
    let is_sealed = to.pass_phrase.is_some();
    let leaving = move |look: &Look| look.leaving_by_hand(id, is_sealed);
    let (mut source, rows) = terminal.see(leaving).await?;
    let (path, viewer) = (to.target(), permit.clone());
    let write = move |sink: &mut dyn io::Write| {
        io::copy(&mut source, sink).map_err(|e| write_fault(&e))?;
        Ok(rows)
    };
    let line = terminal.hand_out_line(permit, to, write, |_, _| Ok(()));
    let line = line.await?;
    let written = WrittenRecord {
        path,
        sha256: line.sha256,
        line: line.id,
        deleted: false,
    };
    let keep = move |c: &mut Controller| {
        c.note_on_job(id, |job| job.written = Some(written))?;
        c.job_view(&viewer, id)
    };
    terminal.ask(keep).await
}

/// Notes that the file was sent: the 受付番号 of the official screen, or how the medium went. What was written is deleted.
///
/// # Errors
/// `JOB_NOT_FOUND`, `NOT_BY_HAND`, `WRONG_STATE`, `INPUT_INVALID`; `NOT_WRITTEN` where no file was written for it.
pub(crate) async fn note_sent(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    receipt: String,
) -> Outcome<JobView> {
    let viewer = permit.clone();
    let note = move |c: &mut Controller| c.note_sent(&permit, id, &receipt);
    let written = terminal.ask(note).await?;
    let gone = blocking(move || Ok(delete_unchanged(&written).then_some(written.line))).await?;
    let settle = move |c: &mut Controller| {
        if let Some(line) = gone {
            c.settle_hand_over(&viewer, line)?;
            c.note_on_job(id, |job| {
                if let Some(written) = &mut job.written {
                    written.deleted = true;
                }
            })?;
        }
        c.job_view(&viewer, id)
    };
    terminal.ask(settle).await
}

impl Look {
    fn leaving_by_hand(&self, id: u32, is_sealed: bool) -> Outcome<(SealedReader, u32)> {
        let JobRow { state, body, .. } = self.by_hand(id)?;
        if state != JobState::Queued || body.held.is_some() {
            return Err(wrong_state(state));
        }
        if body.way == SendingWay::Media && !is_sealed {
            let hint = "媒体に入れるファイルは、12文字以上のパスフレーズで暗号化します。";
            return Err(Fault::invalid("暗号化のパスフレーズ", hint));
        }
        self.require_as_approved(&body)?;
        if let Some(doubt) = self.doubt_of_data()? {
            return Err(doubt);
        }
        let source = self.books()?.open_sealed(&body.leaving().id)?;
        Ok((source, body.rows_sent()))
    }
}

impl Controller {
    fn note_sent(&mut self, permit: &Permit, id: u32, receipt: &str) -> Outcome<WrittenRecord> {
        let job = self.by_hand(id)?.body;
        let receipt = receipt_of(&job, receipt)?;
        let written = job.written.ok_or(Code::NotWritten)?;
        let keep = |job: &mut JobRecord| {
            job.receipt = receipt;
            job.problem = None;
        };
        let sent = (JobStep::SendByHand, Exchange::Sent);
        self.step_exchanged(permit, id, sent, keep, |_| Ok(()))?;
        Ok(written)
    }
}

/// The official screen gives a 受付番号; of a medium there may be none, or what finds the parcel again.
fn receipt_of(job: &JobRecord, typed: &str) -> Outcome<Option<String>> {
    if job.way == SendingWay::Media && typed.trim().is_empty() {
        return Ok(None);
    }
    let receipt = short(typed, "受付番号")?;
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    if receipt.chars().all(fits) {
        return Ok(Some(receipt));
    }
    Err(Fault::invalid(
        "受付番号",
        "半角の英数字と - _ で、画面に出ているとおりに入れてください。",
    ))
}

/// Deletes the file that was written, unless somebody changed it or took it away.
fn delete_unchanged(written: &WrittenRecord) -> bool {
    let is_same = hash_of(&written.path).is_ok_and(|hash| hash == written.sha256);
    let deleted = is_same && fs::remove_file(&written.path).is_ok();
    if !deleted {
        tracing::warn!(
            file = name_of(&written.path).len(),
            "a file that was sent by hand stays"
        );
    }
    deleted
}
