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
            sealed: Some(job.leaving().id.clone()),
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
        match approved.differs_from(&self.to_approve(job)?) {
            Some(what) => Err(Fault::new(Code::ApprovedOtherwise).with("what", what)),
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

impl ApprovedRecord {
    /// In what it isn't as something is now.
    fn differs_from(&self, now: &Self) -> Option<&'static str> {
        let is_other = self.sealed.is_some() && self.sealed != now.sealed;
        let differs = [
            (self.sha256 != now.sha256 || is_other, "ファイルの中身"),
            (self.kind != now.kind, "ファイルの種類"),
            (self.profile != now.profile, "接続先"),
            (self.insurer != now.insurer, "保険者番号"),
            (self.url != now.url, "接続先のURL"),
            (self.way != now.way, "送りかた"),
        ];
        let first = differs.into_iter().find(|(differs, _)| *differs);
        first.map(|(_, what)| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kakehashi_domain::SendingWay;

    #[test]
    fn whatever_became_another_since_the_approval_is_named() {
        let approved = ApprovedRecord {
            sha256: "0a".into(),
            sealed: Some("1".into()),
            kind: "member-registration".into(),
            profile: "研修".into(),
            insurer: "06990014".into(),
            url: "https://localhost:9".into(),
            way: SendingWay::Direct,
        };
        let otherwise = |change: fn(&mut ApprovedRecord)| {
            let mut now = approved.clone();
            change(&mut now);
            approved.differs_from(&now)
        };
        let named: Vec<_> = [
            (|_| ()) as fn(&mut ApprovedRecord),
            |it| it.sha256 = "0b".into(),
            |it| it.sealed = Some("2".into()),
            |it| it.kind = "qualification".into(),
            |it| it.profile = "本番".into(),
            |it| it.insurer = "06990022".into(),
            |it| it.url = "https://localhost:10".into(),
            |it| it.way = SendingWay::Media,
        ]
        .into_iter()
        .map(otherwise)
        .collect();
        let wanted = [
            None,
            Some("ファイルの中身"),
            Some("ファイルの中身"),
            Some("ファイルの種類"),
            Some("接続先"),
            Some("保険者番号"),
            Some("接続先のURL"),
            Some("送りかた"),
        ];
        assert_eq!(named, wanted);
    }
}
