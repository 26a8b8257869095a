//! How many pairs of records a second one core compares.

use crate::{
    folder,
    meter::seconds,
    report::{Report, Wanted},
};
use kakehashi_acceptance::program;
use kakehashi_domain::compare::{Record, compare};
use std::{fs, process::Command};

const PAIRS: usize = 1_000_000;
const WANTED: Wanted = Wanted::AtLeast(400_000.0);
/// The committed mix: one person written two ways, and two people who look alike.
const MIX: [&str; 2] = [
    include_str!("../../src-tauri/crates/domain/tests/compare/one-person.csv"),
    include_str!("../../src-tauri/crates/domain/tests/compare/two-people.csv"),
];

pub fn measure(report: &mut Report) {
    let rows: Vec<Vec<&str>> = MIX
        .iter()
        .flat_map(|text| text.lines().skip(1))
        .map(|line| line.split(',').collect())
        .collect();
    let pairs: Vec<(Record, Record)> = rows
        .iter()
        .map(|row| (record(&row[1..6]), record(&row[6..11])))
        .collect();
    let engine = || {
        (0..PAIRS)
            .filter(|n| is_alike(&pairs[n % pairs.len()]))
            .count()
    };
    let took = seconds(engine);
    let note = format!("{took:.2} s for {PAIRS} pairs of the committed mix");
    report.add(
        "comparing pairs in memory",
        "one core",
        "pairs/s",
        PAIRS as f64 / took,
        WANTED,
        note,
    );

    let (file, out) = (folder().join("pairs.csv"), folder().join("verdicts.csv"));
    write_pairs(&rows, &file);
    let _was_not_there = fs::remove_file(&out);
    let mut program = Command::new(program("kakehashi"));
    program.arg("compare").arg(&file).arg("--out").arg(&out);
    let took = seconds(|| assert!(program.output().unwrap().status.code() <= Some(1)));
    assert_eq!(fs::read_to_string(&out).unwrap().lines().count(), PAIRS + 1);
    let note = format!("{took:.2} s, reading the file twice and saying why, one core");
    report.add(
        "kakehashi compare, file to file",
        "one core",
        "pairs/s",
        PAIRS as f64 / took,
        WANTED,
        note,
    );
}

fn is_alike((a, b): &(Record, Record)) -> bool {
    compare(a, b).verdict(false) == kakehashi_domain::compare::Verdict::A
}

fn record<'a>(cells: &[&'a str]) -> Record<'a> {
    let [kanji, kana, birth, sex, address] = *cells else {
        panic!("five items")
    };
    Record {
        kanji,
        kana,
        birth,
        sex,
        address,
    }
}

fn write_pairs(rows: &[Vec<&str>], file: &std::path::Path) {
    let mut list = csv::Writer::from_path(file).unwrap();
    let items = ["kanji", "kana", "birth", "sex", "address"];
    let sides = ["a", "b"]
        .into_iter()
        .flat_map(|side| items.map(|item| format!("{side}_{item}")));
    list.write_record(["id".to_owned()].into_iter().chain(sides))
        .unwrap();
    for number in 0..PAIRS {
        let id = number.to_string();
        let cells = rows[number % rows.len()][1..11].iter().copied();
        list.write_record([id.as_str()].into_iter().chain(cells))
            .unwrap();
    }
    list.flush().unwrap();
}
