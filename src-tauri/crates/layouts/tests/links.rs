//! One number on several registrations, one registration with several numbers: in one file, and against an earlier one.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{CheckSetting, Earlier, Encoding, FindingCode as F, Severity, check};
use std::{io::Cursor, ops::ControlFlow};
use support::*;

const FIRST: &str = "123456789018";
const SECOND: &str = "548836529885";
const THIRD: &str = "000111111111";

/// Row, code and severity of what is found in a file of 加入者情報.
fn found(before: Option<&[Cells]>, now: &[Cells]) -> Vec<(u32, F, Severity)> {
    let setting = CheckSetting::new(layout(MEMBERS), today());
    let earlier = before.map(|rows| {
        let bytes = file(MEMBERS, rows);
        Earlier::of_file(bytes.as_slice(), &setting).unwrap()
    });
    let setting = CheckSetting {
        earlier: earlier.as_ref(),
        ..setting
    };
    let mut findings = Vec::new();
    check(
        &mut Cursor::new(file(MEMBERS, now)),
        &setting,
        &mut |f| findings.push((f.row, f.code, f.severity)),
        &mut |_| ControlFlow::Continue(()),
    )
    .unwrap();
    findings
}

fn alone(now: &[Cells]) -> Vec<(u32, F, Severity)> {
    found(None, now)
}

fn against(before: &[Cells], now: &[Cells]) -> Vec<(u32, F, Severity)> {
    found(Some(before), now)
}

fn first(changes: &[(&str, &str)]) -> Cells {
    row(MEMBERS, changes)
}

/// 喪失 of the first person's registration.
fn lost() -> Cells {
    first(&[("change_kind", "2"), ("lost_on", "20260410")])
}

const CONFIRM: Severity = Severity::Confirm;
const ERROR: Severity = Severity::Error;

#[test]
fn a_number_on_two_registrations_that_both_go_on_is_asked_about() {
    let twice = (F::NumberTwoRegistrations, CONFIRM);
    let both = [(1, twice.0, twice.1), (2, twice.0, twice.1)];
    let other = |changes: &[(&str, &str)]| {
        first(&[&[("symbol", "205"), ("number", "7")], changes].concat())
    };
    for changes in [
        vec![],
        vec![("address", "大阪府見本市1-1")],
        vec![("relationship", "1"), ("card_branch", "01")], // 本人 there, 被扶養者 here
        vec![("name_kana", "ﾚﾝｼｭｳ ﾀﾛｳ")],
        vec![("name_kana", "レンシユウ　タロウ")],
    ] {
        let pair = [first(&[]), other(&changes)];
        let mut findings = alone(&pair);
        findings.retain(|it| it.1 != F::HalfWidthKana);
        assert_eq!(findings, both, "{changes:?}");
        let mut findings = against(&[first(&[])], &pair[1..]);
        findings.retain(|it| it.1 != F::HalfWidthKana);
        assert_eq!(findings, both[..1], "{changes:?}");
    }
    // Whoever left the one may be on the other, in whatever order the file says so.
    assert_eq!(alone(&[first(&[]), lost(), other(&[])]), []);
    assert_eq!(against(&[first(&[])], &[lost(), other(&[])]), []);
    assert_eq!(against(&[first(&[])], &[other(&[]), lost()]), []);
    assert_eq!(against(&[first(&[]), lost()], &[other(&[])]), []);
}

#[test]
fn the_same_number_on_other_people_is_an_error() {
    for difference in [
        ("name_kana", "ミホン　タロウ"),
        ("birth_date", "19800212"),
        ("sex", "2"),
    ] {
        let other = first(&[("number", "99"), difference]);
        let two = (F::NumberTwoPeople, ERROR);
        let pair = [first(&[]), other.clone()];
        assert_eq!(alone(&pair), [(1, two.0, two.1), (2, two.0, two.1)]);
        assert_eq!(against(&pair[..1], &pair[1..]), [(1, two.0, two.1)]);
        // Even where the one has left: a number is a person's for life.
        let found = against(&pair[..1], &[lost(), other]);
        assert_eq!(found, [(1, two.0, two.1), (2, two.0, two.1)]);
    }
}

#[test]
fn two_numbers_of_one_registration_are_found_however_it_is_written() {
    for writing in [
        vec![],
        vec![("name_kana", "レンシユウ　タロウ")],
        vec![("name_kana", "ﾚﾝｼｭｳ　ﾀﾛｳ")],
        vec![("symbol", "１０１")],
        vec![("number", "８８")],
        vec![("number", "00000088")],
        vec![("symbol", "0101"), ("number", "088")],
        vec![("number", "88　")],
        vec![("symbol", "００１０１")],
        vec![("symbol", "101\u{A0}")],
        vec![("name_kana", "ミホン　ハナコ")], // the registration alone makes the person
    ] {
        let other = first(&[&[("personal_number", SECOND)], writing.as_slice()].concat());
        let pair = [first(&[]), other];
        let codes = |findings: Vec<(u32, F, Severity)>| -> Vec<(u32, F)> {
            let errors = findings.iter().filter(|it| it.2 == ERROR);
            errors.map(|(row, code, _)| (*row, *code)).collect()
        };
        let both = [(1, F::PersonTwoNumbers), (2, F::PersonTwoNumbers)];
        assert_eq!(codes(alone(&pair)), both, "{writing:?}");
        let changed = codes(against(&pair[..1], &pair[1..]));
        assert_eq!(changed, [(1, F::NumberChanged)], "{writing:?}");
    }
}

#[test]
fn two_people_on_one_registration_are_an_error() {
    let somebody_else = |number| {
        first(&[
            ("change_date", "20260402"),
            ("name_kanji", "見本　花子"),
            ("name_kana", "ミホン　ハナコ"),
            ("birth_date", "19910303"),
            ("sex", "2"),
            ("personal_number", number),
        ])
    };
    for number in [FIRST, SECOND] {
        let pair = [first(&[]), somebody_else(number)];
        let two = (F::RegistrationTwoPeople, ERROR);
        assert_eq!(alone(&pair), [(1, two.0, two.1), (2, two.0, two.1)]);
        let now = against(&pair[..1], &pair[1..]);
        assert_eq!(now[0], (1, two.0, two.1), "{number}");
    }
    // Behind its end, a registration may be another person's.
    assert_eq!(alone(&[first(&[]), lost(), somebody_else(SECOND)]), []);
}

#[test]
fn a_marriage_and_a_correction_of_the_same_registration_are_one_person() {
    for change in [
        vec![
            ("change_kind", "3"),
            ("name_kana", "ミホン　タロウ"),
            ("name_kanji", "見本　太郎"),
        ],
        vec![("change_kind", "4"), ("name_kana", "レンシュウ　タロオ")],
        vec![("change_kind", "4"), ("birth_date", "19800212")],
        vec![("change_kind", "3"), ("sex", "2")],
        vec![("change_kind", "4"), ("personal_number", SECOND)],
    ] {
        assert_eq!(alone(&[first(&[]), first(&change)]), [], "{change:?}");
    }
    // Without such a word in the row, somebody is asked.
    let silently = first(&[("change_date", "20260402"), ("birth_date", "19800212")]);
    let asked = (F::PersonChanged, CONFIRM);
    let found = alone(&[first(&[]), silently]);
    assert_eq!(found, [(1, asked.0, asked.1), (2, asked.0, asked.1)]);
}

#[test]
fn birth_date_or_sex_of_a_known_registration_is_asked_about() {
    for (change, found_against) in [
        (vec![("birth_date", "19800212")], Some(F::PersonChanged)),
        (vec![("sex", "2")], Some(F::PersonChanged)),
        (vec![("name_kana", "ミホン　タロウ")], None),
        (vec![("address", "大阪府見本市1-1")], None),
        (vec![("birth_date", "1980-02-11")], None), // written otherwise: that alone is said
    ] {
        let mut cells = vec![("change_kind", "3")];
        cells.extend(&change);
        let mut findings = against(&[first(&[])], &[first(&cells)]);
        findings.retain(|it| it.1 != F::DateInvalid);
        let codes: Vec<F> = findings.iter().map(|it| it.1).collect();
        assert_eq!(codes, Vec::from_iter(found_against), "{change:?}");
        assert!(findings.iter().all(|it| it.2 == CONFIRM));
    }
}

#[test]
fn a_wrong_registration_that_is_taken_back_first_makes_way_for_the_right_one() {
    let cancelled = |number| first(&[("change_kind", "9"), ("personal_number", number)]);
    let right = first(&[("personal_number", SECOND)]);
    assert_eq!(alone(&[cancelled(FIRST), right.clone()]), []);
    let before = [first(&[])];
    assert_eq!(against(&before, &[cancelled(FIRST), right.clone()]), []);
    // The number goes to whom it belongs.
    let owner = second(&[
        ("number", "99"),
        ("card_branch", "00"),
        ("relationship", "0"),
        ("birth_date", "19900730"),
        ("personal_number", FIRST),
    ]);
    assert_eq!(alone(&[cancelled(FIRST), right.clone(), owner.clone()]), []);
    assert_eq!(
        against(&before, &[cancelled(FIRST), right.clone(), owner]),
        []
    );
    // The other way round, the right one would be taken back.
    let codes: Vec<F> = alone(&[right, cancelled(FIRST)])
        .iter()
        .map(|it| it.1)
        .collect();
    assert_eq!(codes, [F::PersonTwoNumbers, F::PersonTwoNumbers]);
}

#[test]
fn a_swap_that_the_rows_themselves_correct_is_asked_about() {
    let before = [first(&[]), second(&[])];
    let corrected = [
        first(&[("change_kind", "4"), ("personal_number", SECOND)]),
        second(&[("change_kind", "4"), ("personal_number", FIRST)]),
    ];
    let swap = (F::SwapInHousehold, CONFIRM);
    let found = against(&before, &corrected);
    assert_eq!(found, [(1, swap.0, swap.1), (2, swap.0, swap.1)]);
}

#[test]
fn other_kinds_hold_numbers_to_people_likewise() {
    let kind = "number-collection";
    let layout = &layout(kind).with_encoding(Encoding::Utf8);
    let person = |changes: &[(&str, &str)]| {
        let cells = [
            ("office_number", "2020001111101"),
            ("office_name", "見本株式会社"),
            ("received_on", "20260410"),
            ("employee_number", "5"),
            ("verified_by", "1"),
            ("verified_on", "20260409"),
        ];
        row(kind, &[&cells, changes].concat())
    };
    let codes = |rows: &[Cells]| -> Vec<F> {
        let (findings, _) = check_with(layout, &file(kind, rows)).unwrap();
        let codes = findings.into_iter().map(|it| it.code);
        codes
            .filter(|it| *it != F::CorporateNumberInvalid)
            .collect()
    };
    let one = person(&[]);
    assert_eq!(
        codes(&[one.clone(), person(&[("employee_number", "6")])]),
        [F::NumberTwoRegistrations; 2]
    );
    let padded = person(&[("employee_number", "００５"), ("personal_number", THIRD)]);
    assert_eq!(
        codes(&[one.clone(), padded]),
        [
            F::PersonTwoNumbers,
            F::RegistrationTwice,
            F::PersonTwoNumbers,
            F::RegistrationTwice
        ]
    );
    let head = person(&[("card_branch", "01"), ("personal_number", SECOND)]);
    assert_eq!(
        codes(&[one.clone(), head]),
        [F::TwoHeads, F::TwoHeads, F::ValueUnusual]
    );
    let child = person(&[
        ("card_branch", "01"),
        ("relationship", "2"),
        ("birth_date", "19790101"),
        ("personal_number", SECOND),
        ("verified_by", "2"),
    ]);
    assert_eq!(codes(&[one.clone(), child.clone()]), [F::ChildOlder]);
    assert_eq!(
        codes(&[child, one]),
        [F::ChildOlder],
        "however the household is sorted"
    );
}
