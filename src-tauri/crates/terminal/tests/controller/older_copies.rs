//! An older copy of the data is noticed, and nothing goes twice because of it.

#[path = "../../../../../tests/support/folders.rs"]
mod folders;

use crate::world::Place;
use folders::copy_folder;
use kakehashi_domain::{Code, JobState};
use kakehashi_terminal::view::AuditVerdict;
use std::{fs, path::Path};

const FILES: [&str; 3] = ["terminal.db", "terminal.db-wal", "terminal.db-shm"];

/// What stood there before a file was sent, and the same terminal after it.
async fn copied_before_sending(only_database: bool) -> Place {
    let place = Place::ready().await;
    let waiting = place.ask_approval().await;
    let aside = place.path("aside");
    let place = place.again(|data| copy_folder(data, &aside)).await;
    place.log_in("shonin").await;
    place.terminal.approve(waiting).await.unwrap();
    place.log_in("tantou").await;
    place.server_log_in().await;
    let is_over = |job: &kakehashi_terminal::view::JobView| job.state == JobState::ResultReceived;
    place.until(waiting, is_over).await;
    assert_eq!(place.script.jobs_made(), 1);
    let put_back = |data: &Path| {
        if only_database {
            for name in FILES {
                let _there_was_none = fs::remove_file(data.join(name));
            }
            for name in FILES.into_iter().filter(|name| aside.join(name).exists()) {
                fs::copy(aside.join(name), data.join(name)).unwrap();
            }
        } else {
            fs::remove_dir_all(data).unwrap();
            copy_folder(&aside, data);
        }
    };
    place.again(put_back).await
}

async fn unlocked(place: &Place) {
    place.log_in("shonin").await;
}

#[tokio::test(start_paused = true)]
async fn a_copy_from_before_a_sending_is_noticed_and_sends_nothing_again() {
    for only_database in [false, true] {
        let place = copied_before_sending(only_database).await;
        unlocked(&place).await;
        let job = place.terminal.job(1).await.unwrap();
        assert!(job.held.is_some(), "{job:#?}");
        let task = place.terminal.home().await.unwrap().tasks.remove(0);
        assert_eq!(task.mark, "古いデータ");
        let _approved = place.terminal.approve(1).await;
        place.log_in("futari").await;
        let _let_go = place.terminal.let_go(1).await;
        place.server_log_in().await;
        place.terminal.carry_all_on().await;
        tokio::time::sleep(std::time::Duration::from_secs(600)).await;
        assert_eq!(place.script.jobs_made(), 1, "nothing went a second time");

        place.log_in("kanri").await;
        let check = place.terminal.verify_audit(None).await.unwrap();
        assert_eq!((check.intact, check.verdict), (false, AuditVerdict::Older));
        let why = || "サーバーの一覧と見くらべた".to_owned();
        place.terminal.accept_older_data(why()).await.unwrap();
        let alone = place.terminal.accept_older_data(why()).await;
        assert_eq!(alone.unwrap_err().code, Code::ApproverIsSender);
        place.log_in("shonin").await;
        place.terminal.accept_older_data(why()).await.unwrap();
        place.log_in("kanri").await;
        let check = place.terminal.verify_audit(None).await.unwrap();
        assert_eq!(check.verdict, AuditVerdict::Intact);
    }
}

#[tokio::test(start_paused = true)]
#[cfg_attr(
    windows,
    ignore = "copies the data of a running terminal, whose lock file Windows lets nobody read; not tried there"
)]
async fn a_log_of_changes_that_was_lost_is_noticed() {
    let place = Place::ready().await.again(|_| ()).await;
    place.log_in("kanri").await;
    let aside = place.path("aside");
    // As a sudden end leaves it: what was committed last stands in the log of changes alone.
    copy_folder(&place.path("data"), &aside);
    let only_database = |data: &Path| {
        fs::copy(aside.join("terminal.db"), data.join("terminal.db")).unwrap();
    };
    let place = place.again(only_database).await;
    place.log_in("kanri").await;
    let check = place.terminal.verify_audit(None).await.unwrap();
    assert_eq!(check.verdict, AuditVerdict::Older);
}

#[tokio::test(start_paused = true)]
async fn a_log_that_was_written_anew_is_told_from_an_older_one() {
    let place = Place::ready().await;
    let aside = place.path("aside");
    let place = place.again(|data| copy_folder(data, &aside)).await;
    place.log_in("shonin").await;
    // Somebody goes on from a copy, where no mark tells.
    let marks = place.marks.exchange(Default::default());
    let put_back = |data: &Path| {
        fs::remove_dir_all(data).unwrap();
        copy_folder(&aside, data);
    };
    let place = place.again(put_back).await;
    for _ in 0..9 {
        place.log_in("tantou").await;
    }
    place.marks.exchange(marks);
    let place = place.again(|_| ()).await;
    place.log_in("kanri").await;
    let check = place.terminal.verify_audit(None).await.unwrap();
    assert_eq!(
        (check.intact, check.verdict),
        (false, AuditVerdict::Rewritten)
    );
}

#[tokio::test(start_paused = true)]
async fn the_own_data_are_never_taken_for_older_ones() {
    let mut place = Place::ready().await;
    for _ in 0..3 {
        place = place.again(|_| ()).await;
        place.log_in("kanri").await;
        let check = place.terminal.verify_audit(None).await.unwrap();
        assert_eq!(check.verdict, AuditVerdict::Intact);
    }
}
