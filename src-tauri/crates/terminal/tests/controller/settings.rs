//! Settings, and who decides them.

use crate::world::Place;
use kakehashi_domain::{Code, Setting};
use kakehashi_terminal::view::SettingView;

fn idle(settings: &[SettingView]) -> &SettingView {
    let found = settings.iter().find(|each| each.key == "idle-minutes");
    found.unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_administrator_changes_a_setting_and_nobody_else_does() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let settings = place.terminal.settings().await.unwrap();
    assert_eq!(
        (idle(&settings).value, idle(&settings).managed),
        (10, false)
    );
    let change = async |key: &str, value| place.terminal.change_setting(key.into(), value).await;
    let settings = change("idle-minutes", 5).await.unwrap();
    assert_eq!(idle(&settings).words, "5分");
    let log = place.terminal.audit(0, 1).await.unwrap();
    assert_eq!(log[0].subject, "離席とみなすまでの時間 10分 → 5分");
    let refused = async |key, value| change(key, value).await.unwrap_err().code;
    assert_eq!(refused("idle-minutes", 61).await, Code::InputInvalid);
    assert_eq!(refused("notifications", 2).await, Code::InputInvalid);
    assert_eq!(refused("colour", 1).await, Code::SettingUnknown);
    place.log_in("tantou").await;
    assert_eq!(refused("idle-minutes", 9).await, Code::PermissionDenied);
}

#[tokio::test(start_paused = true)]
async fn what_the_organisation_decided_stands_above_and_is_refused_to_everybody() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let change = async |value| {
        let key = "idle-minutes".to_owned();
        place.terminal.change_setting(key, value).await
    };
    change(30).await.unwrap();
    place.policies.decide(Setting::IdleMinutes, 3);
    let settings = place.terminal.settings().await.unwrap();
    assert_eq!((idle(&settings).value, idle(&settings).managed), (3, true));
    assert_eq!(change(30).await.unwrap_err().code, Code::SettingManaged);
    let log = place.terminal.audit(0, 1).await.unwrap();
    assert_eq!(log[0].problem.as_deref(), Some("K421"));
}

#[tokio::test(start_paused = true)]
async fn a_decision_that_makes_no_sense_leaves_the_default_and_is_told() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    place.policies.decide(Setting::IdleMinutes, 0);
    let settings = place.terminal.settings().await.unwrap();
    let idle = idle(&settings);
    assert_eq!((idle.value, idle.managed), (10, true));
    let problem = idle.problem.as_ref().unwrap();
    assert_eq!(problem.code, Code::ManagedSettingInvalid);
}
