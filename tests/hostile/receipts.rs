//! A 受付番号 that was garbled on its way: the practice server made each job, and whichever digit of its number came wrong, the
//! terminal finds it again, and no file becomes two jobs.

use crate::{
    between::{Between, Twist},
    server::misheard,
};
use futures_util::future::join_all;
use kakehashi_acceptance::{Desk, Practice};
use kakehashi_domain::JobState;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};
use tokio::runtime::Builder;

const ROWS: u64 = 3;
/// `20261201-0001`: the places of its digits.
const PLACES: [usize; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12];

/// How often each 受付番号 was said.
type Said = Arc<Mutex<BTreeMap<String, u32>>>;

#[test]
fn whichever_digit_of_a_receipt_was_garbled_its_job_is_found_again_and_made_once() {
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(every_digit());
}

async fn every_digit() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let between = Between::start(&practice, &server);
    let desk = Desk::set_up(&practice, "receipts", &between.url()).await;
    desk.clerk().await;
    desk.first_log_in_at_server().await;
    let said = Said::default();
    between.twist("/v1/jobs", garbling_each_once(&said));
    let mut jobs = Vec::new();
    for seed in 1..=PLACES.len() as u64 {
        jobs.push(desk.release(&desk.sample(seed, ROWS)).await.unwrap());
    }
    let done = join_all(jobs.iter().map(|job| desk.send_to_the_end(*job))).await;
    let ended = done
        .iter()
        .filter(|job| job.state == JobState::ResultReceived);
    let lost = done.len() - ended.count();
    let held: BTreeSet<String> = done.iter().filter_map(|job| job.receipt.clone()).collect();
    let said = said.lock().unwrap();
    let doubled = said.len() - PLACES.len();
    println!(
        "hostile receipts: garbled {}, lost {lost}, doubled {doubled}",
        PLACES.len()
    );
    assert_eq!((lost, doubled), (0, 0), "{done:#?}");
    assert_eq!(held, said.keys().cloned().collect());
    // Garbled, and once more.
    assert!(said.values().all(|times| *times == 2), "{said:?}");
}

/// The first answer of each job has another digit in its number, at the next place.
fn garbling_each_once(said: &Said) -> Twist {
    let said = Arc::clone(said);
    Twist::Gives(Arc::new(move |right| {
        let mut job: Value = serde_json::from_str(right).unwrap();
        if let Some(receipt) = job["receipt"].as_str().map(str::to_owned) {
            let mut said = said.lock().unwrap();
            let place = PLACES.get(said.len()).copied();
            let times = said.entry(receipt.clone()).or_default();
            *times += 1;
            if let (1, Some(place)) = (*times, place) {
                job["receipt"] = misheard(&receipt, place).into();
            }
        }
        job.to_string().into_bytes()
    }))
}
