//! Small files of synthetic people.
#![allow(dead_code)] // each test file uses its part

pub mod every_type;
pub mod families;
pub mod forms;

use chrono::NaiveDate;
use kakehashi_domain::{InsurerNumber, Outcome};
use kakehashi_layouts::{
    Catalogue, CheckProgress, CheckSetting, CheckSummary, Finding, FindingCode, Layout, check,
};
use std::{io::Cursor, ops::ControlFlow};

pub const MEMBERS: &str = "member-registration";
pub const RESULTS: &str = "member-registration-result";
pub const BRANCHES: &str = "branch-numbers";

/// A right cell for each column of the shipped layouts, by id.
const CELLS: &[(&str, &str)] = &[
    ("change_kind", "1"),
    ("change_date", "20260401"),
    ("notified_on", "20260403"),
    ("acquired_on", "20260401"),
    ("insurer_number", "06990014"),
    ("symbol", "101"),
    ("number", "88"),
    ("card_branch", "00"),
    ("relationship", "0"),
    ("name_kanji", "練習　太郎"),
    ("name_kana", "レンシュウ　タロウ"),
    ("birth_date", "19800211"),
    ("sex", "1"),
    ("postal_code", "1000001"),
    ("address", "東京都練習区見本町1-2-3"),
    ("personal_number", "123456789018"),
    ("number_source", "1"),
    ("server_branch", "K000000012"),
    ("row", "1"),
    ("asked_in_vain_on", "20260410"),
    ("purpose", "1"),
    ("insurer_name", "練習健康保険組合"),
    ("entitled", "1"),
    ("first_paid_from", "20260301"),
    ("period_from", "20260301"),
    ("period_to", "20260331"),
    ("days", "20"),
    ("benefit_amount", "1000"),
    ("adjustment", "0"),
    ("decided_on", "20260410"),
];

pub type Cells = Vec<String>;

pub fn layout(kind: &str) -> &'static Layout {
    Catalogue::shipped().of_kind(kind, today()).unwrap()
}

/// A right row of a kind, with some cells changed.
pub fn row(kind: &str, changes: &[(&str, &str)]) -> Cells {
    let layout = layout(kind);
    let mut cells: Cells = vec![String::new(); layout.columns.len()];
    for (id, cell) in CELLS
        .iter()
        .filter(|(id, _)| layout.column(id).is_some())
        .chain(changes)
    {
        cells[layout.column(id).unwrap()] = (*cell).to_owned();
    }
    cells
}

/// The second of the family 練習, right beside the first.
pub fn second(changes: &[(&str, &str)]) -> Cells {
    let cells = [
        ("card_branch", "01"),
        ("relationship", "2"),
        ("name_kanji", "練習　次郎"),
        ("name_kana", "レンシュウ　ジロウ"),
        ("birth_date", "20120730"),
        ("personal_number", "548836529885"),
    ];
    row(MEMBERS, &[&cells, changes].concat())
}

pub fn heading(layout: &Layout) -> String {
    let titles: Vec<&str> = layout.columns.iter().map(|c| c.title.as_str()).collect();
    titles.join(",")
}

/// A file of a kind, its cells unquoted.
pub fn file(kind: &str, rows: &[Cells]) -> Vec<u8> {
    let lines = rows.iter().map(|cells| cells.join(","));
    let lines = std::iter::once(heading(layout(kind))).chain(lines);
    lines
        .map(|line| line + "\r\n")
        .collect::<String>()
        .into_bytes()
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 30).unwrap()
}

pub fn check_with(layout: &Layout, bytes: &[u8]) -> Outcome<(Vec<Finding>, CheckSummary)> {
    let own = InsurerNumber::parse("06990014").unwrap();
    let setting = CheckSetting {
        own_insurer: Some(&own),
        ..CheckSetting::new(layout, today())
    };
    let mut findings = Vec::new();
    let mut go_on = |_: CheckProgress| ControlFlow::Continue(());
    let mut keep = |finding| findings.push(finding);
    let summary = check(&mut Cursor::new(bytes), &setting, &mut keep, &mut go_on)?;
    Ok((findings, summary))
}

pub fn check_file(kind: &str, bytes: &[u8]) -> Outcome<(Vec<Finding>, CheckSummary)> {
    check_with(layout(kind), bytes)
}

pub fn codes(findings: &[Finding]) -> Vec<FindingCode> {
    findings.iter().map(|finding| finding.code).collect()
}

/// The findings as a clerk's list, for snapshots: they hold nothing that may not be shown.
pub fn list(findings: &[Finding]) -> String {
    let line = |f: &Finding| {
        let column = f.column.as_deref().unwrap_or("–");
        let who = [
            &f.subject.registration,
            &f.subject.name,
            &f.subject.birth_date,
        ];
        let who = who.map(String::as_str).join(" ");
        let (severity, code) = (f.severity.as_str(), f.code);
        format!(
            "{} {severity} {code} {column} [{}] {} | {who}\n",
            f.row, f.value, f.message
        )
    };
    findings.iter().map(line).collect()
}
