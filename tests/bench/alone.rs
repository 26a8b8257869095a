//! What wants a process of its own: memory is that of a process, and a check by other rules is timed like its peers.

use crate::{check, folder, link, meter::peak_mib, years};
use serde_json::{Value, json};
use std::{env, process::Command};

/// Starts this program anew for one thing and reads its answer.
pub fn ask(what: &str, words: &[&str]) -> Value {
    let mut command = Command::new(env::current_exe().unwrap());
    let output = command
        .arg("one")
        .arg(what)
        .args(words)
        .current_dir(folder())
        .env("HOME", folder())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{what}: {said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Does one thing and answers in JSON on stdout.
pub fn answer(what: &str, words: &[String]) {
    let before = peak_mib();
    let mut answer = match (what, words) {
        ("check", [file, definition]) => check::one(file, definition),
        ("upload", [url, file]) => link::one(url, file),
        ("lists", [dir]) => years::one(dir),
        _ => panic!("nothing to measure is called {what}"),
    };
    answer["mib"] = json!(peak_mib() - before);
    println!("{answer}");
}
