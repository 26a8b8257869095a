//! What people answered to a 確認: for whom it is followed up, and for which later files it holds.

use crate::world::Place;
use chrono::TimeDelta;
use kakehashi_domain::{JobState, Shelf};
use kakehashi_store::{Part, Transaction};
use kakehashi_terminal::view::{JobView, ListPart};
use serde_json::{Value, json};
use std::fs;

/// The three people of the place, the last of whom waits for the number.
fn write_waiting(place: &Place, name: &str) -> String {
    let text = fs::read_to_string(place.write_file(name)).unwrap();
    fs::write(place.path(name), text.replace("895980423139,1", ",")).unwrap();
    place.text(name)
}

/// The same people in another order, with one more, so that it isn't the same file.
fn write_later(place: &Place, name: &str) -> String {
    let text = fs::read_to_string(write_waiting(place, name)).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.remove(1);
    fs::write(place.path(name), lines.join("\r\n") + "\r\n").unwrap();
    place.text(name)
}

async fn answered(place: &Place) -> u32 {
    place.log_in("tantou").await;
    let id = place.checked_file(write_waiting(place, "a.csv")).await;
    let decided = place.terminal.decide(
        id,
        "NUMBER_AWAITED".into(),
        None,
        "asked-person".into(),
        "生まれたばかり".into(),
    );
    assert_eq!(decided.await.unwrap().open_confirms, 0);
    place.terminal.request_approval(id).await.unwrap();
    place.log_in("shonin").await;
    id
}

/// As after a year: so many files came that a list shows none of the earlier ones any more.
async fn years_later(place: Place) -> Place {
    let place = place.with_data(|store: &Transaction<'_>| {
        let mut jobs = store.jobs::<Value>(Part::newest(1)).unwrap();
        let mut body = jobs.remove(0).body;
        body["digest"] = json!(7);
        for _ in 0..600 {
            store.add_job(JobState::Cancelled, "x", &body).unwrap();
        }
    });
    place.await
}

async fn checked(place: &Place, file: String) -> JobView {
    place.log_in("tantou").await;
    let id = place.checked_file(file).await;
    place.terminal.job(id).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn who_is_followed_up_is_so_though_the_program_ends_right_after_the_approval() {
    let place = Place::ready().await;
    let id = answered(&place).await;
    let place = place
        .cut_off(Shelf::Job, async |t| t.approve(id).await)
        .await;
    place.log_in("tantou").await;
    place.terminal.carry_all_on().await;
    let job = place.terminal.job(id).await.unwrap();
    assert_eq!(job.approved_by.as_deref(), Some("shonin"));
    let followed = place.terminal.follow_ups().await.unwrap();
    assert_eq!((followed.open, followed.lines[0].job), (1, id));
}

/// More rows than are written in one go, each of which waits for an answer.
const MANY: u32 = 20_300;

#[tokio::test(start_paused = true)]
async fn a_large_file_is_answered_apart_from_its_job_and_disposed_of_whole() {
    let place = Place::ready().await;
    let t = &place.terminal;
    place.log_in("tantou").await;
    let text = fs::read_to_string(write_waiting(&place, "a.csv")).unwrap();
    let (heading, last) = (text.lines().next(), text.lines().last());
    let (heading, last) = (heading.unwrap(), last.unwrap());
    let row = |n: u32| last.replacen(",101,3,", &format!(",101,{},", n + 10), 1);
    let rows = (0..MANY).map(row).collect::<Vec<_>>().join("\r\n");
    fs::write(place.path("a.csv"), format!("{heading}\r\n{rows}\r\n")).unwrap();
    let id = place.checked_file(place.text("a.csv")).await;
    let waiting = async || {
        let groups = t.finding_groups(id).await.unwrap().into_iter();
        let awaited = groups.filter(|group| group.code == "NUMBER_AWAITED");
        awaited.map(|group| group.count).sum::<u32>()
    };
    assert!(waiting().await >= MANY, "number and way of each");
    let decided = t.decide(
        id,
        "NUMBER_AWAITED".into(),
        None,
        "asked-person".into(),
        "届いていない".into(),
    );
    let answer = decided.await.unwrap().decisions.remove(0);
    assert_eq!((answer.count, answer.rows.len()), (MANY, 1_000));
    let listed = t.jobs(ListPart::default()).await.unwrap().remove(0);
    assert!(listed.decisions.is_empty(), "a list has no rows");

    t.cancel(id).await.unwrap();
    place.pass(TimeDelta::days(31)).await;
    place.log_in("tantou").await;
    t.carry_all_on().await;
    assert_eq!(waiting().await, 0);
    assert_eq!(
        t.job(id).await.unwrap().decisions[0].count,
        MANY,
        "it holds in later files"
    );
    place.log_in("kanri").await;
    let line = t.disposals(ListPart::default()).await.unwrap().remove(0);
    assert_eq!(line.rows, MANY, "{}", line.what);
}

#[tokio::test(start_paused = true)]
async fn an_answer_holds_however_many_files_came_since_and_says_whose_it_is() {
    let place = Place::ready().await;
    let id = answered(&place).await;
    let before = checked(&place, write_later(&place, "early.csv")).await;
    assert_eq!(before.open_confirms, 1, "nobody has approved the answer");
    place.terminal.cancel(before.id).await.unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(id).await.unwrap();
    place.log_in("tantou").await;
    place.server_log_in().await;
    let is_over = |job: &JobView| job.state == JobState::ResultReceived;
    place.until(id, is_over).await;
    let place = years_later(place).await;
    let later = checked(&place, write_later(&place, "b.csv")).await;
    assert_eq!((later.confirms, later.open_confirms), (1, 0));
    let held = &later.decisions[0];
    let note = format!("生まれたばかり（送信{id}の答え）");
    assert_eq!((&held.rows, &held.note), (&vec![2], &note));

    // Approved again it is still the same answer, not one more about the other.
    place.terminal.request_approval(later.id).await.unwrap();
    place.log_in("shonin").await;
    place.terminal.approve(later.id).await.unwrap();
    let text = fs::read_to_string(place.path("b.csv")).unwrap();
    let last: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("548836529885"))
        .collect();
    fs::write(place.path("c.csv"), last.join("\r\n") + "\r\n").unwrap();
    let last = checked(&place, place.text("c.csv")).await;
    assert_eq!(last.decisions[0].note, note);
}

#[tokio::test(start_paused = true)]
async fn the_same_rows_are_known_again_however_many_files_came_since() {
    let place = Place::ready().await;
    let id = place.checked_for("tantou").await;
    let place = years_later(place).await;
    let text = fs::read_to_string(place.write_file("a.csv")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    fs::write(place.path("b.csv"), lines.join("\r\n") + "\r\n").unwrap();
    let again = checked(&place, place.text("b.csv")).await;
    assert_eq!(again.open_confirms, 1, "{again:#?}");
    let groups = place.terminal.finding_groups(again.id).await.unwrap();
    assert!(groups.iter().any(|group| group.code == "SENT_BEFORE"));
    assert!(id < again.id);
}
