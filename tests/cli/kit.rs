//! What the themes share: reading the files that come and go, and counting what the server holds.

use kakehashi_acceptance::{Cli, Ran};
use std::{collections::BTreeMap, fs, path::Path};

/// The data rows of a CSV without quotes, as they stand.
pub fn rows_of(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let rows: Vec<String> = text.split_terminator("\r\n").map(str::to_owned).collect();
    assert!(!text.contains('"'), "the samples need no quotes");
    rows[1..].to_vec()
}

/// Cells of a row by the headings of its file.
pub fn cells(file: &Path, row: &str, titles: &[&str]) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let headings: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let cells: Vec<&str> = row.split(',').collect();
    let place = |title| headings.iter().position(|h| *h == title).unwrap();
    titles.iter().map(|t| cells[place(*t)].to_owned()).collect()
}

/// A server that doesn't take its time.
pub const FAST: &str = "accept_ms = 0\nprocess_ms = 0";

/// By what a registration is known: 保険者番号, 記号, 番号, 枝番.
pub const KEY: [&str; 4] = ["保険者番号", "記号", "番号", "枝番（2桁）"];

/// Writes the 被保険者枝番 of a job and reads them: registration → 枝番.
#[track_caller]
pub fn branch_numbers(cli: &Cli<'_>, dir: &Path, job: u64) -> BTreeMap<Vec<String>, String> {
    let name = format!("edaban{job}.csv");
    cli.clerk(&format!("branch-numbers {job} --out {name}"))
        .expect_status(0);
    let file = dir.join(name);
    let rows = rows_of(&file);
    let read = |row: &String| {
        let branch = cells(&file, row, &["被保険者枝番"]).remove(0);
        (cells(&file, row, &KEY), branch)
    };
    let map: BTreeMap<_, _> = rows.iter().map(read).collect();
    assert_eq!(map.len(), rows.len(), "one row a registration");
    let mut branches: Vec<&String> = map.values().collect();
    branches.sort();
    branches.dedup();
    assert_eq!(branches.len(), rows.len(), "one 枝番 a registration");
    map
}

/// Goes on with a released job to its result, whatever happens to the connection on the way.
#[track_caller]
pub fn carry(cli: &Cli<'_>, job: u64) -> Ran {
    let done = cli.clerk(&format!("send --job {job} --wait --queue"));
    assert_eq!(done.text("state"), "result-received", "{}", done.said);
    done
}

/// Fails unless `next` is the very next 受付番号 that the server gave: it made no other job between the two.
#[track_caller]
pub fn assert_follows(first: &str, next: &str) {
    let parts = |receipt: &str| {
        let (day, nth) = receipt.split_once('-').unwrap();
        (day.to_owned(), nth.parse::<u32>().unwrap())
    };
    let ((first_day, first_nth), (day, nth)) = (parts(first), parts(next));
    let expected = if day == first_day { first_nth + 1 } else { 1 };
    assert_eq!(nth, expected, "{first} → {next}");
}

/// Bytes of all files of a folder.
pub fn size_of(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).unwrap().flatten();
    entries
        .map(|entry| entry.metadata().map_or(0, |metadata| metadata.len()))
        .sum()
}
