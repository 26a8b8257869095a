use super::*;
use crate::{Store, database::tests::open};
use kakehashi_domain::JobState;
use serde_json::{Value, json};

fn start<'a>(
    registration: &'a str,
    acquired: &str,
    row: Option<(u32, u32)>,
) -> TimelineStart<'a, Value> {
    TimelineStart {
        profile: "p",
        registration,
        acquired_on: Some(acquired.to_owned()),
        due: Some("2026-11-21".to_owned()),
        row,
        body: json!({ "name": format!("練習{registration}") }),
    }
}

fn open_ones(store: &Store, text: &str) -> Vec<String> {
    let (rows, total) = store
        .timelines::<Value>("p", TimelineQuery::Open, text, 10)
        .unwrap();
    assert_eq!(rows.len() as u32, total);
    rows.into_iter().map(|row| row.registration).collect()
}

#[test]
fn a_file_ends_the_way_of_its_people_but_for_refused_rows_and_those_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path()).unwrap();
    store
        .transact(|s| {
            let job = s.add_job(JobState::Completed, "x", &())?;
            for row in 1..=4 {
                s.start_timeline(&start(&format!("1-{row}"), "2026-11-01", Some((job, row))))?;
            }
            s.add_failed_row(job, 2, &())?;
            s.end_timelines(job, "2026-11-18T00:00:00Z", 0..=9, &[3], &[4])
        })
        .unwrap();
    assert_eq!(open_ones(&store, ""), ["1-2", "1-3"]);
    assert_eq!(open_ones(&store, "習1-3"), ["1-3"]);
    assert!(open_ones(&store, "%").is_empty());
    let left: TimelineRow<Value> = store.timeline("p", "1-3").unwrap().unwrap();
    assert_eq!(left.job, None);
    let has_branch = |registration| {
        let row: TimelineRow<Value> = store.timeline("p", registration).unwrap().unwrap();
        (row.registered_at.is_some(), row.has_branch)
    };
    assert_eq!(
        (has_branch("1-1"), has_branch("1-4")),
        ((true, true), (true, false))
    );
    assert_eq!(
        store.timeline_days("p").unwrap(),
        [(Some("2026-11-21".into()), 2)]
    );
    assert!(store.timeline_days("other").unwrap().is_empty());

    store
        .transact(|s| s.qualify("p", "1-1", 9, "2026-11-19T00:00:00Z"))
        .unwrap();
    store
        .transact(|s| s.qualify("p", "1-2", 9, "2026-11-19T00:00:00Z"))
        .unwrap();
    let first: TimelineRow<Value> = store.timeline("p", "1-1").unwrap().unwrap();
    assert_eq!(first.qualified, Some((9, "2026-11-19T00:00:00Z".into())));
    let second: TimelineRow<Value> = store.timeline("p", "1-2").unwrap().unwrap();
    assert_eq!(second.qualified, None, "who isn't registered has no 資格");

    // Only what ended is forgotten, by its last step.
    let before = "2026-11-19T00:00:00Z";
    assert_eq!(store.count_old_timelines(before, 9).unwrap(), 1);
    store.transact(|s| s.forget_timelines(before, 9)).unwrap();
    assert_eq!(store.count_old_timelines(before, 9).unwrap(), 0);
    assert!(store.timeline::<Value>("p", "1-4").unwrap().is_none());
}

#[test]
fn who_is_registered_begins_anew_only_with_another_day() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(dir.path()).unwrap();
    let begin = |store: &mut Store, start: TimelineStart<Value>| {
        store.transact(|s| s.start_timeline(&start)).unwrap();
    };
    let jobs: Vec<u32> = (0..3)
        .map(|_| {
            store
                .transact(|s| s.add_job(JobState::Checked, "x", &()))
                .unwrap()
        })
        .collect();
    begin(&mut store, start("1-1", "2026-11-01", Some((jobs[0], 1))));
    store
        .transact(|s| s.end_timelines(jobs[0], "2026-11-02T00:00:00Z", 0..=u32::MAX, &[], &[]))
        .unwrap();
    begin(&mut store, start("1-1", "2026-11-01", Some((jobs[1], 1))));
    assert!(open_ones(&store, "").is_empty(), "the same again");
    begin(&mut store, start("1-1", "2026-12-01", Some((jobs[2], 1))));
    assert_eq!(open_ones(&store, ""), ["1-1"]);

    // A number that was entered begins one, changes none, and stays when the file is taken back.
    begin(&mut store, start("1-1", "2027-01-01", None));
    begin(&mut store, start("1-2", "2027-01-01", None));
    begin(&mut store, start("1-2", "2027-01-01", Some((jobs[2], 2))));
    store
        .transact(|s| s.take_timelines_back(jobs[2], 0..=2))
        .unwrap();
    assert_eq!(open_ones(&store, ""), ["1-2"]);
    store
        .transact(|s| s.drop_entered_timeline("p", "1-2"))
        .unwrap();
    assert!(open_ones(&store, "").is_empty());
}
