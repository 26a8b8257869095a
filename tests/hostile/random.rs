//! Faults by chance: whatever a server with the right certificate does, nothing wrong is believed, each job comes to its end
//! once the server is right, and no job is wanted under a second key.

use crate::{
    MOST, ROWS,
    server::{At, Does, Hostile},
};
use fastrand::Rng;
use futures_util::future::join_all;
use kakehashi_acceptance::{Desk, Practice, long};
use kakehashi_domain::JobState;
use kakehashi_terminal::view::JobView;
use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Instant,
};
use tokio::runtime::Builder;

/// A terminal that has seen so many makes room for a fresh one.
const OF_ONE: u32 = 25;
/// So many terminals at once, each with a server of its own.
const SEATS: u32 = 32;
const SHORT: u32 = 64;
const TOLD_EVERY: u32 = 500;
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
const STATUSES: [u16; 20] = [
    202, 205, 301, 303, 307, 308, 400, 401, 403, 404, 405, 408, 409, 410, 413, 422, 425, 500, 501,
    503,
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
    // One of them alone, where somebody asks for it.
    let alone = std::env::var("KAKEHASHI_SEED");
    let alone = alone.ok().map(|seed| seed.parse::<u32>().unwrap());
    let wanted = alone.map_or_else(|| long(LONG).unwrap_or(SHORT), |_| 1);
    let first = alone.unwrap_or(0);
    let practice = Practice::new();
    let tally = Tally::default();
    let next = AtomicU32::new(first);
    // Waiting is most of it: many terminals wait side by side.
    let seats = SEATS.min(wanted);
    let work = (0..seats).map(|seat| sit(&practice, seat, &next, first + wanted, &tally));
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(join_all(work));
    let (wrong, ends) = (tally.wrong.into_inner(), tally.ends.into_inner());
    let (wrong, ends) = (wrong.unwrap(), ends.unwrap());
    let tried: u32 = ends.values().sum();
    println!(
        "hostile by chance: faults tried {tried}, wrong {}, lost {}, doubled {}; {ends:?}",
        wrong.len(),
        tally.lost.into_inner(),
        tally.doubled.into_inner()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(tried, wanted);
}

/// What came of all.
#[derive(Default)]
struct Tally {
    wrong: Mutex<Vec<String>>,
    ends: Mutex<BTreeMap<String, u32>>,
    lost: AtomicU32,
    doubled: AtomicU32,
}

/// A terminal with a server of its own tries faults as long as there are any.
async fn sit(practice: &Practice, seat: u32, next: &AtomicU32, end: u32, tally: &Tally) {
    let server = Hostile::start(practice);
    let mut fresh = 0..;
    loop {
        let name = format!("seat-{seat}-{}", fresh.next().unwrap_or_default());
        let desk = Desk::set_up(practice, &name, &server.url()).await;
        for _ in 0..OF_ONE {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return;
            }
            play(&desk, &server, seed, tally).await;
            if (seed + 1).is_multiple_of(TOLD_EVERY) {
                println!("{} faults tried", seed + 1);
            }
        }
        desk.put_away();
    }
}

async fn play(desk: &Desk, server: &Hostile, seed: u32, tally: &Tally) {
    let (at, does, times) = fault(&mut Rng::with_seed(u64::from(seed)));
    let object = |why: &str, view: &JobView| {
        let said = view.problem.as_ref().map(|problem| &problem.sentence);
        let mut wrong = tally.wrong.lock().unwrap();
        let what = format!("{seed} {at:?} {does:?} ×{times}: {why}: {said:?}");
        println!("{what}");
        wrong.push(what);
    };
    server.set(At::Login, Does::Nothing);
    desk.clerk().await;
    desk.log_in_at_server().await;
    let file = desk.sample(u64::from(seed) + 1, u64::from(ROWS));
    server.set_times(at, does, times);
    let job = desk.release(&file).await.unwrap();
    let begun = Instant::now();
    let view = desk.send(job).await;
    let took = begun.elapsed();
    if took > MOST {
        object(&format!("{took:?}"), &view);
    }
    let end = format!("{:?} {}", view.state, Desk::code(&view));
    *tally.ends.lock().unwrap().entry(end).or_default() += 1;
    // The server is right once more.
    server.set_times(At::Login, Does::Nothing, 0);
    desk.log_in_at_server().await;
    let mut done = job;
    if view.state == JobState::Failed {
        // Only who says so doesn't have it; else it would be registered twice.
        if Desk::code(&view) == "SERVER_LOST_JOB" && !matches!(does, Does::Refuses(404 | 410, _)) {
            tally.doubled.fetch_add(1, Ordering::Relaxed);
            object("said to be lost", &view);
        }
        desk.terminal.cancel(job).await.unwrap();
        server.state.lock().unwrap().keys.clear();
        done = desk.release(&file).await.unwrap();
    }
    let view = desk.send_to_the_end(done).await;
    if view.state != JobState::ResultReceived {
        tally.lost.fetch_add(1, Ordering::Relaxed);
        return object("no end once the server is right", &view);
    }
    let keys = server.state.lock().unwrap().keys.len();
    if keys > 1 {
        tally.doubled.fetch_add(1, Ordering::Relaxed);
        object(&format!("{keys} keys for one file"), &view);
    }
    let text = desk.branches(done).await.unwrap();
    let is_right = |n: u32| {
        let of_them = |row: &&str| row.contains(&format!("99{n:08}"));
        text.lines().filter(of_them).count() == 1
    };
    if text.lines().count() != ROWS as usize + 1 || !(1..=ROWS).all(is_right) {
        object(&format!("believed: {text}"), &view);
    }
}
