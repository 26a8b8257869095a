//! Columns that slipped, were sorted or pasted, and files that were cut: in one file, and against an earlier one.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{CheckSetting, Earlier, FindingCode as F, Severity, check};
use std::{io::Cursor, ops::ControlFlow};
use support::{families::PEOPLE, *};

fn people() -> Vec<Cells> {
    families::of(MEMBERS)
}

/// Column by id of 加入者情報.
fn at(id: &str) -> usize {
    layout(MEMBERS).column(id).unwrap()
}

fn rotated(id: &str) -> Vec<Cells> {
    let (mut rows, column) = (people(), at(id));
    let mut cells: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
    cells.rotate_right(1);
    rows.iter_mut()
        .zip(cells)
        .for_each(|(row, cell)| row[column] = cell);
    rows
}

fn sorted(id: &str) -> Vec<Cells> {
    let (mut rows, column) = (people(), at(id));
    let mut cells: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
    cells.sort();
    rows.iter_mut()
        .zip(cells)
        .for_each(|(row, cell)| row[column] = cell);
    rows
}

/// People in no order, whose numbers alone were sorted from a row on.
fn sorted_among_the_unsorted(from: usize, to: usize) -> Vec<Cells> {
    let mut rows = people();
    rows.sort_by_key(|row| row[at("address")].chars().rev().collect::<String>());
    let column = at("personal_number");
    let mut cells: Vec<String> = rows[from..to]
        .iter()
        .map(|row| row[column].clone())
        .collect();
    cells.sort();
    let rows_there = rows[from..to].iter_mut().zip(cells);
    rows_there.for_each(|(row, cell)| row[column] = cell);
    rows
}

#[test]
fn numbers_in_order_are_no_people_whatever_the_rows_are_sorted_by() {
    let all = [(F::ColumnShifted, Severity::Confirm)];
    assert_eq!(found(None, &sorted_among_the_unsorted(0, PEOPLE)).0, all);
    assert_eq!(found(None, &sorted_among_the_unsorted(300, 340)).0, all);
    assert_eq!(
        found(None, &sorted_among_the_unsorted(300, 305)),
        (vec![], 0)
    );
}

fn pasted(id: &str, cell: &str) -> Vec<Cells> {
    let (mut rows, column) = (people(), at(id));
    rows.iter_mut()
        .for_each(|row| row[column] = cell.to_owned());
    rows
}

/// What is said of the whole file, and how many findings speak of rows.
fn found(before: Option<&[Cells]>, now: &[Cells]) -> (Vec<(F, Severity)>, usize) {
    let setting = CheckSetting::new(layout(MEMBERS), today());
    let earlier = before.map(|rows| {
        let bytes = file(MEMBERS, rows);
        Earlier::of_file(bytes.as_slice(), &setting).unwrap()
    });
    let setting = CheckSetting {
        earlier: earlier.as_ref(),
        ..setting
    };
    let (mut of_file, mut of_rows) = (Vec::new(), 0);
    check(
        &mut Cursor::new(file(MEMBERS, now)),
        &setting,
        &mut |f| match f.row {
            0 => {
                of_file.push((f.code, f.severity));
            }
            _ => of_rows += 1,
        },
        &mut |_| ControlFlow::Continue(()),
    )
    .unwrap();
    (of_file, of_rows)
}

const SHIFTED: (F, Severity) = (F::ColumnShifted, Severity::Confirm);

#[test]
fn people_as_they_should_be_are_clean() {
    assert_eq!(found(None, &people()), (vec![], 0));
    assert_eq!(found(Some(&people()), &people()), (vec![], 0));
}

#[test]
fn columns_that_slipped_or_were_sorted_make_one_message() {
    for rows in [
        rotated("name_kana"),
        rotated("name_kanji"),
        sorted("name_kana"),
    ] {
        let (of_file, _) = found(None, &rows);
        assert!(of_file.contains(&SHIFTED), "{of_file:?}");
    }
    assert_eq!(found(None, &rotated("birth_date")).0, [SHIFTED]);
    assert_eq!(found(None, &sorted("personal_number")), (vec![SHIFTED], 0));
    assert!(found(None, &sorted("birth_date")).0.contains(&SHIFTED));
}

#[test]
fn against_an_earlier_file_one_message_stands_for_hundreds() {
    let before = people();
    for rows in [rotated("personal_number"), sorted("personal_number")] {
        let (of_file, of_rows) = found(Some(&before), &rows);
        assert!(
            of_file.contains(&(F::ColumnShifted, Severity::Error)),
            "{of_file:?}"
        );
        assert_eq!(of_rows, 0);
    }
    for id in ["name_kana", "birth_date", "sex"] {
        let (of_file, of_rows) = found(Some(&before), &rotated(id));
        let codes: Vec<F> = of_file.iter().map(|(code, _)| *code).collect();
        assert_eq!((codes, of_rows), (vec![F::ColumnShifted], 0), "{id}");
    }
}

#[test]
fn registrations_homes_and_places_that_slipped_are_one_message_too() {
    let before = people();
    for id in ["card_branch", "relationship", "address", "postal_code"] {
        let (of_file, of_rows) = found(Some(&before), &rotated(id));
        let codes: Vec<F> = of_file.iter().map(|(code, _)| *code).collect();
        assert_eq!((codes, of_rows), (vec![F::ColumnShifted], 0), "{id}");
    }
    // Without an earlier file, too: a household has one home, and its 本人 the first number.
    for what in [
        "number",
        "relationship",
        "card_branch",
        "address",
        "postal_code",
    ] {
        let rows = rotated(what);
        let (of_file, of_rows) = found(None, &rows);
        let codes: Vec<F> = of_file.iter().map(|(code, _)| *code).collect();
        assert_eq!((codes, of_rows), (vec![F::ColumnShifted], 0), "{what}");
    }
}

#[test]
fn a_message_that_stands_for_errors_is_an_error_itself() {
    let mut rows = rotated("birth_date");
    let refused = |rows: &[Cells]| found(Some(&people()), rows);
    assert_eq!(refused(&rows).0, [SHIFTED]);
    // Whoever is 75 on the day of 取得 is an error, which nobody may answer away with the column.
    let old = (0..PEOPLE)
        .find(|row| rows[*row][at("relationship")] == "0")
        .unwrap();
    rows[old][at("birth_date")] = "19450101".to_owned();
    assert_eq!(
        refused(&rows),
        (vec![(F::ColumnShifted, Severity::Error)], 0)
    );
    let mut alone = people();
    alone[old][at("birth_date")] = "19450101".to_owned();
    let (of_file, of_rows) = found(None, &alone);
    assert_eq!(
        (of_file, of_rows),
        (vec![], 1),
        "one person is said as such"
    );
}

#[test]
fn one_value_in_a_whole_column_is_refused_without_an_earlier_file() {
    let refused = (F::ColumnOneValue, Severity::Error);
    for (id, cell) in [
        ("name_kanji", "練習　太郎"),
        ("name_kana", "レンシュウ　タロウ"),
        ("birth_date", "19800211"),
        ("postal_code", "1000001"),
        ("address", "東京都練習区見本町1"),
    ] {
        let (of_file, _) = found(None, &pasted(id, cell));
        assert!(of_file.contains(&refused), "{id} {of_file:?}");
    }
    let (of_file, _) = found(None, &pasted("acquired_on", "20260401"));
    assert_eq!(of_file, [(F::ColumnOneValue, Severity::Confirm)]);
    // A family has one address, and nineteen people may have one birthday.
    assert_eq!(found(None, &pasted("birth_date", "19800211")[..19]).0, []);
}

#[test]
fn an_address_of_many_households_is_pointed_out() {
    let mut rows = people();
    for row in rows.iter_mut().take(PEOPLE * 2 / 5) {
        row[at("address")] = "東京都練習区会社町1".to_owned();
    }
    assert_eq!(found(None, &rows).0, [(F::ValueShared, Severity::Warning)]);
}

#[test]
fn half_a_file_is_asked_about() {
    let (rows, layout) = (people(), layout(MEMBERS));
    let (of_file, _) = found(Some(&rows), &rows[..PEOPLE / 3]);
    assert!(
        of_file.contains(&(F::FewRows, Severity::Confirm)),
        "{of_file:?}"
    );
    let setting = CheckSetting {
        expected_rows: Some(401),
        ..CheckSetting::new(layout, today())
    };
    let mut of_file = Vec::new();
    let mut go_on = |_| ControlFlow::Continue(());
    let bytes = file(MEMBERS, &rows);
    let mut keep = |f: kakehashi_layouts::Finding| of_file.push((f.code, f.message));
    check(&mut Cursor::new(bytes), &setting, &mut keep, &mut go_on).unwrap();
    let rows = rows.len();
    assert_eq!(
        of_file,
        [(F::RowCount, format!("401行のはずが、{rows}行あります。"))]
    );
}

/// The last so many rows with a column that slipped by one.
fn slipped_behind(from: usize, ids: &[&str]) -> Vec<Cells> {
    let mut rows = people();
    for column in ids.iter().map(|id| at(id)) {
        let mut cells: Vec<String> = rows[from..].iter().map(|row| row[column].clone()).collect();
        cells.rotate_left(1);
        let slipped = rows[from..].iter_mut().zip(cells);
        slipped.for_each(|(row, cell)| row[column] = cell);
    }
    rows
}

#[test]
fn a_part_of_a_file_that_slipped_is_seen_too() {
    let shifted = (F::ColumnShifted, Severity::Confirm);
    let behind = slipped_behind(340, &["name_kana"]);
    assert_eq!(found(None, &behind).0, [shifted]);
    for id in ["name_kana", "birth_date"] {
        let (of_file, _) = found(Some(&people()), &slipped_behind(340, &[id]));
        assert!(of_file.contains(&shifted), "{id}");
    }
    // Both names together leave their families.
    let both = slipped_behind(0, &["name_kanji", "name_kana"]);
    assert_eq!(found(None, &both).0, [shifted]);
}

#[test]
fn a_column_sorted_downwards_is_seen_as_well() {
    let (mut rows, column) = (people(), at("personal_number"));
    let mut cells: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
    cells.sort();
    let downwards = rows.iter_mut().zip(cells.into_iter().rev());
    downwards.for_each(|(row, cell)| row[column] = cell);
    assert_eq!(
        found(None, &rows).0,
        [(F::ColumnShifted, Severity::Confirm)]
    );
}

#[test]
fn a_value_pasted_over_nearly_everybody_is_asked_about() {
    for (id, cell) in [("name_kana", "サトウ　アイ"), ("birth_date", "19800101")] {
        let mut rows = pasted(id, cell);
        rows[0][at(id)] = people()[0][at(id)].clone();
        let (of_file, _) = found(None, &rows);
        assert!(
            of_file.contains(&(F::ValueShared, Severity::Confirm)),
            "{id}"
        );
    }
}

#[test]
fn the_same_rows_in_another_order_and_dress_have_one_digest() {
    let digest = |bytes: &[u8]| check_file(MEMBERS, bytes).unwrap().1.digest;
    let rows = people();
    let plain = file(MEMBERS, &rows);
    let mut turned = rows.clone();
    turned.reverse();
    let text = String::from_utf8(plain.clone()).unwrap();
    for same in [
        file(MEMBERS, &turned),
        text.replace("\r\n", "\n").into_bytes(),
        ["\u{FEFF}", &text].concat().into_bytes(),
        text.replace("東京都練習区見本町1,", "\"東京都練習区見本町1\",")
            .into_bytes(),
    ] {
        assert_eq!(digest(&same), digest(&plain));
    }
    assert_ne!(digest(&file(MEMBERS, &rows[1..])), digest(&plain));
    let mut other = rows.clone();
    other.swap(0, 1);
    let (one, two) = (
        other[0][at("personal_number")].clone(),
        other[1][at("personal_number")].clone(),
    );
    other[0][at("personal_number")] = two;
    other[1][at("personal_number")] = one;
    assert_ne!(digest(&file(MEMBERS, &other)), digest(&plain));
}
