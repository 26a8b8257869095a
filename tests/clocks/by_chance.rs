//! Clocks that are wrong by chance, before many terminals in one process.

use crate::DAY;
use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;
use futures_util::future::join_all;
use kakehashi_acceptance::{Desk, Practice, long};
use kakehashi_terminal::{Answer, Clock, view::AuditVerdict};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicI64, AtomicU32, Ordering},
};
use tokio::runtime::Builder;

const SHORT: u32 = 40;
const LONG: u32 = 10_000;
const SEATS: u32 = 8;
/// A terminal that has seen so many makes room for a fresh one: its log is verified each time.
const OF_ONE: u32 = 50;
const TOLD_EVERY: u32 = 500;

/// The machine's clock, wrong by so many seconds.
#[derive(Default)]
struct Wrong(AtomicI64);

impl Clock for Wrong {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::seconds(self.0.load(Ordering::Relaxed))
    }
}

#[test]
fn clocks_by_chance_destroy_lock_and_break_nothing() {
    let wanted = long(LONG).unwrap_or(SHORT);
    let practice = Practice::new();
    let (next, wrong) = (AtomicU32::new(0), Mutex::new(Vec::new()));
    let seats = SEATS.min(wanted.div_ceil(10));
    let work = (0..seats).map(|seat| sit(&practice, seat, &next, wanted, &wrong));
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(join_all(work));
    let wrong = wrong.into_inner().unwrap();
    println!("clocks by chance: {wanted} tried, wrong {}", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn sit(
    practice: &Practice,
    seat: u32,
    next: &AtomicU32,
    wanted: u32,
    wrong: &Mutex<Vec<String>>,
) {
    for fresh in 0.. {
        let clock = Arc::new(Wrong::default());
        let name = format!("clock-{seat}-{fresh}");
        let (desk, server) = Desk::served(practice, &name, clock.clone()).await;
        let file = desk.sample(1, 6);
        let job = desk.release(&file).await.unwrap();
        desk.send(job).await;
        desk.terminal.result(job).await.unwrap();
        desk.terminal.confirm(job).await.unwrap();
        for _ in 0..OF_ONE {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= wanted {
                return;
            }
            if (seed + 1).is_multiple_of(TOLD_EVERY) {
                println!("{} clocks tried", seed + 1);
            }
            let mut random = Rng::with_seed(u64::from(seed));
            let sign = if random.u32(..3) == 0 { -1 } else { 1 };
            let days = (sign * random.i64(1..30_000)).max(-15_000);
            if let Err(why) = play(&desk, &clock, days, seed).await {
                wrong
                    .lock()
                    .unwrap()
                    .push(format!("{seed}, {days} days: {why}"));
            }
        }
        desk.put_away();
        server.shutdown().await;
    }
}

async fn play(desk: &Desk, clock: &Wrong, days: i64, seed: u32) -> Result<(), String> {
    let files = desk.sealed();
    clock.0.store(days * DAY, Ordering::Relaxed);
    told(
        "by the wrong clock",
        desk.try_log_in("tantou", "clerk").await,
    )?;
    let Err(said) = desk.try_log_in_at_server().await else {
        return Err("nothing was said at the server's door".into());
    };
    // A certificate that isn't valid at that time is named before the clock can be.
    let words = format!("{}{}", said.sentence, said.next_step);
    if !["時計", "期限", "期間"].iter().any(|it| words.contains(it)) {
        return Err(format!("not named: {words}"));
    }
    // Guesses take the longest: not each time.
    if seed.is_multiple_of(10) {
        for _ in 0..5 {
            let _refused = desk.try_log_in("shonin", "wrong").await;
        }
    }
    let _what_is_due = desk.terminal.tick().await;
    if desk.sealed() != files {
        return Err("sealed files went".into());
    }
    clock.0.store(0, Ordering::Relaxed);
    told("kept out", desk.try_log_in("shonin", "approver").await)?;
    told("kept out", desk.try_log_in("kanri", "admin").await)?;
    let check = told("unverified", desk.terminal.verify_audit(None).await)?;
    if check.verdict != AuditVerdict::Intact {
        return Err(format!("{:?}", check.verdict));
    }
    Ok(())
}

fn told<T>(what: &str, answer: Answer<T>) -> Result<T, String> {
    answer.map_err(|problem| format!("{what}: {}", problem.sentence))
}
