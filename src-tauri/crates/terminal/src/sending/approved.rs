//! What an approval covers: what leaves is what was seen, for the place that was named, or nothing leaves.

use crate::{
    core::look::Look,
    sending::jobs::record::{ApprovedRecord, JobRecord},
};
use kakehashi_domain::{Code, Fault, Outcome};

impl Look {
    /// What somebody approves who approves this job now.
    pub(crate) fn to_approve(&self, job: &JobRecord) -> Outcome<ApprovedRecord> {
        let profile = self.profile_named(&job.profile)?;
        Ok(ApprovedRecord {
            sha256: job.leaving().sha256.clone(),
            kind: job.kind.clone(),
            profile: profile.name,
            insurer: profile.insurer,
            url: profile.url,
            way: job.way,
        })
    }

    /// Refuses a job that isn't any more what was approved.
    ///
    /// # Errors
    /// `APPROVED_OTHERWISE`.
    pub(crate) fn require_as_approved(&self, job: &JobRecord) -> Outcome<()> {
        let Some(approved) = &job.approved else {
            return Ok(());
        };
        let now = self.to_approve(job)?;
        let differs = [
            (approved.sha256 != now.sha256, "ファイルの中身"),
            (approved.kind != now.kind, "ファイルの種類"),
            (approved.profile != now.profile, "接続先"),
            (approved.insurer != now.insurer, "保険者番号"),
            (approved.url != now.url, "接続先のURL"),
            (approved.way != now.way, "送りかた"),
        ];
        match differs.into_iter().find(|(differs, _)| *differs) {
            Some((_, what)) => Err(Fault::new(Code::ApprovedOtherwise).with("what", what)),
            None => Ok(()),
        }
    }

    /// Refuses to go on with a job in a run that was told to work with another profile.
    ///
    /// # Errors
    /// `PROFILE_DIFFERS`.
    pub(crate) fn require_told_profile(&self, id: u32, job: &JobRecord) -> Outcome<()> {
        match self.live().told_profile.clone() {
            Some(told) if told != job.profile => {
                let fault = Fault::new(Code::ProfileDiffers).with("job", id);
                Err(fault.with("approved", &job.profile).with("told", told))
            }
            Some(_) | None => Ok(()),
        }
    }
}
