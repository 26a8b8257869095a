//! Look-ups at 住基ネット by command: purpose and reason, cost, what is found and who must be asked.

use crate::kit::{FAST, carry, rows_of};
use kakehashi_acceptance::{Cli, Practice, assert_sealed};
use std::fs;

/// A sample whose rows all want one purpose, changed row by row.
fn sample(
    practice: &Practice,
    kind: &str,
    rows: u32,
    name: &str,
    change: impl Fn(usize, &mut Vec<String>),
) {
    practice.simulator(&format!(
        "sample --kind {kind} --rows {rows} --out made.csv"
    ));
    let text = fs::read_to_string(practice.file("made.csv")).unwrap();
    let mut lines = text.lines();
    let heading: Vec<&str> = lines.next().unwrap().split(',').collect();
    let purpose = heading
        .iter()
        .position(|title| *title == "利用目的")
        .unwrap();
    let mut out = heading.join(",") + "\r\n";
    for (nth, line) in lines.enumerate() {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        cells[purpose] = "1".into();
        change(nth, &mut cells);
        out += &(cells.join(",") + "\r\n");
    }
    fs::write(practice.file(name), out).unwrap();
    fs::remove_file(practice.file("made.csv")).unwrap();
}

/// 漢字氏名, カナ氏名 of a file of 照会要求.
const KANJI: usize = 4;
const KANA: usize = 5;

#[test]
fn numbers_are_looked_up_with_reason_and_cost_and_given_to_the_right_people_only() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    // The first is nobody; of the others two have moved and one shares the five items with somebody.
    sample(&practice, "resident-lookup", 50, "a.csv", |nth, cells| {
        if nth == 0 {
            cells[KANJI] = "無名　存子".into();
            cells[KANA] = "ムメイ　アリコ".into();
        }
    });
    cli.clerk("send a.csv --kind resident-lookup")
        .expect_code("LOOK_UP_UNSTATED", 3);
    cli.clerk("lookup a.csv --purpose 9 --reason 届出に番号がない")
        .expect_code("INPUT_INVALID", 2);
    cli.clerk("lookup a.csv --purpose 2 --reason 届出に番号がない")
        .expect_code("LOOK_UP_PURPOSE_DIFFERS", 3);
    cli.clerk("lookups cost 25")
        .expect_code("PERMISSION_DENIED", 3);
    cli.admin("lookups cost 25").expect_status(0);

    // One of the five is missing in a row: it doesn't start, and says why.
    sample(
        &practice,
        "resident-lookup",
        3,
        "lacking.csv",
        |nth, cells| {
            if nth == 1 {
                cells[KANA] = String::new();
            }
        },
    );
    let lacking = cli.clerk("lookup lacking.csv --purpose 1 --reason 届出に番号がない");
    assert_eq!(lacking.status, 1, "{}", lacking.said);
    assert_eq!(lacking.text("state"), "cancelled");

    let asked = cli.clerk("lookup a.csv --purpose 1 --reason 届出に番号がない");
    assert!(
        asked
            .said
            .contains("50 人 × 照会結果1件あたり 25 円 ＝ 多くて 1,250 円"),
        "{}",
        asked.said
    );
    let job = asked.number("job");
    cli.approver(&format!("approve {job}")).expect_status(0);
    let done = carry(&cli, job);
    assert_eq!(
        (done.number("ok_rows"), done.number("failed_rows")),
        (48, 2)
    );
    let all = cli.clerk("lookups list").expect_status(1);
    let line = &all.json["lines"][0];
    assert_eq!(
        (&line["hits"], &line["yen"]),
        (&49.into(), &(49 * 25).into()),
        "{line}"
    );
    let asking = all.json["asking"].as_array().unwrap();
    assert_eq!(asking.len(), 2, "{asking:?}");
    assert!(
        asking[1]["why"]
            .as_str()
            .unwrap()
            .contains("2 人に当たりました")
    );

    // Whoever was found at another address isn't the one who was sought, until a person says so.
    let out = format!("branch-numbers {job} --out bango.csv");
    cli.clerk(&out).expect_code("COMPARISON_UNFINISHED", 3);
    let compared = cli.clerk("comparison list").expect_status(0);
    assert_eq!(compared.json[0]["job"], job);
    assert_eq!(
        (&compared.json[0]["pairs"], &compared.json[0]["c"]),
        (&48.into(), &2.into())
    );
    let pair = cli
        .clerk("comparison next 1")
        .expect_status(1)
        .number("row");
    // A namesake in another town is the accident: two people look.
    let same = format!("comparison answer 1 {pair} same --ground moved");
    cli.clerk(&same).expect_status(1);
    cli.approver(&same).expect_status(1);
    let pair = cli
        .clerk("comparison next 1")
        .expect_status(1)
        .number("row");
    let other = format!("comparison answer 1 {pair} other");
    cli.clerk(&other).expect_status(1);
    cli.approver(&other).expect_status(0);
    let written = cli.clerk(&out).expect_status(0);
    assert_eq!(written.number("rows"), 47);
    assert_eq!(rows_of(&practice.file("bango.csv")).len(), 47);

    let row = asking[0]["row"].as_u64().unwrap();
    let settled = cli
        .clerk(&format!("lookups asked {job} {row} --how 事業主に依頼した"))
        .expect_status(1);
    assert_eq!(settled.json["asking"].as_array().unwrap().len(), 1);
    let asked = cli.clerk("lookups settled").expect_status(0);
    let told = asked.json[0]["settled"].as_str().unwrap();
    assert!(told.starts_with("事業主に依頼した"), "{told}");
    let reasons = ["届出に番号がない", "別の理由"];
    let found = reasons.map(|word| {
        let list = cli.clerk(&format!("lookups list --search {word}"));
        list.json["lines"].as_array().unwrap().len()
    });
    assert_eq!(found, [2, 0]);
    assert_sealed(
        &[practice.file("terminal")],
        &["無名　存子".to_owned(), "ムメイ".to_owned()],
        &[],
    );
}

#[test]
fn a_number_one_holds_is_laid_beside_the_register() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    sample(&practice, "resident-verify", 10, "a.csv", |_, _| {});
    practice.simulator("sample --kind member-registration --rows 10 --out members.csv");
    let asked = cli.clerk("lookup a.csv --kind resident-verify --purpose 1 --reason 番号の確認");
    let job = asked.number("job");
    cli.approver(&format!("approve {job}")).expect_status(0);
    carry(&cli, job);
    let compared = cli
        .clerk(&format!("lookups compare {job} --members members.csv"))
        .expect_status(1);
    // One of the ten has moved.
    let counts = ["pairs", "a", "b", "c"].map(|name| compared.number(name));
    assert_eq!(counts, [10, 9, 0, 1]);
}

#[test]
fn who_was_asked_before_is_named_with_day_and_result() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    cli.admin("lookups cost 10 --postage 1200").expect_status(0);
    sample(&practice, "resident-lookup", 5, "a.csv", |nth, cells| {
        if nth == 0 {
            cells[KANJI] = "無名　存子".into();
            cells[KANA] = "ムメイ　アリコ".into();
        }
    });
    let asked = cli.clerk("lookup a.csv --purpose 1 --reason 届出に番号がない");
    let job = asked.number("job");
    cli.approver(&format!("approve {job}")).expect_status(0);
    carry(&cli, job);

    // Two of them once more, in another file.
    let text = fs::read_to_string(practice.file("a.csv")).unwrap();
    let again: Vec<&str> = text.lines().take(3).collect();
    fs::write(practice.file("b.csv"), again.join("\r\n") + "\r\n").unwrap();
    let asked = cli.clerk("lookup b.csv --purpose 1 --reason 届出に番号がない");
    let second = asked.number("job");
    assert_eq!(asked.number("warning_rows"), 2, "{}", asked.json);
    let out = format!("jobs findings {second} --out found.csv");
    cli.clerk(&out).expect_status(0);
    let found = fs::read_to_string(practice.file("found.csv")).unwrap();
    assert_eq!(found.matches("ASKED_BEFORE").count(), 2, "{found}");
    assert!(
        found.contains(&format!("見つかっていません（送信{job}）")),
        "{found}"
    );
    assert!(
        found.contains(&format!("見つかっています（送信{job}）")),
        "{found}"
    );
    let list = cli.clerk("lookups list");
    assert_eq!(list.json["postage_yen"], 1200);
}
