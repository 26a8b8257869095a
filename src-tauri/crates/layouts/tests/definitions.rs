//! Definitions: what is wrong with one is named, and the engine knows none by name.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use kakehashi_domain::Code;
use kakehashi_layouts::Layout;
use std::fs;

const RIGHT: &str = include_str!("../../../../assets/layouts/member-registration.toml");

#[test]
fn what_is_wrong_with_a_definition_is_named() {
    for (from, to, place) in [
        ("masked = true", "mask = true", "行目: unknown field `mask`"),
        (
            "type = \"kana\"",
            "type = \"katakana\"",
            "行目: unknown variant `katakana`",
        ),
        (
            "rule = \"not-future\"",
            "rule = \"not-past\"",
            "unknown variant `not-past`",
        ),
        (
            "than = \"acquired_on\"",
            "then = \"acquired_on\"",
            "unknown field `then`",
        ),
        (
            "gate = \"one-number-two-people\"",
            "gate = \"x\"",
            "unknown variant `x`",
        ),
        (
            "type = \"csv\"",
            "type = \"xml\"",
            "14行目: unknown variant `xml`",
        ),
        ("header = true", "header = false", "[format] header"),
        ("kanyusha_{date}", "../{date}", "[format] file_name"),
        ("{sequence}", "{user}", "[format] file_name"),
        (
            "id = \"lost_on\"",
            "id = \"acquired_on\"",
            "[[column]] acquired_on",
        ),
        (
            "title = \"異動日\"",
            "title = \"異動区分\"",
            "[[column]] change_date",
        ),
        (
            "codes = { \"1\" = \"男\", \"2\" = \"女\" }",
            "",
            "[[column]] sex",
        ),
        (
            "column = \"lost_on\"\nwhen",
            "column = \"gone_on\"\nwhen",
            "[[row_rule]] 1: 列「gone_on」",
        ),
        (
            "is = [\"2\"]",
            "is = [\"7\"]",
            "[[row_rule]] 1: コード「7」",
        ),
        (
            "than = \"birth_date\"",
            "than = \"sex\"",
            "[[row_rule]] 3: 列「sex」",
        ),
        (
            "number = \"personal_number\"",
            "number = \"symbol\"",
            "[identity]: 列「symbol」",
        ),
        (
            "birth_date = \"birth_date\"",
            "birth_date = \"born\"",
            "[subject]: 列「born」",
        ),
        (
            "\"one-person-two-numbers\"",
            "\"one-number-two-people\"",
            "[[gate]]: 同じgate",
        ),
        ("kind = \"member-registration\"", "", "missing field `kind`"),
        (
            "effective_from = \"2016-01-01\"",
            "effective_from = \"2016\"",
            "行目",
        ),
    ] {
        assert!(RIGHT.contains(from), "{from}");
        let fault = Layout::parse(&RIGHT.replacen(from, to, 1)).unwrap_err();
        assert_eq!(fault.code, Code::LayoutBroken);
        assert!(
            fault.params["where"].contains(place),
            "{to}: {}",
            fault.params["where"]
        );
    }
}

#[test]
fn a_gate_needs_an_identity() {
    let without_gates = RIGHT.split("[identity]").next().unwrap();
    Layout::parse(without_gates).unwrap();
    let gate = format!("{without_gates}\n[[gate]]\ngate = \"one-number-two-people\"");
    assert!(Layout::parse(&gate).unwrap_err().params["where"].starts_with("[[gate]]"));
}

#[test]
fn shipped_kinds_are_found_and_others_are_not() {
    let layout = Layout::of_kind("member-registration").unwrap();
    assert!(layout.provisional);
    assert_eq!(
        (layout.version.as_str(), layout.max_rows),
        ("仮-2026.1", 1_000_000)
    );
    assert_eq!(layout.column("insurer_number"), Some(5));
    assert_eq!(layout.column("保険者番号"), None);
    let fault = Layout::of_kind("no-such-kind").unwrap_err();
    assert_eq!(
        (fault.code, fault.params["kind"].as_str()),
        (Code::KindUnknown, "no-such-kind")
    );
}

#[test]
fn file_names_are_filled_and_lead_nowhere() {
    let layout = Layout::of_kind("member-registration").unwrap();
    let name = layout.file_name(&[("date", "20260401"), ("sequence", "001")]);
    assert_eq!(name, "kanyusha_20260401_001.csv");
    let result = Layout::of_kind("branch-numbers").unwrap();
    assert_eq!(
        result.file_name(&[("receipt", "../a\\b:c")]),
        "edaban_..abc.csv"
    );
}

#[test]
fn no_kind_is_coded_by_name() {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    for entry in fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        let lines = source.lines().filter(|line| !line.contains("include_str!"));
        let source = lines.collect::<Vec<_>>().join("\n");
        for layout in Layout::shipped() {
            for name in [&layout.kind, &layout.kind.replace('-', "_"), &layout.title] {
                assert!(
                    !source.contains(name.as_str()),
                    "{} in {}",
                    name,
                    path.display()
                );
            }
        }
    }
}
