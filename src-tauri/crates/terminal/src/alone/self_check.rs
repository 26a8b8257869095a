//! The check before any window: whether this PC can keep and send what it should. It changes nothing.

use crate::{
    alone::installation::check_installation,
    core::{
        clock::{Clock, japan_time},
        controller::Answer,
        managed,
        managed::Managed,
        problem::ProblemView,
    },
    files::{hand_out, write_fault},
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, Outcome, Setting};
use kakehashi_server_link::tls_works;
use kakehashi_store::{DataPlace, Store, key_store_works};
use serde::Serialize;
use std::{fs, path::Path};
use ts_rs::TS;

/// Below this a day's files may not fit.
const LEAST_SPACE: u64 = 1 << 30;
const GIGABYTE: u64 = 1_000_000_000;
/// Clocks that differ by less are not told apart: summer time elsewhere, copies from another disk.
const TOLERANCE: TimeDelta = TimeDelta::days(1);

/// One thing that was looked at.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SelfCheckLine {
    /// What was looked at.
    pub title: &'static str,
    /// What was found, when it is well.
    pub note: String,
    /// What is wrong.
    pub problem: Option<ProblemView>,
}

impl SelfCheckLine {
    /// Shapes what was found.
    pub fn new(title: &'static str, found: Outcome<String>) -> Self {
        let (note, problem) = match found {
            Ok(note) => (note, None),
            Err(fault) => (String::new(), Some(ProblemView::new(&fault, "-"))),
        };
        Self {
            title,
            note,
            problem,
        }
    }

    /// The line of a report.
    pub fn text(&self) -> String {
        match &self.problem {
            None => format!("よし　　 {}: {}", self.title, self.note),
            Some(problem) => format!(
                "だめ　　 {}: {} {} → {}",
                self.title, problem.number, problem.sentence, problem.next_step
            ),
        }
    }
}

/// Looks at the programs, data, key store, TLS, clock, disk and policies.
pub fn self_check(dir: &Path, clock: &dyn Clock, policies: &dyn Managed) -> Vec<SelfCheckLine> {
    let (data, key_is_sealed) = match look_at_data(dir) {
        Ok((note, key_is_sealed)) => (Ok(note.to_owned()), key_is_sealed),
        Err(fault) => (Err(fault), false),
    };
    vec![
        SelfCheckLine::new("プログラム", check_installation()),
        SelfCheckLine::new("データ", data),
        SelfCheckLine::new("鍵の保管場所", look_at_key_store(key_is_sealed)),
        SelfCheckLine::new("暗号通信", tls_works().map(|()| "使えます".to_owned())),
        SelfCheckLine::new("時計", look_at_clock(dir, clock.now())),
        SelfCheckLine::new("ディスクの空き", look_at_disk(dir)),
        SelfCheckLine::new("組織のポリシー", look_at_policies(policies)),
    ]
}

/// Writes what was found, a line each, for whoever is asked for help; never over another file. Nothing personal is in it.
///
/// # Errors
/// `OUTPUT_EXISTS`, `OUTPUT_FOLDER_MISSING`, `OUTPUT_UNWRITABLE`, `DISK_FULL`.
pub fn write_self_check(lines: &[SelfCheckLine], path: &str) -> Answer<()> {
    let text: String = lines
        .iter()
        .map(|line| format!("{}\r\n", line.text()))
        .collect();
    let written = hand_out(path, |sink| {
        let written = sink.write_all(text.as_bytes());
        written.map(|()| 0).map_err(|e| write_fault(&e))
    });
    let written = written.map(drop);
    written.map_err(|fault| ProblemView::new(&fault, "-"))
}

/// What an administrator must hear of while the program runs: no room on the disk, a key store that is gone.
pub(crate) fn wrong_with_this_pc(dir: &Path) -> Vec<Fault> {
    let sealed = DataPlace::key_is_sealed_in(dir);
    [look_at_disk(dir), look_at_key_store(sealed)]
        .into_iter()
        .filter_map(Result::err)
        .collect()
}

fn look_at_data(dir: &Path) -> Outcome<(&'static str, bool)> {
    const UNUSED: (&str, bool) = ("まだ使い始めていません", false);
    const IN_USE: (&str, bool) = ("アプリが使っています（中は見ていません）", true);
    if !dir.exists() {
        return Ok(UNUSED);
    }
    let place = match DataPlace::take(dir) {
        Err(fault) if fault.code == Code::AlreadyRunning => return Ok(IN_USE),
        taken => taken?,
    };
    place.require_no_orphan()?;
    if !place.is_set_up() {
        return Ok(UNUSED);
    }
    if place.key_is_sealed()? {
        return Ok(("パスフレーズで守られています（中は見ていません）", true));
    }
    let key = place.bring_key(None)?;
    place.require_database()?;
    Store::inspect(place, &key)?;
    Ok(("開けて、読めます", false))
}

fn look_at_key_store(key_is_sealed: bool) -> Outcome<String> {
    match (key_store_works(), key_is_sealed) {
        (true, _) => Ok("使えます".to_owned()),
        (false, true) => Ok("使えませんが、鍵はパスフレーズで守られています".to_owned()),
        (false, false) => Err(Code::KeyStoreUnavailable.into()),
    }
}

fn look_at_clock(dir: &Path, now: DateTime<Utc>) -> Outcome<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let written = entries.filter_map(|entry| entry.metadata().ok()?.modified().ok());
    let last = written.max().map(DateTime::<Utc>::from);
    if last.is_some_and(|last| last > now + TOLERANCE) {
        return Err(Code::ClockBehind.into());
    }
    Ok(format!("{}（日本時間）", japan_time(now)))
}

fn look_at_policies(policies: &dyn Managed) -> Outcome<String> {
    let mut decided = 0;
    for setting in Setting::ALL {
        if let Some(value) = policies.decided(*setting)? {
            setting
                .check(value)
                .map_err(|_| managed::invalid(*setting))?;
            decided += 1;
        }
    }
    Ok(format!("{decided}個の設定を決めています"))
}

fn look_at_disk(dir: &Path) -> Outcome<String> {
    let there = dir.ancestors().find(|place| place.exists());
    let space = fs4::available_space(there.unwrap_or(dir));
    let space = space.map_err(|e| Fault::new(Code::DataUnwritable).because(e.kind()))?;
    if space < LEAST_SPACE {
        return Err(Code::DiskFull.into());
    }
    Ok(format!("{} GB", space / GIGABYTE))
}
