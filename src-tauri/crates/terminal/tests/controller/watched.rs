//! The watched folder: files are taken in once, whatever ends in between, and what becomes of them stands beside them.

use crate::world::Place;
use kakehashi_domain::{Code, JobState};
use kakehashi_terminal::{Going, Receipt, WatchedFolder, WatchedOutcome};
use std::{fs, path::Path, time::Duration};

fn watch(place: &Place) -> WatchedFolder {
    fs::create_dir_all(place.path("watched")).unwrap();
    WatchedFolder::open(&place.path("watched"), Duration::ZERO).unwrap()
}

fn lay_down(place: &Place, name: &str) {
    let file = place.write_file("next.csv");
    fs::create_dir_all(place.path("watched/in")).unwrap();
    fs::rename(file, place.path("watched/in").join(name)).unwrap();
}

/// Works until all that is left waits for somebody.
async fn work(place: &Place, watched: &mut WatchedFolder) -> Vec<Receipt> {
    let mut told = Vec::new();
    loop {
        let (going, receipts) = watched.work(&place.terminal).await.unwrap();
        told.extend(receipts);
        if going == Going::Resting {
            return told;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

fn receipt(place: &Place, name: &str) -> Receipt {
    let text = fs::read(place.path("watched").join(name)).unwrap();
    serde_json::from_slice(&text).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_file_goes_to_its_approver_and_its_result_comes_back() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    place.server_log_in().await;
    let mut watched = watch(&place);
    lay_down(&place, "kanyusha.csv");
    assert!(watched.has_new().unwrap());
    work(&place, &mut watched).await;
    assert!(names(&place.path("watched/in")).is_empty());
    let taken = receipt(&place, "done/kanyusha.csv.receipt.json");
    assert_eq!((taken.outcome, taken.job), (WatchedOutcome::Taken, Some(1)));
    assert_eq!(
        taken.state,
        Some(JobState::AwaitingApproval),
        "a person releases it"
    );
    assert_eq!(
        taken.kind.as_deref(),
        Some("member-registration"),
        "by its heading"
    );

    place.log_in("shonin").await;
    place.terminal.approve(1).await.unwrap();
    place.log_in("tantou").await;
    watched.rest();
    work(&place, &mut watched).await;
    let sent = receipt(&place, "done/kanyusha.csv.receipt.json");
    assert_eq!(sent.state, Some(JobState::ResultReceived), "{sent:?}");
    assert_eq!((sent.ok_rows, sent.failed_rows), (Some(2), Some(1)));
    assert_eq!(
        names(&place.path("watched/results")),
        [
            "kanyusha.csv.hand-over.csv",
            "kanyusha.csv.resend.csv",
            "kanyusha.csv.result.csv"
        ]
    );
    assert!(watched.standing().is_empty(), "the rest is a person's");
    let unread = place.terminal.confirm(1).await;
    assert!(unread.is_err(), "writing it is no reading");
}

#[tokio::test(start_paused = true)]
async fn what_ends_between_two_steps_is_taken_in_once_and_a_second_copy_is_refused() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let mut watched = watch(&place);
    // Taken in, and nothing more.
    lay_down(&place, "kanyusha.csv");
    let file = place.text("watched/in/kanyusha.csv");
    place.checked_file(file).await;
    work(&place, &mut watched).await;
    let first = receipt(&place, "done/kanyusha.csv.receipt.json");
    assert_eq!(
        (first.job, first.state),
        (Some(1), Some(JobState::AwaitingApproval))
    );
    // Its receipt was written, and the file not moved.
    drop(watched);
    let done = place.path("watched/done/kanyusha.csv");
    fs::rename(&done, place.path("watched/in/kanyusha.csv")).unwrap();
    let mut watched = watch(&place);
    work(&place, &mut watched).await;
    assert_eq!(names(&place.path("watched/in")), Vec::<String>::new());
    assert!(names(&place.path("watched/error")).is_empty());
    // The same again.
    lay_down(&place, "kanyusha.csv");
    let told = work(&place, &mut watched).await;
    let refused = receipt(&place, "error/kanyusha.csv.receipt.json");
    assert_eq!(refused.outcome, WatchedOutcome::Refused, "{told:?}");
    assert_eq!(refused.problem.unwrap().code, Code::AlreadyTakenIn);
    assert_eq!(place.terminal.open_jobs().await.unwrap().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_go_is_laid_aside_with_the_reason_and_what_may_go_later_waits() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let mut watched = watch(&place);
    let inside = place.path("watched/in");
    fs::write(inside.join("memo.csv"), "a,b\r\n1,2\r\n").unwrap();
    let wrong = fs::read_to_string(place.write_file("x.csv")).unwrap();
    let wrong = wrong.replace("123456789018", "123456789019");
    fs::write(inside.join("mistakes.csv"), wrong).unwrap();
    fs::write(inside.join("qualification_04.csv"), "x\r\n").unwrap();
    work(&place, &mut watched).await;
    assert_eq!(
        names(&inside),
        ["qualification_04.csv", "qualification_04.csv.receipt.json"]
    );
    let waits = receipt(&place, "in/qualification_04.csv.receipt.json");
    assert_eq!(waits.problem.unwrap().code, Code::WrongOrder);
    let code = |name: &str| receipt(&place, name).problem.unwrap().code;
    assert_eq!(code("error/memo.csv.receipt.json"), Code::KindNotTold);
    let mistakes = receipt(&place, "error/mistakes.csv.receipt.json");
    assert_eq!(mistakes.problem.unwrap().code, Code::HasErrors);
    assert!(!mistakes.by_code.is_empty());
    assert!(place.terminal.open_jobs().await.unwrap().is_empty());
    assert!(!watched.has_new().unwrap(), "tried again in a while");
}

#[tokio::test(start_paused = true)]
async fn a_share_that_goes_loses_nothing_and_whoever_may_not_send_does_not() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let mut watched = watch(&place);
    lay_down(&place, "kanyusha.csv");
    fs::rename(place.path("watched"), place.path("away")).unwrap();
    assert!(watched.has_new().is_err());
    fs::rename(place.path("away"), place.path("watched")).unwrap();
    place.log_in("kanri").await;
    let refused = watched.work(&place.terminal).await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied);
    assert_eq!(names(&place.path("watched/in")), ["kanyusha.csv"]);
    place.log_in("tantou").await;
    work(&place, &mut watched).await;
    assert_eq!(
        receipt(&place, "done/kanyusha.csv.receipt.json").job,
        Some(1)
    );
}
