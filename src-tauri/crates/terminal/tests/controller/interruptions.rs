//! What happens to a released job when the way is not free.

use crate::{script::busy, world::Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, Fault, JobState};
use kakehashi_store::Transaction;
use kakehashi_terminal::view::{JobAct, JobView};
use tokio::time::{Duration, Instant};

#[tokio::test(start_paused = true)]
async fn a_busy_server_is_asked_again_when_it_said_and_not_before() {
    let place = Place::ready().await;
    place.script.stumble("create_upload", [busy(120)]);
    let began = Instant::now();
    let id = place.released().await;
    // Released before anybody logged in at the server, it waited for that first.
    let is_busy = |job: &JobView| {
        let problem = job.problem.as_ref().map(|problem| problem.code);
        problem == Some(Code::ServerBusy)
    };
    let waiting = place.until(id, is_busy).await;
    assert_eq!(waiting.problem.unwrap().code, Code::ServerBusy);
    assert!(waiting.acts.contains(&JobAct::RetryNow));
    let job = place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert!(began.elapsed() >= Duration::from_secs(120));
    assert!(began.elapsed() < Duration::from_secs(150));
    assert_eq!(
        (job.problem, job.ok_rows, job.failed_rows),
        (None, Some(2), Some(1))
    );
}

#[tokio::test(start_paused = true)]
async fn refused_rows_that_an_attempt_has_left_give_way_to_those_of_the_result() {
    let place = Place::ready().await;
    let id = place.ask_approval().await;
    let left = |store: &Transaction<'_>| {
        for row in [1, 3] {
            store.add_failed_row(id, row, &"of another result").unwrap();
        }
    };
    let place = place.with_data(left).await;
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.log_in("tantou").await;
    place.server_log_in().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    let result = place.terminal.result(id).await.unwrap();
    let rows: Vec<u32> = result.failed_rows.iter().map(|row| row.row).collect();
    assert_eq!((result.failed, rows), (1, vec![3]));
}

#[tokio::test(start_paused = true)]
async fn retry_now_does_not_wait() {
    let place = Place::ready().await;
    place.script.stumble("create_upload", [busy(3_000)]);
    let began = Instant::now();
    let id = place.released().await;
    place.until(id, |job| job.problem.is_some()).await;
    place.terminal.retry_now(id).await.unwrap();
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert!(began.elapsed() < Duration::from_secs(60));
}

#[tokio::test(start_paused = true)]
async fn a_session_that_ends_in_mid_upload_goes_on_after_login() {
    let place = Place::ready().await;
    place
        .script
        .stumble("send_bytes", [Fault::new(Code::ServerLoginNeeded)]);
    let id = place.released().await;
    // Released before anybody logged in at the server, it waited for that first.
    let stopped = |job: &JobView| job.state == JobState::Uploading && job.problem.is_some();
    let waiting = place.until(id, stopped).await;
    assert_eq!(waiting.problem.unwrap().code, Code::ServerLoginNeeded);
    assert_eq!(waiting.state, JobState::Uploading);
    place.server_log_in().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(place.script.jobs_made(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_held_an_upload_up_is_said_no_longer_once_it_goes_on() {
    let place = Place::ready().await;
    let id = place.ask_approval().await;
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.terminal.carry_on(id).await;
    let waiting = place.until(id, |job| job.problem.is_some()).await;
    assert_eq!(waiting.problem.unwrap().code, Code::ServerLoginNeeded);
    place.script.be_slow(Duration::from_secs(60));
    place.log_in("tantou").await;
    place.server_log_in().await;
    let moving = place.until(id, |job| job.problem.is_none()).await;
    assert_eq!(moving.state, JobState::Uploading);
}

#[tokio::test(start_paused = true)]
async fn without_a_login_the_system_account_sends() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    place
        .terminal
        .set_system_account("system".into(), "himitsu".into())
        .await
        .unwrap();
    let id = place.ask_approval().await;
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.terminal.carry_on(id).await;
    let job = place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(job.approved_by.as_deref(), Some("shonin"));
    assert!(job.history.iter().any(|line| line.by == "自動"));
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_makes_no_second_job() {
    let place = Place::ready().await;
    let lost = || Fault::new(Code::ConnectionLost);
    place.script.stumble("create_job", [lost(), lost(), lost()]);
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(place.script.calls("create_job"), 4);
    assert_eq!(place.script.jobs_made(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_the_server_lost_begins_anew() {
    let place = Place::ready().await;
    place
        .script
        .stumble("upload_offset", [Fault::new(Code::UploadGone)]);
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(place.script.calls("create_upload"), 2);
    assert_eq!(place.script.jobs_made(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_file_can_be_taken_back_in_mid_upload_and_nothing_of_it_stays() {
    let place = Place::ready().await;
    place.script.be_slow(Duration::from_secs(600));
    let id = place.released().await;
    place
        .until(id, |job| {
            job.state == JobState::Uploading && job.progress.is_some()
        })
        .await;
    place.terminal.cancel(id).await.unwrap();
    let job = place.terminal.job(id).await.unwrap();
    assert_eq!(job.state, JobState::Cancelled);
    tokio::time::sleep(Duration::from_secs(1_200)).await;
    assert_eq!(place.script.jobs_made(), 0);
    assert_eq!(place.script.calls("end_upload"), 1);
    assert_eq!(
        std::fs::read_dir(place.path("data/work")).unwrap().count(),
        0
    );
}

#[tokio::test(start_paused = true)]
async fn sealed_files_of_a_confirmed_job_go_after_thirty_days() {
    let place = Place::ready().await;
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    place.terminal.result(id).await.unwrap();
    place.terminal.confirm(id).await.unwrap();
    let sealed = || std::fs::read_dir(place.path("data/work")).unwrap().count();
    place.pass(chrono::TimeDelta::days(29)).await;
    place.terminal.carry_all_on().await;
    assert_eq!(sealed(), 2);
    place.pass(chrono::TimeDelta::days(2)).await;
    place.terminal.carry_all_on().await;
    assert_eq!(sealed(), 0);
    let job = place.terminal.job(id).await.unwrap();
    assert!(!job.acts.contains(&JobAct::SaveBranchNumbers));
    assert!(
        place
            .terminal
            .result(id)
            .await
            .unwrap()
            .failed_rows
            .is_empty()
    );
}

#[tokio::test(start_paused = true)]
async fn a_copy_of_the_data_of_an_earlier_version_goes_after_thirty_days() {
    let place = Place::ready().await;
    let copy = place.path("data/terminal.v1.db");
    let made = std::fs::File::create(&copy).unwrap();
    made.set_modified(place.clock_now().into()).unwrap();
    drop(made);
    for (days, stays) in [(29, true), (2, false)] {
        place.pass(chrono::TimeDelta::days(days)).await;
        place.terminal.carry_all_on().await;
        assert_eq!(copy.exists(), stays);
    }
    assert!(place.path("data/terminal.db").exists());
}

#[tokio::test(start_paused = true)]
async fn words_of_the_server_that_nobody_knows_are_kept_as_they_came() {
    let place = Place::ready().await;
    place.script.say(&["受付", "審査中（第2）", "処理完了"]);
    let id = place.released().await;
    let job = place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    let words: Vec<_> = job
        .history
        .iter()
        .filter_map(|line| line.server_status.as_deref())
        .collect();
    assert!(words.contains(&"審査中（第2）"), "{words:?}");
}

#[tokio::test(start_paused = true)]
async fn outside_the_hours_a_job_waits_and_goes_by_itself_when_they_begin() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let (today, tomorrow) = (place.day(0), place.day(1));
    let rules = format!("{today} 8:00-11:00\n{tomorrow} 8:00-21:00"); // it is noon
    place.terminal.set_calendar(rules).await.unwrap();
    let hours = || async { place.terminal.frame().await.unwrap().server.hours.unwrap() };
    assert!(hours().await.ends_with("8:00から）"), "{}", hours().await);

    let id = place.released().await;
    let waiting = place.until(id, |job| job.problem.is_some()).await;
    assert_eq!(waiting.problem.unwrap().code, Code::ServiceClosed);
    assert_eq!(waiting.state, JobState::Queued);
    assert_eq!(place.script.calls("create_upload"), 0);

    place.clock.advance(TimeDelta::hours(20));
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(hours().await, "受付は21:00まで");
}
