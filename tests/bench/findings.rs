//! A million findings: kept, sought; and a file without some of its rows.

use crate::{
    check, folder,
    meter::{beside, seconds},
    report::{Report, Wanted},
};
use kakehashi_domain::JobState;
use kakehashi_layouts::{Layout, copy_rows};
use kakehashi_store::{DataPlace, FindingQuery, FindingRecord, KeyCare, Store};
use serde_json::{Value, json};
use std::{fs, fs::File, io};

const FINDINGS: u32 = 1_000_000;
const AT_ONCE: usize = 2_000;
const ROWS: u32 = 100_000;
const LEFT_OUT: u32 = 9;
const TURNS: usize = 5;
const PASS: &str = "sokutei-no-kagi-2026";
const DEFINITION: &str = include_str!("../../assets/layouts/member-registration.toml");

pub fn measure(report: &mut Report) {
    search(report);
    leave_out(report);
}

fn search(report: &mut Report) {
    let dir = folder().join("findings");
    let _was_not_there = fs::remove_dir_all(&dir);
    let place = DataPlace::take(&dir).unwrap();
    let key = place.make_key(KeyCare::PassPhrase(PASS)).unwrap();
    let mut store = Store::open(place, &key).unwrap();
    let took = seconds(|| fill(&mut store));
    let what = format!("keeping {FINDINGS} findings");
    report.tell(&what, "–", "s", took, String::new());
    for (what, words) in [
        ("a registration", "101-999999"),
        ("a part that many have", "1-99"),
        ("a row", "777777"),
        ("what nobody has", "x"),
    ] {
        let query = FindingQuery {
            code: "WRONG",
            severity: "error",
            words: Some(words),
            ..FindingQuery::default()
        };
        let mut found = 0;
        let took = (0..TURNS).map(|_| {
            seconds(|| {
                let places = store.finding_places(1, &query).unwrap();
                found = places.len();
                let page = &places[..places.len().min(100)];
                store.findings_at::<Value>(1, &query, page).unwrap()
            })
        });
        let took = took.fold(f64::INFINITY, f64::min);
        let what = format!("search for {what} in {FINDINGS} findings");
        let note = format!("{found} found");
        report.add(&what, "–", "ms", took * 1000.0, Wanted::AtMost(200.0), note);
    }
}

fn fill(store: &mut Store) {
    let job = store.transact(|s| s.add_job(JobState::Checked, "x", &()));
    assert_eq!(job.unwrap(), 1);
    let rows: Vec<u32> = (1..=FINDINGS).collect();
    for batch in rows.chunks(AT_ONCE) {
        let all: Vec<(String, Value)> = batch
            .iter()
            .map(|row| {
                let registration = format!("101-{row}");
                let who = json!({"registration": registration, "name": "練習　太郎", "birth_date": "19650101"});
                let body = json!({"row": row, "column": "住所", "value": "東京都", "message": "住所に使えない文字があります。",
                                  "replacement": null, "who": who});
                (registration, body)
            })
            .collect();
        let findings: Vec<_> = batch
            .iter()
            .zip(&all)
            .map(|(row, (registration, body))| FindingRecord {
                group: ("WRONG", "error"),
                row: *row,
                column: "住所",
                registration,
                employer: "",
                body,
            })
            .collect();
        store.transact(|s| s.add_findings(1, &findings)).unwrap();
    }
}

fn leave_out(report: &mut Report) {
    let file = check::sample(ROWS);
    let layout = Layout::parse(DEFINITION).unwrap();
    let ours = || {
        let mut keep = |row: u32| !row.is_multiple_of(ROWS / LEFT_OUT);
        copy_rows(File::open(&file).unwrap(), &layout, &mut keep, io::sink()).unwrap()
    };
    let best = beside(TURNS, ours, || check::csv_pass(&file));
    let what = format!("leaving {LEFT_OUT} rows out of {ROWS}");
    report.add(
        &what,
        "one csv pass",
        "×",
        best.ratio(),
        Wanted::AtMost(2.0),
        best.words(),
    );
}
