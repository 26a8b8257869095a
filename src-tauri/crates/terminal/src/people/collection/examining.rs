//! What the check says of an employer's rows, and whose number may go. Who must have verified whom is a rule of the form:
//! the employer the 被保険者, and these their families (S2 §2.11).

use chrono::NaiveDate;
use kakehashi_domain::Outcome;
use kakehashi_layouts::{CheckSetting, Finding, Layout, Severity, check, rows};
use std::{
    collections::BTreeSet,
    io::{BufReader, Read, Seek},
    ops::ControlFlow,
};

/// A file that was looked through.
pub(super) struct Examined {
    pub rows: u32,
    pub findings: Vec<Finding>,
    /// Rows whose number may not go.
    pub held: BTreeSet<u32>,
    /// Whose number is here and settled, as the employer calls them.
    pub settled: BTreeSet<String>,
    /// And whose isn't.
    pub lacking: BTreeSet<String>,
}

pub(super) fn examine(
    mut file: impl Read + Seek,
    layout: &Layout,
    today: NaiveDate,
) -> Outcome<Examined> {
    let mut findings = Vec::new();
    let summary = check(
        &mut BufReader::new(&mut file),
        &CheckSetting::new(layout, today),
        &mut |finding| findings.push(finding),
        &mut |_| ControlFlow::Continue(()),
    )?;
    let holds = |it: &&Finding| matches!(it.severity, Severity::Error | Severity::Confirm);
    let mut held: BTreeSet<u32> = findings.iter().filter(holds).map(|it| it.row).collect();
    let is_whole_file_held = held.remove(&0);
    file.rewind().map_err(|e| {
        kakehashi_domain::Fault::new(kakehashi_domain::Code::WorkFileDamaged).because(e.kind())
    })?;
    let number = layout.personal_number();
    let (mut settled, mut lacking) = (BTreeSet::new(), BTreeSet::new());
    for row in rows(BufReader::new(file), layout)?.flatten() {
        let has_number = number.is_some_and(|at| !row.at(at).trim().is_empty());
        if is_whole_file_held || !has_number {
            held.insert(row.number());
        }
        let person = row.subject().registration;
        match held.contains(&row.number()) {
            true => lacking.insert(person),
            false => settled.insert(person),
        };
    }
    Ok(Examined {
        rows: summary.rows,
        findings,
        held,
        settled,
        lacking,
    })
}
