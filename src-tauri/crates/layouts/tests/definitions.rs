//! Definitions: what is wrong with one is named, and the engine knows none by name.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

mod support;

use chrono::NaiveDate;
use kakehashi_domain::Code;
use kakehashi_layouts::{Catalogue, Layout};
use support::{layout, today};

const RIGHT: &str = include_str!("../../../../assets/layouts/member-registration.toml");

/// The line of a text's first occurrence.
fn line_of(text: &str, part: &str) -> usize {
    text[..text.find(part).unwrap()].matches('\n').count() + 1
}

#[test]
fn what_is_wrong_with_a_definition_is_named_with_its_line() {
    for (from, to, says) in [
        (
            "masked = true",
            "mask = true",
            "[[column]] 17 「mask」という項目はありません",
        ),
        (
            "\"kana\"",
            "\"katakana\"",
            "[[column]] 12 typeは次のどれか: text、kana",
        ),
        (
            "\"not-future\"",
            "\"not-past\"",
            "ruleは次のどれか: required-when",
        ),
        (
            "than = \"acquired_on\"",
            "then = \"acquired_on\"",
            "「then」という項目はありません",
        ),
        (
            "\"one-number-two-people\"",
            "\"x\"",
            "gateは次のどれか: one-number",
        ),
        ("\"csv\"", "\"tsv\"", "[format] typeは次のどれか: csv、xml"),
        ("\"csv\"", "\"xml\"", "[format] 「xml」がありません"),
        ("bom = \"optional\"", "bom = 1", "[format] bomは次のどれか"),
        (
            "max_rows = 1000000",
            "max_rows = 0",
            "[format] max_rowsは1から",
        ),
        ("kanyusha_{date}", "../{date}", "[format] file_name"),
        ("_{sequence}", "_{user}", "[format] file_name"),
        (
            "id = \"lost_on\"",
            "id = \"acquired_on\"",
            "[[column]] 5 acquired_on id",
        ),
        (
            "title = \"異動日\"",
            "title = \"異動区分\"",
            "[[column]] 2 change_date id",
        ),
        (
            "codes = { \"1\" = \"男\", \"2\" = \"女\" }",
            "",
            "[[column]] 14 sex codes",
        ),
        (
            "column = \"lost_on\"\nwhen",
            "column = \"gone_on\"\nwhen",
            "[[row_rule]] 1 列「gone_on」はありません",
        ),
        ("is = [\"2\"]", "is = [\"7\"]", "コード「7」はありません"),
        (
            "than = \"birth_date\"",
            "than = \"sex\"",
            "[[row_rule]] 3 列「sex」のtypeはdate",
        ),
        (
            "number = \"personal_number\"",
            "number = \"symbol\"",
            "[identity] 列「symbol」のtype",
        ),
        (
            "birth_date = \"birth_date\"",
            "birth_date = \"born\"",
            "[subject] 列「born」",
        ),
        (
            "\"one-person-two-numbers\"",
            "\"one-number-two-people\"",
            "同じgateが2つ",
        ),
        ("kind = \"member-registration\"", "", "「kind」がありません"),
        (
            "\"member-registration\"",
            "\"Member\"",
            "種類「Member」の名前",
        ),
        (
            "\"2016-01-01\"",
            "\"2016\"",
            "effective_fromは\"2026-04-01\" のような日付",
        ),
        (
            "direction = \"send\"",
            "direction = \"result\"",
            "result_kindは、direction",
        ),
        (
            "acquired = [\"1\"]",
            "acquired = [\"8\"]",
            "コード「8」は、changeの列",
        ),
        ("kind = ", "kind == ", "TOMLとして読めません"),
    ] {
        assert!(RIGHT.contains(from), "{from}");
        let text = RIGHT.replacen(from, to, 1);
        let problems = Layout::problems(&text);
        let named = problems.iter().find(|problem| problem.text.contains(says));
        assert!(named.is_some(), "{to}: {problems:?}");
        let fault = Layout::parse(&text).unwrap_err();
        assert_eq!(fault.code, Code::LayoutBroken);
        assert_eq!(fault.params["where"], problems[0].to_string());
        let in_place = !to.is_empty()
            && !["id =", "title =", "direction"]
                .iter()
                .any(|it| to.starts_with(it));
        if in_place && !says.contains("がありません") && !says.contains("同じ") {
            assert!(named.unwrap().line >= line_of(&text, to), "{to}: {named:?}");
            assert!(
                named.unwrap().line <= line_of(&text, to) + 1,
                "{to}: {named:?}"
            );
        }
    }
}

#[test]
fn everything_wrong_is_said_at_once() {
    let text = RIGHT
        .replace("bom = \"optional\"", "bom = \"maybe\"")
        .replace("type = \"kana\"", "type = \"katakana\"")
        .replace("than = \"birth_date\"", "than = \"sex\"");
    let lines = Layout::problems(&text);
    let lines: Vec<usize> = lines.iter().map(|problem| problem.line).collect();
    let expected = ["\"maybe\"", "\"katakana\"", "than = \"sex\""].map(|part| line_of(&text, part));
    assert_eq!(lines, expected);
    assert_eq!(Layout::problems(RIGHT), []);
}

#[test]
fn a_gate_needs_an_identity() {
    let without_gates = RIGHT.split("[identity]").next().unwrap();
    Layout::parse(without_gates).unwrap();
    let gate = format!("{without_gates}\n[[gate]]\ngate = \"one-number-two-people\"");
    let fault = Layout::parse(&gate).unwrap_err();
    assert!(
        fault.params["where"].contains("[[gate]] 1 [identity]が必要です"),
        "{fault:?}"
    );
    let names_nobody = |line: &&str| !line.starts_with("person = ");
    let nobody: Vec<&str> = RIGHT.lines().filter(names_nobody).collect();
    let nobody = nobody.join("\n");
    let problems = Layout::problems(&nobody);
    assert!(
        problems
            .iter()
            .any(|it| it.text.contains("[identity]のperson")),
        "{problems:?}"
    );
    let without_number = RIGHT.replace("number = \"personal_number\" ", "");
    let without_number = without_number.replacen("\nnumber = \"personal_number\"\n", "\n", 1);
    let problems = Layout::problems(&without_number);
    assert!(
        problems
            .iter()
            .any(|it| it.text.contains("[identity]のnumber")),
        "{problems:?}"
    );
}

#[test]
fn shipped_kinds_are_found_and_others_are_not() {
    let layout = layout("member-registration");
    assert!(layout.provisional);
    assert_eq!(layout.format.max_rows, 1_000_000);
    assert_eq!(layout.column("insurer_number"), Some(5));
    assert_eq!(layout.column("保険者番号"), None);
    let catalogue = Catalogue::shipped();
    let same = catalogue
        .of_version("member-registration", &layout.version)
        .unwrap();
    assert_eq!(same.kind, layout.kind);
    for fault in [
        catalogue.of_kind("no-such-kind", today()).unwrap_err(),
        catalogue
            .of_kind("no-such-kind", NaiveDate::MIN)
            .unwrap_err(),
        catalogue.of_version("no-such-kind", "1").unwrap_err(),
    ] {
        assert_eq!(fault.code, Code::KindUnknown);
        assert!(fault.params["kind"].contains("no-such-kind"));
    }
}

#[test]
fn the_day_decides_between_versions_and_official_comes_first() {
    let version = |version: &str, status: &str, from: &str, to: &str| {
        let text = RIGHT
            .replace("仮-2026.2", version)
            .replace("\"provisional\"", &format!("\"{status}\""))
            .replace("\"2016-01-01\"", &format!("\"{from}\"\n{to}"));
        Layout::parse(&text).unwrap()
    };
    let catalogue = Catalogue::default().with([
        version("a", "provisional", "2020-04-01", ""),
        version(
            "b",
            "provisional",
            "2024-04-01",
            "effective_to = \"2026-03-31\"",
        ),
        version(
            "c",
            "official",
            "2021-10-01",
            "effective_to = \"2022-09-30\"",
        ),
    ]);
    let on = |day: &str| {
        let found = catalogue.of_kind("member-registration", day.parse().unwrap());
        found.map(|layout| layout.version.clone()).ok()
    };
    for (day, expected) in [
        ("2020-03-31", None),
        ("2020-04-01", Some("a")),
        ("2021-09-30", Some("a")),
        ("2021-10-01", Some("c")), // official, though others are in force too
        ("2022-09-30", Some("c")),
        ("2022-10-01", Some("a")),
        ("2024-04-01", Some("b")),
        ("2026-03-31", Some("b")),
        ("2026-04-01", Some("a")), // the later version has ended
    ] {
        assert_eq!(on(day).as_deref(), expected, "{day}");
    }
    assert_eq!(catalogue.in_force(today()).count(), 1);
    assert_eq!(catalogue.all().count(), 3);
    let again = catalogue.with([version("a", "provisional", "2030-01-01", "")]);
    assert_eq!(again.all().count(), 3);
    assert!(again.of_kind("member-registration", today()).is_err());
    assert!(again.of_version("member-registration", "b").is_ok());
}

#[test]
fn file_names_are_filled_and_lead_nowhere() {
    let layout = layout("member-registration");
    let name = layout.file_name(&[("date", "20260401"), ("sequence", "001")]);
    assert_eq!(name, "kanyusha_20260401_001.csv");
    let result = support::layout("branch-numbers");
    assert_eq!(
        result.file_name(&[("receipt", "../a\\b:c")]),
        "edaban_..abc.csv"
    );
}
