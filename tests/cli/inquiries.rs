//! 情報照会, 情報提供等記録 and 機関別符号 by command, against the practice server.

use crate::kit::{branch_numbers, carry};
use kakehashi_acceptance::{Cli, Practice};

const FAST: &str = "accept_ms = 0\nprocess_ms = 0\nsymbol_ms = 0\nsymbol_fails_one_in = 3";

#[test]
fn others_are_asked_and_what_they_said_is_seen_at_two_levels_and_in_the_records() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("a.csv", 20, "");
    let job = cli.release("a.csv", "");
    carry(&cli, job);
    let branches = branch_numbers(&cli, practice.path(), job);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
    let branch = branches.values().next().unwrap();

    let before = cli.clerk("inquiry list").expect_status(0);
    assert_eq!(before.json["lines"].as_array().unwrap().len(), 0);
    assert!(
        before.json["proposals"]
            .to_string()
            .contains("地方税関係情報")
    );
    let one = format!("inquiry send --branch {branch} --from 20260401 --to 20260930");
    cli.clerk(&format!("{one} --procedure 99"))
        .expect_code("INPUT_INVALID", 2);
    // 02 may ask two providers: the clerk says which.
    cli.clerk(&format!("{one} --procedure 02"))
        .expect_code("INPUT_INVALID", 2);
    cli.clerk(&format!("{one} --procedure 03 --item 31"))
        .expect_code("INPUT_INVALID", 2);
    let asked = cli.clerk(&format!("{one} --procedure 03")).expect_status(0);
    assert_eq!(asked.text("state"), "awaiting-approval");
    let asked = asked.number("job");
    cli.approver(&format!("approve {asked}")).expect_status(0);
    carry(&cli, asked);
    let list = cli.clerk("inquiry list").expect_status(0);
    let line = &list.json["lines"][0];
    assert_eq!((&line["job"], &line["rows"]), (&asked.into(), &1.into()));
    let items: u64 = line["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["count"].as_u64().unwrap())
        .sum();
    assert_eq!(items, 2, "住民票 and 地方税: {line}");

    let records = cli.clerk("records").expect_status(0);
    assert_eq!(records.json["total"], 2);
    let told = records.json["lines"].to_string();
    assert!(told.contains("被扶養者の検認") && told.contains("市区町村") && told.contains(branch));
    cli.admin("records").expect_code("PERMISSION_DENIED", 3);
    let log = cli.admin("audit search --text 情報提供等記録");
    let _ = log;
}

#[test]
fn a_symbol_that_cannot_be_had_is_seen_and_asked_for_again() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("a.csv", 30, "");
    let job = cli.release("a.csv", "");
    carry(&cli, job);
    let view = cli.clerk("symbols").expect_status(1);
    let count = |state: &str| {
        let counts = view.json["counts"].as_array().unwrap();
        let found = counts.iter().find(|it| it["state"] == state).unwrap();
        found["count"].as_u64().unwrap()
    };
    assert_eq!(count("failed") + count("obtained"), 30);
    assert!(count("failed") > 0 && count("obtained") > 0);
    let failed = view.json["lines"][0]["server_branch"].as_str().unwrap();
    assert_eq!(
        view.json["lines"].as_array().unwrap().len() as u64,
        count("failed")
    );
    let sought = cli.clerk(&format!("symbols --find {failed}"));
    assert_eq!(sought.json["lines"].as_array().unwrap().len(), 1);
    cli.approver(&format!("symbols request {failed}"))
        .expect_code("PERMISSION_DENIED", 3);
    cli.clerk("symbols request 9999999999")
        .expect_code("SYMBOL_UNKNOWN", 3);
    let mut state = String::new();
    // One try in three is in vain; each is drawn anew.
    for _ in 0..12 {
        let asked = cli
            .clerk(&format!("symbols request {failed}"))
            .expect_status(0);
        state = asked.text("state").to_owned();
        if state == "obtained" {
            break;
        }
    }
    assert_eq!(state, "obtained");
}
