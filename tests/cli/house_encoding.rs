//! A house whose 基幹システム writes Shift_JIS: one setting for all kinds, told to the server by ⑦, and no definition imported.

use crate::kit::{FAST, carry};
use encoding_rs::SHIFT_JIS;
use kakehashi_acceptance::{Cli, Practice};
use std::fs;

const CP932_OF_7: &str = "3";

/// A sample as the house writes it.
fn sample(practice: &Practice, kind: &str, name: &str, rows: u32) {
    practice.simulator(&format!("sample --kind {kind} --rows {rows} --out {name}"));
    let file = practice.file(name);
    let text = fs::read_to_string(&file).unwrap();
    let mut text = text.replace("encoding=\"UTF-8\"", "encoding=\"Windows-31J\"");
    if let Some((before, after)) = text.split_once("<character_code>") {
        let (_, after) = after.split_once('<').unwrap();
        text = format!("{before}<character_code>{CP932_OF_7}<{after}");
    }
    let (bytes, _, lost) = SHIFT_JIS.encode(&text);
    assert!(!lost, "{kind}");
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_shift_jis_house_sends_without_importing_a_definition() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let utf8 = cli.admin("layout encoding").expect_status(0);
    assert_eq!(utf8.text("encoding"), "utf-8");
    cli.clerk("layout encoding cp932")
        .expect_code("PERMISSION_DENIED", 3);
    cli.admin("layout encoding sjis")
        .expect_code("INPUT_INVALID", 2);

    // Before the setting, the check names what the file is written in.
    sample(&practice, "member-registration", "first.csv", 3);
    let other = cli.clerk("send first.csv --kind member-registration");
    let other = other.expect_code("WRONG_ENCODING", 2);
    assert!(other.said.contains("CP932"), "{}", other.said);

    cli.admin("layout encoding CP932").expect_status(0);
    let kinds = cli.run(None, "kinds").expect_status(0);
    let mut kinds: Vec<(String, String)> = kinds
        .json
        .as_array()
        .unwrap()
        .iter()
        .filter(|kind| {
            (kind["group"] == "マスター" && !kind["kind"].as_str().unwrap().ends_with("-result"))
                || kind["kind"] == "member-registration"
        })
        .map(|kind| ["kind", "extension"].map(|name| kind[name].as_str().unwrap().to_owned()))
        .map(|[kind, extension]| (kind, extension))
        .collect();
    // The server is told first.
    kinds.sort_by_key(|(kind, _)| kind != "insurer-definition");
    assert!(kinds.len() >= 8, "{kinds:?}");
    for (kind, extension) in &kinds {
        let (name, rows) = (
            format!("{kind}.{extension}"),
            u32::from(kind != "insurer-definition") * 4 + 1,
        );
        sample(&practice, kind, &name, rows);
        let job = cli.release_kind(kind, &name, "");
        let done = carry(&cli, job);
        assert_eq!(
            done.number("ok_rows"),
            u64::from(rows),
            "{kind}: {}",
            done.json
        );
        if kind == "member-registration" {
            cli.clerk(&format!("jobs show {job}")).expect_status(0);
            cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
            let out = format!("branch-numbers {job} --out edaban.csv");
            cli.clerk(&out).expect_status(0);
        }
    }
    let handed_over = fs::read(practice.file("edaban.csv")).unwrap();
    let (text, _, malformed) = SHIFT_JIS.decode(&handed_over);
    assert!(!malformed && text.contains("記号"), "{text}");
    assert!(std::str::from_utf8(&handed_over).is_err());
}
