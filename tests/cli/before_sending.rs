//! What a clerk and an administrator do by command line before a file goes: accept proposed texts, compare with earlier files.

use crate::kit::{FAST, carry, rows_of};
use kakehashi_acceptance::{Cli, Practice};
use std::fs;

/// A right number that nobody of the samples has.
const ANOTHER: &str = "123456789018";
const SEND: &str = "--kind member-registration";

/// Puts another text in the place of one, once.
fn change(practice: &Practice, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(practice.file(file)).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(practice.file(file), text.replacen(from, to, 1)).unwrap();
}

#[test]
fn proposed_texts_are_accepted_and_handed_back_as_a_list() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 20, "");
    change(&practice, "kanyusha.csv", "池田　樹", "池田　㈱");
    change(&practice, "kanyusha.csv", "イケダ　ミツコ", "ｲｹﾀﾞ ミツコ");
    let came = fs::read(practice.file("kanyusha.csv")).unwrap();

    let sent = cli
        .clerk(&format!(
            "send kanyusha.csv {SEND} --correct HALF_WIDTH_KANA"
        ))
        .expect_status(0);
    assert!(sent.said.contains("1 か所を直します"), "{}", sent.said);
    let job = sent.number("job");
    let out = format!("jobs corrections {job} --out naoshita.csv");
    assert_eq!(cli.clerk(&out).expect_status(0).number("rows"), 1);
    let list = fs::read_to_string(practice.file("naoshita.csv")).unwrap();
    assert!(list.contains(",ｲｹﾀﾞ ミツコ,イケダ ミツコ,"), "{list:?}");
    assert_eq!(fs::read(practice.file("kanyusha.csv")).unwrap(), came);

    cli.approver(&format!("approve {job}")).expect_status(0);
    assert_eq!(carry(&cli, job).number("ok_rows"), 20);
}

#[test]
fn an_index_is_kept_only_as_long_as_an_administrator_says() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    let purge_on = chrono::Utc::now().date_naive() + chrono::Days::new(30);
    let on = format!("index on --purpose 取り違えを止める --purge-on {purge_on}");
    cli.clerk(&on).expect_code("PERMISSION_DENIED", 3);
    cli.admin("index off").expect_code("WRONG_STATE", 3);
    assert_eq!(
        cli.admin(&on).expect_status(0).json["on"]["registrations"],
        0
    );

    let first = practice.sample("first.csv", 20, "");
    let job = cli.release("first.csv", "");
    carry(&cli, job);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
    let index = cli
        .admin("index thresholds --removed 5 --changed 20")
        .expect_status(0);
    assert_eq!(index.json["on"]["registrations"], 20, "{}", index.json);
    assert_eq!(index.json["thresholds"]["removed_percent"], 5);

    cli.admin("index people")
        .expect_code("PERMISSION_DENIED", 3);
    let auditor =
        "users add kansa --name 監査 --role auditor --first-password-file clerk-first.secret";
    cli.admin(auditor).expect_status(0);
    let own = "password change --new-password-file clerk.secret";
    cli.run(Some(("kansa", "clerk-first")), own)
        .expect_status(0);
    let people = |more: &str| {
        let line = format!("index people {more}");
        let listed = cli.run(Some(("kansa", "clerk")), &line).expect_status(0);
        listed.json.as_array().unwrap().clone()
    };
    let part = people("--most 15");
    let after = part[14]["id"].as_str().unwrap();
    assert_eq!(people(&format!("--after {after}")).len(), 5);
    let registration = part[3]["registration"].as_str().unwrap();
    assert_eq!(
        people(&format!("--search {registration}")),
        [part[3].clone()]
    );

    let number = |row: usize| rows_of(&first)[row].split(',').nth(16).unwrap().to_owned();
    practice.sample("second.csv", 20, "");
    change(&practice, "second.csv", &number(0), ANOTHER);
    let refused = cli
        .clerk(&format!("send second.csv {SEND}"))
        .expect_status(1);
    assert!(refused.said.contains("NUMBER_CHANGED"), "{}", refused.said);

    cli.admin("index off").expect_status(0);
    let disposals = cli.admin("audit disposals").expect_status(0);
    assert_eq!(disposals.json[0]["rows"], 20, "{}", disposals.json);
    let sent = cli.clerk(&format!("send second.csv {SEND}"));
    assert!(
        sent.status <= 1 && !sent.said.contains("NUMBER_CHANGED"),
        "{}",
        sent.said
    );
}

#[test]
fn a_file_whose_errors_were_left_out_is_gone_on_with_and_not_taken_back() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.sample("mistakes.csv", 40, "--mistakes");
    // A person whose birth isn't wholly known: the clerk has to answer.
    let text = fs::read_to_string(practice.file("mistakes.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let birth = lines[0].split(',').position(|it| it == "生年月日").unwrap();
    let mut cells: Vec<&str> = lines[3].split(',').collect();
    cells[birth] = "00000000";
    lines[3] = cells.join(",");
    fs::write(practice.file("mistakes.csv"), lines.join("\r\n") + "\r\n").unwrap();
    cli.clerk("send mistakes.csv --kind member-registration --exclude-errors")
        .expect_status(1);
    let left = cli.clerk("send --job 1").expect_status(1);
    assert_eq!(left.text("state"), "checked", "{}", left.said);
    assert_eq!(left.number("excluded_rows"), 7);
}
