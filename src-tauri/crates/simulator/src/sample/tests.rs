use std::collections::HashSet;

use super::*;
use crate::{
    number::{is_one_digit, is_personal_number},
    work::{check::Checker, rows::Rows},
};

fn made(rows: u64, seed: u64, mistakes: bool) -> Vec<csv::StringRecord> {
    let mut out = Vec::new();
    write(&sample(rows, seed, mistakes), &mut out).unwrap();
    csv::Reader::from_reader(&out[..])
        .records()
        .map(Result::unwrap)
        .collect()
}

fn sample(rows: u64, seed: u64, mistakes: bool) -> Sample {
    Sample {
        kind: "member-registration".into(),
        rows,
        mistakes,
        seed,
        ..Sample::default()
    }
}

#[test]
fn same_seed_same_bytes() {
    let bytes = |seed| {
        let mut out = Vec::new();
        write(&sample(200, seed, true), &mut out).unwrap();
        out
    };
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
    assert!(bytes(7).ends_with(b"\r\n"));
}

#[test]
fn clean_rows_are_distinct_people_with_right_numbers() {
    let rows = made(5000, 3, false);
    let (mut numbers, mut people, mut keys) = (HashSet::new(), HashSet::new(), HashSet::new());
    for row in &rows {
        assert!(is_personal_number(&row[16]) && !is_one_digit(&row[16]));
        assert!(numbers.insert(row[16].to_owned()));
        assert!(people.insert((row[11].to_owned(), row[12].to_owned(), row[13].to_owned())));
        assert!(keys.insert((row[6].to_owned(), row[7].to_owned(), row[8].to_owned())));
        assert!(row[12] < row[3] && row[3] <= row[2] && &row[2] <= "20261120");
    }
}

#[test]
fn mistakes_are_few_and_all_there() {
    for rows in [20, 1000] {
        let rows = made(rows, 5, true);
        let count = |f: &dyn Fn(&csv::StringRecord) -> bool| rows.iter().filter(|r| f(r)).count();
        assert!(count(&|r| r[16].len() == 11) >= 1);
        assert!(count(&|r| r[16].len() == 12 && !is_personal_number(&r[16])) >= 1);
        assert!(count(&|r| r[16] == rows[0][16]) >= 2);
        assert!(count(&|r| &r[1] == "20260230") >= 1);
        assert!(count(&|r| r[11].is_empty()) >= 1);
        assert!(count(&|r| !["1", "2"].contains(&&r[0])) >= 1);
        let lost = count(&|r| &r[0] == "2" && !r[4].is_empty());
        assert!((1..=3).contains(&lost), "{lost}");
    }
}

fn made_of(kind: &str, mistakes: bool) -> (Layout, Vec<csv::StringRecord>) {
    let catalogue = Catalogue::shipped().unwrap();
    let layout = catalogue.of_kind(kind, usual_day()).unwrap().clone();
    let wanted = Sample {
        kind: kind.into(),
        rows: layout.format.max_rows.min(300),
        ..sample(0, 5, mistakes)
    };
    let mut out = Vec::new();
    write(&wanted, &mut out).unwrap();
    let mut rows = Rows::new(&out[..], &layout).unwrap();
    let (mut row, mut read) = (csv::StringRecord::new(), Vec::new());
    while rows.next(&mut row).unwrap() {
        read.push(row.clone());
    }
    assert_eq!(read.len() as u64, wanted.rows);
    (layout, read)
}

#[test]
fn every_kind_has_a_sample_that_its_own_check_passes() {
    let catalogue = Catalogue::shipped().unwrap();
    for layout in catalogue.layouts() {
        let kind = layout.kind.as_str();
        for mistakes in [false, true] {
            let (layout, rows) = made_of(kind, mistakes);
            let checker = Checker::new(&layout).unwrap();
            let refused: Vec<String> = rows
                .iter()
                .filter_map(|row| checker.check(row, "06990014").err())
                .collect();
            let is_right = !mistakes || layout.direction == Direction::Result;
            assert_eq!(refused.is_empty(), is_right, "{kind}: {refused:?}");
        }
    }
}

/// The result of a kind, by headings: row number, and message of each row.
fn answers(kind: &str, of: &str, mistakes: bool) -> Vec<(String, String)> {
    let wanted = Sample {
        kind: kind.into(),
        of: Some(of.into()),
        ..sample(60, 5, mistakes)
    };
    let mut out = Vec::new();
    write(&wanted, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(&out[..]);
    let headings = reader.headers().unwrap().clone();
    let at = |title: &str| headings.iter().position(|it| it == title).unwrap();
    let (row, message) = (at("行番号"), at("処理結果メッセージ"));
    let rows = reader.records().map(Result::unwrap);
    rows.map(|it| (it[row].to_owned(), it[message].to_owned()))
        .collect()
}

#[test]
fn a_result_is_what_a_new_server_answers_to_the_sample() {
    let catalogue = Catalogue::shipped().unwrap();
    let sent = |it: &&Layout| it.direction == Direction::Send && it.format.max_rows > 60;
    let mut tried = 0;
    for layout in catalogue.layouts().iter().filter(sent) {
        let (kind, result) = (&layout.kind, layout.result_kind.as_ref().unwrap());
        let right = answers(result, kind, false);
        let numbers: Vec<String> = (1..=60).map(|nth| nth.to_string()).collect();
        let rows: Vec<&String> = right.iter().map(|(row, _)| row).collect();
        assert_eq!(rows, numbers.iter().collect::<Vec<_>>(), "{kind}");
        let failed = |rows: &[(String, String)]| rows.iter().filter(|it| !it.1.is_empty()).count();
        let is_look_up = kind.starts_with("resident-");
        assert!(failed(&right) == 0 || is_look_up, "{kind}: {right:?}");
        assert!(
            failed(&answers(result, kind, true)) > failed(&right),
            "{kind}"
        );
        tried += 1;
    }
    assert!(tried > 17, "{tried}");
}

#[test]
fn a_sample_is_written_in_the_code_that_is_wanted() {
    for encoding in [Encoding::Cp932, Encoding::Utf16Le, Encoding::EucJp] {
        for kind in ["member-registration", "insurer-definition"] {
            let catalogue = Catalogue::shipped().unwrap();
            let mut layout = catalogue.of_kind(kind, usual_day()).unwrap().clone();
            layout.format.encoding = encoding;
            let wanted = Sample {
                kind: kind.into(),
                encoding: Some(encoding),
                ..sample(1, 5, false)
            };
            let mut out = Vec::new();
            write(&wanted, &mut out).unwrap();
            let mut rows = Rows::new(&out[..], &layout).unwrap();
            let mut row = csv::StringRecord::new();
            assert!(rows.next(&mut row).unwrap(), "{kind} {encoding:?}");
        }
    }
}

#[test]
fn a_person_is_the_same_in_every_kind() {
    let (_, members) = made_of("member-registration", false);
    let (_, asked) = made_of("resident-lookup", false);
    let (_, known) = made_of("resident-verify", false);
    for ((member, asked), known) in members.iter().zip(&asked).zip(&known) {
        assert_eq!(&member[10], &asked[4], "漢字氏名");
        assert_eq!(&member[16], &known[4], "個人番号");
    }
}

#[test]
fn a_file_of_branch_numbers_says_who_is_in_the_sample() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("edaban.csv");
    let (_, members) = made_of("member-registration", false);
    let lines = members[3..6]
        .iter()
        .map(|m| format!("{},{},{},{},990{}\r\n", &m[5], &m[6], &m[7], &m[8], &m[7]));
    let text: String = std::iter::once("保険者番号,記号,番号,枝番（2桁）,被保険者枝番\r\n".into())
        .chain(lines)
        .collect();
    std::fs::write(&path, text).unwrap();
    let wanted = Sample {
        kind: "qualification".into(),
        branches: branches::read(&path, None).unwrap(),
        ..sample(4, 5, false)
    };
    let mut out = Vec::new();
    write(&wanted, &mut out).unwrap();
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(&out[..])
        .records()
        .map(Result::unwrap)
        .collect();
    for (row, member) in rows.iter().zip(&members[3..6]) {
        assert_eq!(row[0], format!("990{}", &member[7]));
        assert_eq!(
            (&row[3], &row[4], &row[5]),
            (&member[6], &member[7], &member[8])
        );
        assert_eq!(&row[7], &member[3], "資格取得日");
    }
    assert_eq!(rows[3][0], rows[0][0], "who is few comes again");
}

#[test]
fn numbers_of_a_right_sample_are_in_no_order_whatever_the_seed() {
    for seed in 0..100 {
        let numbers: Vec<String> = made(300, seed, false)
            .iter()
            .map(|row| row[16].to_owned())
            .filter(|number| !number.is_empty())
            .collect();
        let steps = numbers.windows(2).map(|pair| pair[0] < pair[1]);
        let steps: Vec<bool> = steps.collect();
        let longest = steps.chunk_by(|a, b| a == b).map(<[bool]>::len).max();
        assert!(longest.unwrap_or(0) < 20, "seed {seed} {longest:?}");
        let once: HashSet<&String> = numbers.iter().collect();
        assert_eq!(once.len(), numbers.len(), "seed {seed}");
    }
}
