//! The queue by command: in which order files leave, why each waits, and who goes first.

use kakehashi_acceptance::{Cli, Practice};

#[test]
fn the_queue_says_why_each_waits_and_one_is_put_first() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    for (name, seed) in [("a.csv", 1), ("b.csv", 2), ("c.csv", 3)] {
        practice.sample(name, 5, &format!("--seed {seed}"));
    }
    drop(server); // nobody is there: all of them wait
    let jobs = ["a.csv", "b.csv", "c.csv"].map(|file| cli.release(file, ""));
    let order = |cli: &Cli<'_>| -> Vec<u64> {
        let queue = cli.clerk("queue").expect_status(0);
        let queue = queue.json.as_array().unwrap().clone();
        queue
            .iter()
            .map(|job| job["job"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(order(&cli), jobs);
    cli.approver(&format!("queue first {}", jobs[2]))
        .expect_code("PERMISSION_DENIED", 3);
    cli.clerk(&format!("queue first {}", jobs[2]))
        .expect_status(0);
    assert_eq!(order(&cli), [jobs[2], jobs[0], jobs[1]]);
    cli.clerk(&format!("queue hold {} --reason 月末に送る", jobs[0]))
        .expect_status(0);
    let queue = cli.clerk("queue").expect_status(0);
    let held = queue.json.as_array().unwrap().iter();
    let held = held.clone().find(|job| job["job"] == jobs[0]).unwrap();
    assert_eq!(held["waits"], "保留：月末に送る");
    cli.clerk(&format!("jobs cancel {}", jobs[1]))
        .expect_status(0);
    cli.clerk(&format!("queue first {}", jobs[1]))
        .expect_code("WRONG_STATE", 3);
}
