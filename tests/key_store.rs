//! The key in a real OS key store: a secret service on a session bus of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![cfg(target_os = "linux")]

use kakehashi_acceptance::{Practice, program};
use std::process::Command;

/// Runs a script with a session bus, an unlocked key store and a home inside the practice place.
fn with_key_store(practice: &Practice, script: &str) -> String {
    let script = format!(
        "set -e
         printf 'renshu' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
         kakehashi() {{ '{}' --data-dir terminal --password-file admin.secret \"$@\"; }}
         {script}",
        program("kakehashi").display()
    );
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &script])
        .current_dir(practice.path())
        .env("HOME", practice.file("home"))
        .env_remove("XDG_DATA_HOME")
        .env("XDG_RUNTIME_DIR", practice.file("tmp"))
        .output()
        .expect("dbus-run-session is installed (package dbus)");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned() + &said
}

#[test]
fn the_key_lies_in_the_key_store_and_comes_back_from_it() {
    let practice = Practice::new();
    let said = with_key_store(
        &practice,
        "kakehashi init --admin kanri
         kakehashi --user kanri users list",
    );
    assert!(said.contains("鍵はOSの鍵の保管場所に入れました"), "{said}");
    assert!(said.contains("システム管理者"), "{said}");
    let note = std::fs::read_to_string(practice.file("terminal/key.json")).unwrap();
    assert!(
        note.contains("os-key-store") && !note.contains("sealed"),
        "{note}"
    );
}

#[test]
fn without_its_key_store_the_data_stays_closed_and_whole() {
    let practice = Practice::new();
    with_key_store(&practice, "kakehashi init --admin kanri");
    let before = std::fs::read(practice.file("terminal/terminal.db")).unwrap();
    let mut command = practice.command("kakehashi");
    command.args([
        "--json",
        "--data-dir",
        "terminal",
        "--user",
        "kanri",
        "--password-file",
        "admin.secret",
    ]);
    let output = command.args(["users", "list"]).output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stdout).contains("KEY_MISSING"));
    assert_eq!(
        std::fs::read(practice.file("terminal/terminal.db")).unwrap(),
        before
    );
}

#[test]
fn where_there_is_none_set_up_asks_for_a_pass_phrase() {
    let practice = Practice::new();
    let mut command = practice.command("kakehashi");
    let line = "--json --data-dir terminal init --admin kanri --password-file admin.secret";
    let output = command.args(line.split_whitespace()).output().unwrap();
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stdout).contains("KEY_STORE_UNAVAILABLE"));
}
