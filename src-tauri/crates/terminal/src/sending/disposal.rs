//! Disposal by age: what a job brought with it is kept sealed for a while after its end, then destroyed.

use super::release::dispose_files;
use crate::{
    areas,
    core::{
        act::Act,
        area::{Old, Rest},
        controller::{Controller, Terminal},
        gate::Permit,
        in_parts::{ROWS_AT_ONCE, rest_after},
        look::Look,
        part::ListPart,
        retention, shelf,
    },
    sending::jobs::{record::JobRecord, subject, wrong_state},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, JobState, Outcome, Shelf};
use kakehashi_store::{JobRow, Numbered, Transaction};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A line of the 廃棄記録簿.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DisposalRecord {
    pub id: u32,
    pub what: String,
    pub rows: u32,
    pub why: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Numbered for DisposalRecord {
    const SHELF: Shelf = Shelf::Disposal;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.what, self.why)
    }
}

/// A line of the 廃棄記録簿.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DisposalView {
    /// Number of the line.
    pub id: u32,
    /// What was destroyed.
    pub what: String,
    /// How many rows it held.
    pub rows: u32,
    /// Why.
    pub why: String,
    /// Who, or what.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The 廃棄記録簿, newest first.
pub(crate) async fn disposals(
    terminal: &Terminal,
    _: Permit,
    part: ListPart,
) -> Outcome<Vec<DisposalView>> {
    let list = move |look: &Look| {
        let newest_first: Vec<DisposalRecord> = look.books()?.records(part.asked())?;
        Ok(newest_first
            .into_iter()
            .map(|line| look.disposal_view(line))
            .collect())
    };
    terminal.see(list).await
}

impl Look {
    /// The number of the next line in the 廃棄記録簿.
    pub(crate) fn next_disposal(&self) -> Outcome<u32> {
        self.books()?.next_number::<DisposalRecord>()
    }

    /// The line for what is disposed of by an act.
    pub(crate) fn disposed(
        &self,
        permit: &Permit,
        what: impl Into<String>,
        rows: u32,
        why: impl Into<String>,
    ) -> Outcome<DisposalRecord> {
        Ok(DisposalRecord {
            id: self.next_disposal()?,
            what: what.into(),
            rows,
            why: why.into(),
            by: permit.user.clone(),
            at: self.now(),
        })
    }

    /// The lines from a number on, oldest first.
    pub(crate) fn disposals_from(&self, first: u32) -> Outcome<Vec<DisposalView>> {
        let books = self.books()?;
        let mut lines = Vec::new();
        for id in first..self.next_disposal()? {
            let line: Option<DisposalRecord> = books.record(id)?;
            lines.extend(line.map(|line| self.disposal_view(line)));
        }
        Ok(lines)
    }

    /// A job that ended, and of which something is left to dispose of.
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `WRONG_STATE`, `DISPOSED_ALREADY`.
    pub(crate) fn disposable(&self, id: u32) -> Outcome<JobRow<JobRecord>> {
        let job = self.job(id)?;
        if !job.state.is_ended() {
            return Err(wrong_state(id, job.state));
        }
        if job.body.disposed {
            return Err(Fault::new(Code::DisposedAlready).with("job", id));
        }
        Ok(job)
    }

    fn disposal_view(&self, line: DisposalRecord) -> DisposalView {
        DisposalView {
            id: line.id,
            what: line.what,
            rows: line.rows,
            why: line.why,
            by: self.name_of(&line.by),
            at: line.at,
        }
    }
}

impl Terminal {
    /// Disposes of what is personal and old. What can't be disposed of holds up nothing else; by a clock in doubt nothing
    /// is old.
    pub(crate) async fn dispose_of_old(&self) {
        match self.ask(Controller::follow_clock).await {
            Ok(None) => {}
            Ok(Some(doubt)) => return note_failure(Err(doubt)),
            Err(fault) => return note_failure(Err(fault)),
        }
        for area in areas::all() {
            let old = self.see(area.old).await;
            let old = old.inspect_err(|fault| note_failure(Err(fault.clone())));
            for one in old.unwrap_or_default() {
                note_failure(self.dispose_of(one).await);
            }
        }
    }

    async fn dispose_of(&self, old: Old) -> Outcome<()> {
        self.ask_while_more(move |c| old.dispose(c)).await
    }
}

impl Look {
    /// Jobs that ended long ago. A result that nobody confirmed is no end.
    pub(crate) fn old_jobs(&self) -> Outcome<Vec<Old>> {
        let ended: Vec<JobState> = JobState::ALL.into_iter().filter(|s| s.is_ended()).collect();
        let before = shelf::moment(retention::JOB.limit(self.now()));
        let jobs = self.books()?.jobs_to_dispose_of(&ended, &before)?;
        let old = |id| Old::by_parts(move |c| c.dispose_when_old(id));
        Ok(jobs.into_iter().map(old).collect())
    }

    pub(crate) fn old_copies(&self) -> Outcome<Vec<Old>> {
        Ok(vec![Old::at_once(|c| {
            let limit = retention::COPY.limit(c.now());
            c.store()?.place().remove_copies(Some(limit.into()))
        })])
    }
}

impl Controller {
    /// Disposes of some of what an old job brought: its rows first, so that its end says that all is gone.
    fn dispose_when_old(&mut self, id: u32) -> Outcome<Rest> {
        let body = self.job(id)?.body;
        if body.disposed || body.updated_at >= retention::JOB.limit(self.now()) {
            return Ok(Rest::Nothing);
        }
        if self.store()?.transact(|store| clear_rows(store, id))? == Rest::More {
            return Ok(Rest::More);
        }
        let permit = Permit::of_terminal(Act::dispose, subject(id));
        self.dispose_of_job(&permit, id, retention::JOB.is_over())?;
        Ok(Rest::Nothing)
    }

    /// Destroys what a job that ended brought with it, once its rows are cleared.
    ///
    /// # Errors
    /// `WRONG_STATE`, `DISPOSED_ALREADY`.
    pub(crate) fn dispose_of_job(&mut self, permit: &Permit, id: u32, why: String) -> Outcome<()> {
        let JobRow {
            state, mut body, ..
        } = self.disposable(id)?;
        let now = self.now();
        let at = now.to_rfc3339();
        let what = format!("送信{id}のファイルと検査の結果");
        let line = self.disposed(permit, what, body.rows, why)?;
        body.disposed = true;
        self.write(permit, |store| {
            dispose_files(store, &body, &at)?;
            if let Some(result) = &body.result {
                store.dispose_sealed(&result.id, &at)?;
            }
            store.keep_left_out(id, &[])?;
            store.put_record(&line)?;
            store.keep_job(id, state, &body)
        })
    }
}

/// Clears some of the rows that a job left in the database.
pub(crate) fn clear_rows(store: &Transaction<'_>, id: u32) -> Outcome<Rest> {
    let gone = store.clear_findings(id, ROWS_AT_ONCE)?;
    let gone = gone + store.clear_corrections(id, ROWS_AT_ONCE.saturating_sub(gone))?;
    let gone = gone + store.clear_failed_rows(id, ROWS_AT_ONCE.saturating_sub(gone))?;
    Ok(rest_after(gone))
}

fn note_failure(disposed: Outcome<()>) {
    if let Err(fault) = disposed {
        let code = fault.code.number();
        tracing::warn!(code, "something old was not disposed of");
    }
}
