//! The screens' own lists after ten years of use, names and all, as the terminal gives them.

use crate::{
    alone,
    meter::seconds,
    report::{Report, Wanted},
};
use kakehashi_acceptance::{Cli, Practice};
use kakehashi_store::{AuditEntry, DataPlace, JobRow, Store, TimelineStart};
use kakehashi_terminal::{
    Terminal, World,
    view::{ListPart, TimelineShow},
};
use serde_json::{Value, json};
use std::path::Path;
use tokio::runtime::Runtime;

const ENTRIES: u32 = 10_000_000;
const JOBS: u32 = 40_000;
const PEOPLE: u32 = 1_000_000;
const AT_ONCE: u32 = 50_000;
const TURNS: usize = 5;
const KEY: &str = "renshu-no-kagi-2026";
const MOST: f64 = 50.0;

pub fn measure(report: &mut Report) {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 10, "");
    let job = cli.release("kanyusha.csv", "");
    cli.clerk(&format!("send --job {job} --wait"))
        .expect_status(0);
    let dir = practice.file("terminal");
    let took = seconds(|| fill(&dir));
    let what = format!("ten years: {ENTRIES} entries, {JOBS} jobs, {PEOPLE} people");
    report.tell(&what, "–", "s", took, String::new());
    let lists = alone::ask("lists", &[dir.to_str().unwrap()]);
    for (list, took) in lists["ms"].as_object().unwrap() {
        let what = format!("{list}, ten years");
        let took = took.as_f64().unwrap();
        report.add(&what, "–", "ms", took, Wanted::AtMost(MOST), String::new());
    }
}

/// Asks for each list as a person who may see it, and says how long the quickest of some times took.
pub fn one(dir: &str) -> Value {
    let runtime = Runtime::new().unwrap();
    let _inside = runtime.enter();
    let terminal = Terminal::open(dir.as_ref(), World::default(), Some(KEY)).unwrap();
    let log_in = |user: &str, password: &str| {
        let logged_in = terminal.log_in(user.to_owned(), password.to_owned());
        runtime.block_on(logged_in).unwrap();
    };
    let mut ms = serde_json::Map::new();
    let mut time = |list: &str, ask: &dyn Fn()| {
        let took = (0..TURNS).map(|_| seconds(ask));
        let took = took.fold(f64::INFINITY, f64::min) * 1000.0;
        ms.insert(list.to_owned(), json!(took));
    };
    log_in("tantou", "tantou-renshu-2026");
    let jobs = |words: &str| {
        let part = ListPart {
            words: words.to_owned(),
            most: 100,
            ..ListPart::default()
        };
        runtime.block_on(terminal.jobs(part)).unwrap();
    };
    time("home", &|| drop(runtime.block_on(terminal.home()).unwrap()));
    time("first page of jobs", &|| jobs(""));
    time("a job sought by its file's name", &|| {
        jobs("kanyusha-7.csv")
    });
    time("open jobs", &|| {
        drop(runtime.block_on(terminal.open_jobs()).unwrap());
    });
    let people = |show, text: &str| {
        let list = terminal.timelines(show, text.to_owned());
        drop(runtime.block_on(list).unwrap());
    };
    time("people on their way", &|| people(TimelineShow::Open, ""));
    time("people who are registered", &|| {
        people(TimelineShow::Ended, "");
    });
    time("a person sought by registration", &|| {
        people(TimelineShow::Ended, "900-777777");
    });
    log_in("kanri", "kanri-renshu-2026");
    time("first page of the audit log", &|| {
        drop(runtime.block_on(terminal.audit(0, 100)).unwrap());
    });
    json!({ "ms": ms })
}

fn fill(dir: &Path) {
    let place = DataPlace::take(dir).unwrap();
    let key = place.bring_key(Some(KEY)).unwrap();
    let mut store = Store::open(place, &key).unwrap();
    let JobRow { body, .. } = store.job::<Value>(1).unwrap().unwrap();
    let confirmed = kakehashi_domain::JobState::Confirmed;
    let jobs = store.transact(|store| {
        for number in 2..=JOBS {
            let mut body = body.clone();
            body["file_name"] = json!(format!("kanyusha-{number}.csv"));
            body["disposed"] = json!(true);
            store.add_job(confirmed, &format!("{number:064x}"), &body)?;
        }
        Ok(())
    });
    jobs.unwrap();
    for first in (0..ENTRIES).step_by(AT_ONCE as usize) {
        let added = store.transact(|store| {
            (first..first + AT_ONCE).try_for_each(|number| store.add_audit(&entry(number)))
        });
        added.unwrap();
    }
    let profile = body["profile"].as_str().unwrap();
    for first in (0..PEOPLE).step_by(AT_ONCE as usize) {
        let job = first / AT_ONCE + 2;
        let begun = store.transact(|store| {
            for number in first..first + AT_ONCE {
                let registration = format!("900-{number}-00");
                store.start_timeline(&person(profile, &registration, job, number))?;
            }
            // Nine of ten files have come back.
            match job % 10 {
                0 => Ok(()),
                _ => store.end_timelines(job, "2026-11-20T00:00:00Z", 0..=u32::MAX, &[], &[]),
            }
        });
        begun.unwrap();
    }
}

fn entry(number: u32) -> AuditEntry {
    AuditEntry {
        at: "2026-11-20T00:00:00.123Z".to_owned(),
        actor: ["tantou", "shonin", "kanri"][number as usize % 3].into(),
        act: ["log_in", "take_in", "approve", "upload", "confirm"][number as usize % 5].into(),
        subject: format!("job {}", number / 250 + 1),
        correlation_id: format!("{number:08x}-0000-4000-8000-000000000000"),
        ..AuditEntry::default()
    }
}

fn person<'a>(
    profile: &'a str,
    registration: &'a str,
    job: u32,
    number: u32,
) -> TimelineStart<'a, Value> {
    TimelineStart {
        profile,
        registration,
        acquired_on: Some("2026-11-01".to_owned()),
        due: Some("2026-11-21".to_owned()),
        row: Some((job, number % AT_ONCE + 1)),
        body: json!({
            "name": "練習　太郎", "birth_date": "19650101", "acquired_on": "2026-11-01",
            "received_on": "2026-11-16", "receipt": "file", "closed": null,
        }),
    }
}
