//! That two persons are two, and one is one.

use crate::world::{PASSWORD, Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState, ProfileKind, Role};
use kakehashi_terminal::view::{NewProfile, NewUser};

fn new(id: &str, name: &str) -> NewUser {
    NewUser {
        id: id.into(),
        name: name.into(),
        roles: vec![Role::Approver],
        password: "saisho-no-aikotoba".into(),
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_is_made_who_would_be_taken_for_another_or_for_the_terminal() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    for (id, name, code) in [
        ("system", "係 一郎", Code::InputInvalid),
        ("System", "係 一郎", Code::InputInvalid),
        ("-", "係 一郎", Code::InputInvalid),
        ("TANTOU", "係 一郎", Code::UserExists),
        ("kakari", "管理　一郎", Code::InputInvalid),
        ("kakari", "管理一郎", Code::InputInvalid),
        ("kakari", "自動", Code::InputInvalid),
        ("kakari", " ", Code::InputInvalid),
    ] {
        let refused = place.terminal.add_user(new(id, name)).await.unwrap_err();
        assert_eq!(refused.code, code, "{id} {name}");
    }
    let users = place.terminal.add_user(new("kakari", "係 一郎")).await;
    assert!(users.unwrap().iter().all(|user| user.alike.is_none()));
}

#[tokio::test(start_paused = true)]
async fn one_person_gets_in_however_the_id_is_typed_and_the_log_knows_who_it_is() {
    let place = Place::ready().await;
    for typed in ["TANTOU", "ｔａｎｔｏｕ", "Tantou"] {
        let person = place.terminal.log_in(typed.into(), PASSWORD.into()).await;
        assert_eq!(person.unwrap().id, "tantou");
    }
    place.log_in("kanri").await;
    let log = place.terminal.audit(1, 3).await.unwrap();
    assert!(log.iter().all(|line| line.actor == "tantou"), "{log:#?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_typed_at_a_failed_login_is_kept_short_and_never_as_the_terminals_own() {
    let place = Place::ready().await;
    for typed in ["あ".repeat(100_000), "system".to_owned()] {
        let refused = place.terminal.log_in(typed, "chigau".into()).await;
        assert_eq!(refused.unwrap_err().code, Code::LoginFailed);
    }
    place.log_in("kanri").await;
    let log = place.terminal.audit(1, 2).await.unwrap();
    assert_eq!(log[0].actor, "「system」");
    assert_eq!(log[1].actor.chars().count(), 65);
}

#[tokio::test(start_paused = true)]
async fn the_only_administrator_is_not_kept_out_for_long_and_unlocks_the_others() {
    let place = Place::ready().await;
    let guess = async |id: &str| {
        for _ in 0..5 {
            let wrong = place.terminal.log_in(id.into(), "chigau".into());
            wrong.await.unwrap_err();
        }
    };
    guess("tantou").await;
    guess("kanri").await;
    place.clock.advance(TimeDelta::seconds(61));
    place.log_in("kanri").await;
    let locked = |users: &[kakehashi_terminal::view::UserView]| {
        users.iter().filter(|user| user.locked).count()
    };
    assert_eq!(locked(&place.terminal.users().await.unwrap()), 1);
    let users = place.terminal.unlock_user("tantou".into()).await.unwrap();
    assert_eq!(locked(&users), 0);
    place.log_in("tantou").await;
    let refused = place.terminal.unlock_user("tantou".into()).await;
    assert_eq!(refused.unwrap_err().code, Code::PermissionDenied);
}

#[tokio::test(start_paused = true)]
async fn a_result_that_nobody_has_read_is_not_confirmed() {
    let place = Place::ready().await;
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    let refused = place.terminal.confirm(id).await.unwrap_err();
    assert_eq!(refused.code, Code::ResultUnread);
    place.terminal.result(id).await.unwrap();
    assert_eq!(
        place.terminal.confirm(id).await.unwrap().state,
        JobState::Confirmed
    );
}

#[tokio::test(start_paused = true)]
async fn a_released_file_goes_to_no_other_place_than_the_one_that_was_approved() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let other = NewProfile {
        name: "別の接続先".into(),
        ..place.profile("06990014", ProfileKind::Training)
    };
    place.terminal.add_profile(other).await.unwrap();
    place.log_in("tantou").await;
    let id = place.ask_approval().await;
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.log_in("tantou").await;
    place.terminal.work_with("別の接続先".into()).await.unwrap();
    let refused = place.terminal.retry_now(id).await.unwrap_err();
    assert_eq!(refused.code, Code::ProfileDiffers);
    assert!(refused.sentence.contains("研修"), "{refused:?}");
    assert_eq!(place.script.calls("create_upload"), 0);
}
