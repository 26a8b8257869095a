//! A server with the right certificate and bad manners: one scenario a line, each with what a person hears, within a
//! hundred seconds, and with nothing believed and nothing lost.
//!
//! `KAKEHASHI_LONG` adds those that wait for a patience to end, and 10,000 faults by chance (or as many as it says).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![allow(clippy::print_stdout)] // It counts aloud.

mod answers;
mod between;
mod kinds;
mod random;
mod receipts;
mod server;

use At::*;
use Does::*;
use kakehashi_acceptance::{Cli, Practice, long};
use server::{At, Does, Hostile};
use std::time::{Duration, Instant};

const MOST: Duration = Duration::from_secs(100);
const ROWS: u32 = 12;

/// How a job stands after a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// It has its result.
    Done,
    /// It waits, with this problem, and comes to its result once the server is right.
    Waits(&'static str),
    /// It has failed with this problem; it can be taken back, and its file be sent again.
    Failed(&'static str),
}
use Then::*;

type Scenario = (&'static str, At, Does, Then);

const RECEIPTS_AND_REFUSALS: &[Scenario] = &[
    ("a right server", Login, Nothing, Done),
    (
        "another receipt's form: dots",
        Job,
        Receipt(".."),
        Failed("RECEIPT_UNUSABLE"),
    ),
    (
        "a receipt of slashes",
        Job,
        Receipt("a/../b"),
        Failed("RECEIPT_UNUSABLE"),
    ),
    ("no receipt", Job, Receipt(""), Failed("RECEIPT_UNUSABLE")),
    (
        "a receipt that acts",
        Job,
        Receipt("\u{1b}[2J1"),
        Failed("RECEIPT_UNUSABLE"),
    ),
    (
        "a receipt of two lines",
        Job,
        Receipt("1\n2"),
        Failed("RECEIPT_UNUSABLE"),
    ),
    (
        "a receipt of another day",
        Job,
        Mishears("20260401".len() - 1),
        Done,
    ),
    (
        "a receipt with another last digit",
        Job,
        Mishears("20260401-0001".len() - 1),
        Done,
    ),
    (
        "a kind that it doesn't know",
        Job,
        Refuses(422, "kind-unknown"),
        Failed("UPLOAD_REFUSED"),
    ),
    (
        "a wrong order",
        Job,
        Refuses(409, "wrong-order"),
        Failed("UPLOAD_REFUSED"),
    ),
    (
        "a key that is taken",
        Job,
        Refuses(409, "key-conflict"),
        Failed("UPLOAD_REFUSED"),
    ),
    (
        "a refusal in words of its own",
        Job,
        Refuses(400, "who-knows"),
        Failed("UPLOAD_REFUSED"),
    ),
    (
        "forbidden",
        Job,
        Refuses(403, "x"),
        Failed("UPLOAD_REFUSED"),
    ),
];

const UPLOADS_AND_JOBS: &[Scenario] = &[
    (
        "a file too large",
        Create,
        Refuses(413, "upload-too-large"),
        Failed("UPLOAD_REFUSED"),
    ),
    (
        "an upload gone at once",
        Head,
        Refuses(404, "upload-gone"),
        Waits("UPLOAD_GONE"),
    ),
    (
        "an upload gone for ever",
        Patch,
        Refuses(410, "upload-gone"),
        Waits("UPLOAD_GONE"),
    ),
    (
        "a job of an upload gone",
        Job,
        Refuses(404, "upload-gone"),
        Waits("UPLOAD_GONE"),
    ),
    (
        "nowhere to upload",
        Create,
        Refuses(404, "not-found"),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "a Location elsewhere",
        Create,
        Location("https://evil.example/v1/uploads/u1"),
        Done,
    ),
    (
        "a Location that is none",
        Create,
        Location("https://["),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "a job lost",
        Status,
        Refuses(404, "not-found"),
        Failed("SERVER_LOST_JOB"),
    ),
    (
        "a job gone",
        Status,
        Refuses(410, "not-found"),
        Failed("SERVER_LOST_JOB"),
    ),
    (
        "another job",
        Status,
        Receipt("R-9999"),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "an upload that nobody may see",
        Head,
        Refuses(403, "x"),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "bytes that it doesn't want",
        Patch,
        Refuses(400, "bad-request"),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "an upload that it doesn't want",
        Create,
        Refuses(400, "who-knows"),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "a job that nobody may see",
        Status,
        Refuses(403, "x"),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "a result that nobody may see",
        Result,
        Refuses(403, "x"),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "trouble inside",
        Status,
        Refuses(500, "internal"),
        Waits("SERVER_TROUBLED"),
    ),
];

/// Nothing goes to another server, whoever says so.
const REDIRECTS: &[Scenario] = &[
    (
        "an upload elsewhere",
        Create,
        Redirects(307),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "bytes elsewhere",
        Patch,
        Redirects(308),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "a job elsewhere",
        Job,
        Redirects(307),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "a status elsewhere",
        Status,
        Redirects(302),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
    (
        "a result elsewhere",
        Result,
        Redirects(301),
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
];

const RESULTS: &[Scenario] = &[
    (
        "a result of others",
        Result,
        Gives(of_others),
        Waits("RESULT_UNFIT"),
    ),
    (
        "one number for everybody",
        Result,
        Gives(one_for_all),
        Waits("RESULT_UNFIT"),
    ),
    (
        "two digits",
        Result,
        Gives(|r| r.replace(",99000000", ",").into()),
        Waits("RESULT_UNFIT"),
    ),
    (
        "a formula",
        Result,
        Gives(|r| r.replace(",9900000001,", ",=1+1+1+1+1,").into()),
        Waits("RESULT_UNFIT"),
    ),
    (
        "NULs",
        Result,
        Gives(|r| {
            r.replace(",9900000001,", ",99000\u{0}\u{0}\u{0}\u{0}1,")
                .into()
        }),
        Waits("RESULT_UNFIT"),
    ),
    ("no UTF-8", Result, Gives(no_utf8), Waits("RESULT_UNFIT")),
    (
        "a row too few",
        Result,
        Gives(|r| without_last(r).into_bytes()),
        Waits("RESULT_UNFIT"),
    ),
    (
        "a row twice",
        Result,
        Gives(last_twice),
        Waits("RESULT_UNFIT"),
    ),
    ("rows the other way round", Result, Gives(turned), Done),
    (
        "a line without end",
        Result,
        Gives(|r| (r.to_owned() + &"9".repeat(3 << 20)).into_bytes()),
        Waits("RESULT_UNFIT"),
    ),
    (
        "nothing",
        Result,
        Gives(|_| Vec::new()),
        Waits("RESULT_UNFIT"),
    ),
    (
        "an announcement of 10 GiB",
        Status,
        Announces(10 << 30),
        Waits("RESULT_UNFIT"),
    ),
    (
        "a result without end",
        Result,
        Endless,
        Waits("RESULT_UNFIT"),
    ),
    (
        "a result cut for ever",
        Result,
        Cuts,
        Waits("SERVER_ANSWER_UNEXPECTED"),
    ),
];

const PATIENCE: &[Scenario] = &[
    ("silence after PATCH", Patch, Silent, Waits("SERVER_SILENT")),
    ("silence after POST", Job, Silent, Waits("SERVER_SILENT")),
    (
        "headers a byte at a time",
        Status,
        Drips,
        Waits("SERVER_SILENT"),
    ),
    (
        "a result's headers a byte at a time",
        Result,
        Drips,
        Waits("SERVER_SILENT"),
    ),
    (
        "a body a byte at a time",
        Status,
        DripsBody,
        Waits("SERVER_SILENT"),
    ),
    ("1xx without end", Status, Informs, Waits("SERVER_SILENT")),
];

#[test]
fn receipts_and_refusals_have_their_end_and_their_word() {
    play(RECEIPTS_AND_REFUSALS);
}

#[test]
fn uploads_and_jobs_have_their_end_and_their_word() {
    play(UPLOADS_AND_JOBS);
}

#[test]
fn nothing_goes_where_a_server_sends_it() {
    play(REDIRECTS);
}

#[test]
fn results_are_believed_only_where_they_fit() {
    play(RESULTS);
}

#[test]
fn every_wait_has_its_end() {
    if long(1).is_some() {
        play(PATIENCE);
    }
}

fn play(scenarios: &[Scenario]) {
    let practice = Practice::new();
    let server = Hostile::start(&practice);
    let cli = Cli::set_up(&practice, &server.url());
    let login = "server login --server-user clerk --server-password-file server.secret";
    cli.clerk(login).expect_status(0);
    let mut wrong = Vec::new();
    let mut slowest = Duration::ZERO;
    for (seed, (what, at, does, then)) in (1..).zip(scenarios) {
        let file = format!("{seed}.csv");
        practice.sample(&file, ROWS, &format!("--seed {seed}"));
        let job = cli.release(&file, "");
        server.set(*at, *does);
        let began = Instant::now();
        let ran = cli.clerk(&format!("send --job {job} --wait"));
        let took = began.elapsed();
        slowest = slowest.max(took);
        let shown = cli.clerk(&format!("jobs show {job}"));
        let (state, code) = (shown.text("state"), ran.code());
        let found = match state {
            "result-received" => "done".to_owned(),
            "failed" => format!("failed {code}"),
            _ => format!("waits {code}"),
        };
        let wanted = match then {
            Done => "done".to_owned(),
            Waits(code) => format!("waits {code}"),
            Failed(code) => format!("failed {code}"),
        };
        let requests = server.state.lock().unwrap().requests;
        if found != wanted || took > MOST || requests > 60 {
            wrong.push(format!(
                "{what}: {found}, not {wanted}; {took:?}, {requests} requests; {}",
                ran.said
            ));
        }
        server.set(Login, Nothing);
        match state {
            "failed" => {
                cli.clerk(&format!("jobs cancel {job}")).expect_status(0);
                let again = cli.release(&file, "");
                let done = cli.clerk(&format!("send --job {again} --wait"));
                done.expect_status(0);
            }
            "result-received" => {}
            _ => {
                let done = cli.clerk(&format!("send --job {job} --wait"));
                assert_eq!(
                    done.expect_status(0).number("ok_rows"),
                    u64::from(ROWS),
                    "{what}"
                );
            }
        }
    }
    let (count, failed) = (scenarios.len(), wrong.len());
    println!("hostile: scenarios tried {count}, wrong {failed}, lost 0, slowest {slowest:.1?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rows(result: &str) -> Vec<&str> {
    result.split_inclusive("\r\n").collect()
}

fn of_others(result: &str) -> Vec<u8> {
    let mut cells: Vec<Vec<&str>> = rows(result)
        .iter()
        .map(|row| row.split(',').collect())
        .collect();
    for row in &mut cells[1..] {
        row[2] = "7777777";
    }
    let rows: Vec<String> = cells.iter().map(|row| row.join(",")).collect();
    rows.concat().into_bytes()
}

fn one_for_all(result: &str) -> Vec<u8> {
    (1..=ROWS)
        .fold(result.to_owned(), |text, n| {
            text.replace(&format!(",99{n:08},"), ",9900000001,")
        })
        .into_bytes()
}

fn no_utf8(result: &str) -> Vec<u8> {
    let mut bytes = result.as_bytes().to_vec();
    let at = bytes.len() - 5;
    bytes[at] = 0xFF;
    bytes
}

fn without_last(result: &str) -> String {
    let rows = rows(result);
    rows[..rows.len() - 1].concat()
}

fn last_twice(result: &str) -> Vec<u8> {
    let rows = rows(result);
    (result.to_owned() + rows[rows.len() - 1]).into_bytes()
}

fn turned(result: &str) -> Vec<u8> {
    let mut rows = rows(result);
    rows[1..].reverse();
    rows.concat().into_bytes()
}
