//! Files that leave, on purpose: in clear or sealed by a pass phrase, to a place that a person chose, with a line in the
//! 授受簿.

pub(crate) mod record;
pub(crate) mod view;

mod erasing;
mod of_job;
mod register;

pub(crate) use erasing::erase_hand_over;

use crate::{
    core::{
        act::Act,
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    files::{open, read_fault, sealing::HandOutTo},
    sending::{
        hand_over::{record::HandOverRecord, view::HandOverView},
        jobs::record::JobRecord,
    },
};
use kakehashi_domain::Outcome;
use kakehashi_store::Transaction;
use of_job::{Source, mark_saved, write_branch_numbers, write_resend, write_result};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Writes the result file as it was received, in the character code of the house.
///
/// # Errors
/// `RESULT_NOT_READY`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn save_result(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    terminal
        .hand_over(permit, id, to, write_result, |_| ())
        .await
}

/// Writes the 被保険者枝番 of the registered rows for the 基幹システム, or what else the kind hands over.
///
/// # Errors
/// As [`save_result`]; `WORK_FILE_DAMAGED` once the sent file was disposed of.
pub(crate) async fn save_branch_numbers(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let saved = |job: &mut JobRecord| job.branch_numbers_saved = true;
    terminal
        .hand_over(permit, id, to, write_branch_numbers, saved)
        .await
}

/// Writes the rows that aren't registered (left out, or refused), as a file of the same kind to correct and send.
///
/// # Errors
/// As [`save_branch_numbers`]; `NOTHING_TO_RESEND`.
pub(crate) async fn save_resend(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let saved = |job: &mut JobRecord| job.resend_saved = true;
    terminal
        .hand_over(permit, id, to, write_resend, saved)
        .await
}

/// The 授受簿, newest first.
pub(crate) async fn hand_overs(
    terminal: &Terminal,
    _: Permit,
    part: ListPart,
) -> Outcome<Vec<HandOverView>> {
    terminal.see(move |look| look.hand_over_views(&part)).await
}

/// Every line of the 授受簿 that nobody has settled, oldest first.
pub(crate) async fn open_hand_overs(terminal: &Terminal, _: Permit) -> Outcome<Vec<HandOverView>> {
    terminal.see(Look::open_hand_over_views).await
}

/// A person says that a file was taken over or deleted.
pub(crate) async fn settle_hand_over(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<HandOverView> {
    let settle = move |c: &mut Controller| {
        c.settle_hand_over(&permit, id)?;
        c.hand_over_of(id)
    };
    terminal.ask(settle).await
}

impl Terminal {
    /// Writes a file that comes of a job's result; `saved` notes on the job that it was written.
    async fn hand_over(
        &self,
        permit: Permit,
        id: u32,
        to: HandOutTo,
        write: impl FnOnce(Source, &mut dyn Write) -> Outcome<u32> + Send + 'static,
        saved: impl FnOnce(&mut JobRecord) + Send + 'static,
    ) -> Outcome<HandOverView> {
        let act = permit.trail.act;
        let source = self.see(move |look| look.hand_over_source(act, id)).await?;
        let what = source.title(act);
        let write = move |sink: &mut dyn Write| write(source, sink);
        let mark = move |store: &Transaction<'_>, _: &HandOverRecord| mark_saved(store, id, saved);
        self.hand_out_as(what, permit, to, write, mark).await
    }

    /// Writes a file that leaves, named in the 授受簿 by the act. `more` is stored together with the finished line,
    /// which it is told.
    pub(crate) async fn hand_out_line(
        &self,
        permit: Permit,
        to: HandOutTo,
        write: impl FnOnce(&mut dyn Write) -> Outcome<u32> + Send + 'static,
        more: impl FnOnce(&Transaction<'_>, &HandOverRecord) -> Outcome<()> + Send + 'static,
    ) -> Outcome<HandOverView> {
        let what = handed_out_by(permit.trail.act);
        self.hand_out_as(what, permit, to, write, more).await
    }

    /// The line in the 授受簿 comes first, so that a write that is cut off leaves its trace.
    async fn hand_out_as(
        &self,
        what: String,
        permit: Permit,
        to: HandOutTo,
        write: impl FnOnce(&mut dyn Write) -> Outcome<u32> + Send + 'static,
        more: impl FnOnce(&Transaction<'_>, &HandOverRecord) -> Outcome<()> + Send + 'static,
    ) -> Outcome<HandOverView> {
        to.verify()?;
        let (target, sealed) = (to.target(), to.pass_phrase.is_some());
        let (by, path) = (permit.user.clone(), target.clone());
        let begin = move |c: &mut Controller| c.begin_hand_over(by, what, path, sealed);
        let line = self.ask(begin).await?;
        let written = blocking(move || {
            let rows = to.write(write)?;
            Ok((rows, hash_of(&target)?))
        })
        .await;
        let end = move |c: &mut Controller| c.end_hand_over(&permit, line, written, more);
        self.ask(end).await
    }
}

fn handed_out_by(act: Act) -> String {
    act.title.replace("を書き出す", "")
}

pub(crate) fn hash_of(path: &str) -> Outcome<String> {
    let mut hash = Sha256::new();
    io::copy(&mut open(path)?, &mut hash).map_err(|e| read_fault(path, &e))?;
    Ok(hex::encode(hash.finalize()))
}
