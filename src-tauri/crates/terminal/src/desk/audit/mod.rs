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
    desk::{
        audit::view::{AuditCheck, AuditLine, AuditOutcome, AuditVerdict},
        day_close::Kept,
    },
    files::{hand_out, name_of, open_stream},
};
use chrono::DateTime;
use kakehashi_domain::{Fault, Outcome, Role, Shelf};
use kakehashi_store::{AuditReport, PaperHead, StoredEntry, verify_export};
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
///
/// # Errors
/// `INPUT_INVALID` for a head on paper that is none.
pub(crate) async fn verify_audit(
    terminal: &Terminal,
    permit: Permit,
    paper: Option<String>,
) -> Outcome<AuditCheck> {
    let paper = paper.as_deref().map(PaperHead::parse).transpose()?;
    let wanted = paper.clone();
    let walk = move |look: &Look| {
        let report = look.books()?.verify_audit(wanted.as_ref())?;
        Ok((report, look.compare_days()?))
    };
    let (report, days) = terminal.see(walk).await?;
    let broken = report.first_broken;
    let note = move |c: &mut Controller| {
        c.write(&permit, |store| match broken {
            Some(entry) => store.note_audit_break(entry),
            None => Ok(()),
        })
    };
    terminal.ask(note).await?;
    let older = terminal.see(|look| look.older()).await?;
    let check = audit_check(report, paper.as_ref());
    let by_mark = older.map(|older| match older.rewritten {
        true => AuditVerdict::Rewritten,
        false => AuditVerdict::Older,
    });
    let by_days = match days {
        Kept::Fits => None,
        Kept::Longer => Some(AuditVerdict::Older),
        Kept::Other => Some(AuditVerdict::Rewritten),
    };
    Ok(match by_mark.or(by_days).filter(|_| check.intact) {
        Some(verdict) => AuditCheck {
            intact: false,
            verdict,
            ..check
        },
        None => check,
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
/// `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `NOT_AN_AUDIT_LOG`, `INPUT_INVALID` for a head on paper that is none.
pub fn verify_audit_file(path: &Path, paper: Option<&str>) -> Answer<AuditCheck> {
    let path = path.to_string_lossy();
    let verify = || {
        let paper = paper.map(PaperHead::parse).transpose()?;
        let report = verify_export(BufReader::new(open_stream(&path)?), paper.as_ref())?;
        Ok(audit_check(report, paper.as_ref()))
    };
    let named = |fault: Fault| ProblemView::new(&fault.with("file", name_of(&path)), "-");
    verify().map_err(named)
}

fn role_title(word: Option<&str>) -> String {
    let role = Role::ALL.iter().find(|role| Some(role.word()) == word);
    role.map_or_else(String::new, |role| role.title().to_owned())
}

fn audit_check(report: AuditReport, paper: Option<&PaperHead>) -> AuditCheck {
    let lies_behind = paper.is_some_and(|paper| paper.entry > Some(report.entries));
    let verdict = match report.first_broken {
        None if report.is_forged => AuditVerdict::Rewritten,
        None if report.has_paper => AuditVerdict::Intact,
        None if lies_behind => AuditVerdict::Older,
        None => AuditVerdict::Rewritten,
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
        on_paper: paper.map(|_| report.has_paper),
        signed_by: report.signed_by,
        forged: report.is_forged,
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
