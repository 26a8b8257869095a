//! `kakehashi watch`: another program lays files down, people approve, and results come back.

use crate::kit::FAST;
use kakehashi_acceptance::{Cli, Practice, wait_until};
use serde_json::Value;
use std::fs;
#[cfg(unix)]
use std::time::{Duration, Instant};

fn receipt(practice: &Practice, name: &str) -> Option<Value> {
    let text = fs::read(practice.file(name)).ok()?;
    Some(serde_json::from_slice(&text).unwrap())
}

#[test]
fn a_file_that_another_program_lays_down_is_sent_after_an_approval_and_answered() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    fs::create_dir(practice.file("kikan")).unwrap();
    let mut watching = cli.start("watch kikan --quiet 0");
    watching.until_said("見張っています");
    let second = cli.clerk("watch kikan --once");
    assert_eq!((second.status, second.code()), (3, "FOLDER_WATCHED"));
    practice.sample("kikan/in/kanyusha.csv.tmp", 3, "");
    let last = practice.file("kikan/in/kanyusha.csv");
    fs::rename(practice.file("kikan/in/kanyusha.csv.tmp"), &last).unwrap();
    watching.until_said("承認待ち");
    wait_until("the file is moved on", || !last.exists());
    // Nobody is kept from the data meanwhile.
    cli.approver("approve 1 --wait-lock 30").expect_status(0);
    let place = "kikan/done/kanyusha.csv.receipt.json";
    wait_until("its result is here", || {
        receipt(&practice, place).is_some_and(|it| it["state"] == "result-received")
    });
    let told = receipt(&practice, place).unwrap();
    let schema = cli.run(None, "schema receipt").expect_status(0).json;
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(schema.is_valid(&told), "{told}");
    for name in told["results"].as_array().unwrap() {
        let result = practice.file(&format!("kikan/results/{}", name.as_str().unwrap()));
        assert!(result.is_file(), "{told}");
    }
    assert_eq!((&told["ok_rows"], &told["version"]), (&3.into(), &1.into()));
    assert!(watching.kill());
    // The lock went with it. What was laid down meanwhile is taken in by one run.
    practice.sample("kikan/in/mistakes.csv", 20, "--mistakes");
    let once = cli.clerk("watch kikan --once --quiet 0 --wait-lock 30");
    assert_eq!(once.status, 1, "{}", once.said);
    assert_eq!(once.json[0]["outcome"], "refused", "{}", once.json);
    assert!(practice.file("kikan/error/mistakes.csv").is_file());
}

/// The approver's program may still hold the data when the watcher sees what it changed: it looks again, and not only
/// after a minute.
#[cfg(unix)]
#[test]
fn an_approval_seen_while_its_program_still_runs_is_acted_on_as_soon_as_it_has_ended() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    fs::create_dir(practice.file("kikan")).unwrap();
    let mut watching = cli.start("watch kikan --quiet 0");
    watching.until_said("見張っています");
    practice.sample("kikan/in/kanyusha.csv", 3, "");
    watching.until_said("承認待ち");
    let lock = fs::File::options()
        .write(true)
        .open(practice.file("terminal/lock"))
        .unwrap();
    wait_until("the watcher lets go of the data", || {
        watching.stand_still(true);
        let is_free = lock.try_lock().is_ok();
        watching.stand_still(is_free);
        is_free
    });
    lock.unlock().unwrap();
    cli.approver("approve 1").expect_status(0);
    lock.lock().unwrap();
    watching.stand_still(false);
    watching.until_said("待って、もう一度ためします");
    lock.unlock().unwrap();
    let since = Instant::now();
    wait_until("its result is here", || {
        receipt(&practice, "kikan/done/kanyusha.csv.receipt.json")
            .is_some_and(|it| it["state"] == "result-received")
    });
    // In any case it looks after a minute.
    assert!(since.elapsed() < Duration::from_secs(45));
}
