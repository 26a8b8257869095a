//! What the types and rules say that shipped kinds may lack, by a made-up kind.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{FindingCode as F, Severity};
use support::{check_with, codes, every_type, heading, list};

fn file_with(changes: &[(&str, &str)]) -> Vec<u8> {
    let layout = every_type::every_type();
    let mut cells = vec![""; layout.columns.len()];
    for (id, cell) in every_type::RIGHT.iter().chain(changes) {
        cells[layout.column(id).unwrap()] = cell;
    }
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
    format!("{}\r\n{}\r\n", heading(&layout), quoted.join(",")).into_bytes()
}

#[test]
fn right_cells_of_every_type_pass() {
    let layout = every_type::every_type();
    let also_right: &[&[(&str, &str)]] = &[
        &[],
        &[("paid", ""), ("month", "")],
        &[("paid", "999999999999999")],
        &[("symbol", "")],
        &[("login", ""), ("plain", "")],
        &[("state", "2"), ("reason", "転居")],
        &[("month", "189912"), ("year", "1868")],
    ];
    for changes in also_right {
        let (findings, _) = check_with(&layout, &file_with(changes)).unwrap();
        assert_eq!(codes(&findings), [], "{changes:?} {}", list(&findings));
    }
}

#[test]
fn each_wrong_cell_makes_its_one_finding() {
    let layout = every_type::every_type();
    for (code, changes) in every_type::WRONG {
        let (findings, _) = check_with(&layout, &file_with(changes)).unwrap();
        if *code == F::SameValue {
            let about_rule = findings.iter().filter(|finding| finding.code == *code);
            let severities: Vec<Severity> = about_rule.map(|finding| finding.severity).collect();
            assert_eq!(severities, [Severity::Warning], "as its definition says");
        } else {
            assert_eq!(codes(&findings), [*code], "{changes:?} {}", list(&findings));
        }
    }
}
