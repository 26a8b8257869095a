//! Small C libraries that are put before a program's own calls (`LD_PRELOAD`): a disk that fails, a clock that is wrong.

use crate::Practice;
use std::{path::PathBuf, process::Command};

/// Compiles one, from the folder of the tests. `cc` is there: it compiles SQLite, too.
pub fn preloaded(practice: &Practice, source: &str) -> PathBuf {
    let made = practice.file("preloaded.so");
    let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(source);
    let mut compile = Command::new("cc");
    compile.args(["-shared", "-fPIC", "-O1", "-o"]);
    compile.arg(&made).arg(&source).arg("-ldl");
    assert!(compile.status().unwrap().success());
    made
}
