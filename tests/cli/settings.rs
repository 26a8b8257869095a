//! Settings by command line, and those that the organisation decided.
#![cfg(not(windows))] // There the registry decides: `tests/registry.rs`.

use kakehashi_acceptance::{Cli, Practice};
use std::{fs, process::Command};

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
