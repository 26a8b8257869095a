//! Home says what to do, to whom it falls, at each point of the main job.

use crate::world::Place;
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
