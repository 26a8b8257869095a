//! What is wrong in an employer's file, for giving back to the employer: by 事業所, with the rows as the sheet counts them,
//! and no 個人番号 whole.

use super::record::DeliveryRecord;
use crate::{
    people::protected::marks::{BEFORE_POSTING, MARK, Marks},
    sending::{
        checking::finding_row,
        findings::view::{FindingRow, FindingSheet, Severity, SheetGroup},
    },
};
use kakehashi_layouts::Finding;
use std::collections::BTreeMap;

/// Nobody reads more rows of one kind on paper.
const ROWS_A_GROUP: usize = 500;

/// A sheet for each 事業所. What concerns the file as a whole stands on that of the employer who brought it.
pub(super) fn sheets(
    record: &DeliveryRecord,
    findings: &[Finding],
    marks: &Marks,
) -> Vec<FindingSheet> {
    let mut by_office: BTreeMap<&str, BTreeMap<_, Vec<&Finding>>> = BTreeMap::new();
    for finding in findings {
        let office = match finding.subject.employer.as_str() {
            "" => record.office.as_str(),
            office => office,
        };
        let key = (finding.severity, finding.code.as_str());
        let of_office = by_office.entry(office).or_default();
        of_office.entry(key).or_default().push(finding);
    }
    let sheet = |(office, groups): (&str, BTreeMap<_, Vec<&Finding>>)| {
        let groups: Vec<SheetGroup> = groups
            .into_values()
            .map(|found| group(record, &found, marks))
            .collect();
        let mut rows = groups.iter().flat_map(|group| &group.rows);
        FindingSheet {
            warning: rows
                .any(|row| row.who.name.starts_with(MARK))
                .then(|| BEFORE_POSTING.to_owned()),
            employer: office.to_owned(),
            groups,
        }
    };
    by_office.into_iter().map(sheet).collect()
}

fn group(record: &DeliveryRecord, found: &[&Finding], marks: &Marks) -> SheetGroup {
    let first = found[0];
    let rows = found.iter().take(ROWS_A_GROUP);
    SheetGroup {
        severity: Severity::of_word(first.severity.as_str()),
        title: first.code.title().to_owned(),
        remedy: remedy(first),
        count: u32::try_from(found.len()).unwrap_or(u32::MAX),
        rows: rows.map(|it| row(record, it, marks)).collect(),
    }
}

/// What an employer is to do: they have the sheet, and no 基幹システム.
pub(super) fn remedy(finding: &Finding) -> String {
    let words = finding.code.remedy();
    words.replace("基幹システムで", "もとの表で")
}

/// A finding with its row as the employer's own sheet counts it.
pub(super) fn row(record: &DeliveryRecord, finding: &Finding, marks: &Marks) -> FindingRow {
    marks.finding(FindingRow {
        row: match finding.row {
            0 => 0,
            row => record.place_of(row),
        },
        ..finding_row(finding)
    })
}
