//! Backups: made by hand or by plan, looked into without touching anything, and their age.
//!
//! ```text
//! source (one moment of the store) ─▶ file beside the terminal ─▶ its line in the register, in one commit with the log
//! ```

pub(crate) mod coming_back;
pub(crate) mod plan;
pub(crate) mod view;

use crate::{
    core::{
        area::{Task, Urgency},
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
    },
    desk::backup::view::{BackupCheck, BackupLine, BackupsView},
    files::{self, hand_out, name_of},
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Role, Shelf};
use kakehashi_store::{BackupSeal, Contents, Numbered, Part, Unpacked};
use serde::{Deserialize, Serialize};
use std::{io::BufReader, path::Path};
use zeroize::Zeroizing;

/// From this age on home asks for another one.
const STALE: TimeDelta = TimeDelta::days(7);
/// Lines of the register that are shown, or looked through for what is too old.
const SHOWN: u32 = 1_000;
const PASS_PHRASE_CHARS: usize = 12;

/// A backup that was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct BackupRecord {
    pub id: u32,
    pub at: DateTime<Utc>,
    pub by: String,
    pub path: String,
    pub entries: u32,
    pub head: String,
    pub files: u32,
}

impl Numbered for BackupRecord {
    const SHELF: Shelf = Shelf::Backup;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        self.path.clone()
    }
}

/// What there is of backups, newest first.
pub(crate) async fn backups(terminal: &Terminal, _: Permit) -> Outcome<BackupsView> {
    terminal.see(Look::backups).await
}

/// Makes a backup that the pass phrase opens; without one, that of the plan does.
///
/// # Errors
/// `INPUT_INVALID`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`.
pub(crate) async fn back_up(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    pass_phrase: Option<String>,
) -> Outcome<BackupsView> {
    let seal = match pass_phrase.map(Zeroizing::new) {
        Some(phrase) => make_seal(phrase).await?,
        None => terminal.see(Look::seal_of_plan).await?,
    };
    write_backup(terminal, permit, path, seal).await?;
    terminal.see(Look::backups).await
}

/// Opens a backup in a folder that goes again, reads it through, and touches nothing.
///
/// # Errors
/// `BACKUP_PASS_PHRASE_WRONG`, `BACKUP_DAMAGED`, `DATA_NEWER`, `DISK_FULL`.
pub(crate) async fn try_backup(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    pass_phrase: String,
) -> Outcome<BackupCheck> {
    let phrase = Zeroizing::new(pass_phrase);
    let dir = terminal.dir.clone();
    let look_into = move || {
        let unpacked = unpack(&path, &phrase, &dir)?;
        let report = unpacked.inspect()?;
        BackupCheck::of(&unpacked.contents, report.first_broken)
    };
    let check = blocking(look_into).await?;
    let note = move |c: &mut Controller| c.write(&permit, |_| Ok(()));
    terminal.ask(note).await?;
    Ok(check)
}

/// Opens a backup below `dir`.
pub(crate) fn unpack(path: &str, phrase: &str, dir: &Path) -> Outcome<Unpacked> {
    let file = BufReader::with_capacity(1 << 16, files::open(path)?);
    Unpacked::open(file, phrase, dir)
}

async fn make_seal(phrase: Zeroizing<String>) -> Outcome<BackupSeal> {
    if phrase.chars().count() < PASS_PHRASE_CHARS {
        let hint = format!("{PASS_PHRASE_CHARS}文字以上にしてください。");
        return Err(Fault::invalid("バックアップのパスフレーズ", hint));
    }
    blocking(move || BackupSeal::make(&phrase)).await
}

async fn write_backup(
    terminal: &Terminal,
    permit: Permit,
    path: String,
    seal: BackupSeal,
) -> Outcome<()> {
    let begin = |c: &mut Controller| Ok((c.store()?.backup_source()?, c.now()));
    let (source, at) = terminal.ask(begin).await?;
    let target = path.clone();
    let write = move || {
        let mut contents = None;
        hand_out(&target, |sink| {
            let moment = (at.to_rfc3339(), env!("CARGO_PKG_VERSION"));
            contents = Some(source.write(sink, &seal, (&moment.0, moment.1))?);
            Ok(0)
        })?;
        contents.ok_or_else(|| Code::Internal.into())
    };
    let contents = blocking(write).await?;
    let keep = move |c: &mut Controller| c.note_backup(&permit, at, path, &contents);
    terminal.ask(keep).await
}

impl Controller {
    fn note_backup(
        &mut self,
        permit: &Permit,
        at: DateTime<Utc>,
        path: String,
        contents: &Contents,
    ) -> Outcome<()> {
        let record = BackupRecord {
            id: self.books()?.next_number::<BackupRecord>()?,
            at,
            by: permit.user.clone(),
            entries: contents.entries,
            head: contents.head.clone(),
            files: contents.files,
            path,
        };
        self.write(permit, |store| store.put_record(&record))
    }
}

impl Look {
    /// The newest backups, the last one first.
    fn newest_backups(&self, most: u32) -> Outcome<Vec<BackupRecord>> {
        self.books()?.records(Part::newest(most))
    }

    fn backups(&self) -> Outcome<BackupsView> {
        let records = self.newest_backups(SHOWN)?;
        let last = records.first().map(|last| last.at);
        Ok(BackupsView {
            is_stale: last.is_none_or(|last| self.now() - last >= STALE),
            plan: self.plan()?.map(|plan| plan.view()),
            lines: records
                .into_iter()
                .map(|record| BackupLine {
                    at: record.at,
                    by: self.name_of(&record.by),
                    file: name_of(&record.path),
                    path: record.path,
                    entries: record.entries,
                    head: record.head,
                    files: record.files,
                })
                .collect(),
        })
    }

    /// Asks for a backup where something would be lost: once files were taken in.
    pub(crate) fn backup_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Admin) || !self.books()?.has_jobs()? {
            return Ok(None);
        }
        let last = self.newest_backups(1)?.pop().map(|last| last.at);
        let days = last.map(|last| (self.now() - last).num_days());
        if days.is_some_and(|days| days < STALE.num_days()) {
            return Ok(None);
        }
        let failed = self.plan()?.and_then(|plan| plan.problem);
        let why = match (failed, days) {
            (Some(problem), _) => format!("予定のバックアップができませんでした。{problem}"),
            (None, Some(days)) => format!("最後のバックアップから{days}日たっています。"),
            (None, None) => {
                "まだ1回も作っていません。PCが壊れると、送った記録も失われます。".to_owned()
            }
        };
        Ok(Some(Task {
            urgency: Urgency::Waiting,
            mark: "バックアップ".into(),
            title: "バックアップを作る".into(),
            summary: String::new(),
            why,
            button: Some("作る".into()),
            path: "/backup".into(),
        }))
    }
}
