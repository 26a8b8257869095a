//! Five years of use: the first page of the lists beside the same query on plain SQLite, and the audit chain beside
//! SHA-256 of the same bytes.

use crate::{
    folder,
    meter::{Pair, beside},
    report::{Report, Wanted},
};
use kakehashi_domain::JobState;
use kakehashi_store::{AuditEntry, DataPlace, KeyCare, Part, Store};
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;

const ENTRIES: u32 = 1_000_000;
const JOBS: u32 = 20_000;
const PAGE: u32 = 100;
const TURNS: usize = 50;
const PASS: &str = "sokutei-no-kagi-2026";

pub fn measure(report: &mut Report) {
    let dir = folder().join("history");
    let _was_not_there = fs::remove_dir_all(&dir);
    let mut store = {
        let place = DataPlace::take(&dir).unwrap();
        let key = place.make_key(KeyCare::PassPhrase(PASS)).unwrap();
        Store::open(place, &key).unwrap()
    };
    let plain = Connection::open(dir.join("plain.db")).unwrap();
    fill(&mut store, &plain);

    let ours = || store.audit_page(0, PAGE).unwrap().len();
    let theirs = || {
        texts(
            &plain,
            "SELECT body FROM audit WHERE entry <= 1000000 ORDER BY entry DESC LIMIT 100",
        )
    };
    page(report, "audit log", beside(TURNS, ours, theirs));
    let ours = || store.jobs::<Value>(Part::newest(PAGE)).unwrap().len();
    let theirs = || texts(&plain, "SELECT body FROM job ORDER BY id DESC LIMIT 100");
    page(report, "jobs", beside(TURNS, ours, theirs));
    let open = [JobState::AwaitingApproval];
    let ours = || store.jobs_standing::<Value>(&open).unwrap().len();
    let theirs = || {
        texts(
            &plain,
            "SELECT body FROM job WHERE state = '\"awaiting-approval\"' ORDER BY id DESC",
        )
    };
    page(report, "jobs that wait", beside(TURNS, ours, theirs));

    let bytes = chain_bytes(&plain);
    let verify = || assert_eq!(store.verify_audit(None).unwrap().first_broken, None);
    let best = beside(2, verify, || Sha256::digest(&bytes));
    let what = format!("verifying {ENTRIES} audit entries");
    report.add(
        &what,
        "SHA-256 of the same bytes",
        "×",
        best.ratio(),
        Wanted::AtMost(2.0),
        best.words(),
    );
}

fn page(report: &mut Report, list: &str, best: Pair) {
    let what = format!("first page of {list}, {ENTRIES} entries, {JOBS} jobs");
    report.add(
        &what,
        "the same on plain SQLite",
        "×",
        best.ratio(),
        Wanted::AtMost(1.3),
        best.words(),
    );
    report.add(
        &what,
        "–",
        "ms",
        best.ours * 1000.0,
        Wanted::AtMost(50.0),
        String::new(),
    );
}

/// The same history in both: entries and jobs as the terminal writes them, one job in a thousand open.
fn fill(store: &mut Store, plain: &Connection) {
    let tables = "BEGIN; CREATE TABLE audit (entry INTEGER PRIMARY KEY, body TEXT, hash TEXT);
                  CREATE TABLE job (id INTEGER PRIMARY KEY, state TEXT, body TEXT); CREATE INDEX job_state ON job (state);";
    plain.execute_batch(tables).unwrap();
    let mut export = Vec::new();
    let filled = store.transact(|store| {
        for number in 0..ENTRIES {
            store.add_audit(&entry(number))?;
        }
        for number in 0..JOBS {
            let state = if number % 1000 == 0 {
                JobState::AwaitingApproval
            } else {
                JobState::Confirmed
            };
            store.add_job(state, &format!("{number:064x}"), &job(number))?;
            let insert = "INSERT INTO job (state, body) VALUES (?1, ?2)";
            let state = serde_json::to_string(&state).unwrap();
            plain
                .prepare_cached(insert)
                .unwrap()
                .execute((state, job(number).to_string()))
                .unwrap();
        }
        store.export_audit(&mut export)
    });
    assert_eq!(filled.unwrap(), ENTRIES);
    for line in String::from_utf8(export)
        .unwrap()
        .lines()
        .take(ENTRIES as usize)
    {
        let line: Value = serde_json::from_str(line).unwrap();
        let values = (
            line["entry"].as_i64(),
            line["body"].as_str(),
            line["hash"].as_str(),
        );
        plain
            .prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3)")
            .unwrap()
            .execute(values)
            .unwrap();
    }
    plain.execute_batch("COMMIT").unwrap();
}

fn entry(number: u32) -> AuditEntry {
    AuditEntry {
        at: format!(
            "2026-11-20T{:02}:{:02}:{:02}.123Z",
            number / 3600 % 24,
            number / 60 % 60,
            number % 60
        ),
        actor: ["tantou", "shonin", "kanri"][number as usize % 3].into(),
        act: ["log-in", "hand-in", "release", "send", "confirm"][number as usize % 5].into(),
        subject: format!("job {}", number / 50),
        problem: number.is_multiple_of(97).then(|| "K306".to_owned()),
        note: None,
        correlation_id: format!("{number:08x}-0000-4000-8000-000000000000"),
        ..AuditEntry::default()
    }
}

fn job(number: u32) -> Value {
    json!({
        "kind": "member-registration", "layout_version": "仮-2026.2", "file_name": format!("kanyusha_20261120_{number:04}.csv"),
        "sha256": format!("{number:064x}"), "rows": 1000, "error_rows": 3, "warning_rows": 12, "profile": "honban",
        "handed_in_by": "tantou", "released_by": "shonin", "handed_in_at": "2026-11-20T00:00:00Z", "receipt": format!("R-{number:08}"),
        "status": "処理完了", "purpose": "資格取得の届出", "counts": {"total": 1000, "done": 1000, "ok": 995, "failed": 5},
    })
}

fn texts(plain: &Connection, sql: &str) -> usize {
    let mut statement = plain.prepare_cached(sql).unwrap();
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    // Reading a list means knowing what its entries say, in both.
    rows.map(|body| serde_json::from_str::<Value>(&body.unwrap()).unwrap())
        .filter(Value::is_object)
        .count()
}

/// What the chain covers: each entry's text behind the hash before it.
fn chain_bytes(plain: &Connection) -> Vec<u8> {
    let mut statement = plain
        .prepare("SELECT hash, body FROM audit ORDER BY entry")
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut bytes = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        bytes.extend_from_slice(row.get_ref(0).unwrap().as_bytes().unwrap());
        bytes.push(b'\n');
        bytes.extend_from_slice(row.get_ref(1).unwrap().as_bytes().unwrap());
    }
    bytes
}
