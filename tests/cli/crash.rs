//! kill -9 of either side at any moment: no file lost, none registered twice, none left without a state.

use crate::kit::{FAST, assert_follows, branch_numbers, carry, size_of};
use fastrand::Rng;
use kakehashi_acceptance::{Cli, Practice, Ran, Running, wait_until};
use std::{
    env,
    thread::sleep,
    time::{Duration, SystemTime},
};

const ROWS: u32 = 5_000;
/// The file takes some four seconds.
const SLOW: &str = "upload_bytes_per_second = 300000\naccept_ms = 0\nprocess_ms = 0";

/// Begins to send, and waits until the server holds a part of the file.
fn in_mid_upload(cli: &Cli<'_>, practice: &Practice, job: u64) -> Running {
    let before = size_of(&practice.file("server"));
    let mut sending = cli.start(&format!("send --job {job} --wait --queue"));
    sending.until_said("送信中");
    wait_until("bytes arrive", || {
        size_of(&practice.file("server")) > before + 200_000
    });
    sending
}

#[test]
fn either_side_killed_in_mid_upload_or_at_work_goes_on_and_everybody_is_registered_once() {
    let practice = Practice::new();
    let mut server = practice.serve(SLOW);
    for (file, seed) in [("first.csv", 1), ("second.csv", 2)] {
        practice.sample(file, ROWS, &format!("--seed {seed}"));
    }
    practice.sample("third.csv", 20, "--seed 3");
    let cli = Cli::ready(&practice, &server);

    let first = cli.release("first.csv", "");
    let sending = in_mid_upload(&cli, &practice, first);
    assert!(sending.kill(), "killed on its way");
    let left = cli.clerk(&format!("jobs show {first}")).expect_status(0);
    assert_eq!(left.text("state"), "uploading");
    let after_the_terminals_death = carry(&cli, first);
    assert_registered(&cli, &practice, &after_the_terminals_death);

    let second = cli.release("second.csv", "");
    let mut sending = in_mid_upload(&cli, &practice, second);
    server.kill_and_restart(&practice, "process_ms = 1000");
    sending.until_said("処理中");
    sleep(Duration::from_millis(1_000)); // in the middle of the rows, or just before them
    server.kill_and_restart(&practice, FAST);
    let after_the_servers_deaths = sending.end().expect_status(0);
    assert_registered(&cli, &practice, &after_the_servers_deaths);

    let third = carry(&cli, cli.release("third.csv", ""));
    let receipts = [
        &after_the_terminals_death,
        &after_the_servers_deaths,
        &third,
    ];
    let receipts = receipts.map(|job| job.text("receipt"));
    assert!(receipts[0].ends_with("-0001"), "{receipts:?}");
    assert_follows(receipts[0], receipts[1]);
    assert_follows(receipts[1], receipts[2]);
}

#[track_caller]
fn assert_registered(cli: &Cli<'_>, practice: &Practice, done: &Ran) {
    assert_eq!(done.text("state"), "result-received");
    assert_eq!(done.number("ok_rows"), u64::from(ROWS));
    let branches = branch_numbers(cli, practice.path(), done.number("job"));
    assert_eq!(branches.len(), ROWS as usize);
}

/// A moment of the main job, drawn from a seed.
struct Moments(Rng);

impl Moments {
    fn new() -> Self {
        let clock = || SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
        let given = env::var("KAKEHASHI_SEED").ok();
        let seed = given.map_or_else(clock, |seed| seed.parse().unwrap());
        println!("KAKEHASHI_SEED={seed}");
        Self(Rng::with_seed(seed))
    }

    fn next(&mut self, longest: Duration) -> Duration {
        longest.mul_f64(self.0.f64())
    }
}

#[test]
fn a_terminal_killed_at_random_moments_loses_no_file_and_registers_none_twice() {
    let rounds = if env::var_os("KAKEHASHI_LONG").is_some() {
        50
    } else {
        3
    };
    let mut moments = Moments::new();
    let practice = Practice::new();
    let server = practice.serve("upload_bytes_per_second = 60000");
    let cli = Cli::ready(&practice, &server);
    let mut last: Option<String> = None;
    for round in 1..=rounds {
        let file = format!("{round}.csv");
        practice.sample(&file, 200, &format!("--seed {round}"));
        let job = cli.release(&file, "");
        let moment = moments.next(Duration::from_millis(3_000));
        let sending = cli.start(&format!("send --job {job} --wait"));
        sleep(moment);
        let was_running = sending.kill();
        let found = cli.clerk(&format!("jobs show {job}")).expect_status(0);
        println!(
            "killed after {moment:?} ({was_running}): {}",
            found.text("state")
        );

        let done = match found.text("state") {
            "result-received" => found,
            _ => carry(&cli, job),
        };
        // The people of two files may be the same; the 受付番号 tells a second job.
        let (ok, failed) = (done.number("ok_rows"), done.number("failed_rows"));
        assert_eq!(ok + failed, 200);
        assert_eq!(branch_numbers(&cli, practice.path(), job).len() as u64, ok);
        let receipt = done.text("receipt").to_owned();
        if let Some(last) = &last {
            assert_follows(last, &receipt);
        }
        last = Some(receipt);
    }
    let all = cli.clerk("jobs").expect_status(0);
    let jobs = all.json.as_array().unwrap();
    assert_eq!(jobs.len(), rounds);
    assert!(jobs.iter().all(|job| job["state"] == "result-received"));
}
