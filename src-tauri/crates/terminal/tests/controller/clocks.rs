//! A clock that is wrong destroys, locks and expires nothing.

use crate::world::{PASSWORD, Place};
use chrono::TimeDelta;
use kakehashi_domain::{Code, JobState};

/// A job of today, confirmed.
async fn confirmed(place: &Place) -> u32 {
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    place.terminal.result(id).await.unwrap();
    place.terminal.confirm(id).await.unwrap();
    id
}

fn sealed(place: &Place) -> usize {
    std::fs::read_dir(place.path("data/work")).unwrap().count()
}

async fn clock_tasks(place: &Place) -> Vec<String> {
    let tasks = place.terminal.home().await.unwrap().tasks;
    let of_clock = tasks.into_iter().filter(|task| task.mark == "時計");
    of_clock.map(|task| task.why).collect()
}

#[tokio::test(start_paused = true)]
async fn a_clock_31_days_ahead_of_the_servers_destroys_nothing_and_is_named_at_the_login() {
    let place = Place::ready().await;
    confirmed(&place).await;
    place.clock.advance(TimeDelta::days(31));
    place.script.be_ahead(-TimeDelta::days(31));
    let login = place
        .terminal
        .server_log_in("clerk".into(), "himitsu".into(), None)
        .await;
    let refused = login.unwrap_err();
    assert_eq!(refused.code, Code::ClockApart);
    assert!(refused.sentence.contains("2678400秒"), "{refused:?}");
    place.terminal.carry_all_on().await;
    assert_eq!(sealed(&place), 2);
    assert!(clock_tasks(&place).await[0].contains("サーバーと"));

    place.script.be_ahead(TimeDelta::zero());
    place.server_log_in().await;
    assert_eq!(clock_tasks(&place).await, [""; 0]);
    assert_eq!(sealed(&place), 0, "the server's clock agrees: it is old");
}

#[tokio::test(start_paused = true)]
async fn a_leap_is_believed_after_a_day_or_by_the_servers_word_and_never_at_once() {
    let place = Place::ready().await;
    confirmed(&place).await;
    place.forget_the_servers_clock();
    place.terminal.carry_all_on().await;
    place.clock.advance(TimeDelta::days(31));
    place.log_in("tantou").await; // an entry of that day is no proof of it
    place.terminal.carry_all_on().await;
    assert_eq!(sealed(&place), 2);
    assert!(clock_tasks(&place).await[0].contains("31日"));

    place.clock.advance(TimeDelta::hours(23));
    place.terminal.carry_all_on().await;
    assert_eq!(sealed(&place), 2);
    place.clock.advance(TimeDelta::hours(2));
    place.terminal.carry_all_on().await;
    assert_eq!(sealed(&place), 0);
}

#[tokio::test(start_paused = true)]
async fn a_clock_behind_the_log_is_said_and_its_entries_are_named_not_broken() {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    place.forget_the_servers_clock();
    place.clock.advance(-TimeDelta::days(400));
    assert!(clock_tasks(&place).await[0].contains("遅れています"));
    place.log_in("kanri").await;
    let check = place.terminal.verify_audit(None).await.unwrap();
    assert!(check.intact);
    assert_eq!(check.times_back, 1);
    let first = check.first_time_back.unwrap();
    let line = place
        .terminal
        .audit(check.entries - first + 1, 1)
        .await
        .unwrap();
    assert_eq!((line[0].entry, line[0].act.as_str()), (first, "ログイン"));
}

#[tokio::test(start_paused = true)]
async fn a_lock_by_a_wrong_clock_ends_within_fifteen_minutes() {
    for years in [10, -10] {
        let place = Place::ready().await;
        place.forget_the_servers_clock();
        place.clock.advance(TimeDelta::days(365 * years));
        for _ in 0..5 {
            let wrong = place.terminal.log_in("tantou".into(), "chigau".into());
            wrong.await.unwrap_err();
        }
        let right = async || {
            let login = place.terminal.log_in("tantou".into(), PASSWORD.into());
            login.await.map(drop).map_err(|refused| refused.code)
        };
        assert_eq!(right().await, Err(Code::AccountLocked));
        place.clock.advance(-TimeDelta::days(365 * years));
        assert_eq!(right().await, Ok(()), "{years} years");
    }
}
