//! Backups: made, looked into, made by plan; and coming back from one, by two.

use crate::world::{PASSWORD, PHRASE, Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState};
use kakehashi_terminal::{
    Terminal, World,
    view::{JobAct, NewRestore, RestoreReport, Stage},
};
use std::{fs, path::Path};

const BACKUP: &str = "bakkuappu-no-aikotoba";

/// A terminal with a checked job, and a backup of it.
async fn backed_up(place: &Place) -> (u32, String) {
    let id = place.checked_for("tantou").await;
    place.terminal.request_approval(id).await.unwrap();
    place.log_in("kanri").await;
    let path = place.text("a.kakehashi-backup");
    let made = place.terminal.back_up(path.clone(), Some(BACKUP.into()));
    assert_eq!(made.await.unwrap().lines.len(), 1);
    (id, path)
}

fn wish(path: &str, second: &str) -> NewRestore {
    NewRestore {
        path: path.into(),
        pass_phrase: BACKUP.into(),
        user: "kanri".into(),
        password: PASSWORD.into(),
        second_user: second.into(),
        second_password: PASSWORD.into(),
        key_pass_phrase: Some(PHRASE.into()),
    }
}

async fn elsewhere(dir: &Path, wish: NewRestore) -> (Terminal, Result<RestoreReport, Code>) {
    let terminal = Terminal::open(dir, World::default(), None).unwrap();
    let restored = terminal.restore(wish).await;
    (terminal, restored.map_err(|problem| problem.code))
}

#[tokio::test(start_paused = true)]
async fn a_new_pc_begins_with_a_backup_and_nothing_goes_on_by_itself() {
    let place = Place::ready().await;
    let (id, path) = backed_up(&place).await;
    let new = tempfile::tempdir().unwrap();
    let (terminal, restored) = elsewhere(new.path(), wish(&path, "shonin")).await;
    assert_eq!(restored.unwrap().held, 1);
    assert_eq!(terminal.start().await.unwrap().stage, Stage::LogIn);
    terminal
        .log_in("shonin".into(), PASSWORD.into())
        .await
        .unwrap();
    let job = terminal.approve(id).await.unwrap();
    assert_eq!(job.state, JobState::Queued);
    assert!(job.held.unwrap().contains("バックアップから戻しました"));
    assert!(job.acts.contains(&JobAct::LetGo));
    terminal.carry_all_on().await;
    assert_eq!(terminal.job(id).await.unwrap().state, JobState::Queued);

    // Whoever prepared it can't let it go.
    terminal
        .log_in("tantou".into(), PASSWORD.into())
        .await
        .unwrap();
    let refused = terminal.let_go(id).await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied);
    terminal
        .log_in("shonin".into(), PASSWORD.into())
        .await
        .unwrap();
    assert_eq!(terminal.let_go(id).await.unwrap().held, None);

    terminal
        .log_in("kanri".into(), PASSWORD.into())
        .await
        .unwrap();
    let check = terminal.verify_audit(None).await.unwrap();
    assert!(check.intact);
    let log = terminal.audit(0, 50).await.unwrap();
    let restored = log.iter().find(|line| line.act == "バックアップから戻す");
    assert_eq!(restored.unwrap().actor, "kanri");
}

#[tokio::test(start_paused = true)]
async fn whoever_gave_the_other_a_password_within_the_day_brings_nothing_back_with_it() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("kanri").await;
    let anew = "atarashii-aikotoba".to_owned();
    t.reset_password("shonin".into(), anew.clone())
        .await
        .unwrap();
    t.log_in("shonin".into(), anew.clone()).await.unwrap();
    t.change_password(anew, PASSWORD.into()).await.unwrap();
    let (_, path) = backed_up(&place).await;
    let new = tempfile::tempdir().unwrap();
    let (_, restored) = elsewhere(new.path(), wish(&path, "shonin")).await;
    assert_eq!(restored.unwrap_err(), Code::ResetTooFresh);
    let (_, restored) = elsewhere(new.path(), wish(&path, "tantou")).await;
    assert!(restored.is_ok(), "somebody else is a second person");
}

#[tokio::test(start_paused = true)]
async fn two_persons_whom_the_backup_knows_are_wanted_and_nothing_is_touched_before() {
    let place = Place::ready().await;
    let (_, path) = backed_up(&place).await;
    let new = tempfile::tempdir().unwrap();
    let refused = |change: fn(&mut NewRestore)| {
        let (mut wish, dir) = (wish(&path, "shonin"), new.path().join("data"));
        change(&mut wish);
        async move {
            let (terminal, restored) = elsewhere(&dir, wish).await;
            assert_eq!(terminal.start().await.unwrap().stage, Stage::SetUp);
            restored.unwrap_err()
        }
    };
    let two = Code::RestoreNeedsTwo;
    assert_eq!(refused(|w| w.second_user = "kanri".into()).await, two);
    assert_eq!(refused(|w| w.second_password = "chigau".into()).await, two);
    assert_eq!(refused(|w| w.second_user = "inai".into()).await, two);
    assert_eq!(
        refused(|w| w.user = "tantou".into()).await,
        two,
        "no administrator"
    );
    let wrong = Code::BackupPassPhraseWrong;
    assert_eq!(refused(|w| w.pass_phrase = "chigau".into()).await, wrong);
    assert_eq!(refused(|w| w.path += "x").await, Code::FileNotFound);
    let here = place.terminal.restore(wish(&path, "shonin")).await;
    assert_eq!(here.unwrap_err().code, Code::AlreadySetUp);
}

#[tokio::test(start_paused = true)]
async fn a_look_into_a_backup_says_what_is_there_and_changes_nothing() {
    let place = Place::ready().await;
    let (_, path) = backed_up(&place).await;
    let before = fs::read_dir(place.dir.path().join("data")).unwrap().count();
    let check = place.terminal.try_backup(path.clone(), BACKUP.into());
    let check = check.await.unwrap();
    assert!(check.intact && check.entries > 5 && check.files == 1);
    let after = fs::read_dir(place.dir.path().join("data")).unwrap().count();
    assert_eq!(before, after);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let refused = place.terminal.try_backup(path, BACKUP.into()).await;
    assert_eq!(refused.unwrap_err().code, Code::BackupDamaged);
}

#[tokio::test(start_paused = true)]
async fn backups_by_plan_come_when_due_the_oldest_go_and_home_hears_of_failures() {
    let place = Place::ready().await;
    place.checked_for("tantou").await;
    place.log_in("kanri").await;
    let asks = async || {
        let tasks = place.terminal.home().await.unwrap().tasks;
        tasks.into_iter().find(|task| task.path == "/backup")
    };
    assert!(asks().await.unwrap().why.contains("まだ1回も"));
    let folder = place.dir.path().join("copies");
    fs::create_dir(&folder).unwrap();
    let plan = place
        .terminal
        .plan_backups(folder.display().to_string(), 1, 2, BACKUP.to_owned());
    assert_eq!(plan.await.unwrap().lines.len(), 1);
    assert!(asks().await.is_none());
    let count = || fs::read_dir(&folder).unwrap().count();
    for expected in [1, 2, 2, 2] {
        place.terminal.back_up_when_due().await;
        assert_eq!(count(), expected);
        place.clock.advance(TimeDelta::days(1));
        place.log_in("kanri").await;
        place.terminal.back_up_when_due().await;
    }
    fs::remove_dir_all(&folder).unwrap();
    place.clock.advance(TimeDelta::days(8));
    place.log_in("kanri").await;
    place.terminal.back_up_when_due().await;
    assert!(asks().await.unwrap().why.contains("できませんでした"));
}

#[tokio::test(start_paused = true)]
async fn a_held_job_waits_until_somebody_lets_it_go() {
    let place = Place::ready().await;
    let id = place.checked_for("tantou").await;
    place.terminal.request_approval(id).await.unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    let held = place.terminal.hold(id, "月末の処理のあと".into()).await;
    assert_eq!(held.unwrap().held.as_deref(), Some("月末の処理のあと"));
    let twice = place.terminal.hold(id, "もう一度".into()).await;
    assert_eq!(twice.unwrap_err().code, Code::WrongState);
    place.log_in("tantou").await;
    assert_eq!(place.terminal.let_go(id).await.unwrap().held, None);
}
