//! Coming back from a backup, by two persons whom the backup knows.
//!
//! ```text
//! backup ─▶ a folder of its own ─▶ read through ─▶ two persons' passwords ─▶ what was here is set aside ─▶ in place
//!                                                                                    └─▶ what isn't ended: 保留
//! ```
//! It needs no running terminal: a PC may be new, or its data damaged. Since the backup was made files may have been sent
//! that it doesn't know; so nothing goes on by itself, and home says so until an approver has looked at each of them.

use crate::{
    alone::consent::{Consent, agree},
    core::{
        act::Act,
        blocking::blocking,
        clock::japan_time,
        controller::Answer,
        gate::Permit,
        marks::mark_name,
        problem::ProblemView,
        profile::ProfileRecord,
        since::{SinceRecord, put_since},
        world::World,
    },
    desk::backup::{unpack, view::BackupCheck},
    sending::jobs::record::{HoldRecord, JobRecord},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, JobState, Outcome, Shelf};
use kakehashi_store::{DataPlace, KeyCare, Store, Transaction, Unpacked};
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;
use zeroize::Zeroizing;

/// What to come back from, and who wants it.
pub struct RestoreRequest<'a> {
    /// The backup.
    pub file: &'a str,
    /// What opens it.
    pub pass_phrase: Zeroizing<String>,
    /// One of them an administrator.
    pub by: [Consent; 2],
    /// What will guard the key; the operating system without one.
    pub key_pass_phrase: Option<Zeroizing<String>>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RestoreReport {
    /// What the backup was.
    pub backup: BackupCheck,
    /// Jobs that wait for an approver now.
    pub held: u32,
    /// Where that lies which was here before.
    pub set_aside: Option<String>,
}

/// Puts a backup where the terminal's data lies.
///
/// # Errors
/// `BACKUP_PASS_PHRASE_WRONG`, `BACKUP_DAMAGED`, `AUDIT_BROKEN`, `DATA_NEWER`, `RESTORE_NEEDS_TWO`, `ALREADY_RUNNING`,
/// `KEY_STORE_UNAVAILABLE`, `DISK_FULL`. Nothing is changed then.
pub async fn restore(
    dir: &Path,
    world: World,
    request: RestoreRequest<'_>,
) -> Answer<RestoreReport> {
    let restored = restore_into(dir, world, request).await;
    restored.map_err(|fault| ProblemView::new(&fault, &uuid::Uuid::new_v4().to_string()))
}

pub(crate) async fn restore_into(
    dir: &Path,
    world: World,
    request: RestoreRequest<'_>,
) -> Outcome<RestoreReport> {
    let place = DataPlace::take(dir)?;
    let (file, phrase) = (request.file.to_owned(), request.pass_phrase);
    let below = dir.to_owned();
    let unpacked = blocking(move || {
        let unpacked = unpack(&file, &phrase, &below)?;
        let report = unpacked.inspect()?;
        match report.first_broken {
            Some(entry) => Err(Fault::new(Code::AuditBroken).with("entry", entry)),
            None => Ok(unpacked),
        }
    })
    .await?;
    let backup = BackupCheck::of(&unpacked.contents, None)?;
    let by = consenting(&unpacked, &request.by, world.clock.now()).await?;
    let key_pass_phrase = request.key_pass_phrase;
    let stamp = world.clock.now().format("%Y%m%d-%H%M%S").to_string();
    blocking(move || {
        let care = match &key_pass_phrase {
            Some(phrase) => KeyCare::PassPhrase(phrase),
            None => KeyCare::OsKeyStore,
        };
        let (key, aside) = unpacked.put(&place, care, &stamp)?;
        // Two persons want these older data; they are held for that alone.
        world
            .marks
            .remove(&mark_name(&place.key_mark()?, place.dir()));
        let mut store = Store::open(place, &key)?;
        let held = begin_anew(&mut store, world, &by, &backup)?;
        Ok(RestoreReport {
            backup,
            held,
            set_aside: aside.map(|aside| aside.display().to_string()),
        })
    })
    .await
}

/// Both are who they say, they are two, and one of them is an administrator.
async fn consenting(
    unpacked: &Unpacked,
    by: &[Consent; 2],
    now: DateTime<Utc>,
) -> Outcome<[String; 2]> {
    // Opened for each: what reads the database isn't held while somebody's password is tried.
    let account = |user: &str| unpacked.reader()?.get(Shelf::User, user);
    if !agree(by, account, now).await? {
        return Err(Code::RestoreNeedsTwo.into());
    }
    Ok(by.each_ref().map(|consent| consent.user.clone()))
}

/// In one commit: what isn't ended is held, nobody is logged in at a server, and the log says who did it.
fn begin_anew(
    store: &mut Store,
    world: World,
    by: &[String; 2],
    backup: &BackupCheck,
) -> Outcome<u32> {
    let [first, second] = by;
    let made = japan_time(backup.made_at);
    let now = world.clock.now();
    let hold = HoldRecord {
        why: format!(
            "{made}のバックアップから戻しました。そのあとに送っていないかを確かめてください。"
        ),
        by: first.clone(),
        at: now,
        after_restore: true,
    };
    let permit = Permit::of_terminal(Act::restore, "端末")
        .in_name_of(first)
        .note(format!("{second} とともに、{made}のバックアップから"));
    let entry = permit.entry(now, None);
    store.transact(|store| {
        let profiles: Vec<ProfileRecord> = store.all(Shelf::Profile)?;
        for profile in profiles {
            store.remove(Shelf::ServerAccount, &profile.name)?;
        }
        let held = hold_all(store, &hold, None)?;
        // What was sent after the backup was made is asked for at the next login at the server.
        let since = SinceRecord {
            found_at: now,
            since: backup.made_at,
            head: None,
            answer: None,
        };
        put_since(store, &since)?;
        store.add_audit(&entry)?;
        Ok(held)
    })
}

/// Holds what isn't ended, or of that what was taken in since a moment.
pub(crate) fn hold_all(
    store: &Transaction<'_>,
    hold: &HoldRecord,
    taken_since: Option<DateTime<Utc>>,
) -> Outcome<u32> {
    let open = JobState::ALL
        .into_iter()
        .filter(|s| *s < JobState::ResultReceived);
    let mut held = 0;
    let is_meant = |job: &JobRecord| taken_since.is_none_or(|since| job.prepared_at > since);
    for job in store.jobs_standing::<JobRecord>(&open.collect::<Vec<_>>())? {
        let mut body = job.body;
        if !is_meant(&body) {
            continue;
        }
        body.held = Some(hold.clone());
        store.keep_job(job.id, job.state, &body)?;
        held += 1;
    }
    Ok(held)
}
