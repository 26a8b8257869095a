//! Accounts follow people: changed, given a password anew, closed and reopened; and who can't be two persons meanwhile.

use crate::world::{PASSWORD, Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState, Role};
use kakehashi_terminal::view::{UserChange, UserView};

const ANEW: &str = "atarashii-aikotoba";

fn change(name: &str, roles: &[Role]) -> UserChange {
    UserChange {
        name: name.into(),
        department: None,
        roles: roles.to_vec(),
        until: None,
    }
}

impl Place {
    async fn account(&self, id: &str) -> UserView {
        self.log_in("kanri").await;
        let mut users = self.terminal.users().await.unwrap().into_iter();
        users.find(|user| user.id == id).unwrap()
    }

    async fn code_at_log_in(&self, id: &str) -> Code {
        let refused = self.terminal.log_in(id.into(), PASSWORD.into()).await;
        refused.unwrap_err().code
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_gave_a_password_anew_is_no_second_person_for_a_day() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("kanri").await;
    let both = change("tantou", &[Role::Clerk, Role::Admin]);
    t.change_user("tantou".into(), both).await.unwrap();
    place.log_in("tantou").await;
    let own = t.reset_password("tantou".into(), ANEW.into()).await;
    assert_eq!(own.unwrap_err().code, Code::OwnAccount);
    t.reset_password("shonin".into(), ANEW.into())
        .await
        .unwrap();
    assert_eq!(place.code_at_log_in("shonin").await, Code::LoginFailed);
    let id = place.ask_approval().await;

    let entered = t.log_in("shonin".into(), ANEW.into()).await.unwrap();
    assert!(entered.must_change_password);
    t.change_password(ANEW.into(), PASSWORD.into())
        .await
        .unwrap();
    let refused = t.approve(id).await.unwrap_err();
    assert_eq!(refused.code, Code::ResetTooFresh);
    let told = t.home().await.unwrap().tasks.into_iter();
    let told: Vec<_> = told.filter(|task| task.path == "/users").collect();
    assert!(told[0].title.contains("tantou"), "{told:?}");
    place.clock.advance(TimeDelta::hours(23));
    let refused = t.approve(id).await.unwrap_err();
    assert_eq!(refused.code, Code::ResetTooFresh);
    place.clock.advance(TimeDelta::hours(1));
    assert_eq!(t.approve(id).await.unwrap().state, JobState::Queued);
    let tasks = t.home().await.unwrap().tasks;
    assert!(tasks.iter().all(|task| task.path != "/users"));
}

#[tokio::test(start_paused = true)]
async fn somebody_else_may_release_meanwhile() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("kanri").await;
    t.reset_password("shonin".into(), ANEW.into())
        .await
        .unwrap();
    let id = place.ask_approval().await;
    t.log_in("shonin".into(), ANEW.into()).await.unwrap();
    t.change_password(ANEW.into(), PASSWORD.into())
        .await
        .unwrap();
    let approved = t.approve(id).await.unwrap();
    assert_eq!(approved.state, JobState::Queued, "the clerk reset nothing");
}

#[tokio::test(start_paused = true)]
async fn an_account_is_closed_and_comes_back_and_is_never_removed() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("kanri").await;
    let by_oneself = t.close_user("kanri".into(), "異動".into()).await;
    assert_eq!(by_oneself.unwrap_err().code, Code::OwnAccount);
    let silent = t.close_user("tantou".into(), " ".into()).await;
    assert_eq!(silent.unwrap_err().code, Code::InputInvalid);
    t.close_user("tantou".into(), "異動".into()).await.unwrap();
    assert_eq!(place.code_at_log_in("tantou").await, Code::AccountClosed);
    let closed = place.account("tantou").await;
    assert_eq!(closed.closed.as_deref(), Some("異動"));
    t.reopen_user("tantou".into()).await.unwrap();
    place.log_in("tantou").await;
}

#[tokio::test(start_paused = true)]
async fn who_stands_in_gets_in_until_the_last_day_and_an_administrator_stays() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("kanri").await;
    let until = Some(place.day(3));
    let stand_in = UserChange {
        until,
        ..change("tantou", &[Role::Clerk])
    };
    t.change_user("tantou".into(), stand_in).await.unwrap();
    for lost in [
        change("管理 一郎", &[Role::Auditor]),
        UserChange {
            until,
            ..change("管理 一郎", &[Role::Admin])
        },
    ] {
        let refused = t.change_user("kanri".into(), lost).await.unwrap_err();
        assert_eq!(refused.code, Code::OnlyAdmin);
    }
    let taken = change("shonin", &[Role::Clerk]);
    let taken = t.change_user("tantou".into(), taken).await.unwrap_err();
    assert_eq!(taken.code, Code::InputInvalid, "the name of another");
    place.clock.advance(TimeDelta::days(3));
    place.log_in("tantou").await;
    place.clock.advance(TimeDelta::days(1));
    assert_eq!(place.code_at_log_in("tantou").await, Code::AccountClosed);
}

#[tokio::test(start_paused = true)]
async fn the_last_login_and_failed_tries_are_told() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let first = place.clock_now();
    place.clock.advance(TimeDelta::hours(5));
    for _ in 0..2 {
        let wrong = t.log_in("tantou".into(), "chigau-aikotoba".into()).await;
        assert_eq!(wrong.unwrap_err().code, Code::LoginFailed);
    }
    assert_eq!(place.account("tantou").await.failed_tries, 2);
    let here = t.log_in("tantou".into(), PASSWORD.into()).await.unwrap();
    assert_eq!((here.last_login, here.failed_tries), (Some(first), 2));
    let again = t.log_in("tantou".into(), PASSWORD.into()).await.unwrap();
    assert_eq!(again.failed_tries, 0);
}
