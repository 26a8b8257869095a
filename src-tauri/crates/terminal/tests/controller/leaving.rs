//! A person leaves, and comes back; meanwhile nothing is done in their name, and what moves goes on.

use crate::world::{PASSWORD, Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState, Setting};
use kakehashi_terminal::view::ListPart;
use kakehashi_terminal::{Left, view::Stage};

async fn stage(place: &Place) -> Stage {
    place.terminal.start().await.unwrap().stage
}

#[tokio::test(start_paused = true)]
async fn whoever_is_gone_for_the_set_time_is_locked_out_until_they_come_back() {
    let place = Place::ready().await;
    let id = place.checked_for("tantou").await;
    place.terminal.tick().await;
    place.clock.advance(TimeDelta::minutes(9));
    place.terminal.still_here().await.unwrap();
    place.clock.advance(TimeDelta::minutes(9));
    assert!(place.terminal.job(id).await.is_ok());
    place.clock.advance(TimeDelta::minutes(1));
    let locked = Code::SessionLocked;
    assert_eq!(place.terminal.job(id).await.unwrap_err().code, locked);
    let asked = place.terminal.request_approval(id).await;
    assert_eq!(asked.unwrap_err().code, locked);
    assert_eq!(place.terminal.still_here().await.unwrap_err().code, locked);
    let other = place
        .terminal
        .log_in("shonin".into(), PASSWORD.into())
        .await;
    assert_eq!(other.unwrap_err().code, locked);
    let start = place.terminal.start().await.unwrap();
    assert_eq!(
        (start.stage, start.left.as_deref()),
        (Stage::Locked, Some("tantou"))
    );

    let wrong = place.terminal.come_back("chigau".into()).await;
    assert_eq!(wrong.unwrap_err().code, Code::LoginFailed);
    assert_eq!(stage(&place).await, Stage::Locked);
    place.terminal.come_back(PASSWORD.into()).await.unwrap();
    assert!(place.terminal.request_approval(id).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_locked_session_can_be_ended_by_anybody_and_guessed_by_nobody() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    place.terminal.lock(Left::Window).await.unwrap();
    for _ in 0..5 {
        place.terminal.come_back("chigau".into()).await.unwrap_err();
    }
    let right = place.terminal.come_back(PASSWORD.into()).await;
    assert_eq!(right.unwrap_err().code, Code::AccountLocked);
    place.terminal.log_out().await.unwrap();
    place.log_in("kanri").await;
    let log = place.terminal.audit(0, 20).await.unwrap();
    let acts: Vec<&str> = log.iter().map(|line| line.act.as_str()).collect();
    assert!(acts.contains(&"画面に鍵をかける") && acts.contains(&"離席からもどる"));
}

#[tokio::test(start_paused = true)]
async fn by_command_line_nobody_is_idle() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    place.clock.advance(TimeDelta::hours(9));
    assert!(place.terminal.jobs(ListPart::default()).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_systems_lock_counts_if_so_set() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    place.policies.decide(Setting::LockWithSystem, 0);
    place.terminal.lock(Left::System).await.unwrap();
    assert_eq!(stage(&place).await, Stage::Ready);
    place.policies.decide(Setting::LockWithSystem, 1);
    place.terminal.lock(Left::System).await.unwrap();
    assert_eq!(stage(&place).await, Stage::Locked);
}

#[tokio::test(start_paused = true)]
async fn what_moves_goes_on_and_news_are_told_once() {
    let place = Place::ready().await;
    let id = place.ask_approval().await;
    let told = async || {
        let notices = place.terminal.tick().await.notices;
        notices
            .into_iter()
            .map(|notice| notice.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(told().await, ["承認を待っています"]);
    assert!(told().await.is_empty());
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.log_in("tantou").await;
    place.server_log_in().await;
    place.terminal.lock(Left::Window).await.unwrap();
    place.terminal.carry_on(id).await;
    let mut changes = place.terminal.changes();
    while place.terminal.tick().await.line != "確認待ちの結果 1件" {
        changes.recv().await.unwrap();
    }
    assert!(told().await.is_empty(), "it was told with the line");
    place.terminal.come_back(PASSWORD.into()).await.unwrap();
    let job = place.terminal.job(id).await.unwrap();
    assert_eq!(job.state, JobState::ResultReceived);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_told_where_notifications_are_off() {
    let place = Place::ready().await;
    place.policies.decide(Setting::Notifications, 0);
    place.ask_approval().await;
    assert!(place.terminal.tick().await.notices.is_empty());
    assert_eq!(place.terminal.tick().await.line, "承認待ち 1件");
    place.policies.decide(Setting::Notifications, 1);
    assert_eq!(place.terminal.tick().await.notices.len(), 1);
}
