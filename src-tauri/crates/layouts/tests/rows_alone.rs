//! A large file is cut into chunks that several threads check, and a cell that says the same as the one above isn't
//! looked at again: neither may change what is found.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{Finding, Layout};
use proptest::prelude::*;
use std::{collections::HashMap, iter};
use support::*;

/// Cells right and wrong, few enough that they often stand one below the other.
const POOLS: [(&str, &[&str]); 8] = [
    ("change_kind", &["1", "2", "7", ""]),
    (
        "birth_date",
        &["19800211", "S55.2.11", "20260501", "20271231"],
    ),
    ("lost_on", &["", "20260410", "20260331"]),
    ("insurer_number", &["06990014", "06990015", "39990015"]),
    ("name_kanji", &["練習　太郎", "髙橋　𠮷", "ﾚﾝｼｭｳ", "", "　"]),
    ("name_kana", &["レンシュウ　タロウ", "れんしゅう", "ﾚﾝｼｭｳ"]),
    ("postal_code", &["1000001", "〒100"]),
    (
        "personal_number",
        &["123456789018", "1.23457E+11", "000000000000", ""],
    ),
];
/// More than two chunks of a file.
const ROWS: usize = 4_000;

fn rows() -> impl Strategy<Value = Vec<String>> {
    let usual = POOLS.map(|(id, pool)| prop::sample::select(pool).prop_map(move |cell| (id, cell)));
    let usual = usual
        .to_vec()
        .prop_map(|changes| row(MEMBERS, &changes).join(","));
    let blank = ",".repeat(row(MEMBERS, &[]).len() - 1);
    let line = prop_oneof![20 => usual, 1 => Just(blank), 1 => Just("1,2,3".to_owned())];
    prop::collection::vec(line, 40).prop_flat_map(|lines| {
        let place = 0..lines.len();
        prop::collection::vec(place, ROWS).prop_map(move |places| {
            places
                .into_iter()
                .map(|place| lines[place].clone())
                .collect()
        })
    })
}

fn found(layout: &Layout, rows: &[String]) -> Vec<Finding> {
    let heading = heading(layout);
    let lines = iter::once(&heading).chain(rows);
    let text: String = lines.map(|line| line.clone() + "\r\n").collect();
    check_with(layout, text.as_bytes()).unwrap().0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_file_has_the_findings_of_its_rows_one_by_one(rows in rows()) {
        let definition = include_str!("../../../../assets/layouts/member-registration.toml");
        let without_gates = Layout::parse(definition.split_once("[identity]").unwrap().0).unwrap();
        let mut alone = HashMap::new();
        let mut expected = Vec::new();
        for (number, line) in (1..).zip(&rows) {
            let of_row = alone.entry(line).or_insert_with(|| found(&without_gates, std::slice::from_ref(line)));
            expected.extend(of_row.iter().map(|finding| Finding { row: number, ..finding.clone() }));
        }
        let together = found(&without_gates, &rows);
        prop_assert!(expected.len() > ROWS / 2);
        prop_assert_eq!(together, expected);
    }
}
