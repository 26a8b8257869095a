//! Older copies of the data, put back behind a whole program: each is noticed, and nothing is registered twice because of it.
//!
//! Short by default; `KAKEHASHI_LONG` tries every moment of the main job in every way, some rounds of it (or as many as it says).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![allow(clippy::print_stdout)] // It counts aloud.

use kakehashi_acceptance::{Cli, Practice, copy_folder, long};
use std::{fs, path::Path};

/// What is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Everything,
    Database,
    /// The database as it was, without its log of changes.
    NoChanges,
}

const ALL: [What; 3] = [What::Everything, What::Database, What::NoChanges];
/// When the copy was made: before this step of the main job.
const STEPS: [&str; 4] = [
    "send a.csv --kind member-registration",
    "approve",
    "send --job 1 --wait",
    "jobs show 1",
];
const FILES: [&str; 3] = ["terminal.db", "terminal.db-wal", "terminal.db-shm"];

fn put_back(what: What, aside: &Path, data: &Path) {
    if what == What::Everything {
        fs::remove_dir_all(data).unwrap();
        return copy_folder(aside, data);
    }
    for name in FILES {
        let _there_was_none = fs::remove_file(data.join(name));
        let is_wanted = what == What::Database || name == "terminal.db";
        if is_wanted && aside.join(name).exists() {
            fs::copy(aside.join(name), data.join(name)).unwrap();
        }
    }
}

fn step(cli: &Cli<'_>, at: usize) {
    let ran = match STEPS[at] {
        "approve" => cli.approver("approve 1"),
        line => cli.clerk(line),
    };
    ran.expect_status(0);
}

/// Whether the copy was noticed, and how many jobs the server made.
fn play(what: What, copied_before: usize) -> (bool, u64) {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 0\nprocess_ms = 0");
    let cli = Cli::ready(&practice, &server);
    practice.sample("a.csv", 6, "--seed 1");
    let (data, aside) = (practice.file("terminal"), practice.file("aside"));
    for at in 0..STEPS.len() {
        if at == copied_before {
            copy_folder(&data, &aside);
        }
        step(&cli, at);
    }
    put_back(what, &aside, &data);
    let verified = cli.admin("audit verify");
    let noticed = verified.status != 0 && verified.json["verdict"] == "older";
    // Whoever doesn't know it tries to send the same again.
    cli.clerk(STEPS[0]);
    cli.approver("approve 1");
    let sent = cli.clerk("send --job 1 --wait");
    let noticed = noticed && (sent.status != 0 || copied_before > 2);
    practice.sample("b.csv", 6, "--seed 2");
    let why = "audit accept --reason サーバーの受付の一覧と見くらべた";
    cli.admin(why);
    cli.approver(why);
    // Nobody is logged in at the server with older data.
    let login = "server login --server-user clerk --server-password-file server.secret";
    cli.clerk(login).expect_status(0);
    // What the server has alone is shown: the one that these data never knew.
    let since = cli.clerk("audit since");
    let alone = u64::from(copied_before == 0);
    let noticed = noticed && since.json["server_only"] == alone;
    let next = cli.release("b.csv", "");
    let next = cli
        .clerk(&format!("send --job {next} --wait"))
        .expect_status(0);
    let nth = next
        .text("receipt")
        .rsplit('-')
        .next()
        .unwrap()
        .parse::<u64>();
    (noticed, nth.unwrap() - 1)
}

#[test]
#[cfg_attr(
    windows,
    ignore = "never tried there: its marks stand in the account's application data, which this place doesn't hold"
)]
fn older_copies_are_noticed_and_nothing_is_registered_twice() {
    let every = ALL
        .into_iter()
        .flat_map(|what| (0..STEPS.len()).map(move |at| (what, at)));
    let few = [
        (What::Everything, 2),
        (What::Database, 0),
        (What::NoChanges, 2),
    ];
    // There are twelve; more rounds find what only happens now and then.
    let tried: Vec<_> = match long(96) {
        Some(most) => every.cycle().take(most as usize).collect(),
        None => few.to_vec(),
    };
    let (mut unnoticed, mut doubled) = (Vec::new(), 0);
    for (what, at) in &tried {
        let (noticed, made) = play(*what, *at);
        if !noticed {
            unnoticed.push((*what, STEPS[*at]));
        }
        doubled += made - 1;
    }
    println!(
        "older_copies: faults tried {}, lost {}, doubled {doubled}",
        tried.len(),
        unnoticed.len()
    );
    assert_eq!((unnoticed, doubled), (Vec::new(), 0));
}
