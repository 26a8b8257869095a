//! The audit log, as people read and verify it.

pub(crate) mod view;

use crate::{
    core::{
        act::{Act, Trail},
        controller::{Answer, Terminal},
        problem::ProblemView,
    },
    desk::audit::view::{AuditCheck, AuditLine, AuditOutcome},
    files::{hand_out, name_of, open},
};
use chrono::DateTime;
use kakehashi_domain::{Code, Fault, Outcome, Role};
use kakehashi_store::{AuditReport, StoredEntry, verify_export};
use std::{io::BufReader, path::Path};

const READERS: [Role; 2] = [Role::Auditor, Role::Admin];

impl Terminal {
    /// A page of the audit log, newest first.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn audit(&self, offset: u32, limit: u32) -> Answer<Vec<AuditLine>> {
        self.look(move |c| {
            c.allow(&READERS)?;
            let page = c.store()?.audit_page(offset, limit.min(1_000))?;
            page.into_iter().map(line).collect()
        })
        .await
    }

    /// Verifies the chain.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`. A broken chain is an answer, not an error.
    pub async fn verify_audit(&self) -> Answer<AuditCheck> {
        self.perform(Trail::new(Act::VerifyAudit, ""), async |trail| {
            self.ask(move |c| {
                c.allow(&READERS)?;
                let check = audit_check(c.store()?.verify_audit()?);
                c.commit(&trail, |_| Ok(()))?;
                Ok(check)
            })
            .await
        })
        .await
    }

    /// Writes the log as JSON lines, to be verified anywhere. Gives the number of entries.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
    pub async fn export_audit(&self, path: String) -> Answer<u32> {
        self.perform(Trail::new(Act::ExportAudit, &path), async |trail| {
            self.ask(move |c| {
                c.allow(&READERS)?;
                let store = c.store()?;
                let entries = hand_out(&path, |mut sink| store.export_audit(&mut sink))?;
                c.commit(&trail, |_| Ok(()))?;
                Ok(entries)
            })
            .await
        })
        .await
    }
}

/// Verifies an exported log by itself; needs no login and no data of this terminal.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
pub fn verify_audit_file(path: &Path) -> Answer<AuditCheck> {
    let path = path.to_string_lossy();
    let report = open(&path).and_then(|file| verify_export(BufReader::new(file)));
    let named = |fault: Fault| ProblemView::new(&fault.with("file", name_of(&path)), "-");
    report.map(audit_check).map_err(named)
}

fn audit_check(report: AuditReport) -> AuditCheck {
    AuditCheck {
        entries: report.entries,
        intact: report.first_broken.is_none(),
        first_broken: report.first_broken,
        head: report.head,
    }
}

fn line(StoredEntry { number, entry }: StoredEntry) -> Outcome<AuditLine> {
    let at = DateTime::parse_from_rfc3339(&entry.at);
    let at = at
        .map_err(|e| Fault::new(Code::DataDamaged).because(e))?
        .to_utc();
    let outcome = if entry.problem.is_some() {
        AuditOutcome::Failed
    } else {
        AuditOutcome::Done
    };
    Ok(AuditLine {
        entry: number,
        at,
        actor: entry.actor,
        act: Act::title_of(&entry.act).to_owned(),
        subject: entry.subject,
        outcome,
        problem: entry.problem,
        correlation_id: entry.correlation_id,
    })
}
