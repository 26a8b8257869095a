//! Disposal by age: what a job brought with it is kept sealed for a while after its end, then destroyed.

use super::release::{dispose_files, on_job};
use crate::{
    core::{act::Act, controller::Controller},
    sending::{earlier::put_disposal, hand_over::record::DisposalRecord, jobs::record::JobRecord},
};
use chrono::TimeDelta;
use kakehashi_domain::{JobState, Outcome};

/// Days for which an ended job's files, findings and refused rows are kept, so that a person can come back for what
/// has to be corrected.
const KEPT: TimeDelta = TimeDelta::days(30);

impl Controller {
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
        self.store()?.remove_copies(Some(limit.into()))?;
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
