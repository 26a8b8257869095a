//! Clocks that are wrong, before a whole program: nothing is destroyed, nobody is kept out longer than a lock lasts, no entry
//! of the log is broken, and the clock is named as the cause.
//!
//! The clock is `clock.c`, put before the program's own calls. Short by default; `KAKEHASHI_LONG` tries more of them, and
//! 10,000 by chance in one process.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![allow(clippy::print_stdout)] // It counts aloud.

mod by_chance;

use kakehashi_acceptance::{Cli, Practice, Ran, long, preloaded};
use std::{fs, path::Path};

const DAY: i64 = 24 * 3_600;
const LOGIN: &str = "server login --server-user clerk --server-password-file server.secret";

struct Wrong<'a> {
    cli: Cli<'a>,
    clock: &'a Path,
    ahead: i64,
}

impl Wrong<'_> {
    fn run(&self, who: (&str, &str), line: &str) -> Ran {
        let mut command = self.cli.command(Some(who), line);
        command.env("LD_PRELOAD", self.clock);
        command.env("CLOCK_AHEAD", self.ahead.to_string());
        command.into()
    }
}

fn sealed(practice: &Practice) -> usize {
    fs::read_dir(practice.file("terminal/work"))
        .unwrap()
        .count()
}

#[test]
fn wrong_clocks_destroy_lock_and_break_nothing() {
    let mut days = vec![31, -400, 3_650];
    if long(1).is_some() {
        days.extend([
            1, 20, 21, 22, 29, 30, 32, 60, 90, 365, 400, 1_000, 30_000, -1, -20, -31, -90, -3_650,
            -15_000,
        ]);
    }
    let (mut destroyed, mut kept_out, mut unsaid, mut broken) = (0, 0, 0, 0);
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let cli = Cli::ready(&practice, &server);
    let clock = preloaded(&practice, "clocks/clock.c");
    practice.sample("a.csv", 6, "--seed 1");
    let job = cli.release("a.csv", "");
    cli.clerk(&format!("send --job {job} --wait"))
        .expect_status(0);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
    let files = sealed(&practice);
    for ahead in &days {
        let wrong = Wrong {
            cli,
            clock: &clock,
            ahead: ahead * DAY,
        };
        let clerk = ("tantou", "clerk");
        wrong.run(clerk, "jobs").expect_status(0);
        let login = wrong.run(clerk, LOGIN);
        // A certificate that isn't valid at that time is named before the clock can be.
        let is_said = login.said.contains("時計")
            || login.said.contains("期限")
            || login.said.contains("期間");
        unsaid += usize::from(login.status == 0 || !is_said);
        for _ in 0..5 {
            wrong.run(("shonin", "wrong"), "jobs");
        }
        destroyed += files - sealed(&practice);
        // Locked by that clock: not by this one.
        let back = cli.approver("jobs");
        kept_out += usize::from(back.status != 0);
        let verified = cli.admin("audit verify");
        broken += usize::from(verified.status > 1 || verified.json["verdict"] != "intact");
        cli.clerk(LOGIN).expect_status(0);
        cli.clerk(&format!("jobs show {job}")).expect_status(0);
    }
    println!(
        "clocks: {} tried, destroyed {destroyed}, kept out {kept_out}, unsaid {unsaid}, broken {broken}",
        days.len()
    );
    assert_eq!((destroyed, kept_out, unsaid, broken), (0, 0, 0, 0));
}
