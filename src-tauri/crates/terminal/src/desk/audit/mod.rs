//! The audit log, as people read and verify it.

pub(crate) mod search;
pub(crate) mod view;

use crate::{
    core::{
        act::Act,
        controller::{Answer, Controller, Terminal},
        gate::Permit,
        look::Look,
        problem::ProblemView,
        user::UserRecord,
    },
    desk::audit::view::{AuditCheck, AuditLine, AuditOutcome, AuditVerdict},
    files::{hand_out, name_of, open_stream},
};
use chrono::DateTime;
use kakehashi_domain::{Fault, Outcome, Role, Shelf};
use kakehashi_store::{AuditReport, StoredEntry, verify_export};
use std::{collections::HashMap, io::BufReader, path::Path};

/// A page of the audit log, newest first.
pub(crate) async fn audit(
    terminal: &Terminal,
    _: Permit,
    offset: u32,
    limit: u32,
) -> Outcome<Vec<AuditLine>> {
    let page = move |look: &Look| {
        let page = look.books()?.audit_page(offset, limit.min(1_000))?;
        let names = look.names()?;
        page.into_iter()
            .map(|stored| line(&names, stored))
            .collect()
    };
    terminal.see(page).await
}

/// Verifies the chain. A broken chain is an answer, not an error.
pub(crate) async fn verify_audit(terminal: &Terminal, permit: Permit) -> Outcome<AuditCheck> {
    let report = terminal.see(|look| look.books()?.verify_audit()).await?;
    let broken = report.first_broken;
    let note = move |c: &mut Controller| {
        c.write(&permit, |store| match broken {
            Some(entry) => store.note_audit_break(entry),
            None => Ok(()),
        })
    };
    terminal.ask(note).await?;
    let older = terminal.see(|look| look.older()).await?;
    let check = audit_check(report);
    let other = older
        .filter(|_| check.intact)
        .map(|older| match older.rewritten {
            true => AuditVerdict::Rewritten,
            false => AuditVerdict::Older,
        });
    Ok(AuditCheck {
        intact: check.intact && other.is_none(),
        verdict: other.unwrap_or(check.verdict),
        ..check
    })
}

/// Writes the log as JSON lines, to be verified anywhere. Gives the number of entries. That it leaves stands in the log
/// before it does.
///
/// # Errors
/// `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn export_audit(
    terminal: &Terminal,
    permit: Permit,
    path: String,
) -> Outcome<u32> {
    terminal.ask(move |c| c.write(&permit, |_| Ok(()))).await?;
    let export = terminal.see(move |look| {
        let books = look.books()?;
        hand_out(&path, |mut sink| books.export_audit(&mut sink))
    });
    export.await
}

/// Verifies an exported log by itself; needs no login and no data of this terminal.
///
/// # Errors
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`.
pub fn verify_audit_file(path: &Path) -> Answer<AuditCheck> {
    let path = path.to_string_lossy();
    let report = open_stream(&path).and_then(|file| verify_export(BufReader::new(file)));
    let named = |fault: Fault| ProblemView::new(&fault.with("file", name_of(&path)), "-");
    report.map(audit_check).map_err(named)
}

fn role_title(word: Option<&str>) -> String {
    let role = Role::ALL.iter().find(|role| Some(role.word()) == word);
    role.map_or_else(String::new, |role| role.title().to_owned())
}

fn audit_check(report: AuditReport) -> AuditCheck {
    let verdict = match report.first_broken {
        None => AuditVerdict::Intact,
        Some(_) if report.is_cut => AuditVerdict::Cut,
        Some(_) => AuditVerdict::Broken,
    };
    AuditCheck {
        entries: report.entries,
        intact: verdict == AuditVerdict::Intact,
        verdict,
        first_broken: report.first_broken,
        times_back: report.times_back,
        first_time_back: report.first_time_back,
        head: report.head,
    }
}

/// Who is behind a 利用者ID.
type Names = HashMap<String, String>;

impl Look {
    fn names(&self) -> Outcome<Names> {
        let users: Vec<UserRecord> = self.books()?.all(Shelf::User)?;
        Ok(users.into_iter().map(|user| (user.id, user.name)).collect())
    }
}

fn line(names: &Names, StoredEntry { number, entry }: StoredEntry) -> Outcome<AuditLine> {
    // Where it can't be read, the line is shown all the same.
    let at = DateTime::parse_from_rfc3339(&entry.at)
        .unwrap_or_default()
        .to_utc();
    let outcome = if entry.problem.is_some() {
        AuditOutcome::Failed
    } else {
        AuditOutcome::Done
    };
    Ok(AuditLine {
        entry: number,
        at,
        who: names.get(&entry.actor).cloned().unwrap_or_default(),
        role: role_title(entry.role.as_deref()),
        note: entry.note.filter(|note| !note.is_empty()),
        actor: entry.actor,
        act: Act::title_of(&entry.act).to_owned(),
        subject: entry.subject,
        outcome,
        problem: entry.problem,
        correlation_id: entry.correlation_id,
    })
}
