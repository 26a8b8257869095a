//! Findings as a person reads them, and the note that somebody looked.

use super::release::on_job;
use crate::{
    Answer, Terminal,
    act::Act,
    controller::Controller,
    view::{FindingGroup, FindingPage, Severity},
};
use kakehashi_domain::{Outcome, Role};
use kakehashi_layouts::FindingCode;

impl Terminal {
    /// Groups of findings, and a page of the rows of one code (the worst group when none is named).
    ///
    /// # Errors
    /// `JOB_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn findings(
        &self,
        id: u32,
        code: Option<String>,
        offset: u32,
        limit: u32,
    ) -> Answer<FindingPage> {
        self.look(move |c| {
            c.allow(&[Role::Clerk, Role::Approver])?;
            c.note_look(Act::ViewFindings, id)?;
            c.finding_page(id, code, offset, limit.min(1_000))
        })
        .await
    }
}

impl Controller {
    fn finding_page(
        &mut self,
        id: u32,
        code: Option<String>,
        offset: u32,
        limit: u32,
    ) -> Outcome<FindingPage> {
        self.job(id)?;
        let store = self.store()?;
        let counts = store.finding_codes(id)?;
        let known = counts
            .iter()
            .filter_map(|c| Some((FindingCode::parse(&c.code)?, c.count)));
        let mut known: Vec<(FindingCode, u32)> = known.collect();
        known.sort_by_key(|(code, _)| (code.severity(), *code)); // The table lists the gravest first.
        let groups: Vec<FindingGroup> = known.into_iter().map(|(code, n)| group(code, n)).collect();
        let code = code.or_else(|| groups.first().map(|g| g.code.clone()));
        let rows = match &code {
            Some(code) => store.findings(id, code, offset, limit)?,
            None => Vec::new(),
        };
        Ok(FindingPage {
            groups,
            code,
            rows,
            offset,
        })
    }

    /// Notes once a session that a person looked at what is personal in a job.
    pub(crate) fn note_look(&mut self, act: Act, id: u32) -> Outcome<()> {
        let trail = on_job(act, id);
        let mark = format!("{}/{id}", act.word());
        let session = self.session.as_mut();
        if session.is_some_and(|s| s.looked_at.insert(mark)) {
            let entry = self.commit(&trail, |_| Ok(()));
            return entry;
        }
        Ok(())
    }
}

fn group(code: FindingCode, count: u32) -> FindingGroup {
    FindingGroup {
        code: code.as_str().to_owned(),
        severity: severity(code.severity()),
        title: code.title().to_owned(),
        remedy: code.remedy().to_owned(),
        count,
    }
}

fn severity(severity: kakehashi_layouts::Severity) -> Severity {
    match severity {
        kakehashi_layouts::Severity::Error => Severity::Error,
        kakehashi_layouts::Severity::Warning => Severity::Warning,
        kakehashi_layouts::Severity::Info => Severity::Info,
    }
}
