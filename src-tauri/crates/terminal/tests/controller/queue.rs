//! The queue: one file leaves at a time, one that was put first goes next, and what rests lets others pass.

use crate::world::Place;
use kakehashi_domain::{Code, JobState};
use std::time::Duration;
use tokio::time::sleep;

/// Files of different people, released, nobody logged in at the server yet.
async fn three_released(place: &Place) -> Vec<u32> {
    let mut jobs = Vec::new();
    for (name, symbol) in [("a.csv", "101"), ("b.csv", "102"), ("c.csv", "103")] {
        place.log_in("tantou").await;
        let file = place.write_file(name);
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.replace(",06990014,101,", &format!(",06990014,{symbol},"));
        std::fs::write(&file, text).unwrap();
        let id = place.checked_file(file).await;
        place.terminal.request_approval(id).await.unwrap();
        place.log_in("shonin").await;
        place.terminal.approve(id).await.unwrap();
        jobs.push(id);
    }
    place.log_in("tantou").await;
    jobs
}

#[tokio::test(start_paused = true)]
async fn one_file_leaves_at_a_time_and_one_that_was_put_first_goes_next() {
    let place = Place::ready().await;
    let jobs = three_released(&place).await;
    let t = &place.terminal;
    let why: Vec<Option<Code>> = t
        .queue()
        .await
        .unwrap()
        .iter()
        .map(|job| job.problem.as_ref().map(|p| p.code))
        .collect();
    assert_eq!(
        why,
        vec![Some(Code::ServerLoginNeeded); 3],
        "nobody is logged in"
    );
    t.send_first(jobs[2]).await.unwrap();
    let order: Vec<u32> = t.queue().await.unwrap().iter().map(|job| job.id).collect();
    assert_eq!(order, [jobs[2], jobs[0], jobs[1]]);
    place.script.be_slow(Duration::from_secs(30));
    place.script.say(&["受付"]); // it keeps the bytes of one file at a time: none comes to its result
    place.server_log_in().await;
    sleep(Duration::from_secs(10)).await;
    let leaving = t.queue().await.unwrap();
    let uploading = leaving
        .iter()
        .filter(|job| job.state == JobState::Uploading);
    assert_eq!(uploading.count(), 1, "{leaving:#?}");
    let waits: Vec<&str> = leaving
        .iter()
        .filter_map(|job| job.waits.as_deref())
        .collect();
    assert_eq!(waits.len(), 2, "{waits:?}");
    assert!(
        waits.iter().all(|why| why.ends_with("が先です")),
        "{waits:?}"
    );
    for id in &jobs {
        place
            .until(*id, |job| job.state >= JobState::Accepted)
            .await;
    }
    let late = t.send_first(jobs[0]).await.unwrap_err();
    assert_eq!(late.code, Code::WrongState);
}

#[tokio::test(start_paused = true)]
async fn what_rests_until_somebody_acts_keeps_nobody_waiting() {
    let place = Place::ready().await;
    let jobs = three_released(&place).await;
    let t = &place.terminal;
    t.hold(jobs[0], "月末に送る".into()).await.unwrap();
    place.script.say(&["受付"]); // it keeps the bytes of one file at a time: none comes to its result
    place.server_log_in().await;
    for id in &jobs[1..] {
        place
            .until(*id, |job| job.state >= JobState::Accepted)
            .await;
    }
    let left = t.queue().await.unwrap();
    assert_eq!(left[0].waits.as_deref(), Some("保留：月末に送る"));
}
