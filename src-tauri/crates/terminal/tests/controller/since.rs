//! What the server knows of this terminal, and the data don't: noticed, asked for, shown, and never sent again.

use crate::world::Place;
use chrono::TimeDelta;
use kakehashi_domain::{Code, Fault, JobState};
use kakehashi_terminal::view::{AuditVerdict, HeadTold, KnownWhere};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, fs, path::Path, time::Duration};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A copy from before a file was even taken in is put back after it was sent; with the mark, or without.
async fn put_back_after_sending(place: Place, is_marked: bool) -> Place {
    let aside = place.path("aside");
    let place = place.again(|data| copy(data, &aside)).await;
    place.clock.advance(TimeDelta::minutes(1));
    let id = place.released().await;
    let is_over = |job: &kakehashi_terminal::view::JobView| job.state == JobState::ResultReceived;
    place.until(id, is_over).await;
    if !is_marked {
        place.marks.exchange(HashMap::new());
    }
    let put_back = |data: &Path| {
        fs::remove_dir_all(data).unwrap();
        copy(&aside, data);
    };
    let place = place.again(put_back).await;
    assert_eq!(place.script.jobs_made(), 1);
    place.clock.advance(TimeDelta::minutes(20));
    place
}

async fn accepted_by_two(place: &Place) {
    let why = || "サーバーの一覧と見くらべた".to_owned();
    for who in ["kanri", "shonin"] {
        place.log_in(who).await;
        place.terminal.accept_older_data(why()).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_server_alone_has_is_shown_and_not_sent_again() {
    let place = Place::ready().await;
    place.script.keep_books();
    let place = put_back_after_sending(place, true).await;
    // Nobody knows it, and somebody takes the same file in again, before the server was asked.
    let again = place.ask_approval().await;
    place.log_in("shonin").await;
    place.terminal.approve(again).await.unwrap();
    accepted_by_two(&place).await;
    place.log_in("tantou").await;
    place.server_log_in().await;
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(place.script.jobs_made(), 1, "it was sent a second time");

    let since = place.terminal.since().await.unwrap().unwrap();
    assert!(since.listed && !since.more, "{since:#?}");
    assert_eq!(since.server_only, 1);
    let line = &since.lines[0];
    assert_eq!(line.known, KnownWhere::ServerOnly);
    assert_eq!(line.receipt.as_deref(), Some("20261120-0001"));
    assert_eq!(line.job, None);
    // The one here stands beside it.
    let here = since.lines.iter().find(|line| line.job == Some(again));
    assert_eq!(here.unwrap().known, KnownWhere::HereOnly);

    // Nor in another way: taken back, and taken in anew.
    place.terminal.cancel(again).await.unwrap();
    let file = place.text("a.csv");
    let refused = place
        .terminal
        .take_in(file, "member-registration".into(), None)
        .await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, Code::AcceptedBefore);
    assert!(refused.sentence.contains("20261120-0001"), "{refused:?}");
    // What was never sent goes as ever.
    let other = fs::read_to_string(place.path("a.csv")).unwrap();
    fs::write(place.path("b.csv"), other.replace("20260402", "20260403")).unwrap();
    place.checked_file(place.text("b.csv")).await;
}

#[tokio::test(start_paused = true)]
async fn the_server_tells_of_older_data_where_no_mark_does() {
    let place = Place::ready().await;
    place.script.keep_books();
    let place = put_back_after_sending(place, false).await;
    place.log_in("kanri").await;
    let check = place.terminal.verify_audit(None).await.unwrap();
    assert_eq!(check.verdict, AuditVerdict::Intact, "no mark tells");
    place.log_in("tantou").await;
    place.server_log_in().await;
    let task = place.terminal.home().await.unwrap().tasks.remove(0);
    assert_eq!(task.mark, "古いデータ");
    assert!(task.why.contains("20261120-0001"), "{}", task.why);
    let since = place.terminal.since().await.unwrap().unwrap();
    assert_eq!(since.server_only, 1);
    accepted_by_two(&place).await;
    // Two persons know it by now: it is said once.
    place.log_in("tantou").await;
    place.server_log_in().await;
    let tasks = place.terminal.home().await.unwrap().tasks;
    assert!(
        tasks.iter().all(|task| task.mark != "古いデータ"),
        "{tasks:#?}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_own_last_job_alarms_nobody() {
    let place = Place::ready().await;
    place.script.keep_books();
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    place.server_log_in().await;
    assert_eq!(place.terminal.since().await.unwrap(), None);
    // Nor one whose answer was lost on the way, nor what was sent before these data began.
    let place = Place::ready().await;
    place.script.keep_books();
    let before = place.clock_now() - TimeDelta::days(3);
    let job = place
        .script
        .job_of("20261001-0001", &"0".repeat(64), before);
    place.script.note_job(job);
    place.log_in("tantou").await;
    place.server_log_in().await;
    assert_eq!(place.terminal.since().await.unwrap(), None);
    place.script.stumble(
        "create_job",
        [Code::ConnectionLost, Code::ServerLoginNeeded].map(Fault::new),
    );
    let id = place.released().await;
    let waits = |job: &kakehashi_terminal::view::JobView| {
        let code = job.problem.as_ref().map(|problem| problem.code);
        code == Some(Code::ServerLoginNeeded) && job.state == JobState::Submitting
    };
    place.until(id, waits).await;
    place.server_log_in().await;
    assert_eq!(place.terminal.since().await.unwrap(), None);
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(place.script.jobs_made(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_without_a_list_is_said_so_and_each_known_job_is_asked_for() {
    let place = put_back_after_sending(Place::ready().await, true).await;
    let again = place.ask_approval().await;
    place.server_log_in().await;
    let since = place.terminal.since().await.unwrap().unwrap();
    assert!(since.asked_at.is_some() && !since.listed);
    assert!(since.words.contains("一覧を出しません"), "{}", since.words);
    assert_eq!(since.lines[0].job, Some(again));
    assert_eq!(since.lines[0].known, KnownWhere::Unasked);
    // What came while the data were in doubt waits for an approver of its own.
    accepted_by_two(&place).await;
    let job = place.terminal.job(again).await.unwrap();
    assert!(job.held.is_some(), "{job:#?}");
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(place.script.jobs_made(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_long_list_comes_page_by_page_and_has_an_end() {
    let place = Place::ready().await;
    place.script.keep_books();
    let place = put_back_after_sending(place, true).await;
    for n in 2..=7 {
        let sha256 = hex::encode(Sha256::digest([n]));
        let job = place
            .script
            .job_of(&format!("20261120-000{n}"), &sha256, place.clock_now());
        place.script.note_job(job);
    }
    place.log_in("tantou").await;
    place.server_log_in().await;
    let since = place.terminal.since().await.unwrap().unwrap();
    assert_eq!((since.server_only, since.more), (7, false));
    assert_eq!(
        place.script.calls("jobs_since"),
        5,
        "pages of two, and an empty one"
    );
    // Asked again by a person, it is the same.
    let asked = place.terminal.ask_since().await.unwrap().unwrap();
    assert_eq!(asked.lines, since.lines);
}

#[tokio::test(start_paused = true)]
async fn a_closed_day_has_its_head_on_paper_here_and_at_the_server() {
    let place = Place::ready().await;
    place.script.keep_books();
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    let sheet = place.terminal.close_day(None).await.unwrap();
    assert_eq!((sheet.day, sheet.told), (place.day(0), HeadTold::Kept));
    assert_eq!(sheet.jobs[0].files, 1);
    assert_eq!(sheet.jobs[0].state_title, JobState::ResultReceived.title());
    assert_eq!((sheet.jobs[0].rows, sheet.jobs[0].failed_rows), (3, 1));
    let worked: Vec<&str> = sheet.people.iter().map(|it| it.id.as_str()).collect();
    assert!(worked.contains(&"tantou") && worked.contains(&"shonin"));
    let at_server = place.script.head().unwrap();
    assert_eq!(
        (at_server.entries, &at_server.sha256),
        (sheet.entries, &sheet.head)
    );
    let tomorrow = place.terminal.close_day(Some(place.day(1))).await;
    assert_eq!(tomorrow.unwrap_err().code, Code::InputInvalid);

    place.log_in("kanri").await;
    let paper = format!("{}:{}", sheet.entries, sheet.head);
    let check = place
        .terminal
        .verify_audit(Some(paper.clone()))
        .await
        .unwrap();
    assert_eq!(
        (check.verdict, check.on_paper),
        (AuditVerdict::Intact, Some(true))
    );
    let other = format!("{}:{}", sheet.entries, "0".repeat(64));
    let check = place.terminal.verify_audit(Some(other)).await.unwrap();
    assert_eq!(check.verdict, AuditVerdict::Rewritten);
    let beyond = format!("{}:{}", sheet.entries + 1_000, sheet.head);
    let check = place.terminal.verify_audit(Some(beyond)).await.unwrap();
    assert_eq!(check.verdict, AuditVerdict::Older);
    let odd = place.terminal.verify_audit(Some("12".into())).await;
    assert_eq!(odd.unwrap_err().code, Code::InputInvalid);
}

/// Whoever holds the key goes on from an older copy and takes the marks with them: the paper and the server still tell.
#[tokio::test(start_paused = true)]
async fn a_log_written_anew_is_told_by_the_paper_and_by_the_server() {
    let place = Place::ready().await;
    place.script.keep_books();
    place.log_in("tantou").await;
    place.server_log_in().await;
    let aside = place.path("aside");
    let place = place.again(|data| copy(data, &aside)).await;
    place.log_in("tantou").await;
    let sheet = place.terminal.close_day(None).await.unwrap();
    assert_eq!(sheet.told, HeadTold::Kept);
    place.marks.exchange(HashMap::new());
    let put_back = |data: &Path| {
        fs::remove_dir_all(data).unwrap();
        copy(&aside, data);
    };
    let place = place.again(put_back).await;
    for _ in 0..9 {
        place.log_in("shonin").await;
    }
    place.log_in("kanri").await;
    let verify = async |paper: Option<String>| {
        let check = place.terminal.verify_audit(paper).await.unwrap();
        check.verdict
    };
    assert_eq!(
        verify(None).await,
        AuditVerdict::Intact,
        "in itself it fits"
    );
    let paper = format!("{}:{}", sheet.entries, sheet.head);
    assert_eq!(verify(Some(paper)).await, AuditVerdict::Rewritten);
    place.server_log_in().await;
    assert_eq!(
        verify(None).await,
        AuditVerdict::Rewritten,
        "the server told"
    );
}

#[tokio::test(start_paused = true)]
async fn a_head_that_could_not_be_told_is_told_at_the_next_login() {
    let place = Place::ready().await;
    place.script.keep_books();
    place.log_in("tantou").await;
    let sheet = place.terminal.close_day(None).await.unwrap();
    assert_eq!(sheet.told, HeadTold::NotYet);
    place.server_log_in().await;
    let kept = place
        .terminal
        .days(Default::default())
        .await
        .unwrap()
        .remove(0);
    assert_eq!((kept.id, kept.told), (sheet.id, HeadTold::Kept));
    assert_eq!(place.script.head().unwrap().sha256, sheet.head);
}
