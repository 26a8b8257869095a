//! Who may do what.

use crate::world::{PASSWORD, Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState, ProfileKind};
use kakehashi_terminal::view::ListPart;

#[tokio::test(start_paused = true)]
async fn nobody_releases_what_they_prepared() {
    let place = Place::ready().await;
    let id = place.checked_for("futari").await;
    place.terminal.request_approval(id).await.unwrap();
    let refused = place.terminal.approve(id).await.unwrap_err();
    assert_eq!(refused.code, Code::ApproverIsSender);
    place.log_in("tantou").await;
    assert_eq!(
        place.terminal.approve(id).await.unwrap_err().code,
        Code::PermissionDenied
    );
    place.log_in("shonin").await;
    assert_eq!(
        place.terminal.approve(id).await.unwrap().state,
        JobState::Queued
    );
}

#[tokio::test(start_paused = true)]
async fn whoever_had_a_hand_in_a_file_does_not_release_it_either() {
    let place = Place::ready().await;
    let id = place.checked_for("tantou").await;
    place.log_in("futari").await;
    let asked = place.terminal.request_approval(id).await.unwrap();
    assert!(
        !asked
            .acts
            .contains(&kakehashi_terminal::view::JobAct::Approve)
    );
    let refused = place.terminal.approve(id).await.unwrap_err();
    assert_eq!(refused.code, Code::ApproverIsSender);
}

#[tokio::test(start_paused = true)]
async fn a_refused_look_stands_in_the_log() {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    let refused = place.terminal.users().await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied);
    place.log_in("kanri").await;
    let log = place.terminal.audit(1, 1).await.unwrap();
    assert_eq!(
        (log[0].actor.as_str(), log[0].problem.as_deref()),
        ("tantou", Some("K405"))
    );
    assert_eq!(log[0].correlation_id, refused.correlation_id);
}

#[tokio::test(start_paused = true)]
async fn with_the_first_password_nothing_else_is_possible() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let new = kakehashi_terminal::view::NewUser {
        id: "shinjin".into(),
        name: "新人".into(),
        roles: vec![kakehashi_domain::Role::Clerk],
        password: "saisho-no-aikotoba".into(),
    };
    place.terminal.add_user(new).await.unwrap();
    place
        .terminal
        .log_in("shinjin".into(), "saisho-no-aikotoba".into())
        .await
        .unwrap();
    let wanted = Code::PasswordChangeRequired;
    assert_eq!(place.terminal.profiles().await.unwrap_err().code, wanted);
    assert_eq!(
        place
            .terminal
            .jobs(ListPart::default())
            .await
            .unwrap_err()
            .code,
        wanted
    );
    let login = place
        .terminal
        .server_log_in("clerk".into(), "himitsu".into(), None)
        .await;
    assert_eq!(login.unwrap_err().code, wanted);
}

#[tokio::test(start_paused = true)]
async fn nothing_goes_without_release() {
    let place = Place::ready().await;
    let id = place.ask_approval().await;
    place.server_log_in().await;
    assert_eq!(
        place.terminal.retry_now(id).await.unwrap_err().code,
        Code::NotApproved
    );
    place.terminal.carry_all_on().await;
    tokio::time::sleep(std::time::Duration::from_secs(600)).await;
    assert_eq!(place.script.calls("create_upload"), 0);
}

#[tokio::test(start_paused = true)]
async fn five_wrong_passwords_lock_for_fifteen_minutes() {
    let place = Place::ready().await;
    let wrong = async || {
        place
            .terminal
            .log_in("tantou".into(), "chigau".into())
            .await
            .unwrap_err()
            .code
    };
    for _ in 0..4 {
        assert_eq!(wrong().await, Code::LoginFailed);
    }
    assert_eq!(wrong().await, Code::AccountLocked);
    let right = async || {
        place
            .terminal
            .log_in("tantou".into(), PASSWORD.into())
            .await
    };
    assert_eq!(right().await.unwrap_err().code, Code::AccountLocked);
    place.clock.advance(TimeDelta::minutes(15));
    assert!(right().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn practice_and_real_never_meet() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    for (insurer, kind) in [
        ("33120015", ProfileKind::Training),
        ("06990014", ProfileKind::Production),
    ] {
        let refused = place
            .terminal
            .add_profile(place.profile(insurer, kind))
            .await
            .unwrap_err();
        assert_eq!(refused.code, Code::PracticeRealMix);
    }
}

#[tokio::test(start_paused = true)]
async fn every_act_and_every_refusal_stands_in_the_log() {
    let place = Place::ready().await;
    let id = place.ask_approval().await;
    place.terminal.approve(id).await.unwrap_err();
    place.log_in("kanri").await;
    let log = place.terminal.audit(0, 3).await.unwrap();
    let lines: Vec<_> = log
        .iter()
        .map(|l| (l.actor.as_str(), l.act.as_str(), l.problem.as_deref()))
        .collect();
    assert_eq!(
        lines,
        [
            ("kanri", "ログイン", None),
            ("tantou", "承認する", Some("K405")),
            ("tantou", "承認を頼む", None)
        ]
    );
    assert!(place.terminal.verify_audit(None).await.unwrap().intact);
}
