//! Disposal by age: what a job brought with it is kept sealed for a while after its end, then destroyed.

use super::release::{dispose_files, on_job};
use crate::{
    core::{
        act::Act,
        controller::{Answer, Controller, Terminal},
        shelf,
    },
    sending::jobs::record::JobRecord,
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{JobState, Outcome};
use kakehashi_store::Transaction;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keys sort like numbers.
pub(crate) fn put_disposal(store: &Transaction<'_>, line: &DisposalRecord) -> Outcome<()> {
    store.put(shelf::DISPOSAL, &shelf::numbered(line.id), line)
}

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

/// Days for which an ended job's files, findings and refused rows are kept, so that a person can come back for what
/// has to be corrected.
const KEPT: TimeDelta = TimeDelta::days(30);

impl Terminal {
    /// The 廃棄記録簿, newest first.
    ///
    /// # Errors
    /// `NOT_LOGGED_IN`.
    pub async fn disposals(&self) -> Answer<Vec<DisposalView>> {
        self.look(|c| {
            c.person()?;
            let records: Vec<DisposalRecord> = c.store()?.all(shelf::DISPOSAL)?;
            Ok(records
                .into_iter()
                .rev()
                .map(|r| c.disposal_view(r))
                .collect())
        })
        .await
    }
}

impl Controller {
    pub(crate) fn next_disposal(&mut self) -> Outcome<u32> {
        let all: Vec<DisposalRecord> = self.store()?.all(shelf::DISPOSAL)?;
        Ok(all.last().map_or(0, |line| line.id) + 1)
    }

    fn disposal_view(&mut self, line: DisposalRecord) -> DisposalView {
        DisposalView {
            id: line.id,
            what: line.what,
            rows: line.rows,
            why: line.why,
            by: self.name_of(&line.by),
            at: line.at,
        }
    }

    /// Disposes of what is personal in jobs that ended long ago. A result that nobody confirmed is no end.
    pub(crate) fn dispose_of_old(&mut self) -> Outcome<()> {
        let limit = self.now() - KEPT;
        let ended: Vec<JobState> = JobState::ALL.into_iter().filter(|s| s.is_ended()).collect();
        for id in self.store()?.jobs_in(&ended)? {
            let job = self.job(id)?;
            if !job.body.disposed && job.body.updated_at < limit {
                self.dispose(id, job.state, job.body)?;
            }
        }
        self.store()?.place().remove_copies(Some(limit.into()))?;
        self.forget_old_askings()?;
        self.forget_taken_numbers()?;
        self.dispose_of_old_mismatches()?;
        self.forget_old_timelines()?;
        self.dispose_of_old_cases()?;
        self.dispose_of_old_comparisons()
    }

    fn dispose(&mut self, id: u32, state: JobState, mut job: JobRecord) -> Outcome<()> {
        let at = self.now().to_rfc3339();
        let line = DisposalRecord {
            id: self.next_disposal()?,
            what: format!("送信{id}のファイルと検査の結果"),
            rows: job.rows,
            why: "終わってから30日たった".to_owned(),
            by: "system".to_owned(),
            at: self.now(),
        };
        job.disposed = true;
        self.commit(&on_job(Act::Dispose, id).by("system"), |store| {
            dispose_files(store, &job, &at)?;
            if let Some(result) = &job.result {
                store.dispose_sealed(&result.id, &at)?;
            }
            store.clear_findings(id)?;
            store.clear_corrections(id)?;
            store.clear_failed_rows(id)?;
            put_disposal(store, &line)?;
            store.keep_job(id, state, &job)
        })
    }
}
