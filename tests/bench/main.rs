//! How fast and how large, as ratios measured in one run (`quality.md`). `cargo xtask bench` builds and starts it.
//!
//! Words: the areas to measure, all without any; or `one WHAT …`, which a measurement starts by itself where it
//! wants a process of its own. Prints a table and writes `bench/report.json` in cargo's target folder.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // a measuring program

mod alone;
mod check;
mod compare;
mod findings;
mod history;
mod link;
mod meter;
mod peers;
mod report;
mod years;

use report::Report;
use std::{env, fs, path::PathBuf};

/// A group of measurements.
type Area = fn(&mut Report);

const AREAS: [(&str, Area); 8] = [
    ("check", check::measure),
    ("peers", peers::measure),
    ("compare", compare::measure),
    ("findings", findings::measure),
    ("history", history::measure),
    ("years", years::measure),
    ("link", link::measure),
    ("million", link::million),
];

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|w| w != "--bench").collect();
    if let [one, what, rest @ ..] = words.as_slice()
        && one == "one"
    {
        return alone::answer(what, rest);
    }
    let mut report = Report::default();
    for (name, measure) in AREAS {
        if words.is_empty() || words.iter().any(|word| word == name) {
            measure(&mut report);
        }
    }
    report.print();
    report.write(&folder().join("report.json"));
}

/// Where the measurements keep their files: `bench` in cargo's target folder.
fn folder() -> PathBuf {
    let own = env::current_exe().unwrap();
    let folder = own.ancestors().nth(3).unwrap().join("bench");
    fs::create_dir_all(&folder).unwrap();
    folder
}
