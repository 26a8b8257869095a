//! Comparing with what was sent before: off until somebody decides, filled by what was confirmed, gone on its day.

use crate::{
    cases::complete_case,
    world::{PASSWORD, Place},
};
use chrono::{Datelike, TimeDelta};
use kakehashi_domain::{Code, JobState, Role};
use kakehashi_terminal::view::{IndexPart, ListPart, NewUser, NumberOwner, Thresholds};
use std::fs;

async fn turn_on(place: &Place, days: i64) {
    place.log_in("kanri").await;
    let until = place.day(days).to_string();
    let on = place
        .terminal
        .turn_index_on("番号の取りちがえを防ぐ".into(), until);
    on.await.unwrap();
}

/// A job of three people, two of whom the server registers, confirmed.
async fn confirmed(place: &Place) {
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    place.terminal.result(id).await.unwrap();
    place.terminal.confirm(id).await.unwrap();
}

async fn registrations(place: &Place) -> Option<u32> {
    place.log_in("kanri").await;
    let view = place.terminal.index().await.unwrap();
    view.on.map(|on| on.registrations)
}

/// The first person with the second one's number.
async fn checked_with_another_number(place: &Place) -> u32 {
    place.log_in("tantou").await;
    let text = fs::read_to_string(place.write_file("b.csv")).unwrap();
    let rows: Vec<&str> = text.lines().take(2).collect();
    let changed = rows.join("\r\n").replace("123456789018", "548836529885") + "\r\n";
    fs::write(place.path("c.csv"), changed).unwrap();
    place.checked_file(place.text("c.csv")).await
}

#[tokio::test(start_paused = true)]
async fn a_number_that_changed_since_it_was_sent_is_found_only_while_the_index_is_on() {
    let place = Place::ready().await;
    assert_eq!(registrations(&place).await, None);
    turn_on(&place, 90).await;
    confirmed(&place).await;
    assert_eq!(registrations(&place).await, Some(2));
    let id = checked_with_another_number(&place).await;
    let job = place.terminal.job(id).await.unwrap();
    assert!(job.compared && job.error_rows == 1, "{job:#?}");

    place.log_in("kanri").await;
    assert_eq!(place.terminal.turn_index_off().await.unwrap().on, None);
    let lines = place.terminal.disposals(ListPart::default()).await.unwrap();
    assert_eq!((lines.len(), lines[0].rows), (1, 2));
    place.log_in("tantou").await;
    place.terminal.cancel(id).await.unwrap();
    let id = checked_with_another_number(&place).await;
    let job = place.terminal.job(id).await.unwrap();
    assert!(!job.compared && job.error_rows == 0, "{job:#?}");
}

#[tokio::test(start_paused = true)]
async fn who_stands_in_it_is_listed_part_by_part_for_the_auditor_alone_and_no_number_is() {
    let place = Place::ready().await;
    turn_on(&place, 90).await;
    let t = &place.terminal;
    let auditor = NewUser {
        id: "kansa".into(),
        name: "監査 一郎".into(),
        roles: vec![Role::Auditor],
        password: "saisho-no-aikotoba".into(),
    };
    let first = auditor.password.clone();
    t.add_user(auditor).await.unwrap();
    t.log_in("kansa".into(), first.clone()).await.unwrap();
    t.change_password(first, PASSWORD.into()).await.unwrap();
    confirmed(&place).await;
    let part = |after: Option<&str>, words: &str, most| IndexPart {
        after: after.map(str::to_owned),
        words: words.into(),
        most,
    };
    let refused = t.indexed(part(None, "", 9)).await.unwrap_err();
    assert_eq!(refused.code, Code::PermissionDenied);
    place.log_in("kansa").await;
    let first = t.indexed(part(None, "", 1)).await.unwrap();
    assert_eq!(first[0].registration, "06990014-101-1-00");
    let rest = t.indexed(part(Some(&first[0].id), "", 9)).await.unwrap();
    assert_eq!((rest.len(), rest[0].job), (1, first[0].job));
    let sought = t.indexed(part(None, "101-2", 9)).await.unwrap();
    assert_eq!(sought, rest);
    let all = serde_json::to_string(&[first, rest]).unwrap();
    assert!(!all.contains("123456789018"), "{all}");
    let log = t.audit(0, 9).await.unwrap();
    let seen = log.iter().filter(|line| line.act == "索引にある人を見る");
    let allowed = seen.filter(|line| line.problem.is_none());
    assert_eq!(allowed.count(), 1, "{log:#?}");
}

#[tokio::test(start_paused = true)]
async fn it_is_destroyed_when_its_day_comes() {
    let place = Place::ready().await;
    turn_on(&place, 2).await;
    confirmed(&place).await;
    assert_eq!(registrations(&place).await, Some(2));
    place.clock.advance(TimeDelta::days(2));
    assert_eq!(registrations(&place).await, None);
    let line = place
        .terminal
        .disposals(ListPart::default())
        .await
        .unwrap()
        .remove(0);
    assert_eq!((line.rows, line.by.as_str()), (2, "自動"));
}

#[tokio::test(start_paused = true)]
async fn purpose_and_day_are_wanted_and_only_an_administrator_decides() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let t = &place.terminal;
    let on = async |purpose: &str, day: String| t.turn_index_on(purpose.into(), day).await;
    for (purpose, day) in [
        ("", place.day(9)),
        ("あ", place.day(0)),
        ("あ", place.day(900)),
    ] {
        let refused = on(purpose, day.to_string()).await.unwrap_err();
        assert_eq!(refused.code, Code::InputInvalid);
    }
    assert_eq!(
        on("あ", "いつか".into()).await.unwrap_err().code,
        Code::InputInvalid
    );
    let shares = Thresholds {
        removed_percent: 101,
        changed_percent: 5,
    };
    let refused = t.set_thresholds(Some(shares)).await.unwrap_err();
    assert_eq!(refused.code, Code::InputInvalid);
    place.log_in("tantou").await;
    let denied = on("あ", place.day(9).to_string()).await.unwrap_err();
    assert_eq!(denied.code, Code::PermissionDenied);
    assert_eq!(t.index().await.unwrap_err().code, Code::PermissionDenied);
}

#[tokio::test(start_paused = true)]
async fn a_number_that_was_sent_for_somebody_else_is_not_taken_while_the_index_is_on() {
    let place = Place::ready().await;
    let t = &place.terminal;
    turn_on(&place, 90).await;
    confirmed(&place).await;
    let case = complete_case(&place).await;
    let owner = |number: &str, birth: &str| NumberOwner {
        symbol: "101".into(),
        number: number.into(),
        card_branch: "00".into(),
        name_kana: "レンシュウ タロウ".into(),
        birth_date: birth.into(),
    };
    // What was sent for 1981-01-01 with the registration 101-1-00.
    let number = "123456789018".to_owned();
    let by = async |case, owner| {
        t.enter_number(owner, number.clone(), number.clone(), case)
            .await
    };
    let enter = async |owner| by(case, owner).await;
    let other = enter(owner("7", "1999-09-09")).await.unwrap_err();
    assert_eq!(other.code, Code::InputInvalid);
    assert!(other.next_step.contains("別の人と"), "{other:?}");
    let own = enter(owner("1", "1981-01-01")).await.unwrap();
    t.remove_number(own.waiting[0].id, "打ちまちがい".into())
        .await
        .unwrap();
    // The same person under another registration is no mix-up.
    let moved = enter(owner("8", "1981-01-01")).await.unwrap();
    t.remove_number(moved.waiting[0].id, "打ちまちがい".into())
        .await
        .unwrap();

    place.log_in("kanri").await;
    t.turn_index_off().await.unwrap();
    place.log_in("tantou").await;
    let taken = enter(owner("7", "1999-09-09")).await.unwrap_err();
    assert_eq!(taken.code, Code::CaseUsed, "a 本人確認 is for one person");
    let another = complete_case(&place).await;
    by(another, owner("7", "1999-09-09")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn in_the_first_days_of_a_month_an_administrator_hears_that_nothing_is_compared() {
    let place = Place::ready().await;
    let heard = async |who: &str| {
        place.log_in(who).await;
        let home = place.terminal.home().await.unwrap();
        let tasks = home.tasks.into_iter();
        tasks
            .filter(|it| it.path == "/settings" && it.mark == "月に1回")
            .collect::<Vec<_>>()
    };
    let to_day = |wanted: u32| {
        let days = (0..40).find(|days| place.day(*days).day() == wanted);
        TimeDelta::days(days.unwrap())
    };
    place.clock.advance(to_day(8));
    assert!(heard("kanri").await.is_empty(), "the week is over");
    place.clock.advance(to_day(3));
    let told = heard("kanri").await;
    assert_eq!(told.len(), 1);
    for passes in [
        "入れかわり",
        "1行ずれた番号",
        "二重の登録",
        "生年月日や性別",
    ] {
        assert!(told[0].why.contains(passes), "{}", told[0].why);
    }
    for other in ["tantou", "shonin"] {
        assert!(
            heard(other).await.is_empty(),
            "{other} decides nothing of it"
        );
    }
    turn_on(&place, 30).await;
    assert!(heard("kanri").await.is_empty(), "it is on");
}
