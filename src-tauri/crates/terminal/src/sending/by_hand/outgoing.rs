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
        hand_over::{
            hash_of,
            record::{Exchange, HandOverRecord},
        },
        jobs::{
            record::{JobRecord, WrittenRecord},
            view::JobView,
            wrong_state,
        },
    },
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, JobState, JobStep, Outcome, SendingWay};
use kakehashi_store::{JobRow, SealedReader, Transaction};
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
    let leaving = move |look: &Look| Ok((look.leaving_by_hand(id, is_sealed)?, look.now()));
    let ((mut source, rows), now) = terminal.see(leaving).await?;
    let viewer = permit.clone();
    let write = move |sink: &mut dyn io::Write| {
        io::copy(&mut source, sink).map_err(|e| write_fault(&e))?;
        Ok(rows)
    };
    let keep = move |store: &Transaction<'_>, line: &HandOverRecord| {
        let Some(JobRow {
            state, mut body, ..
        }) = store.job::<JobRecord>(id)?
        else {
            return Err(Fault::new(Code::JobNotFound).with("job", id));
        };
        body.written = Some(WrittenRecord {
            path: line.path.clone(),
            sha256: line.sha256.clone(),
            line: line.id,
            deleted: false,
        });
        body.updated_at = now;
        store.keep_job(id, state, &body)
    };
    terminal.hand_out_line(permit, to, write, keep).await?;
    terminal.see(move |look| look.job_view(&viewer, id)).await
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
    day: Option<NaiveDate>,
) -> Outcome<JobView> {
    let viewer = permit.clone();
    let note = move |c: &mut Controller| c.note_sent(&permit, id, &receipt, day);
    let (written, is_sealed) = terminal.ask(note).await?;
    let file = written.clone();
    let left = blocking(move || Ok(clear_away(&file))).await?;
    let settle = move |c: &mut Controller| {
        // A sealed file that is no longer there went with its medium; one in clear may lie elsewhere.
        let is_over = left == Left::Nothing || (left == Left::Elsewhere && is_sealed);
        if is_over {
            c.note_cleared(&viewer, id, &written, left == Left::Nothing)?;
        }
        c.job_view(&viewer, id)
    };
    terminal.ask(settle).await
}

impl Look {
    fn leaving_by_hand(&self, id: u32, is_sealed: bool) -> Outcome<(SealedReader, u32)> {
        let JobRow { state, body, .. } = self.by_hand(id)?;
        if state != JobState::Queued || body.held.is_some() {
            return Err(wrong_state(id, state));
        }
        if body.way == SendingWay::Media && !is_sealed {
            let hint = "媒体に入れるファイルは、12文字以上のパスフレーズで暗号化します。";
            return Err(Fault::invalid("暗号化のパスフレーズ", hint));
        }
        self.require_as_approved(&body)?;
        self.require_its_turn(id, &body)?;
        if let Some(doubt) = self.doubt_of_data()? {
            return Err(doubt);
        }
        self.require_not_accepted_before(&body)?;
        let source = self.books()?.open_sealed(&body.leaving().id)?;
        Ok((source, body.rows_sent()))
    }
}

impl Controller {
    /// Notes that it went. Tells what was written for it, and whether that is sealed.
    fn note_sent(
        &mut self,
        permit: &Permit,
        id: u32,
        receipt: &str,
        day: Option<NaiveDate>,
    ) -> Outcome<(WrittenRecord, bool)> {
        let job = self.by_hand(id)?.body;
        let is_posted = job.way == SendingWay::Media;
        let number = number_of(is_posted, receipt)?;
        let (receipt, tracking) = if is_posted {
            (None, number)
        } else {
            (number, None)
        };
        let posted = self.posted(&job, tracking, day)?;
        let written = job.written.ok_or(Code::NotWritten)?;
        let keep = |job: &mut JobRecord| {
            job.receipt = receipt;
            job.parcel = is_posted.then_some(posted);
            job.problem = None;
        };
        let sent = (JobStep::SendByHand, Exchange::Sent);
        self.step_exchanged(permit, id, sent, keep, |_| Ok(()))?;
        Ok((written, is_posted))
    }

    /// What was written is gone: its line in the 授受簿 is settled; what the terminal deleted gets one in the 廃棄記録簿.
    fn note_cleared(
        &mut self,
        permit: &Permit,
        id: u32,
        written: &WrittenRecord,
        is_deleted: bool,
    ) -> Outcome<()> {
        let settled = self.settled(written.line)?;
        let JobRow {
            state, mut body, ..
        } = self.job(id)?;
        if let Some(written) = &mut body.written {
            written.deleted = true;
        }
        let what = format!("送信{id}の、手渡しのために書き出したファイル");
        let line = self.disposed(permit, what, body.rows_sent(), "送ったので消した")?;
        self.write(permit, |store| {
            if let Some(settled) = &settled {
                settled.keep(store)?;
            }
            if is_deleted {
                store.put_record(&line)?;
            }
            store.keep_job(id, state, &body)
        })
    }
}

/// The official screen gives a 受付番号; of a medium there may be none, or what finds the parcel again (追跡番号).
fn number_of(is_posted: bool, typed: &str) -> Outcome<Option<String>> {
    if is_posted && typed.trim().is_empty() {
        return Ok(None);
    }
    let field = if is_posted {
        "追跡番号"
    } else {
        "受付番号"
    };
    let number = short(typed, field)?;
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    if number.chars().all(fits) {
        return Ok(Some(number));
    }
    let hint = "半角の英数字と - _ で、出ているとおりに入れてください。";
    Err(Fault::invalid(field, hint))
}

/// What is left of a written file after it was cleared away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    /// Somebody took it away.
    Elsewhere,
    /// Somebody changed it or has it open.
    File,
}

/// Deletes the file that was written, unless somebody changed it or took it away, and looks whether it is gone.
fn clear_away(written: &WrittenRecord) -> Left {
    let is_there = || fs::exists(&written.path).unwrap_or(true);
    if !is_there() {
        return Left::Elsewhere;
    }
    let is_same = hash_of(&written.path).is_ok_and(|hash| hash == written.sha256);
    if is_same && fs::remove_file(&written.path).is_ok() && !is_there() {
        return Left::Nothing;
    }
    let file = name_of(&written.path).len();
    tracing::warn!(file, "a file that was sent by hand stays");
    Left::File
}
