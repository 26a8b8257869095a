//! What the check says of each kind's sample with mistakes, word for word.

use chrono::NaiveDate;
use kakehashi_acceptance::Practice;
use kakehashi_layouts::{Catalogue, CheckSetting, Direction, Finding, Layout, check};
use std::{fmt::Write, fs::File, ops::ControlFlow, path::Path};

const ROWS: u32 = 40;

#[test]
fn samples_with_mistakes_read_like_this() {
    let practice = Practice::new();
    // The day that samples are of, so that none of their days is in the future for one reader and not for the next.
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let mut text = String::new();
    let sent = Catalogue::shipped()
        .in_force(day)
        .filter(|it| matches!(it.direction, Direction::Send | Direction::Collect));
    for layout in sent {
        let kind = &layout.kind;
        let rows = ROWS.min(layout.format.max_rows);
        let line = format!("sample --kind {kind} --rows {rows} --mistakes --out {kind}.sample");
        practice.simulator(&line);
        let findings = found(&practice.file(&format!("{kind}.sample")), layout, day);
        assert!(!findings.is_empty(), "{kind}");
        writeln!(text, "\n{kind}").unwrap();
        for f in findings {
            let (severity, code) = (f.severity.as_str(), f.code);
            let column = f.column.unwrap_or_default();
            writeln!(
                text,
                "{:>4} {severity} {code} {column} [{}] {}",
                f.row, f.value, f.message
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

fn found(file: &Path, layout: &Layout, today: NaiveDate) -> Vec<Finding> {
    let setting = CheckSetting::new(layout, today);
    let mut findings = Vec::new();
    let mut keep = |finding| findings.push(finding);
    let mut go_on = |_| ControlFlow::Continue(());
    check(
        &mut File::open(file).unwrap(),
        &setting,
        &mut keep,
        &mut go_on,
    )
    .unwrap();
    findings
}
