//! What was approved leaves, or nothing does: whatever becomes another of file, kind, place, insurer or way after the approval,
//! and wherever the file then stands on its way.

use crate::world::Place;
use kakehashi_domain::{Code, Fault, JobState, ProfileKind, SendingWay, Shelf};
use kakehashi_store::Transaction;

use kakehashi_terminal::view::HandOutTo;
use serde_json::{Value, json};

/// Who lies in wait behind the program's back: what is changed of a job or of its place, and how.
type Change = (&'static str, fn(&Transaction<'_>));

const JOB: u32 = 1;
/// Another file, with another content.
const OTHER: u32 = 2;

const CHANGES: &[Change] = &[
    ("the file's digest", |store| {
        change_job(store, |job| job["source"]["sha256"] = "0".repeat(64).into());
    }),
    ("the file", |store| {
        let other = store.job::<Value>(OTHER).unwrap().unwrap().body["source"].take();
        change_job(store, |job| job["source"] = other);
    }),
    ("what lies under the file's name", |store| {
        let other = store.job::<Value>(OTHER).unwrap().unwrap().body["source"]["id"].take();
        change_job(store, |job| job["source"]["id"] = other);
    }),
    ("the kind", |store| {
        change_job(store, |job| {
            job["kind"] = "qualification".into();
            job["layout_version"] = "仮-2026.1".into();
        });
    }),
    ("the place", |store| {
        change_job(store, |job| job["profile"] = "総合運用テスト".into())
    }),
    ("the insurer", |store| {
        change_place(store, "insurer", "06990022")
    }),
    ("the address", |store| {
        change_place(store, "url", "https://other.invalid")
    }),
    ("the way", |store| {
        change_job(store, |job| {
            let is_direct = job["way"] == "direct";
            job["way"] = if is_direct { "media" } else { "direct" }.into();
        });
    }),
];

fn change_job(store: &Transaction<'_>, change: impl FnOnce(&mut Value)) {
    let mut job = store.job::<Value>(JOB).unwrap().unwrap();
    let before = job.body.clone();
    change(&mut job.body);
    assert_ne!(job.body, before, "it is another now");
    store.keep_job(JOB, job.state, &job.body).unwrap();
}

fn change_place(store: &Transaction<'_>, field: &str, to: &str) {
    let mut place: Value = store.get(Shelf::Profile, "研修").unwrap().unwrap();
    assert_ne!(place[field], Value::Null);
    place[field] = json!(to);
    store.put(Shelf::Profile, "研修", &place).unwrap();
}

/// Where a file stands on its way when something changes: what the server was asked for in vain just then.
const MOMENTS: [&str; 4] = ["create_upload", "upload_offset", "send_bytes", "create_job"];

/// A place with another one beside it, and another file.
async fn ready() -> Place {
    let place = Place::ready().await;
    place.log_in("kanri").await;
    let other = place.profile("33120015", ProfileKind::Rehearsal);
    place.terminal.add_profile(other).await.unwrap();
    place
}

async fn approved(place: &Place, way: SendingWay) {
    let t = &place.terminal;
    assert_eq!(place.checked_for("tantou").await, JOB);
    if way != SendingWay::Direct {
        t.choose_way(JOB, way).await.unwrap();
    }
    t.request_approval(JOB).await.unwrap();
    let text = std::fs::read_to_string(place.write_file("b.csv")).unwrap();
    std::fs::write(place.path("b.csv"), text.replace("練習　1郎", "練習　9郎")).unwrap();
    assert_eq!(place.checked_file(place.text("b.csv")).await, OTHER);
    place.log_in("shonin").await;
    t.approve(JOB).await.unwrap();
    place.log_in("tantou").await;
}

fn said(place: &Place) -> [usize; 3] {
    ["create_upload", "send_bytes", "create_job"].map(|what| place.script.calls(what))
}

#[tokio::test(start_paused = true)]
async fn nothing_leaves_that_became_another_since_its_approval_wherever_it_stands() {
    // Each change twice, and at each moment: two moments apart.
    let (mut tried, half) = (0, MOMENTS.len() / 2);
    for (at, (what, change)) in CHANGES.iter().enumerate() {
        for moment in [MOMENTS[at % half], MOMENTS[half + at % half]] {
            let place = ready().await;
            let ended = Fault::new(Code::ServerLoginNeeded);
            place.script.stumble(moment, [ended]);
            approved(&place, SendingWay::Direct).await;
            place.server_log_in().await;
            place
                .until(JOB, |job| {
                    job.problem.is_some() && place.script.calls(moment) == 1
                })
                .await;
            let place = place.with_data(change).await;
            let before = said(&place);
            place.log_in("tantou").await;
            place.server_log_in().await;
            place.terminal.carry_all_on().await;
            if *what == "the way" {
                // Nobody carries it by itself any more, and nobody can take it out.
                let out = HandOutTo {
                    path: place.text("out.csv"),
                    pass_phrase: Some("fune-de-okuru-12".into()),
                };
                place.terminal.write_out(JOB, out).await.unwrap_err();
            } else {
                let stopped = |job: &kakehashi_terminal::view::JobView| {
                    let code = job.problem.as_ref().map(|problem| problem.code);
                    code.is_some_and(|code| code != Code::ServerLoginNeeded)
                };
                let job = place.until(JOB, stopped).await;
                assert_eq!(
                    job.problem.unwrap().code,
                    Code::ApprovedOtherwise,
                    "{what} at {moment}"
                );
            }
            assert_eq!(said(&place), before, "{what} at {moment}");
            tried += 1;
        }
    }
    assert_eq!(tried, 2 * CHANGES.len());
}

#[tokio::test(start_paused = true)]
async fn nobody_carries_out_what_became_another_since_its_approval() {
    for way in [SendingWay::OfficialScreen, SendingWay::Media] {
        for (what, change) in CHANGES {
            let place = ready().await;
            approved(&place, way).await;
            let place = place.with_data(change).await;
            place.log_in("tantou").await;
            let path = place.text("out.csv");
            let pass_phrase = (way == SendingWay::Media).then(|| "fune-de-okuru-12".to_owned());
            let out = HandOutTo { path, pass_phrase };
            let refused = place.terminal.write_out(JOB, out).await.unwrap_err().code;
            let wanted = if *what == "the way" {
                Code::NotByHand
            } else {
                Code::ApprovedOtherwise
            };
            assert_eq!(refused, wanted, "{what}");
            assert!(!place.path("out.csv").exists(), "{what}");
            place.server_log_in().await;
            place.terminal.carry_all_on().await;
            tokio::time::sleep(std::time::Duration::from_secs(600)).await;
            assert_eq!(said(&place), [0; 3], "{what}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_act_changes_what_was_approved() {
    let place = ready().await;
    approved(&place, SendingWay::Direct).await;
    let t = &place.terminal;
    let code =
        |refused: Result<(), kakehashi_terminal::view::ProblemView>| refused.unwrap_err().code;
    assert_eq!(
        code(t.exclude_errors(JOB).await.map(drop)),
        Code::WrongState
    );
    let way = t.choose_way(JOB, SendingWay::Media).await;
    assert_eq!(code(way.map(drop)), Code::WrongState);
    place.log_in("kanri").await;
    let other = t.use_profile("総合運用テスト".into()).await;
    assert_eq!(code(other.map(drop)), Code::FilesUnderWay);
    // What goes from now on by another way, or to another address, is what is taken in from now on.
    t.set_way(SendingWay::Media).await.unwrap();
    t.change_url("https://other.invalid".into()).await.unwrap();
    t.test_connection().await.unwrap();
    t.work_with("総合運用テスト".into()).await.unwrap();
    place.log_in("tantou").await;
    let carried = t.retry_now(JOB).await;
    assert_eq!(code(carried.map(drop)), Code::ProfileDiffers);
    t.work_with("研修".into()).await.unwrap();
    place.server_log_in().await;
    place
        .until(JOB, |job| job.state == JobState::ResultReceived)
        .await;
    assert_eq!(place.script.jobs_made(), 1);
}
