//! `cargo xtask …`: run, test, and what a developer needs between them.
//!
//! Owns: what must be on the machine, the order of the parts, how long each took.
//! Never: decides what is right; that is for the tests that it starts.
#![allow(clippy::print_stdout, clippy::print_stderr)] // A build tool speaks by printing.

mod book;
mod dist;
mod job_by_cli;
mod parts;
mod practice;
mod run;
mod system;
mod test;
mod windows;

use std::{path::Path, process::ExitCode};

const HELP: &str = "\
cargo xtask run [--no-window]   build everything, start the practice server, open the window (or do the main job)
cargo xtask test [--long]       formatting, lints, all tests, the screens' tests, the window tests, and for Windows;
                                --no-windows leaves that out
cargo xtask bench [AREA…]       speed and memory as ratios, in one run: check, peers, compare, findings, history, years, link, million
cargo xtask test --windows      lints for Windows, and under wine all tests that need no window;
                                with --long the installer too, from nothing to nothing
cargo xtask dist --windows      programs and installer for Windows, in target/windows/dist/
cargo xtask round [FILES]       the installer of the last dist under wine, from nothing to nothing; FILES are those of an
                                earlier dist (its folder files/), which is then what is upgraded
cargo xtask book                the book for vendors as a page, in target/book/
cargo xtask bindings            write ui/src/platform/bindings.ts and assets/schemas anew
cargo xtask screens             the window tests alone; pictures in target/screens/";

/// What went wrong, in one sentence.
pub(crate) type Done = Result<(), String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| words.iter().any(|word| word == name);
    let done = match words.first().map(String::as_str) {
        Some("run") => run::run(!flag("--no-window")),
        Some("test") if flag("--windows") => windows::test(flag("--long")),
        Some("test") => test::test(flag("--long"), !flag("--no-windows")),
        Some("bench") => test::bench(&words[1..]),
        Some("dist") if flag("--windows") => dist::dist(),
        Some("round") => dist::round(words.get(1).map(Path::new)),
        Some("under-wine") => windows::run_under_wine(&words[1..]),
        Some("sign-file") => dist::sign_file(words.get(1)),
        Some("book") => book::book(),
        Some("bindings") => test::bindings(),
        Some("screens") => test::screens(),
        Some(_) | None => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
