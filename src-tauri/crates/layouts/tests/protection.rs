//! Protected people: their flag may not go unseen, nor they themselves.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{
    CheckSetting, Earlier, Finding, FindingCode as F, ProtectedPerson, check, rows, version_of,
};
use std::{io::Cursor, ops::ControlFlow, sync::Arc};
use support::{Cells, MEMBERS, codes, families, file, layout, row, second, today};

fn found(setting: &CheckSetting, now: &[u8]) -> Vec<F> {
    let mut findings = Vec::new();
    let mut go_on = |_| ControlFlow::Continue(());
    let mut keep = |finding| findings.push(finding);
    check(&mut Cursor::new(now), setting, &mut keep, &mut go_on).unwrap();
    codes(&findings)
}

/// Against the register of a terminal, which knows everybody whom `before` protects.
fn by_register(before: &[Cells], now: &[Cells]) -> Vec<F> {
    let bytes = file(MEMBERS, before);
    let known = rows(bytes.as_slice(), layout(MEMBERS)).unwrap();
    let known: Vec<ProtectedPerson> = known
        .filter_map(|row| ProtectedPerson::of(layout(MEMBERS), &row.unwrap()))
        .collect();
    let setting = CheckSetting {
        protected: &known,
        ..CheckSetting::new(layout(MEMBERS), today())
    };
    found(&setting, &file(MEMBERS, now))
}

fn by_file(before: &[Cells], now: &[Cells]) -> Vec<F> {
    let setting = CheckSetting::new(layout(MEMBERS), today());
    let earlier = Earlier::of_file(file(MEMBERS, before).as_slice(), &setting).unwrap();
    let setting = CheckSetting {
        earlier: Some(&earlier),
        ..setting
    };
    found(&setting, &file(MEMBERS, now))
}

const BOTH: [(&str, &str); 2] = [("withheld", "1"), ("no_self_service", "1")];

#[test]
fn a_flag_may_not_go_by_value_nor_by_an_empty_cell() {
    let before = [row(MEMBERS, &BOTH), second(&[])];
    for (flags, lifted) in [
        (["1", "1"], 0),
        (["0", "1"], 1),
        (["", ""], 2),
        (["0", "0"], 2),
    ] {
        let now = [("withheld", flags[0]), ("no_self_service", flags[1])];
        let now = [row(MEMBERS, &now), second(&[])];
        let expected = vec![F::ProtectionLifted; lifted];
        assert_eq!(by_register(&before, &now), expected, "{flags:?}");
        assert_eq!(by_file(&before, &now), expected, "{flags:?}");
    }
    // The registration is the same however it is written.
    let written = [("number", "0088"), ("symbol", "１０１")];
    assert_eq!(by_register(&before, &[row(MEMBERS, &written)]).len(), 2);
}

#[test]
fn who_is_protected_may_not_be_missing_in_a_file_of_everybody() {
    let before = [row(MEMBERS, &BOTH), second(&[])];
    assert_eq!(by_file(&before, &[second(&[])]), [F::ProtectedMissing]);
    assert_eq!(
        by_file(&[row(MEMBERS, &BOTH)], &[second(&[("card_branch", "05")])]),
        []
    );
}

#[test]
fn whoever_is_missing_is_said_in_the_order_of_the_registrations() {
    let mut before = families::of(MEMBERS);
    let withheld = layout(MEMBERS).column("withheld").unwrap();
    (before.iter_mut().take(12)).for_each(|row| row[withheld] = "1".to_owned());
    let setting = CheckSetting::new(layout(MEMBERS), today());
    let earlier = Earlier::of_file(file(MEMBERS, &before).as_slice(), &setting).unwrap();
    let setting = CheckSetting {
        earlier: Some(&earlier),
        ..setting
    };
    let mut missing = Vec::new();
    let mut keep = |finding: Finding| {
        if finding.code == F::ProtectedMissing {
            missing.push(finding.subject.registration);
        }
    };
    let mut go_on = |_| ControlFlow::Continue(());
    let now = file(MEMBERS, &before[12..]);
    check(&mut Cursor::new(now), &setting, &mut keep, &mut go_on).unwrap();
    assert_eq!(missing.len(), 12);
    assert!(missing.is_sorted(), "{missing:?}");
}

#[test]
fn what_protects_nobody_is_no_change() {
    let before = [row(MEMBERS, &[]), second(&[])];
    let now = [
        row(MEMBERS, &[("withheld", "0")]),
        second(&[("no_self_service", "0")]),
    ];
    assert_eq!(by_file(&before, &now), []);
}

#[test]
fn a_file_without_the_columns_is_of_the_version_before() {
    let layout = Arc::new(layout(MEMBERS).clone());
    let now = file(MEMBERS, &[row(MEMBERS, &[])]);
    assert_eq!(
        version_of(&layout, now.as_slice()).unwrap().version,
        "仮-2026.2"
    );
    let text = String::from_utf8(now).unwrap();
    let before: Vec<String> = text
        .lines()
        .map(|line| line.rsplitn(3, ',').last().unwrap().to_owned() + "\r\n")
        .collect();
    let before = before.concat();
    let version = version_of(&layout, before.as_bytes()).unwrap();
    assert_eq!(version.version, "仮-2026.1");
    assert_eq!(
        found(&CheckSetting::new(version, today()), before.as_bytes()),
        []
    );
    let known = [ProtectedPerson {
        registration: ["06990014", "101", "88", "00"].map(str::to_owned).to_vec(),
        flags: vec!["withheld".into()],
        subject: Default::default(),
    }];
    let setting = CheckSetting {
        protected: &known,
        ..CheckSetting::new(version, today())
    };
    assert_eq!(found(&setting, before.as_bytes()), [F::ProtectionLifted]);
}
