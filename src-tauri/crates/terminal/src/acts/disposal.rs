//! Disposal by age: what was sent and received is kept sealed for a while after confirmation, then destroyed.

use super::release::{dispose_files, on_job};
use crate::{act::Act, controller::Controller, records::JobRecord};
use chrono::TimeDelta;
use kakehashi_domain::{JobState, Outcome};

/// Days for which a confirmed job's sealed files are kept, so that a person can come back for the rows to correct.
const KEPT: TimeDelta = TimeDelta::days(30);

impl Controller {
    /// Disposes of the sealed files of jobs that were confirmed long ago.
    pub(crate) fn dispose_of_old(&mut self) -> Outcome<()> {
        let limit = self.now() - KEPT;
        for id in self.store()?.jobs_in(&[JobState::Confirmed])? {
            let job = self.job(id)?;
            if !job.body.disposed && job.body.updated_at < limit {
                self.dispose(id, job.body)?;
            }
        }
        Ok(())
    }

    fn dispose(&mut self, id: u32, mut job: JobRecord) -> Outcome<()> {
        let at = self.now().to_rfc3339();
        job.disposed = true;
        self.commit(&on_job(Act::Dispose, id).by("system"), |store| {
            dispose_files(store, &job, &at)?;
            if let Some(result) = &job.result {
                store.dispose_sealed(&result.id, &at)?;
            }
            store.keep_job(id, JobState::Confirmed, &job)
        })
    }
}
