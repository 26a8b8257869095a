//! Entering 個人番号 by command: typed twice after a 本人確認, or read from an employer's file, and handed over.

use crate::kit::{cells, rows_of};
use encoding_rs::SHIFT_JIS;
use kakehashi_acceptance::{Cli, Practice, assert_sealed};
use serde_json::json;
use std::fs;

const HANAKO: &str =
    "--symbol 101 --number 23 --card-branch 00 --kana レンシュウハナコ --birth S59.3.9";
const ICHIRO: &str =
    "--symbol 101 --number 24 --card-branch 00 --kana ミホンイチロウ --birth 1990-05-05";

/// A 本人確認 with a card that is looked at, or not yet.
fn case(practice: &Practice, cli: &Cli<'_>, seen: bool) -> u64 {
    let case = json!({
        "date": "2026-04-01", "by": "person", "agent_kind": null, "channel": "in_person", "verifier": "insurer",
        "existing_file": false, "hardship": {"number": null, "identity": null, "authority": null},
        "documents": [{"id": "individual_number_card", "in_date": seen, "matches_person": seen}],
        "attested": [], "questions_answered": 0,
    });
    fs::write(practice.file("case.json"), case.to_string()).unwrap();
    cli.clerk("case new case.json --for 101-23").number("id")
}

#[test]
fn a_number_is_typed_twice_gated_never_shown_and_forgotten_once_it_was_taken() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let (open, confirmed) = (case(&practice, &cli, false), case(&practice, &cli, true));
    let twice = |name: &str, first: &str, second: &str| {
        fs::write(practice.file(name), format!("{first}\n{second}\n")).unwrap();
    };
    twice("good", "123456789018", "123456789018");
    twice("apart", "123456789018", "548836529885");
    twice("wrong", "123456789019", "123456789019");
    let enter = |who: &str, file: &str, case: u64| {
        cli.clerk(&format!("numbers enter {who} --twice {file} --case {case}"))
    };
    enter(HANAKO, "good", open).expect_code("CASE_STATE", 3);
    enter(HANAKO, "good", 9).expect_code("CASE_NOT_FOUND", 2);
    enter(HANAKO, "apart", confirmed).expect_code("NUMBER_TYPED_DIFFERENTLY", 2);
    let wrong = enter(HANAKO, "wrong", confirmed).expect_code("INPUT_INVALID", 2);
    assert!(wrong.said.contains("検査用数字"), "{}", wrong.said);
    let entered = enter(HANAKO, "good", confirmed).expect_status(0);
    assert!(
        !entered.json.to_string().contains("123456789018"),
        "it is never shown"
    );
    assert!(
        entered.json["waiting"][0]["masked"]
            .as_str()
            .unwrap()
            .ends_with("9018")
    );
    // A 本人確認 is for one person, and once.
    twice("other", "548836529885", "548836529885");
    enter(ICHIRO, "other", confirmed).expect_code("CASE_USED", 3);
    enter(HANAKO, "other", confirmed).expect_code("CASE_USED", 3);
    // The same number for somebody else: the gate of the check.
    let of_ichiro = case(&practice, &cli, true);
    enter(ICHIRO, "good", of_ichiro).expect_code("INPUT_INVALID", 2);

    practice.simulator("sample --kind number-collection --rows 5 --out employer.csv");
    let bytes = fs::read(practice.file("employer.csv")).unwrap();
    let (text, ..) = SHIFT_JIS.decode(&bytes);
    let heading: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let row: Vec<&str> = text.lines().nth(2).unwrap().split(',').collect();
    let cell = |title| row[heading.iter().position(|h| *h == title).unwrap()];
    let who = format!(
        "--symbol 5 --number 7 --card-branch {} --kana {} --birth {}",
        cell("枝番（2桁）"),
        // A command line is cut at spaces; the comparison doesn't need them.
        cell("カナ氏名").replace('　', ""),
        cell("生年月日")
    );
    let read = cli.clerk(&format!("numbers enter {who} --from employer.csv"));
    let read = read.expect_status(0);
    assert_eq!(read.json["waiting"].as_array().unwrap().len(), 2);
    cli.clerk(&format!("numbers enter {ICHIRO} --from employer.csv"))
        .expect_code("NUMBER_NOT_IN_FILE", 3);

    cli.approver("numbers list")
        .expect_code("PERMISSION_DENIED", 3);
    let line = cli.clerk("numbers save --out bango.csv").expect_status(0);
    assert_eq!(line.number("rows"), 2);
    let rows = rows_of(&practice.file("bango.csv"));
    assert_eq!(
        rows[0],
        "06990014,101,23,00,レンシュウハナコ,19840309,123456789018"
    );
    assert!(rows[1].ends_with(cell("個人番号")));
    let taken = cli.clerk(&format!("numbers taken {}", line.number("id")));
    let taken = taken.expect_status(0);
    assert_eq!(taken.json["waiting"], json!([]));
    assert_eq!(taken.json["taken"].as_array().unwrap().len(), 2);
    cli.clerk("numbers save --out again.csv")
        .expect_code("NOTHING_TO_SEND", 3);
    cli.clerk("numbers remove 1")
        .expect_code("NUMBER_NOT_FOUND", 2);
    let names = ["123456789018", cell("個人番号"), "ハナコ"].map(str::to_owned);
    assert_sealed(&[practice.file("terminal")], &names, &[]);
}

#[test]
fn what_is_handed_out_can_be_sealed_by_a_pass_phrase_that_is_kept_nowhere() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let confirmed = case(&practice, &cli, true);
    fs::write(practice.file("good"), "123456789018\n123456789018\n").unwrap();
    cli.clerk(&format!(
        "numbers enter {HANAKO} --twice good --case {confirmed}"
    ))
    .expect_status(0);
    fs::write(practice.file("weak"), "mijikai\n").unwrap();
    fs::write(practice.file("phrase"), "Nagai.Aikotoba.2026\n").unwrap();
    cli.clerk("numbers save --out bango.csv --seal-file weak")
        .expect_code("INPUT_INVALID", 2);
    let line = cli.clerk("numbers save --out bango.csv --seal-file phrase");
    let line = line.expect_status(0);
    assert_eq!(line.json["sealed"], true);
    assert!(
        line.text("path").ends_with("bango.csv.zip"),
        "{}",
        line.json
    );
    assert!(!practice.file("bango.csv").exists(), "nothing in clear");
    let sealed = fs::read(practice.file("bango.csv.zip")).unwrap();
    assert!(sealed.starts_with(b"PK"), "a ZIP, for any program");
    let texts = ["123456789018", "ハナコ", "Nagai.Aikotoba.2026"];
    let holds = |text: &str| {
        sealed
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(!texts.into_iter().any(holds));
    let texts = texts.map(str::to_owned);
    assert_sealed(&[practice.file("terminal")], &texts, &[]);
}

#[test]
fn a_number_is_revealed_one_by_one_to_whom_the_right_was_given_and_noted_by_whose_it_is() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let confirmed = case(&practice, &cli, true);
    fs::write(practice.file("good"), "123456789018\n123456789018\n").unwrap();
    cli.clerk(&format!(
        "numbers enter {HANAKO} --twice good --case {confirmed}"
    ))
    .expect_status(0);
    practice.sample("people.csv", 3, "");
    let job = cli.clerk("send people.csv --kind member-registration");
    let job = job.number("job");
    let entered = "reveal number number 1 --reason 電話で確認";
    let of_row = format!("reveal number job {job} --row 2 --reason 書類と見くらべる");

    cli.clerk(entered).expect_code("NUMBER_SIGHT_DENIED", 3);
    cli.clerk("users sight tantou yes")
        .expect_code("PERMISSION_DENIED", 3);
    cli.admin("users sight kanri yes")
        .expect_code("OWN_ACCOUNT", 3);
    let users = cli.admin("users sight tantou yes").expect_status(0).json;
    let sees = |id: &str| {
        let mut users = users.as_array().unwrap().iter();
        let user = users.find(|user| user["id"] == id).unwrap();
        user["sees_numbers"].clone()
    };
    assert_eq!(
        (sees("tantou"), sees("shonin")),
        (json!(true), json!(false))
    );

    let shown = cli.clerk(entered).expect_status(0).json;
    assert_eq!(shown["cells"][0]["value"], "123456789018");
    assert!(shown["seconds"].as_u64().unwrap() <= 30, "{shown}");
    let row = rows_of(&practice.file("people.csv")).remove(1);
    let sent = cells(&practice.file("people.csv"), &row, &["個人番号"]).remove(0);
    let shown = cli.clerk(&of_row).expect_status(0).json;
    assert_eq!(shown["cells"].as_array().unwrap().len(), 1, "{shown}");
    assert_eq!(shown["cells"][0]["value"], sent.as_str());
    for (wrong, code) in [
        ("reveal number number 1 --reason 　", "INPUT_INVALID"),
        ("reveal number number 7 --reason 確認", "NUMBER_NOT_FOUND"),
        (
            &format!("reveal number job {job} --row 9 --reason 確認"),
            "INPUT_INVALID",
        ),
    ] {
        cli.clerk(wrong).expect_code(code, 2);
    }
    cli.approver(&of_row).expect_code("NUMBER_SIGHT_DENIED", 3);

    cli.admin("users sight tantou no").expect_status(0);
    cli.clerk(entered).expect_code("NUMBER_SIGHT_DENIED", 3);
    cli.admin("audit export --out log.jsonl").expect_status(0);
    let log = fs::read_to_string(practice.file("log.jsonl")).unwrap();
    let revealed = |line: &&str| line.contains("reveal-number");
    let lines: Vec<&str> = log.lines().filter(revealed).collect();
    assert!(
        lines.iter().any(|line| line.contains("101-23-00")),
        "{lines:?}"
    );
    assert!(lines.iter().any(|line| line.contains("K543")), "{lines:?}");
    assert!(!log.contains("123456789018") && !log.contains(&sent));
}
