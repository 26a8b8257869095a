//! Backups that are made by themselves: into a folder that was chosen, every few days, the oldest going.

use super::{
    SHOWN, make_seal,
    view::{BackupPlanView, BackupsView},
    write_backup,
};
use crate::core::{
    act::Act,
    clock::in_japan,
    controller::{Controller, Terminal},
    gate::Permit,
    look::Look,
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Fault, Outcome, Shelf, Single};
use kakehashi_store::BackupSeal;
use serde::{Deserialize, Serialize};
use std::path::Path;
use zeroize::Zeroizing;

/// After a failure it is tried again an hour later.
const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Where backups go by themselves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlanRecord {
    pub folder: String,
    pub every_days: u32,
    /// How many of them stay.
    pub keep: u32,
    pub seal: BackupSeal,
    pub by: String,
    /// Why the last one failed, in a sentence and the next step.
    pub problem: Option<String>,
    /// When it was last tried.
    pub tried_at: Option<DateTime<Utc>>,
}

/// Decides where backups go by themselves. The pass phrase is kept nowhere; whoever restores must know it.
///
/// # Errors
/// `INPUT_INVALID`.
pub(crate) async fn plan_backups(
    terminal: &Terminal,
    permit: Permit,
    folder: String,
    every_days: u32,
    keep: u32,
    pass_phrase: String,
) -> Outcome<BackupsView> {
    let folder = folder.trim().to_owned();
    if !Path::new(&folder).is_dir() {
        let hint = "いまあるフォルダーを選んでください。";
        return Err(Fault::invalid("バックアップのフォルダー", hint));
    }
    for (title, value, most) in [("間かく（日）", every_days, 31), ("残す数", keep, 366)] {
        if value == 0 || value > most {
            return Err(Fault::invalid(
                title,
                format!("1から{most}までにしてください。"),
            ));
        }
    }
    let plan = PlanRecord {
        folder,
        every_days,
        keep,
        seal: make_seal(Zeroizing::new(pass_phrase)).await?,
        by: permit.user.clone(),
        problem: None,
        tried_at: None,
    };
    let keep = move |c: &mut Controller| {
        c.write(&permit, |store| {
            store.put(Shelf::Setting, Single::BackupPlan.key(), &plan)
        })
    };
    terminal.ask(keep).await?;
    terminal.back_up_when_due().await;
    terminal.see(Look::backups).await
}

/// Makes no more backups by itself. Those that were made stay where they are.
pub(crate) async fn stop_backups(terminal: &Terminal, permit: Permit) -> Outcome<BackupsView> {
    let stop = move |c: &mut Controller| {
        c.write(&permit, |store| {
            store.remove(Shelf::Setting, Single::BackupPlan.key())
        })
    };
    terminal.ask(stop).await?;
    terminal.see(Look::backups).await
}

impl Terminal {
    /// Makes the backup that is due by plan, if one is.
    pub async fn back_up_when_due(&self) {
        let due = match self.ask(|c| c.take_due_plan()).await {
            Ok(Some(due)) => due,
            Ok(None) => return,
            Err(fault) => {
                return tracing::warn!(code = fault.code.number(), "no plan could be read");
            }
        };
        let permit = Permit::of_terminal(Act::back_up, "バックアップ").in_name_of(&due.plan.by);
        let trail = permit.trail.clone();
        let made = write_backup(self, permit, due.path, due.plan.seal.clone()).await;
        if let Err(fault) = &made {
            trail.log_failure(fault);
        }
        let noted = self.ask(move |c| c.note_planned(due.plan, made)).await;
        if let Err(fault) = noted {
            tracing::warn!(code = fault.code.number(), "a planned backup was not noted");
        }
    }
}

struct Due {
    plan: PlanRecord,
    path: String,
}

impl Look {
    pub(super) fn plan(&self) -> Outcome<Option<PlanRecord>> {
        self.books()?.get(Shelf::Setting, Single::BackupPlan.key())
    }

    pub(super) fn seal_of_plan(&self) -> Outcome<BackupSeal> {
        let plan = self.plan()?;
        plan.map(|plan| plan.seal).ok_or_else(|| {
            let hint = "12文字以上で決めてください。戻すときに必要です。";
            Fault::invalid("バックアップのパスフレーズ", hint)
        })
    }
}

impl Controller {
    /// The plan, if a backup is due by it; whoever takes it makes it.
    fn take_due_plan(&mut self) -> Outcome<Option<Due>> {
        if self.books().is_err() {
            return Ok(None);
        }
        let (Some(mut plan), now) = (self.plan()?, self.now()) else {
            return Ok(None);
        };
        // A little less than the days, so that a plan of one day doesn't slip by the length of each backup.
        let pause = TimeDelta::days(plan.every_days.into()) - TimeDelta::hours(1);
        let last = self.newest_backups(1)?.pop().map(|last| last.at);
        let waits = last.is_some_and(|last| now - last < pause)
            || plan.tried_at.is_some_and(|tried| now - tried < AGAIN);
        if waits {
            return Ok(None);
        }
        plan.tried_at = Some(now);
        self.keep(|store| store.put(Shelf::Setting, Single::BackupPlan.key(), &plan))?;
        let stamp = in_japan(now).format("%Y%m%d-%H%M%S");
        let name = format!("kakehashi-{stamp}{SUFFIX}");
        let path = Path::new(&plan.folder).join(name).display().to_string();
        Ok(Some(Due { plan, path }))
    }

    /// Notes how a planned one went; where it went well the oldest go.
    fn note_planned(&mut self, mut plan: PlanRecord, made: Outcome<()>) -> Outcome<()> {
        plan.problem = made
            .as_ref()
            .err()
            .map(|fault| format!("{}{}", fault.sentence(), fault.next_step()));
        // Somebody may have ended or changed the plan meanwhile.
        let same = |now: &PlanRecord| now.seal == plan.seal && now.folder == plan.folder;
        if self.plan()?.as_ref().is_some_and(same) {
            self.keep(|store| store.put(Shelf::Setting, Single::BackupPlan.key(), &plan))?;
        }
        if made.is_ok() {
            self.remove_oldest(&plan)?;
        }
        Ok(())
    }

    /// Only files that the register names, in the plan's folder, made by plan.
    fn remove_oldest(&mut self, plan: &PlanRecord) -> Outcome<()> {
        let by_plan = |path: &Path| {
            let named = path.file_name().and_then(|name| name.to_str());
            path.parent() == Some(Path::new(&plan.folder))
                && named.is_some_and(|name| name.ends_with(SUFFIX))
        };
        let records = self.newest_backups(SHOWN)?;
        let planned = records.iter().map(|record| Path::new(&record.path));
        let too_old = planned
            .filter(|path| by_plan(path))
            .skip(plan.keep as usize);
        for path in too_old.filter(|path| path.exists()) {
            if let Err(error) = std::fs::remove_file(path) {
                tracing::warn!(kind = ?error.kind(), "an old backup stays");
            }
        }
        Ok(())
    }
}

impl PlanRecord {
    pub(super) fn view(self) -> BackupPlanView {
        BackupPlanView {
            folder: self.folder,
            every_days: self.every_days,
            keep: self.keep,
            problem: self.problem,
        }
    }
}

/// How the files of backups end.
pub(crate) const SUFFIX: &str = ".kakehashi-backup";
