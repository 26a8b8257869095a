//! The key in Windows' Credential Manager. Under wine, `cargo xtask test --windows` runs it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![cfg(windows)]

use kakehashi_acceptance::{Cli, Practice};
use keyring_core::{Entry, Error, api::CredentialStoreApi};
use std::fs;
use windows_native_keyring_store::Store;

const INIT: &str = "init --admin kanri --password-file admin.secret";

/// The entry in the Credential Manager that the note names.
fn entry(practice: &Practice) -> Entry {
    let note = fs::read(practice.file("terminal/key.json")).unwrap();
    let note: serde_json::Value = serde_json::from_slice(&note).unwrap();
    assert_eq!(note["keeper"], "os-key-store", "{note}");
    assert_eq!(note["sealed"], serde_json::Value::Null);
    let name = note["entry"].as_str().unwrap();
    let store = Store::new().unwrap();
    store.build("kakehashi", name, None).unwrap()
}

#[test]
fn the_key_lies_in_the_credential_manager_and_without_it_the_data_stays_closed_and_whole() {
    let practice = Practice::new();
    let cli = Cli::new(&practice).with_key(None);
    cli.run(None, INIT).expect_status(0);
    cli.admin("users list").expect_status(0);
    let entry = entry(&practice);
    let key = entry.get_secret().unwrap();
    assert_eq!(key.len(), 32);
    let stays = entry.get_attributes().unwrap().remove("persistence");
    assert_eq!(stays.as_deref(), Some("Local"), "no profile takes it along");
    let note = fs::read(practice.file("terminal/key.json")).unwrap();
    assert!(!note.windows(32).any(|window| window == key));

    entry.delete_credential().unwrap();
    let before = fs::read(practice.file("terminal/terminal.db")).unwrap();
    cli.admin("users list").expect_code("KEY_MISSING", 5);
    let after = fs::read(practice.file("terminal/terminal.db")).unwrap();
    assert_eq!(before, after);
    entry.set_secret(&key).unwrap();
    cli.admin("users list").expect_status(0);
    entry.delete_credential().unwrap();
}

#[test]
fn disposal_takes_the_key_out_of_the_credential_manager() {
    let practice = Practice::new();
    let cli = Cli::new(&practice).with_key(None);
    cli.run(None, INIT).expect_status(0);
    let entry = entry(&practice);
    let dispose = "dispose-terminal --irrevocably --sheet haiki.txt";
    cli.run(None, dispose).expect_code("DISPOSAL_NEEDS_TWO", 3);
    cli.admin(dispose).expect_status(0); // there is nobody else
    let gone = entry.get_secret();
    assert!(matches!(gone, Err(Error::NoEntry)), "{gone:?}");
    assert!(!practice.file("terminal").exists());
}
