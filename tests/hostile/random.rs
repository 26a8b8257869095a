//! Faults by chance: whatever a server with the right certificate does, nothing wrong is believed, each job comes to its end
//! once the server is right, and no job is wanted under a second key.

use crate::{
    MOST, ROWS,
    server::{At, Does, Hostile},
};
use fastrand::Rng;
use kakehashi_acceptance::{Cli, Practice, long};
use std::{collections::BTreeMap, fs, time::Instant};

/// A terminal that has seen so many is put aside for a fresh one.
const OF_ONE: u32 = 250;
const SHORT: u32 = 16;
const LONG: u32 = 10_000;

/// The words of the contract, and some of none.
const CODES: [&str; 8] = [
    "not-found",
    "bad-request",
    "upload-gone",
    "key-conflict",
    "too-many-requests",
    "session-expired",
    "internal",
    "\u{1b}[2J",
];
const STATUSES: [u16; 14] = [
    400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 425, 500, 501, 503,
];
const RECEIPTS: [&str; 6] = ["..", "a/b", "", "\u{202e}1", "R 1", "=1+1"];
const LOCATIONS: [&str; 4] = [
    "/",
    "//evil.example/v1/uploads/u1",
    "https://[",
    "/v1/../../etc",
];
const EVERYWHERE: [At; 7] = [
    At::Create,
    At::Head,
    At::Patch,
    At::Job,
    At::Status,
    At::Result,
    At::Login,
];

/// Where it strikes, what it does there, and how often.
fn fault(random: &mut Rng) -> (At, Does, u32) {
    let at = EVERYWHERE[random.usize(..EVERYWHERE.len())];
    let times = [1, 2, u32::MAX][random.usize(..3)];
    let seed = random.u64(..);
    match random.u32(..8) {
        0 | 1 => (At::Result, Does::Tampers(seed), times),
        // A word that nobody knows may be waited for as long as the server says it.
        2 | 3 => (at, Does::Garbles(seed), times.min(2)),
        4 => (
            At::Job,
            Does::Receipt(RECEIPTS[random.usize(..RECEIPTS.len())]),
            times,
        ),
        5 => (
            At::Create,
            Does::Location(LOCATIONS[random.usize(..LOCATIONS.len())]),
            times,
        ),
        6 => (at, Does::Cuts, times),
        _ => {
            let status = STATUSES[random.usize(..STATUSES.len())];
            (
                at,
                Does::Refuses(status, CODES[random.usize(..CODES.len())]),
                times,
            )
        }
    }
}

#[test]
fn faults_by_chance_are_never_believed_and_lose_nothing() {
    let wanted = long(LONG).unwrap_or(SHORT);
    let (mut tried, mut wrong) = (0, Vec::new());
    let mut ends = BTreeMap::<String, u32>::new();
    while tried < wanted {
        let most = OF_ONE.min(wanted - tried);
        play(tried, most, &mut wrong, &mut ends);
        tried += most;
    }
    println!(
        "hostile by chance: faults tried {tried}, wrong {}; {ends:?}",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn play(first: u32, count: u32, wrong: &mut Vec<String>, ends: &mut BTreeMap<String, u32>) {
    let practice = Practice::new();
    let server = Hostile::start(&practice);
    let cli = Cli::set_up(&practice, &server.url());
    for seed in first..first + count {
        let mut random = Rng::with_seed(u64::from(seed));
        let (at, does, times) = fault(&mut random);
        server.set(At::Login, Does::Nothing);
        let login = "server login --server-user clerk --server-password-file server.secret";
        cli.clerk(login).expect_status(0);
        let file = format!("{seed}.csv");
        practice.sample(&file, ROWS, &format!("--seed {}", seed + 1));
        let job = cli.release(&file, "");
        server.set_times(at, does, times);
        let begun = Instant::now();
        let ran = cli.clerk(&format!("send --job {job} --wait"));
        let took = begun.elapsed();
        let mut object = |why: String| {
            wrong.push(format!(
                "{seed} {at:?} {does:?} ×{times}: {why}: {}",
                ran.said
            ));
        };
        if took > MOST {
            object(format!("{took:?}"));
        }
        let shown = cli.clerk(&format!("jobs show {job}"));
        let state = shown.text("state").to_owned();
        *ends.entry(format!("{state} {}", ran.code())).or_default() += 1;
        server.set_times(At::Login, Does::Nothing, 0);
        let done = match state.as_str() {
            "result-received" => job,
            "failed" => {
                cli.clerk(&format!("jobs cancel {job}")).expect_status(0);
                server.state.lock().unwrap().keys.clear();
                cli.clerk(login).expect_status(0);
                let again = cli.release(&file, "");
                cli.clerk(&format!("send --job {again} --wait"))
                    .expect_status(0);
                again
            }
            _ => {
                cli.clerk(login).expect_status(0);
                let ended = cli.clerk(&format!("send --job {job} --wait"));
                if ended.status != 0 {
                    object(format!("no end once the server is right: {}", ended.said));
                    continue;
                }
                job
            }
        };
        let keys = server.state.lock().unwrap().keys.len();
        if keys > 1 {
            object(format!("{keys} keys for one file"));
        }
        let out = format!("{seed}-branches.csv");
        cli.clerk(&format!("branch-numbers {done} --out {out}"))
            .expect_status(0);
        let text = fs::read_to_string(practice.file(&out)).unwrap();
        let is_right = |n: u32| {
            text.lines()
                .filter(|row| row.contains(&format!("99{n:08}")))
                .count()
                == 1
        };
        if text.lines().count() != ROWS as usize + 1 || !(1..=ROWS).all(is_right) {
            object(format!("believed: {text}"));
        }
    }
}
