//! Files that leave, on purpose: in clear or sealed by a pass phrase, to a place that a person chose, with a line in the
//! 授受簿.

use super::{
    numbers::keep_taken,
    release::on_job,
    result_rows::{each_answered_row, hand_over_line},
};
use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    controller::Controller,
    files::{open, write_fault},
    job_layouts::JobLayouts,
    password::blocking,
    records::{HandOverRecord, JobRecord, shelf},
    view::{HandOutTo, HandOverView},
};
use kakehashi_domain::{Code, Outcome, Role};
use kakehashi_layouts::{RowWriter, copy_rows};
use kakehashi_store::{JobRow, SealedReader, Store};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    io::{self, Write},
};

/// What a hand-over needs, away from the controller.
struct Source {
    job: JobRecord,
    layouts: JobLayouts,
    sent: Option<SealedReader>,
    result: SealedReader,
    failed: Vec<u32>,
    /// Registrations that people said are somebody else.
    others: HashSet<String>,
}

impl Source {
    /// What is handed out, as the 授受簿 names it.
    fn title(&self, act: Act) -> String {
        match (act, &self.layouts.hand_over) {
            (Act::SaveBranchNumbers, Some(out)) => out.title.clone(),
            (act, _) => handed_out_by(act),
        }
    }
}

impl Terminal {
    /// Writes the result file as it was received.
    ///
    /// # Errors
    /// `RESULT_NOT_READY`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `PERMISSION_DENIED`.
    pub async fn save_result(&self, id: u32, to: impl Into<HandOutTo>) -> Answer<HandOverView> {
        self.hand_over(Act::SaveResult, id, to.into(), |source, sink| {
            let mut result = source.result;
            io::copy(&mut result, sink).map_err(|e| write_fault(&e))?;
            Ok(source.job.rows_sent())
        })
        .await
    }

    /// Writes the 被保険者枝番 of the registered rows for the 基幹システム, or what else the kind hands over.
    ///
    /// # Errors
    /// As [`Terminal::save_result`]; `WORK_FILE_DAMAGED` once the sent file was disposed of.
    pub async fn save_branch_numbers(
        &self,
        id: u32,
        to: impl Into<HandOutTo>,
    ) -> Answer<HandOverView> {
        self.hand_over(Act::SaveBranchNumbers, id, to.into(), write_branch_numbers)
            .await
    }

    /// Writes the rows that aren't registered (left out, or refused), as a file of the same kind to correct and send.
    ///
    /// # Errors
    /// As [`Terminal::save_branch_numbers`]; `NOTHING_TO_RESEND`.
    pub async fn save_resend(&self, id: u32, to: impl Into<HandOutTo>) -> Answer<HandOverView> {
        let to = to.into();
        let source = move |c: &mut Controller| {
            let job = c.job_with_result(id)?.body;
            c.store()?.open_sealed(&job.whole().id)
        };
        self.hand_over(Act::SaveResend, id, to, {
            let original = self.ask(source).await;
            move |source, sink| write_resend(&source, original?, sink)
        })
        .await
    }

    /// The 授受簿, newest first.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn hand_overs(&self) -> Answer<Vec<HandOverView>> {
        self.look(|c| {
            c.person()?;
            c.hand_over_views()
        })
        .await
    }

    /// A person says that a file was taken over or deleted.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn settle_hand_over(&self, id: u32) -> Answer<Vec<HandOverView>> {
        self.perform(
            Trail::new(Act::SettleHandOver, format!("授受{id}")),
            async |trail| {
                self.ask(move |c| {
                    c.allow(&[Role::Clerk])?;
                    c.settle_hand_over(&trail, id)
                })
                .await
            },
        )
        .await
    }

    async fn hand_over(
        &self,
        act: Act,
        id: u32,
        to: HandOutTo,
        write: impl FnOnce(Source, &mut dyn Write) -> Outcome<u32> + Send + 'static,
    ) -> Answer<HandOverView> {
        self.perform(on_job(act, id).note(to.target()), async |trail| {
            let source = self.ask(move |c| c.hand_over_source(act, id)).await?;
            let what = source.title(act);
            let write = move |sink: &mut dyn Write| write(source, sink);
            self.hand_out_as(what, trail, to, Some(id), write).await
        })
        .await
    }

    /// Writes a file that leaves, named in the 授受簿 by the act.
    pub(super) async fn hand_out_line(
        &self,
        trail: Trail,
        to: HandOutTo,
        job: Option<u32>,
        write: impl FnOnce(&mut dyn Write) -> Outcome<u32> + Send + 'static,
    ) -> Outcome<HandOverView> {
        let what = handed_out_by(trail.act);
        self.hand_out_as(what, trail, to, job, write).await
    }

    /// The line in the 授受簿 comes first, so that a write that is cut off leaves its trace.
    async fn hand_out_as(
        &self,
        what: String,
        trail: Trail,
        to: HandOutTo,
        job: Option<u32>,
        write: impl FnOnce(&mut dyn Write) -> Outcome<u32> + Send + 'static,
    ) -> Outcome<HandOverView> {
        to.verify()?;
        let (target, sealed) = (to.target(), to.pass_phrase.is_some());
        let path = target.clone();
        let line = self
            .ask(move |c| c.begin_hand_over(what, path, sealed))
            .await?;
        let written = blocking(move || {
            let rows = to.write(write)?;
            Ok((rows, hash_of(&target)?))
        })
        .await;
        self.ask(move |c| c.end_hand_over(&trail, job, line, written))
            .await
    }
}

impl Controller {
    fn hand_over_source(&mut self, act: Act, id: u32) -> Outcome<Source> {
        self.allow(&[Role::Clerk])?;
        let job = self.job_with_result(id)?.body;
        let layouts = self.layouts_of(&job)?;
        // A number goes only to a person whose record is the one that was found.
        let compared = self.comparison_of_job(id)?;
        let others = match compared.filter(|_| act == Act::SaveBranchNumbers) {
            Some(comparison) => self.not_the_same(comparison)?,
            None => HashSet::new(),
        };
        let store = self.store()?;
        let result = job.result.as_ref().ok_or(Code::ResultNotReady)?;
        Ok(Source {
            sent: store.open_sealed(&job.leaving().id).ok(),
            result: store.open_sealed(&result.id)?,
            failed: store.failed_row_numbers(id)?,
            others,
            layouts,
            job,
        })
    }

    fn begin_hand_over(
        &mut self,
        what: String,
        path: String,
        sealed: bool,
    ) -> Outcome<HandOverRecord> {
        let id = self
            .hand_over_records()?
            .iter()
            .map(|r| r.id)
            .max()
            .unwrap_or(0)
            + 1;
        let record = HandOverRecord {
            id,
            what,
            path,
            rows: 0,
            sha256: String::new(),
            sealed,
            by: self.person()?.user.clone(),
            at: self.now(),
            settled_at: None,
        };
        self.store()?.transact(|store| put(store, &record))?;
        Ok(record)
    }

    fn end_hand_over(
        &mut self,
        trail: &Trail,
        job: Option<u32>,
        mut record: HandOverRecord,
        written: Outcome<(u32, String)>,
    ) -> Outcome<HandOverView> {
        match written {
            Ok((rows, sha256)) => (record.rows, record.sha256) = (rows, sha256),
            Err(fault) => {
                self.store()?
                    .transact(|store| store.remove(shelf::HAND_OVER, &key(record.id)))?;
                return Err(fault);
            }
        }
        let of_job = job.map(|id| self.job(id)).transpose()?;
        self.commit(trail, |store| {
            put(store, &record)?;
            let Some(JobRow {
                id,
                state,
                mut body,
            }) = of_job
            else {
                return Ok(());
            };
            body.branch_numbers_saved |= trail.act == Act::SaveBranchNumbers;
            body.resend_saved |= trail.act == Act::SaveResend;
            store.keep_job(id, state, &body)
        })?;
        self.tell(job);
        Ok(self.hand_over_view(record))
    }

    fn settle_hand_over(&mut self, trail: &Trail, id: u32) -> Outcome<Vec<HandOverView>> {
        let now = self.now();
        let mut records = self.hand_over_records()?;
        if let Some(record) = records
            .iter_mut()
            .find(|r| r.id == id && r.settled_at.is_none())
        {
            record.settled_at = Some(now);
            let record = record.clone();
            let taken = self.numbers_taken_by(id)?;
            self.commit(trail, |store| {
                put(store, &record)?;
                taken
                    .iter()
                    .try_for_each(|number| keep_taken(store, number))
            })?;
        }
        self.hand_over_views()
    }

    pub(crate) fn hand_over_records(&mut self) -> Outcome<Vec<HandOverRecord>> {
        self.store()?.all(shelf::HAND_OVER)
    }

    fn hand_over_views(&mut self) -> Outcome<Vec<HandOverView>> {
        let records = self.hand_over_records()?;
        Ok(records
            .into_iter()
            .rev()
            .map(|r| self.hand_over_view(r))
            .collect())
    }

    fn hand_over_view(&mut self, record: HandOverRecord) -> HandOverView {
        HandOverView {
            id: record.id,
            what: record.what,
            path: record.path,
            rows: record.rows,
            sha256: record.sha256,
            sealed: record.sealed,
            by: self.name_of(&record.by),
            at: record.at,
            settled_at: record.settled_at,
        }
    }
}

fn handed_out_by(act: Act) -> String {
    act.title().replace("を書き出す", "")
}

fn put(store: &Store, record: &HandOverRecord) -> Outcome<()> {
    store.put(shelf::HAND_OVER, &key(record.id), record)
}

/// Writes what the rows that are done hold for the 基幹システム.
fn write_branch_numbers(source: Source, sink: &mut dyn Write) -> Outcome<u32> {
    let layouts = &source.layouts;
    let out_layout = layouts.hand_over.as_ref().ok_or(Code::ResultNotReady)?;
    let sent = source.sent.ok_or(Code::WorkFileDamaged)?;
    let mut writer = RowWriter::new(out_layout, sink)?;
    let mut written = 0;
    each_answered_row(layouts, sent, source.result, |sent, answer| {
        let line = hand_over_line(layouts, sent, answer);
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

fn write_resend(source: &Source, reader: SealedReader, sink: &mut dyn Write) -> Outcome<u32> {
    let Source { job, failed, .. } = source;
    if failed.is_empty() && job.excluded.is_empty() {
        return Err(Code::NothingToResend.into());
    }
    let mut left_over =
        |row: u32| failed.binary_search(&row).is_ok() || job.excluded.binary_search(&row).is_ok();
    copy_rows(reader, &source.layouts.sent, &mut left_over, sink)
}

fn hash_of(path: &str) -> Outcome<String> {
    let mut hash = Sha256::new();
    io::copy(&mut open(path)?, &mut hash).map_err(|e| crate::files::read_fault(path, &e))?;
    Ok(hex::encode(hash.finalize()))
}

/// Keys sort like numbers.
fn key(id: u32) -> String {
    format!("{id:010}")
}
