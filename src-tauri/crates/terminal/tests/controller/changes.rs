//! What clients are told: one event for each commit, which says what it touched.

use crate::world::{PASSWORD, Place};
use kakehashi_domain::{JobState, Shelf};
use kakehashi_terminal::Changed;
use kakehashi_terminal::view::ListPart;
use tokio::sync::broadcast::Receiver;

fn told(changes: &mut Receiver<Changed>) -> Vec<Changed> {
    std::iter::from_fn(|| changes.try_recv().ok()).collect()
}

fn changed(job: Option<u32>, touched: &[Shelf]) -> Changed {
    let touched = touched.to_vec();
    Changed { job, touched }
}

#[tokio::test(start_paused = true)]
async fn a_step_is_one_event_that_says_what_changed() {
    let place = Place::ready().await;
    let id = place.ask_approval().await;
    place.log_in("shonin").await;
    let mut changes = place.terminal.changes();
    place
        .terminal
        .reject(id, "住所が古い".into())
        .await
        .unwrap();
    assert_eq!(
        told(&mut changes),
        [changed(Some(id), &[Shelf::Job, Shelf::Audit])]
    );
    place.terminal.log_out().await.unwrap();
    assert_eq!(told(&mut changes), [changed(None, &[Shelf::Audit])]);
    let wrong = place.terminal.log_in("tantou".into(), "chigau".into());
    wrong.await.unwrap_err();
    assert_eq!(
        told(&mut changes),
        [changed(None, &[Shelf::User, Shelf::Audit])],
        "a wrong guess and its entry are one commit"
    );
    place
        .terminal
        .log_in("tantou".into(), PASSWORD.into())
        .await
        .unwrap();
    assert_eq!(
        told(&mut changes),
        [changed(None, &[Shelf::User, Shelf::Audit])]
    );
    place.terminal.jobs(ListPart::default()).await.unwrap();
    assert!(told(&mut changes).is_empty(), "a look changes nothing");
}

#[tokio::test(start_paused = true)]
async fn what_comes_in_pieces_is_told_when_it_counts() {
    let place = Place::ready().await;
    let mut changes = place.terminal.changes();
    let id = place.checked_for("tantou").await;
    let told = told(&mut changes);
    let ends = |change: &&Changed| change.touched.contains(&Shelf::Finding);
    let ended: Vec<&Changed> = told.iter().filter(ends).collect();
    let whole = changed(Some(id), &[Shelf::Job, Shelf::Finding, Shelf::Audit]);
    assert_eq!(ended, [&whole], "{told:?}");
    let job = place.terminal.job(id).await.unwrap();
    assert_eq!(job.state, JobState::Checked);
}
