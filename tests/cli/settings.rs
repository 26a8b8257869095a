//! Settings by command line, and those that the organisation decided.
#![cfg(not(windows))] // There the registry decides: `tests/registry.rs`.

use crate::kit::FAST;
use kakehashi_acceptance::{Cli, Practice};
use std::{
    fs,
    process::Command,
    time::{Duration, Instant},
};

#[test]
fn what_the_organisation_decided_is_shown_and_refused() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let managed = practice.file("managed.json");
    let run = |line: &str| -> kakehashi_acceptance::Ran {
        let mut command: Command = cli.command(Some(("kanri", "admin")), line);
        command.env("KAKEHASHI_MANAGED", &managed);
        command.into()
    };
    run("settings set idle-minutes 20").expect_status(0);
    fs::write(&managed, r#"{ "IdleMinutes": 3, "Notifications": 0 }"#).unwrap();
    let settings = run("settings").expect_status(0).json;
    assert_eq!(
        (&settings[0]["value"], &settings[0]["managed"]),
        (&3.into(), &true.into())
    );
    assert_eq!(settings[1]["managed"], false);
    run("settings set idle-minutes 20").expect_code("SETTING_MANAGED", 3);
    run("settings set idle 20").expect_code("SETTING_UNKNOWN", 2);

    fs::write(&managed, "{ half").unwrap();
    let settings = run("settings").expect_status(0).json;
    assert_eq!(settings[0]["problem"]["code"], "MANAGED_SETTING_INVALID");
    let check = run("self-check").expect_status(1).json;
    let mut lines = check.as_array().unwrap().iter();
    let policies = lines.find(|line| line["title"] == "組織のポリシー");
    assert_eq!(
        policies.unwrap()["problem"]["code"],
        "MANAGED_SETTING_INVALID"
    );
}

#[test]
fn a_limit_of_the_speed_of_sending_is_kept() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("a.csv", 2_000, "");
    let bits = fs::metadata(practice.file("a.csv")).unwrap().len() * 8;
    assert!(bits > 2_500_000, "{bits}");
    let job = cli.release("a.csv", "");
    cli.admin("settings set upload-megabits 1").expect_status(0);
    let since = Instant::now();
    cli.clerk(&format!("send --job {job} --wait"))
        .expect_status(0);
    assert!(since.elapsed() > Duration::from_secs(2));
}
