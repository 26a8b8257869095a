//! Every column of a person, in every kind that has it, moved or sorted: alone and against an earlier file.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{CheckSetting, Earlier, FindingCode as F, Remembered, check, rows};
use std::{io::Cursor, ops::ControlFlow};
use support::{families::PEOPLE, *};

type Move = fn(&mut [String]);

/// What may happen to a column in a spreadsheet.
const MOVES: [(&str, Move); 5] = [
    ("down", |cells| cells.rotate_right(1)),
    ("up", |cells| cells.rotate_left(1)),
    ("a part down", |cells| cells[100..300].rotate_right(1)),
    ("sorted", |cells| cells.sort()),
    ("sorted downwards", |cells| {
        cells.sort();
        cells.reverse();
    }),
];

/// Codes of the whole file, and of rows, each once.
fn said(kind: &str, earlier: Option<&Earlier>, now: &[Cells]) -> (Vec<F>, Vec<F>) {
    let setting = CheckSetting {
        earlier,
        ..CheckSetting::new(layout(kind), today())
    };
    let (mut of_file, mut of_rows) = (Vec::new(), Vec::new());
    let mut keep = |it: kakehashi_layouts::Finding| match it.row {
        0 => of_file.push(it.code),
        _ => of_rows.push(it.code),
    };
    let mut go_on = |_| ControlFlow::Continue(());
    let bytes = file(kind, now);
    check(&mut Cursor::new(bytes), &setting, &mut keep, &mut go_on).unwrap();
    of_rows.dedup();
    (of_file, of_rows)
}

fn moved(kind: &str, id: &str, how: Move) -> Vec<Cells> {
    let (mut rows, at) = (families::of(kind), layout(kind).column(id).unwrap());
    let mut cells: Vec<String> = rows.iter().map(|row| row[at].clone()).collect();
    how(&mut cells);
    let both = rows.iter_mut().zip(cells);
    both.for_each(|(row, cell)| row[at] = cell);
    rows
}

/// The earlier file as it was, and what a terminal remembered of it.
fn before(kind: &str) -> [Earlier; 2] {
    let (bytes, layout) = (file(kind, &families::of(kind)), layout(kind));
    let setting = CheckSetting::new(layout, today());
    let by_file = Earlier::of_file(bytes.as_slice(), &setting).unwrap();
    let kept = rows(bytes.as_slice(), layout).unwrap();
    let kept: Vec<Remembered> = kept
        .map(|row| Remembered::of(layout, &row.unwrap()).unwrap())
        .collect();
    [by_file, Earlier::of_rows(layout, kept)]
}

#[test]
fn people_of_every_kind_are_clean_as_they_are() {
    for (kind, _) in COLUMNS {
        let people = families::of(kind);
        assert_eq!(said(kind, None, &people), (vec![], vec![]), "{kind}");
        for earlier in before(kind) {
            let said = said(kind, Some(&earlier), &people);
            assert_eq!(said, (vec![], vec![]), "{kind}");
        }
    }
}

/// Kinds, and columns of them that are the person's own.
const COLUMNS: [(&str, &[&str]); 6] = [
    (
        MEMBERS,
        &[
            "number",
            "card_branch",
            "relationship",
            "name_kanji",
            "name_kana",
            "birth_date",
            "sex",
            "postal_code",
            "address",
            "personal_number",
            "acquired_on",
        ],
    ),
    (
        "resident-lookup",
        &[
            "number",
            "card_branch",
            "name_kanji",
            "name_kana",
            "birth_date",
            "address",
            "sex",
        ],
    ),
    ("resident-verify", &["personal_number"]),
    (
        "obtained-numbers",
        &["number", "card_branch", "name_kana", "birth_date"],
    ),
    (
        "qualification",
        &["server_branch", "number", "card_branch", "acquired_on"],
    ),
    (
        "injury-sickness-allowance",
        &["server_branch", "days", "benefit_amount"],
    ),
];

#[test]
fn a_column_that_moved_is_one_message_against_an_earlier_file() {
    for (kind, columns) in COLUMNS {
        let earlier = before(kind);
        for (id, (how, move_it)) in columns.iter().flat_map(|id| MOVES.map(|it| (id, it))) {
            let now = moved(kind, id, move_it);
            if now == families::of(kind) {
                continue; // it is in that order already
            }
            for earlier in &earlier {
                let (of_file, of_rows) = said(kind, Some(earlier), &now);
                assert_eq!(of_file, [F::ColumnShifted], "{kind} {id} {how} {of_rows:?}");
                let of_rows: Vec<F> = of_rows
                    .into_iter()
                    .filter(|it| *it != F::DateOrder)
                    .collect();
                assert_eq!(of_rows, [], "{kind} {id} {how}");
            }
        }
    }
}

/// What in a file tells of a column that moved down or up by one: families. The rest has nothing beside it that would
/// have to fit.
const SEEN_ALONE: [(&str, &[&str]); 2] = [
    (
        MEMBERS,
        &[
            "number",
            "card_branch",
            "relationship",
            "name_kanji",
            "name_kana",
            "birth_date",
            "sex",
            "postal_code",
            "address",
        ],
    ),
    (
        "resident-lookup",
        &["number", "name_kanji", "name_kana", "birth_date", "address"],
    ),
];

#[test]
fn a_column_that_moved_is_one_message_where_families_tell_of_it() {
    for (kind, columns) in SEEN_ALONE {
        for (id, (how, move_it)) in columns
            .iter()
            .flat_map(|id| MOVES[..3].iter().map(move |it| (id, it)))
        {
            let (of_file, of_rows) = said(kind, None, &moved(kind, id, *move_it));
            assert_eq!(of_file, [F::ColumnShifted], "{kind} {id} {how} {of_rows:?}");
            let of_rows: Vec<F> = of_rows
                .into_iter()
                .filter(|it| *it != F::DateOrder)
                .collect();
            assert_eq!(of_rows, [], "{kind} {id} {how}");
        }
    }
}

#[test]
fn numbers_that_were_sorted_are_one_message_in_every_kind_that_sends_them() {
    for kind in [MEMBERS, "resident-verify"] {
        for (how, move_it) in &MOVES[3..] {
            let said = said(kind, None, &moved(kind, "personal_number", *move_it));
            assert_eq!(said, (vec![F::ColumnShifted], vec![]), "{kind} {how}");
        }
    }
    // Rotated alone, nothing beside them tells whose they are: that takes the file before.
    let rotated = moved("resident-verify", "personal_number", MOVES[0].1);
    assert_eq!(said("resident-verify", None, &rotated), (vec![], vec![]));
}

#[test]
fn a_number_of_all_and_a_registration_of_two_each_are_one_message() {
    let one = |id: &'static str, kind: &str| {
        let (mut rows, at) = (families::of(kind), layout(kind).column(id).unwrap());
        let first = rows[0][at].clone();
        rows.iter_mut().for_each(|row| row[at] = first.clone());
        said(kind, None, &rows)
    };
    for id in ["personal_number", "card_branch", "number"] {
        assert_eq!(one(id, MEMBERS), (vec![F::ColumnShifted], vec![]), "{id}");
    }
    for id in [
        "name_kanji",
        "name_kana",
        "birth_date",
        "postal_code",
        "address",
    ] {
        assert_eq!(one(id, MEMBERS), (vec![F::ColumnOneValue], vec![]), "{id}");
    }
}

#[test]
fn a_column_that_became_one_value_is_one_message_against_an_earlier_file() {
    let people = families::of(MEMBERS);
    for id in ["sex", "relationship"] {
        let at = layout(MEMBERS).column(id).unwrap();
        let mut now = people.clone();
        (now.iter_mut()).for_each(|row| row[at].clone_from(&people[0][at]));
        for earlier in &before(MEMBERS) {
            let (of_file, _) = said(MEMBERS, Some(earlier), &now);
            assert_eq!(of_file, [F::ColumnShifted], "{id}");
        }
    }
}

#[test]
fn who_left_and_came_again_the_same_day_is_no_shift() {
    // 同日得喪: each is ended, and begins anew with another day.
    let at = |id: &str| layout(MEMBERS).column(id).unwrap();
    let before = before(MEMBERS);
    let people = families::of(MEMBERS);
    let mut now = Vec::new();
    for person in people
        .iter()
        .filter(|row| row[at("relationship")] == "0")
        .take(100)
    {
        let mut ended = person.clone();
        ended[at("change_kind")] = "2".to_owned();
        ended[at("lost_on")] = "20260410".to_owned();
        now.push(ended);
    }
    for row in now.clone() {
        let mut again = row;
        again[at("change_kind")] = "1".to_owned();
        again[at("lost_on")] = String::new();
        again[at("acquired_on")] = "20260410".to_owned();
        again[at("notified_on")] = "20260415".to_owned();
        now.push(again);
    }
    let (of_file, _) = said(MEMBERS, Some(&before[0]), &now);
    assert!(!of_file.contains(&F::ColumnShifted), "{of_file:?}");
    assert!(PEOPLE > now.len());
}
