//! A file against an earlier one, and the rules over all rows of a file.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{
    CheckSetting, Earlier, Finding, FindingCode as F, Layout, Limits, Remembered, check, rows,
};
use std::{io::Cursor, ops::ControlFlow};
use support::*;

fn found(setting: &CheckSetting, bytes: &[u8]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut go_on = |_| ControlFlow::Continue(());
    let mut keep = |finding| findings.push(finding);
    check(&mut Cursor::new(bytes), setting, &mut keep, &mut go_on).unwrap();
    findings
}

/// Findings of a file of 加入者情報 against an earlier one, and against what was remembered of that one.
fn against(before: &[Cells], now: &[Cells]) -> Vec<F> {
    let layout = layout(MEMBERS);
    let (before, now) = (file(MEMBERS, before), file(MEMBERS, now));
    let setting = CheckSetting::new(layout, today());
    let by_file = Earlier::of_file(before.as_slice(), &setting).unwrap();
    let kept = rows(before.as_slice(), layout).unwrap();
    let kept = kept.map(|row| Remembered::of(layout, &row.unwrap()).unwrap());
    let kept: Vec<Remembered> = kept.collect();
    let by_memory = Earlier::of_rows(layout, kept);
    let codes_with = |earlier| {
        let earlier = Some(earlier);
        codes(&found(&CheckSetting { earlier, ..setting }, &now))
    };
    let of_file = codes_with(&by_file);
    let of_rows: Vec<F> = of_file
        .iter()
        .copied()
        .filter(|code| {
            !matches!(code, F::ColumnOneValue | F::FewRows) // these need the whole earlier file
        })
        .collect();
    assert_eq!(codes_with(&by_memory), of_rows);
    of_file
}

const FIRST: &str = "123456789018";
const SECOND: &str = "548836529885";
const THIRD: &str = "000111111111";

#[test]
fn numbers_that_changed_places_in_a_household_are_found() {
    let before = [row(MEMBERS, &[]), second(&[])];
    let swapped = [
        row(MEMBERS, &[("personal_number", SECOND)]),
        second(&[("personal_number", FIRST)]),
    ];
    assert_eq!(
        against(&before, &swapped),
        [F::SwapInHousehold, F::SwapInHousehold]
    );
    let declared = ("change_kind", "4");
    let swapped = [row(MEMBERS, &[("personal_number", SECOND), declared])];
    assert_eq!(against(&before, &swapped), [F::SwapInHousehold]);
    let newborn = second(&[
        ("card_branch", "02"),
        ("birth_date", "20260310"),
        ("name_kana", "サブロウ"),
    ]);
    assert_eq!(against(&before, &[newborn]), [F::SwapInHousehold]);
    assert_eq!(against(&before, &before), []);
}

#[test]
fn a_number_may_change_where_the_row_says_so() {
    let before = [row(MEMBERS, &[])];
    let changed = |kind| {
        [row(
            MEMBERS,
            &[("personal_number", THIRD), ("change_kind", kind)],
        )]
    };
    assert_eq!(against(&before, &changed("3")), [F::NumberChanged]);
    assert_eq!(against(&before, &changed("4")), []);
    assert_eq!(against(&before, &changed("5")), []);
}

#[test]
fn a_number_of_another_person_is_found_and_a_person_may_move() {
    let before = [row(MEMBERS, &[])];
    let other = second(&[("number", "99"), ("personal_number", FIRST)]);
    assert_eq!(against(&before, &[other]), [F::NumberTwoPeople]);
    let moved = row(MEMBERS, &[("number", "99")]);
    assert_eq!(against(&before, &[moved]), [F::NumberTwoRegistrations]);
    let lost = row(MEMBERS, &[("change_kind", "2"), ("lost_on", "20260410")]);
    let other = second(&[("number", "99"), ("personal_number", FIRST)]);
    assert_eq!(against(&[row(MEMBERS, &[]), lost], &[other]), []); // forgotten with the registration
}

#[test]
fn ages_and_places_in_a_household_are_held_against_the_earlier_file() {
    let head = row(MEMBERS, &[]);
    let spouse = second(&[("relationship", "1"), ("birth_date", "19810101")]);
    let third = |changes: &[(&str, &str)]| {
        let own = [
            ("card_branch", "02"),
            ("personal_number", THIRD),
            ("name_kana", "レンシュウ　サブロウ"),
        ];
        second(&[&own, changes].concat())
    };
    let before = [head.clone(), spouse];
    for (changes, wanted) in [
        (vec![("birth_date", "19790101")], vec![F::ChildOlder]),
        (vec![("birth_date", "20100101")], vec![]),
        (
            vec![("relationship", "3"), ("birth_date", "19900101")],
            vec![F::ParentYounger],
        ),
        (
            vec![("relationship", "1"), ("birth_date", "19820101")],
            vec![F::TwoSpouses],
        ),
        (
            vec![
                ("relationship", "0"),
                ("card_branch", "00"),
                ("number", "088"),
                ("birth_date", "19820101"),
            ],
            vec![F::RegistrationTwoPeople], // the registration itself is 本人's
        ),
    ] {
        assert_eq!(against(&before, &[third(&changes)]), wanted, "{changes:?}");
    }
    // Whoever the file itself ends or names otherwise is no second one.
    let new_spouse = third(&[("relationship", "1"), ("birth_date", "19820101")]);
    let lost = second(&[
        ("relationship", "1"),
        ("birth_date", "19810101"),
        ("change_kind", "2"),
        ("lost_on", "20260410"),
    ]);
    assert_eq!(
        against(&before, &[lost, new_spouse.clone()])
            .into_iter()
            .filter(|it| *it == F::TwoSpouses)
            .count(),
        0
    );
    assert_eq!(against(&[head], &[new_spouse]), []);
}

/// Many people without a 個人番号 that a gate could name.
fn people(count: u32, change: impl Fn(u32) -> Vec<(&'static str, &'static str)>) -> Vec<Cells> {
    let person = |at: u32| {
        let mut cells = row(
            MEMBERS,
            &[
                ("personal_number", ""),
                ("sex", if at.is_multiple_of(2) { "1" } else { "2" }),
            ],
        );
        for (id, cell) in change(at) {
            cells[layout(MEMBERS).column(id).unwrap()] = cell.to_owned();
        }
        let set = |cells: &mut Cells, id, cell: String| {
            cells[layout(MEMBERS).column(id).unwrap()] = cell;
        };
        let letter = |at: u32| char::from_u32(u32::from('ア') + at * 7 % 61 + 1).unwrap();
        set(&mut cells, "number", at.to_string());
        set(&mut cells, "name_kanji", format!("練習　太郎{at}"));
        set(
            &mut cells,
            "name_kana",
            format!("レンシュウ　{}", letter(at)),
        );
        set(
            &mut cells,
            "birth_date",
            format!("1980{:02}{:02}", at * 5 % 12 + 1, at * 11 % 28 + 1),
        );
        set(
            &mut cells,
            "postal_code",
            format!("100{:04}", at * 37 % 10_000),
        );
        if !change(at).iter().any(|(id, _)| *id == "address") {
            set(&mut cells, "address", format!("東京都練習区見本町{at}"));
        }
        set(
            &mut cells,
            "acquired_on",
            if at.is_multiple_of(3) {
                "20260401"
            } else {
                "20260331"
            }
            .to_owned(),
        );
        cells
    };
    (0..count).map(person).collect()
}

fn of_file_alone(findings: Vec<F>) -> Vec<F> {
    findings
        .into_iter()
        .filter(|code| *code != F::NumberAwaited)
        .collect()
}

#[test]
fn shares_over_the_limit_and_columns_of_one_value_are_named() {
    let before = people(40, |_| vec![]);
    assert_eq!(of_file_alone(against(&before, &before)), []);
    let all_men = people(40, |_| vec![("sex", "1")]);
    assert_eq!(
        of_file_alone(against(&before, &all_men)),
        [F::ColumnShifted]
    );
    let lost = |at| {
        if at < 3 {
            vec![("change_kind", "2"), ("lost_on", "20260410")]
        } else {
            vec![]
        }
    };
    assert_eq!(
        of_file_alone(against(&before, &people(40, lost))),
        [F::MassRemoval]
    );
    let lost = |at| {
        if at < 2 {
            vec![("change_kind", "2"), ("lost_on", "20260410")]
        } else {
            vec![]
        }
    };
    assert_eq!(of_file_alone(against(&before, &people(40, lost))), []);
    let few = people(20, |_| vec![]);
    assert_eq!(of_file_alone(against(&before, &few)), []);
    let few = people(19, |_| vec![]);
    assert_eq!(of_file_alone(against(&before, &few)), [F::FewRows]);
}

#[test]
fn the_limits_of_a_setting_go_before_those_of_the_definition() {
    let layout = layout(MEMBERS);
    let setting = CheckSetting::new(layout, today());
    let before = file(MEMBERS, &people(40, |_| vec![]));
    let earlier = Earlier::of_file(before.as_slice(), &setting).unwrap();
    let now = file(
        MEMBERS,
        &people(40, |at| {
            if at == 0 {
                vec![("address", "見本町")]
            } else {
                vec![]
            }
        }),
    );
    let with = |changed_percent| {
        let limits = Some(Limits {
            removed_percent: 0,
            changed_percent,
        });
        let setting = CheckSetting {
            earlier: Some(&earlier),
            limits,
            ..setting
        };
        of_file_alone(codes(&found(&setting, &now)))
    };
    assert_eq!(with(2), [F::ManyChanges]);
    assert_eq!(with(3), []);
}

#[test]
fn rules_over_all_rows_name_the_row_that_breaks_them() {
    let text = include_str!("../../../../assets/layouts/member-registration.toml");
    let rules = "[[file_rule]]\nrule = \"one-value\"\ncolumns = [\"notified_on\"]\n\
                 [[file_rule]]\nrule = \"unique\"\ncolumns = [\"symbol\", \"number\", \"card_branch\"]\nseverity = \"warning\"\n[identity]";
    let layout = Layout::parse(&text.replacen("[identity]", rules, 1)).unwrap();
    let setting = CheckSetting::new(&layout, today());
    let third = row(
        MEMBERS,
        &[("notified_on", "20260404"), ("change_kind", "3")],
    );
    let findings = found(
        &setting,
        &file(MEMBERS, &[row(MEMBERS, &[]), second(&[]), third]),
    );
    let shown: Vec<_> = findings
        .iter()
        .map(|f| (f.row, f.code, f.severity.as_str()))
        .collect();
    assert_eq!(
        shown,
        [(3, F::NotOneValue, "error"), (3, F::NotUnique, "warning")]
    );
    assert!(
        findings[1].message.starts_with("1行目と、"),
        "{}",
        findings[1].message
    );
    assert_eq!(
        codes(&found(
            &setting,
            &file(MEMBERS, &[row(MEMBERS, &[]), second(&[])])
        )),
        []
    );
}

#[test]
fn a_number_twice_in_a_household_says_so() {
    let same = second(&[("personal_number", FIRST)]);
    let findings = check_file(MEMBERS, &file(MEMBERS, &[row(MEMBERS, &[]), same]))
        .unwrap()
        .0;
    assert!(
        findings
            .iter()
            .all(|f| f.message.contains("同じ世帯の別の人")),
        "{}",
        list(&findings)
    );
    let far = second(&[("personal_number", FIRST), ("number", "99")]);
    let findings = check_file(MEMBERS, &file(MEMBERS, &[row(MEMBERS, &[]), far]))
        .unwrap()
        .0;
    assert!(findings.iter().all(|f| !f.message.contains("世帯")) && findings.len() == 2);
}
