//! The audit log by who, what, to what, when and how it ended: on the screen, on paper, and as a list for a table program.

use super::{Names, line};
use crate::{
    core::{
        clock::{in_japan, japan_day},
        controller::Terminal,
        gate::Permit,
        look::Look,
    },
    desk::audit::view::{AuditLine, AuditOutcome, AuditPage, AuditWanted},
    files::{hand_out, list::List},
};
use chrono::DateTime;
use kakehashi_domain::{Outcome, Role};
use kakehashi_store::{AuditEntry, StoredEntry};

const HEADINGS: [&str; 9] = [
    "番号",
    "日時",
    "利用者ID",
    "名前",
    "役割",
    "操作",
    "対象",
    "結果",
    "覚え",
];

/// Lines of the log that fit, newest first.
pub(crate) async fn audit_that(
    terminal: &Terminal,
    _: Permit,
    wanted: AuditWanted,
    offset: u32,
    limit: u32,
) -> Outcome<AuditPage> {
    terminal
        .see(move |look| look.audit_that(&wanted, offset, limit.min(1_000)))
        .await
}

/// Writes the lines that fit as CSV (UTF-8 with a mark). Gives their number. That it leaves stands in the log before it
/// does.
///
/// # Errors
/// `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`.
pub(crate) async fn export_audit_list(
    terminal: &Terminal,
    permit: Permit,
    wanted: AuditWanted,
    path: String,
) -> Outcome<u32> {
    terminal.ask(move |c| c.write(&permit, |_| Ok(()))).await?;
    let export = terminal.see(move |look| {
        let lines = look.audit_that(&wanted, 0, u32::MAX)?.lines;
        hand_out(&path, |sink| {
            let mut list = List::begin(sink, HEADINGS)?;
            for line in &lines {
                list.add(cells(line).each_ref().map(String::as_str))?;
            }
            list.end()?;
            Ok(lines.len() as u32)
        })
    });
    export.await
}

fn cells(line: &AuditLine) -> [String; 9] {
    let outcome = match (line.outcome, &line.problem) {
        (AuditOutcome::Done, _) => "成功".to_owned(),
        (AuditOutcome::Failed, None) => "失敗".to_owned(),
        (AuditOutcome::Failed, Some(number)) => format!("失敗（{number}）"),
    };
    [
        line.entry.to_string(),
        in_japan(line.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        line.actor.clone(),
        line.who.clone(),
        line.role.clone(),
        line.act.clone(),
        line.subject.clone(),
        outcome,
        line.note.clone().unwrap_or_default(),
    ]
}

impl Look {
    fn audit_that(&self, wanted: &AuditWanted, offset: u32, limit: u32) -> Outcome<AuditPage> {
        let names = self.names()?;
        let words: Vec<&str> = wanted.words.split_whitespace().collect();
        let (mut total, mut lines) = (0, Vec::new());
        let take = |stored: StoredEntry| {
            if (offset..offset.saturating_add(limit)).contains(&total) {
                lines.push(line(&names, stored)?);
            }
            total += 1;
            Ok(())
        };
        let books = self.books()?;
        books.audit_that(|entry| fits(entry, wanted, &words, &names), take)?;
        let newest = books.audit_page(0, 1)?;
        Ok(AuditPage {
            total,
            all: newest.first().map_or(0, |newest| newest.number),
            lines,
        })
    }
}

fn fits(entry: &AuditEntry, wanted: &AuditWanted, words: &[&str], names: &Names) -> bool {
    let is_failed = wanted
        .outcome
        .map(|outcome| outcome == AuditOutcome::Failed);
    if is_failed.is_some_and(|failed| failed != entry.problem.is_some()) {
        return false;
    }
    if wanted.from.is_some() || wanted.until.is_some() {
        let Ok(at) = DateTime::parse_from_rfc3339(&entry.at) else {
            return true; // A damaged line is shown rather than hidden.
        };
        let day = japan_day(at.to_utc());
        if wanted.from.is_some_and(|from| day < from) || wanted.until.is_some_and(|end| day > end) {
            return false;
        }
    }
    let role = Role::ALL
        .iter()
        .find(|role| Some(role.word()) == entry.role.as_deref());
    let texts = [
        entry.actor.as_str(),
        names.get(&entry.actor).map_or("", String::as_str),
        role.map_or("", |role| role.title()),
        crate::core::act::Act::title_of(&entry.act),
        &entry.subject,
        entry.note.as_deref().unwrap_or_default(),
        entry.problem.as_deref().unwrap_or_default(),
    ];
    words
        .iter()
        .all(|word| texts.iter().any(|text| text.contains(word)))
}
