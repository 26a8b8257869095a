//! The product objects to none of its own samples: no error, nothing to confirm, no warning.

use chrono::NaiveDate;
use kakehashi_acceptance::{Cli, Practice, begun};
use kakehashi_domain::InsurerNumber;
use kakehashi_layouts::{Catalogue, CheckSetting, Layout, Severity, check};
use kakehashi_simulator::sample::{self, Sample};
use std::{fs, io::Cursor, ops::ControlFlow};

/// What is said against a sample, beyond what is said for information.
fn objections(layout: &Layout, wanted: &Sample) -> Vec<String> {
    let mut bytes = Vec::new();
    sample::write(wanted, &mut bytes).unwrap();
    let insurer = InsurerNumber::parse(&wanted.insurer).unwrap();
    let mut setting = CheckSetting::new(layout, wanted.today);
    setting.own_insurer = Some(&insurer);
    let mut found = Vec::new();
    let mut keep = |it: kakehashi_layouts::Finding| {
        if it.severity != Severity::Info {
            found.push(format!("{} {} {}", it.row, it.code, it.message));
        }
    };
    let mut go_on = |_| ControlFlow::Continue(());
    let checked = check(&mut Cursor::new(bytes), &setting, &mut keep, &mut go_on);
    let checked = checked.unwrap_or_else(|e| panic!("{}: {e}", layout.kind));
    assert_eq!(u64::from(checked.rows), wanted.rows, "{}", layout.kind);
    found
}

#[test]
fn nothing_is_said_against_any_good_sample() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let mut kinds = 0;
    for layout in Catalogue::shipped().in_force(day) {
        kinds += 1;
        for (rows, seed) in [(1, 1), (20, 2), (100, 3), (300, 77)] {
            let wanted = Sample {
                kind: layout.kind.clone(),
                rows: u64::from(layout.format.max_rows).min(rows),
                seed,
                ..Sample::default()
            };
            let objections = objections(layout, &wanted);
            assert!(
                objections.is_empty(),
                "{} of {rows} rows, seed {seed}: {objections:#?}",
                layout.kind
            );
        }
    }
    assert!(kinds >= 28, "{kinds}");
}

#[test]
fn nothing_is_said_against_people_of_any_seed() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let layout = Catalogue::shipped().of_kind("member-registration", day);
    let layout = layout.unwrap();
    for seed in 0..100 {
        let wanted = Sample {
            kind: layout.kind.clone(),
            rows: 60,
            seed,
            ..Sample::default()
        };
        let objections = objections(layout, &wanted);
        assert!(objections.is_empty(), "seed {seed}: {objections:#?}");
    }
}

#[test]
fn hardly_a_row_of_many_good_ones_waits_for_a_decision() {
    const ROWS: usize = 20_000;
    const GOOD_ROWS_AN_OBJECTION: usize = 2_000;
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let layout = Catalogue::shipped().of_kind("member-registration", day);
    let layout = layout.unwrap();
    let wanted = Sample {
        kind: layout.kind.clone(),
        rows: ROWS as u64,
        seed: 2_026,
        ..Sample::default()
    };
    let objections = objections(layout, &wanted);
    assert!(
        objections.len() <= ROWS / GOOD_ROWS_AN_OBJECTION,
        "{objections:#?}"
    );
}

#[test]
fn samples_of_lookups_are_taken_by_the_command_too() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    for kind in ["resident-lookup", "resident-verify", "number-collection"] {
        practice.simulator(&format!("sample --kind {kind} --rows 20 --out {kind}.csv"));
        let checked = cli.run(None, &format!("check {kind}.csv --kind {kind}"));
        checked.expect_status(0);
    }
}

#[test]
fn a_sample_that_cannot_be_made_leaves_nothing_behind() {
    let practice = Practice::new();
    fs::write(practice.file("mine.csv"), "mine").unwrap();
    for line in [
        "sample --kind member-registration --rows 5000000 --out mine.csv",
        "sample --kind member-registration --rows 5000000 --out new.csv",
        "sample --kind member-registration --rows 0 --out new.csv",
        "sample --kind no-such-kind --rows 1 --out new.csv",
        "sample --kind copy-result --of roles --rows 1 --out new.csv",
        "sample --kind qualification --rows 1 --insurer 06139999 --out new.csv",
        "sample --kind qualification --rows 1 --out no-folder/new.csv",
    ] {
        let mut command = practice.command("kakehashi-simulator");
        command.args(line.split(' '));
        let output = begun(|| command.output());
        assert_eq!(output.status.code(), Some(2), "{line}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("os error"), "{line}: {said}");
    }
    assert_eq!(
        fs::read_to_string(practice.file("mine.csv")).unwrap(),
        "mine"
    );
    let left = fs::read_dir(practice.path()).unwrap().flatten();
    let left = left.map(|it| it.file_name().into_string().unwrap());
    assert!(
        left.into_iter()
            .all(|name| !name.starts_with("new.csv") && !name.ends_with(".new"))
    );
}
