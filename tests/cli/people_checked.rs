//! 本人確認, 突合 and しきい値判断 by command: with the rules alone, and as records of the terminal.

use kakehashi_acceptance::{Cli, Practice, assert_sealed};
use serde_json::{Value, json};
use std::fs;

const PAIR_HEADING: &str =
    "id,a_kanji,a_kana,a_birth,a_sex,a_address,b_kanji,b_kana,b_birth,b_sex,b_address";
const INSURERS: &str =
    "渡邊　花子,ワタナベ　ハナコ,1984-03-09,女,東京都千代田区霞が関１丁目２番２号";

fn write_json(practice: &Practice, name: &str, value: &Value) {
    fs::write(practice.file(name), value.to_string()).unwrap();
}

/// Somebody at the counter, today, with these documents.
fn at_the_counter(documents: Value) -> Value {
    json!({
        "date": "2026-04-01", "by": "person", "agent_kind": null, "channel": "in_person", "verifier": "insurer",
        "existing_file": false, "hardship": {"number": null, "identity": null, "authority": null},
        "documents": documents, "attested": [], "questions_answered": 0,
    })
}

fn write_pairs(practice: &Practice) {
    let others = [
        "渡辺 花子,ﾜﾀﾅﾍﾞ ﾊﾅｺ,S59.3.9,2,千代田区霞が関1-2-2",
        "渡辺 花子,ワタナベ ハナコ,1984-03-09,女,千代田区永田町1-7-1",
        "渡辺 花子,ワタナベ ハナコ,1991-01-01,女,大阪府堺市堺区三宝町4-1",
    ];
    let rows = (1..).zip(others).map(|(n, other)| {
        // Three people, told apart by the day of their birth.
        let day = |text: &str| {
            text.replace("1984-03-09", &format!("1984-03-1{n}"))
                .replace("S59.3.9", &format!("S59.3.1{n}"))
        };
        format!("k{n},{},{}", day(INSURERS), day(other))
    });
    let rows: Vec<String> = rows.collect();
    let text = format!("{PAIR_HEADING}\r\n{}\r\n", rows.join("\r\n"));
    fs::write(practice.file("pairs.csv"), text).unwrap();
}

#[test]
fn the_rules_alone_answer_without_login() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let card = json!([{"id": "individual_number_card"}]);
    write_json(&practice, "card.json", &at_the_counter(card));
    let done = cli.run(None, "identity check card.json").expect_status(0);
    assert_eq!(done.json["complete"], true);
    assert_eq!(done.json["rules"], json!(["P-F-N1", "P-F-I1"]));
    write_json(&practice, "none.json", &at_the_counter(json!([])));
    let lacking = cli.run(None, "identity check none.json").expect_status(1);
    assert_eq!(
        lacking.json["lacking"][0],
        json!(["individual_number_card"])
    );
    write_json(&practice, "odd.json", &json!({"date": "2026-04-01"}));
    cli.run(None, "identity check odd.json")
        .expect_code("INPUT_INVALID", 2);
    cli.run(None, "identity check nai.json")
        .expect_code("FILE_NOT_FOUND", 2);

    write_pairs(&practice);
    let compared = cli
        .run(None, "compare pairs.csv --out out.csv")
        .expect_status(1);
    assert_eq!([1, 1, 1], ["a", "b", "c"].map(|n| compared.number(n)));
    cli.run(None, "compare pairs.csv --out out.csv")
        .expect_code("OUTPUT_EXISTS", 2);

    let pia = |more: &str| {
        let line = format!("pia --people 300000 --handlers 499 --incident no {more}");
        cli.run(None, &line)
    };
    assert_eq!(pia("").expect_status(0).text("result"), "basic+full");
    let exempt = pia("--exempt single-insurer").expect_status(0);
    assert_eq!(exempt.text("result"), "none");
    pia("--exempt nanika").expect_code("INPUT_INVALID", 2);
}

#[test]
fn a_case_is_opened_completed_and_closed_and_its_record_holds_no_number() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let unseen = json!([{"id": "individual_number_card"}]);
    write_json(&practice, "unseen.json", &at_the_counter(unseen));
    let open = cli
        .clerk("case new unseen.json --for 101-23")
        .expect_status(1);
    assert_eq!((open.number("id"), open.text("state")), (1, "open"));
    let prompts = open.json["shown"][0]["prompts"].as_array().unwrap().len();
    assert_eq!(prompts, 2, "nobody has looked at the card: {}", open.json);
    cli.clerk("case close 1").expect_code("CASE_STATE", 3);
    cli.clerk("case refuse 1 --reason 123456789018")
        .expect_code("INPUT_INVALID", 2);
    cli.clerk("case refuse 1 --reason 示されなかった")
        .expect_status(0);
    cli.clerk("case close 1").expect_status(0);

    let seen = json!([{"id": "individual_number_card", "in_date": true, "matches_person": true}]);
    write_json(&practice, "seen.json", &at_the_counter(seen));
    let done = cli
        .clerk("case new seen.json --for 渡邊花子")
        .expect_status(0);
    assert_eq!(done.text("state"), "complete");
    let closed = cli.clerk("case close 2").expect_status(0);
    assert_eq!(
        (closed.text("state"), closed.text("checked_by")),
        ("closed", "tantou")
    );
    cli.clerk("case form 2 made").expect_code("CASE_STATE", 3);
    cli.clerk("case show 3").expect_code("CASE_NOT_FOUND", 2);
    cli.approver("case close 2")
        .expect_code("PERMISSION_DENIED", 3);
    let list = cli.approver("case list").expect_status(0);
    assert_eq!(list.json["closed"].as_array().unwrap().len(), 2);
    assert_sealed(&[practice.file("terminal")], &["渡邊花子".to_owned()], &[]);
}

#[test]
fn pairs_are_settled_by_one_or_two_people_and_the_result_is_handed_over() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    write_pairs(&practice);
    let taken = cli.clerk("comparison take pairs.csv").expect_status(1);
    assert_eq!((taken.number("open"), taken.number("sample")), (2, 1));
    let next = cli.clerk("comparison next 1").expect_status(1);
    assert_eq!((next.number("row"), next.text("verdict")), (2, "B"));
    cli.clerk("comparison answer 1 2 same")
        .expect_code("GROUND_MISSING", 3);
    cli.clerk("comparison answer 1 2 same --ground moved")
        .expect_status(1);
    cli.clerk("comparison answer 1 3 other").expect_status(1);
    cli.clerk("comparison answer 1 3 other")
        .expect_code("SECOND_PERSON_WANTED", 3);
    cli.clerk("comparison result 1 --out result.csv")
        .expect_code("COMPARISON_UNFINISHED", 3);
    cli.approver("comparison answer 1 3 other").expect_status(0);
    cli.approver("comparison pass 1").expect_status(0);
    cli.approver("comparison result 1 --out result.csv")
        .expect_code("PERMISSION_DENIED", 3);
    let line = cli
        .clerk("comparison result 1 --out result.csv")
        .expect_status(0);
    assert_eq!(line.number("rows"), 3);
    let result = fs::read_to_string(practice.file("result.csv")).unwrap();
    assert!(
        result
            .lines()
            .nth(3)
            .unwrap()
            .ends_with(",other,,tantou;shonin"),
        "{result}"
    );
    cli.clerk("comparison show 9").expect_status(2);
    assert_sealed(
        &[practice.file("terminal")],
        &["渡邊".to_owned(), "三宝町".to_owned()],
        &[],
    );
}

#[test]
fn a_kept_judgement_wants_a_login() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let keep = "pia --people 1000 --handlers 3 --incident no --keep --past 100";
    cli.run(None, keep).expect_code("INPUT_INVALID", 2);
    cli.clerk(keep).expect_code("PERMISSION_DENIED", 3);
    assert_eq!(cli.approver(keep).expect_status(0).text("result"), "basic");
}
