//! Whatever kind was sent: a result that isn't this job's is refused whole, shown, and asked for again, and nothing of it
//! reaches anybody's record or what is handed over.

use crate::between::{Between, RESULT, Twist};
use kakehashi_acceptance::{Desk, Practice};
use kakehashi_domain::JobState;
use kakehashi_terminal::view::{HandOutTo, JobView};
use serde_json::{Value, json};
use std::{mem, path::PathBuf, sync::Arc};
use tokio::runtime::Builder;

const ROWS: usize = 6;
const UNFIT: &str = "RESULT_UNFIT";

const MIXED_UP: &str = "rows of the same length mixed up";
const ONE_FOR_ALL: &str = "one number for everybody";
const NOBODYS: &str = "numbers that nobody has";

/// Of one row nothing is mixed up, and which 被保険者枝番 is new the server alone says.
fn is_wrong_for(kind: &str, rows: usize, what: &str) -> bool {
    match what {
        MIXED_UP | ONE_FOR_ALL => rows > 1,
        NOBODYS => kind != "member-registration",
        _ => true,
    }
}

/// What is wrong with a result, how it is made of the right one, and what is heard of it.
type Wrong = (&'static str, fn(&mut Table), &'static str);

const RESULTS: &[Wrong] = &[
    ("another job's rows", of_another_job, UNFIT),
    (MIXED_UP, mixed_up, UNFIT),
    (ONE_FOR_ALL, one_for_everybody, UNFIT),
    (NOBODYS, nobodys_numbers, UNFIT),
    ("a row too few", |table| drop(table.rows.pop()), UNFIT),
    ("a row twice", last_twice, UNFIT),
    ("another kind's columns", of_another_kind, UNFIT),
];

/// What else may become of a result, and what is heard of it.
fn no_results() -> Vec<(&'static str, Twist, &'static str)> {
    vec![
        (
            "no such job",
            Twist::Refuses(403, "x"),
            "SERVER_ANSWER_UNEXPECTED",
        ),
        (
            "trouble inside",
            Twist::Refuses(500, "internal"),
            "SERVER_TROUBLED",
        ),
        ("cut", Twist::Cuts, "DOWNLOAD_DAMAGED"),
        ("without end", Twist::Endless, UNFIT),
    ]
}

/// A result, cell by cell.
struct Table {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(text: &str) -> Self {
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut rows = csv.deserialize().map(Result::unwrap);
        Self {
            heading: rows.next().unwrap(),
            rows: rows.collect(),
        }
    }

    fn text(&self) -> Vec<u8> {
        let mut csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        csv.write_record(&self.heading).unwrap();
        self.rows
            .iter()
            .for_each(|row| csv.write_record(row).unwrap());
        csv.into_inner().unwrap()
    }
}

/// What a row is known by, behind its number, is another's in every row.
fn of_another_job(table: &mut Table) {
    for row in &mut table.rows {
        let last = if row[1].pop() == Some('1') { '2' } else { '1' };
        row[1].push(last);
    }
}

/// Each row's number stands before what was said of the next.
fn mixed_up(table: &mut Table) {
    let numbers: Vec<String> = table.rows.iter().map(|row| row[0].clone()).collect();
    table.rows.rotate_left(1);
    for (row, number) in table.rows.iter_mut().zip(numbers) {
        row[0] = number;
    }
}

/// The column of what the server tells one from another by.
fn number_of(table: &Table) -> usize {
    let numbers = ["被保険者枝番", "個人番号", "識別子"];
    let is_one = |title: &String| numbers.contains(&title.as_str());
    table.heading.iter().position(is_one).unwrap()
}

fn one_for_everybody(table: &mut Table) {
    let at = number_of(table);
    let first = table.rows[0][at].clone();
    for row in &mut table.rows {
        row[at].clone_from(&first);
    }
}

/// Another check digit, or letters in its place.
fn nobodys_numbers(table: &mut Table) {
    let at = number_of(table);
    for row in &mut table.rows {
        let last = if row[at].ends_with('7') { "8" } else { "7" };
        row[at].pop();
        row[at].push_str(last);
    }
}

fn last_twice(table: &mut Table) {
    table.rows.extend(table.rows.last().cloned());
}

fn of_another_kind(table: &mut Table) {
    table.heading.swap(0, 1);
}

#[test]
fn no_kind_believes_the_result_of_another_job() {
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(every_kind());
}

async fn every_kind() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let between = Between::start(&practice, &server);
    let desk = Desk::set_up(&practice, "kinds", &between.url()).await;
    desk.clerk().await;
    desk.first_log_in_at_server().await;
    let mut tried = Tried {
        practice: &practice,
        between: &between,
        desk: &desk,
        faults: 0,
        wrong: Vec::new(),
    };
    let kinds = desk.terminal.kinds().await.unwrap();
    let count = kinds.len();
    let mut waiting = kinds;
    while !waiting.is_empty() {
        let before = waiting.len();
        for kind in mem::take(&mut waiting) {
            if !tried.kind(&kind.kind, &kind.extension).await {
                waiting.push(kind);
            }
        }
        assert!(waiting.len() < before, "nothing more may go: {waiting:?}");
    }
    let Tried { faults, wrong, .. } = tried;
    println!(
        "hostile results: kinds {count}, faults tried {faults}, believed {}",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 19, "{count}");
}

/// What was tried so far.
struct Tried<'a> {
    practice: &'a Practice,
    between: &'a Between,
    desk: &'a Desk,
    faults: u32,
    wrong: Vec<String>,
}

impl Tried<'_> {
    /// Every fault for a kind, and its right result at the end; `false` when its turn hasn't come.
    async fn kind(&mut self, kind: &str, extension: &str) -> bool {
        let rows = if kind == "insurer-definition" {
            1
        } else {
            ROWS
        };
        let name = format!("{kind}.{extension}");
        self.practice
            .simulator(&format!("sample --kind {kind} --rows {rows} --out {name}"));
        self.between.leave();
        let job = match self
            .desk
            .release_kind(kind, &self.practice.file(&name))
            .await
        {
            Ok(job) => job,
            Err(problem) if json!(problem.code) == "WRONG_ORDER" => return false,
            Err(problem) => panic!("{kind}: {problem:?}"),
        };
        let books = self.books().await;
        for (what, make, code) in RESULTS {
            let make = *make;
            let twist = Twist::Gives(Arc::new(move |right| {
                let mut table = Table::of(right);
                make(&mut table);
                table.text()
            }));
            if is_wrong_for(kind, rows, what) {
                self.fault((kind, job), &books, (what, twist, code)).await;
            }
        }
        for fault in no_results() {
            self.fault((kind, job), &books, fault).await;
        }
        self.between.leave();
        let done = self.desk.send_to_the_end(job).await;
        assert_eq!(done.state, JobState::ResultReceived, "{kind}: {done:?}");
        self.desk.terminal.result(job).await.unwrap();
        self.desk.terminal.confirm(job).await.unwrap();
        true
    }

    async fn fault(
        &mut self,
        (kind, job): (&str, u32),
        books: &[Value],
        (what, twist, code): (&str, Twist, &str),
    ) {
        self.faults += 1;
        self.between.twist(RESULT, twist);
        let view = self.until_struck(job).await;
        let out = HandOutTo {
            path: self.out().display().to_string(),
            pass_phrase: None,
        };
        let t = &self.desk.terminal;
        let is_shown = Desk::code(&view) == code;
        let is_out = t.result(job).await.is_ok()
            || t.answers(job)
                .await
                .is_ok_and(|answers| !answers.is_empty())
            || t.save_branch_numbers(job, out).await.is_ok()
            || self.out().exists();
        let is_kept = self.books().await != *books;
        if !is_shown || is_out || is_kept {
            let heard = Desk::code(&view);
            self.wrong.push(format!(
                "{kind}, {what}: {:?} {heard}, not {code}; handed out: {is_out}, kept: {is_kept}",
                view.state
            ));
        }
    }

    fn out(&self) -> PathBuf {
        self.practice.file("out.csv")
    }

    async fn until_struck(&self, job: u32) -> JobView {
        loop {
            let view = self.desk.send(job).await;
            if self.between.has_struck() || !view.state.is_moving() {
                return view;
            }
        }
    }

    /// What stands of people, whatever it came from.
    async fn books(&self) -> Vec<Value> {
        let part = json!({ "part": { "before": null, "words": "", "most": 500 } });
        let mut books = Vec::new();
        for (act, arguments) in [
            ("timelines", json!({ "show": "open", "text": "" })),
            ("timelines", json!({ "show": "ended", "text": "" })),
            ("look_ups", part.clone()),
            ("people_asked", part.clone()),
            ("comparisons", part.clone()),
            ("inquiries", part.clone()),
            ("hand_overs", part),
        ] {
            let read = self.desk.terminal.call(act, arguments).await;
            let mut read = read.unwrap_or_else(|problem| panic!("{act}: {problem:?}"));
            forget_states(&mut read);
            books.push(read);
        }
        books
    }
}

/// How far a job has come is another thing than what came of it.
fn forget_states(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(forget_states),
        Value::Object(fields) => {
            fields.retain(|name, _| !["standing", "state", "state_title"].contains(&name.as_str()));
            fields.values_mut().for_each(forget_states);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
