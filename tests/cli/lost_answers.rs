//! Faults inside TLS: an answer that never comes, a server that is busy, a download that breaks off.

use crate::kit::{FAST, assert_follows, branch_numbers};
use kakehashi_acceptance::{Cli, Practice, Ran};

const ROWS: usize = 50;
const LOST: &str = "kind = \"lost-answer\"";
const CUT: &str = "kind = \"truncate\"";
const BUSY: &str = "kind = \"status\", status = 503, retry_after = 1";

/// A fault on each request of the main job after login; the result is that of the next job.
fn scenario(next: &str, what: &str, with_the_result: &str) -> String {
    let fault = |method: &str, path: &str, what: &str| {
        format!("{{ method = \"{method}\", path = \"{path}\", {what} }}")
    };
    let faults = [
        fault("POST", "/v1/uploads", what),
        fault("PATCH", "/v1/uploads/", what),
        fault("POST", "/v1/jobs", what),
        fault("GET", &format!("/v1/jobs/{next}/result"), with_the_result),
    ];
    format!("{FAST}\nfaults = [{}]", faults.join(", "))
}

/// The 受付番号 after this one.
fn after(receipt: &str) -> String {
    let (day, nth) = receipt.split_once('-').unwrap();
    format!("{day}-{:04}", nth.parse::<u32>().unwrap() + 1)
}

/// Goes on with a job to its result, with the program's own log on stderr.
fn carry_with_log(cli: &Cli<'_>, job: u64) -> Ran {
    let line = format!("send --job {job} --wait --queue");
    let mut command = cli.command(Some(("tantou", "clerk")), &line);
    command.env("KAKEHASHI_LOG", "info");
    Ran::from(command).expect_status(0)
}

#[test]
fn the_job_ends_right_and_once_whatever_is_lost_cut_or_refused_for_a_while() {
    let practice = Practice::new();
    let mut server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let release = |seed: u32| {
        let file = format!("{seed}.csv");
        practice.sample(&file, ROWS as u32, &format!("--seed {seed}"));
        cli.release(&file, "")
    };

    // Without --queue a command says what was lost, and the next one goes on.
    let lost = format!("{FAST}\nfaults = [{{ method = \"POST\", path = \"/v1/jobs\", {LOST} }}]");
    server.kill_and_restart(&practice, &lost);
    let job = release(1);
    let send = format!("send --job {job} --wait");
    cli.clerk(&send).expect_code("CONNECTION_LOST", 4);
    let left = cli.clerk(&format!("jobs show {job}")).expect_status(0);
    assert_eq!(left.text("state"), "submitting", "nobody knows here");
    assert_eq!(left.json["receipt"], serde_json::Value::Null);
    let taken_back = cli.clerk(&format!("jobs cancel {job}"));
    taken_back.expect_code("WRONG_STATE", 3);
    let done = cli.clerk(&send).expect_status(0);
    assert_eq!(done.number("ok_rows"), ROWS as u64);
    let mut receipt = done.text("receipt").to_owned();

    // With --queue it waits the trouble out by itself.
    let faults = [(2, LOST, CUT, "K312"), (3, BUSY, BUSY, "K313")];
    for (seed, what, with_the_result, number) in faults {
        let scenario = scenario(&after(&receipt), what, with_the_result);
        server.kill_and_restart(&practice, &scenario);
        let job = release(seed);
        let done = carry_with_log(&cli, job);
        assert_eq!(done.text("state"), "result-received");
        let struck = done.said.matches(&format!("\"{number}\"")).count();
        assert_eq!(struck, 4, "each fault struck once: {}", done.said);
        assert_eq!(done.number("ok_rows"), ROWS as u64, "{what}");
        assert_eq!(branch_numbers(&cli, practice.path(), job).len(), ROWS);
        assert_follows(&receipt, done.text("receipt"));
        receipt = done.text("receipt").to_owned();
    }
}
