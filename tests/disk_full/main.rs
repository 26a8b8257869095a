//! A disk that is full, or fails, at any single write of the main job: the program says so, loses nothing, sends nothing
//! twice, and goes on once there is room.
//!
//! The disk is `full.c`, put before the programs' own calls. Short by default; `KAKEHASHI_LONG` has every
//! call of every step fail in every way (some 2,500 faults), or as many as it says.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![allow(clippy::print_stdout)] // It counts aloud.

use kakehashi_acceptance::{Cli, Practice, Ran, Server, long, preloaded};
use std::{
    fs,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

const NO_ROOM: [(&str, u32); 2] = [("ENOSPC", 28), ("EDQUOT", 122)];
const FAILING: (&str, u32) = ("EIO", 5);
/// The longest that a command may take to say what is wrong, or to go on by itself.
const MOST: Duration = Duration::from_secs(60);
const ROWS: u64 = 6;

/// A step of the main job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    HandIn,
    Approve,
    Carry,
    HandOver,
    Read,
    Confirm,
}
use Step::*;

const STEPS: [Step; 6] = [HandIn, Approve, Carry, HandOver, Read, Confirm];

struct Place<'a> {
    practice: &'a Practice,
    cli: Cli<'a>,
    disk: PathBuf,
}

/// What fails, from which call on, and how often.
#[derive(Debug, Clone, Copy)]
struct Fault {
    step: Step,
    at: u32,
    errno: u32,
    times: u32,
}

impl Place<'_> {
    fn command(&self, step: Step, file: &str, job: u64) -> Command {
        let (clerk, approver) = (("tantou", "clerk"), ("shonin", "approver"));
        let (who, line) = match step {
            HandIn => (clerk, format!("send {file}.csv --kind member-registration")),
            Approve => (approver, format!("approve {job}")),
            Carry => (clerk, format!("send --job {job} --wait")),
            HandOver => (clerk, format!("branch-numbers {job} --out {file}.out.csv")),
            Read => (clerk, format!("jobs show {job}")),
            Confirm => (clerk, format!("jobs confirm {job}")),
        };
        self.cli.command(Some(who), &line)
    }

    fn run(&self, step: Step, file: &str, job: u64) -> Ran {
        self.command(step, file, job).into()
    }

    /// Runs a step on the failing disk. Gives how many calls changed something there, too.
    fn run_failing(&self, fault: Fault, file: &str, job: u64) -> (Ran, u32) {
        let mut command = self.command(fault.step, file, job);
        let count = self.practice.file("count");
        command
            .env("LD_PRELOAD", &self.disk)
            .env("FULL_UNDER", self.practice.path())
            .env("FULL_COUNT", &count)
            .env("FULL_AT", fault.at.to_string())
            .env("FULL_ERRNO", fault.errno.to_string())
            .env("FULL_TIMES", fault.times.to_string());
        let ran = command.into();
        let calls = fs::read_to_string(count).unwrap();
        (ran, calls.trim().parse().unwrap())
    }

    /// The main job of a new file with one fault in it. Says what was wrong, if anything was.
    fn job_with(&self, name: &str, seed: u32, fault: Fault) -> Result<u32, String> {
        let file = format!("f{seed}");
        self.practice.sample(
            &format!("{file}.csv"),
            ROWS as u32,
            &format!("--seed {seed}"),
        );
        let (mut job, mut calls) = (0, 0);
        for step in STEPS {
            if step == fault.step {
                let began = Instant::now();
                let (ran, counted) = self.run_failing(fault, &file, job);
                calls = counted;
                let told = ran.code();
                if began.elapsed() > MOST {
                    return Err(format!("{name} {fault:?}: took {:?}", began.elapsed()));
                }
                if ran.status > 1 && name != FAILING.0 && told != "DISK_FULL" {
                    return Err(format!("{name} {fault:?}: {told}\n{}", ran.said));
                }
                if ran.status > 1 && ran.said.trim().is_empty() {
                    return Err(format!("{name} {fault:?}: nothing said"));
                }
            }
            // There is room again.
            let ran = self.again(step, &file, &mut job, step == fault.step);
            let is_done = ran.status <= 1;
            if !is_done {
                return Err(format!("{name} {fault:?}: lost at {step:?}: {}", ran.said));
            }
        }
        let rows = fs::read_to_string(self.practice.file(&format!("{file}.out.csv"))).unwrap();
        if rows.lines().count() as u64 != ROWS + 1 {
            return Err(format!("{name} {fault:?}: {rows}"));
        }
        Ok(calls)
    }

    /// Does a step that may be done already, or have been left in its middle.
    fn again(&self, step: Step, file: &str, job: &mut u64, may_be_done: bool) -> Ran {
        let mut ran = self.run(step, file, *job);
        if step == HandIn {
            if ran.code() == "ALREADY_TAKEN_IN" {
                let jobs = self.cli.clerk("jobs").expect_status(0);
                *job = jobs.json[0]["job"].as_u64().unwrap();
                if jobs.json[0]["state"] == "awaiting-approval" {
                    return jobs;
                }
                return self.cli.clerk(&format!("send --job {job}"));
            }
            *job = ran.json["job"].as_u64().unwrap_or_default();
            return ran;
        }
        let done = ["WRONG_STATE", "OUTPUT_EXISTS"];
        if may_be_done && done.contains(&ran.code()) {
            ran.status = 0;
        }
        ran
    }
}

fn place<'a>(practice: &'a Practice, server: &Server) -> Place<'a> {
    Place {
        practice,
        cli: Cli::ready(practice, server),
        disk: preloaded(practice, "disk_full/full.c"),
    }
}

/// How many jobs the server made, by the last 受付番号.
fn jobs_made(cli: &Cli<'_>) -> (u64, u64) {
    let jobs = cli.clerk("jobs").expect_status(0);
    let jobs = jobs.json.as_array().unwrap();
    let receipts = jobs.iter().filter_map(|job| job["receipt"].as_str());
    let numbers: Vec<u64> = receipts
        .map(|it| it.rsplit('-').next().unwrap().parse().unwrap())
        .collect();
    (
        numbers.iter().copied().max().unwrap_or(0),
        numbers.len() as u64,
    )
}

/// Tries faults at calls spread evenly over a step, or at every one.
fn play(step: Step, times: u32, most: u32) {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let place = place(&practice, &server);
    let never = Fault {
        step,
        at: 0,
        errno: 0,
        times: 0,
    };
    let calls = place.job_with("nothing", 1, never).unwrap();
    let (mut tried, mut wrong) = (0, Vec::new());
    let kinds = NO_ROOM.into_iter().chain([FAILING]);
    let kinds: Vec<_> = kinds
        .filter(|kind| times == 1 || *kind != FAILING)
        .collect();
    let stride = (calls * kinds.len() as u32).div_ceil(most).max(1);
    for nth in (0..calls * kinds.len() as u32).step_by(stride as usize) {
        let (name, errno) = kinds[nth as usize % kinds.len()];
        let at = nth / kinds.len() as u32 + 1;
        let fault = Fault {
            at,
            errno,
            times,
            ..never
        };
        tried += 1;
        wrong.extend(place.job_with(name, 100 + nth, fault).err());
    }
    let (last, known) = jobs_made(&place.cli);
    let doubled = last - known;
    let sound = place.cli.admin("audit verify");
    println!(
        "disk_full {step:?}, {times} at a time: faults tried {tried} of {calls} calls, lost {}, doubled {doubled}",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((doubled, sound.status), (0, 0), "{}", sound.said);
}

/// Over the four tests.
fn most() -> u32 {
    long(10_000).map_or(8, |all| all / 4)
}

#[test]
fn a_file_is_handed_in_whatever_single_write_fails() {
    play(HandIn, 1, most());
}

#[test]
fn a_job_is_carried_whatever_single_write_fails() {
    play(Carry, 1, most());
}

#[test]
fn a_disk_that_stays_full_is_told_and_the_job_goes_on_when_there_is_room() {
    play(HandIn, 1_000_000, most() / 2);
    play(Carry, 1_000_000, most() / 2);
}

#[test]
fn the_result_is_handed_over_and_confirmed_whatever_single_write_fails() {
    play(Approve, 1, most() / 4);
    play(HandOver, 1, most() / 2);
    play(Confirm, 1, most() / 4);
}
