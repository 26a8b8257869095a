//! Home says what to do, to whom it falls, at each point of the main job.

use crate::world::Place;
use chrono::{Datelike, TimeDelta, Weekday};
use kakehashi_domain::JobState;

async fn tasks(place: &Place, who: &str) -> Vec<String> {
    place.log_in(who).await;
    let home = place.terminal.home().await.unwrap();
    let line = |t: kakehashi_terminal::view::Task| {
        let button = t.button.unwrap_or_default();
        format!(
            "{who}: [{}] {} / {} / {} → {button} {}",
            t.mark, t.title, t.summary, t.why, t.path
        )
    };
    home.tasks.into_iter().map(line).collect()
}

#[tokio::test(start_paused = true)]
async fn each_person_sees_their_own_next_step() {
    let place = Place::ready().await;
    let mut seen = vec!["-- nothing yet".to_owned()];
    seen.extend(tasks(&place, "tantou").await);
    let id = place.ask_approval().await;
    seen.push("-- approval asked".into());
    seen.extend(tasks(&place, "tantou").await);
    seen.extend(tasks(&place, "shonin").await);
    place.terminal.approve(id).await.unwrap();
    place.terminal.carry_on(id).await;
    place.log_in("tantou").await;
    place.until(id, |job| job.problem.is_some()).await;
    seen.push("-- released, nobody logged in at the server".into());
    seen.extend(tasks(&place, "tantou").await);
    place.server_log_in().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    seen.push("-- result received".into());
    seen.extend(tasks(&place, "tantou").await);
    place
        .terminal
        .save_branch_numbers(id, place.text("edaban.csv").into())
        .await
        .unwrap();
    place.terminal.result(id).await.unwrap();
    place.terminal.confirm(id).await.unwrap();
    seen.push("-- confirmed, file handed out".into());
    seen.extend(tasks(&place, "tantou").await);
    place.terminal.settle_hand_over(1).await.unwrap();
    seen.push("-- settled".into());
    seen.extend(tasks(&place, "tantou").await);
    insta::assert_snapshot!(seen.join("\n"));
}

#[tokio::test(start_paused = true)]
async fn a_line_that_fell_silent_is_said_after_the_weekdays_that_are_set() {
    let place = Place::ready().await;
    let silent = async |who: &str| {
        let tasks = tasks(&place, who).await.into_iter();
        tasks
            .filter(|line| line.contains("[無送信]"))
            .collect::<Vec<_>>()
    };
    let monday = (20..27).find(|days| place.day(*days).weekday() == Weekday::Mon);
    place.clock.advance(TimeDelta::days(monday.unwrap()));
    assert!(silent("tantou").await.is_empty(), "nothing went before");
    let id = place.released().await;
    place
        .until(id, |job| job.state == JobState::ResultReceived)
        .await;
    place.terminal.result(id).await.unwrap();
    place.terminal.confirm(id).await.unwrap();
    place.clock.advance(TimeDelta::days(13)); // a Sunday, after nine weekdays
    assert!(silent("tantou").await.is_empty());
    place.clock.advance(TimeDelta::days(1));
    let said = silent("tantou").await;
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains("平日で 10 日") && said[0].contains("取り出しや受け渡し"),
        "{said:?}"
    );
    assert_eq!(silent("kanri").await.len(), 1);
    assert!(
        silent("shonin").await.is_empty(),
        "an approver sends nothing"
    );
    place.log_in("kanri").await;
    let off = place.terminal.change_setting("silent-days".into(), 0);
    off.await.unwrap();
    assert!(silent("tantou").await.is_empty());
}
