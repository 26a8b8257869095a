//! From the receipt of a 届出 to the registration, by command and against the practice server: nobody types a day.

use crate::kit::{FAST, carry, cells, rows_of};
use kakehashi_acceptance::{Cli, Practice, assert_sealed};
use serde_json::Value;
use std::fs;

const SHIPPED: &str = include_str!("../../assets/layouts/member-registration.toml");

fn lines(of: &Value) -> Vec<Value> {
    of["lines"].as_array().unwrap().clone()
}

#[test]
fn files_move_people_from_the_receipt_to_the_registration_of_their_qualification() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.simulator("sample --kind member-registration --rows 12 --out a.csv");
    let (file, rows) = (practice.file("a.csv"), rows_of(&practice.file("a.csv")));
    let job = cli.release("a.csv", "");
    // Who waits is known as soon as the file is checked; the days are those of the file.
    let waiting = cli.clerk("timeline list");
    assert_eq!(waiting.number("open"), 12, "{}", waiting.json);
    let first = &lines(&waiting.json)[0];
    let received = |row: &String| cells(&file, row, &["届出受理日"]).remove(0);
    let earliest = rows.iter().map(received).min().unwrap();
    assert_eq!(
        first["received_on"].as_str().unwrap().replace('-', ""),
        earliest
    );
    let overdue = waiting.number("overdue") > 0;
    assert_eq!(
        waiting.status,
        i32::from(overdue),
        "what is overdue is a finding"
    );
    let name = first["name"].as_str().unwrap();
    let part: String = name.chars().take(2).collect();
    let found = cli.clerk(&format!("timeline list --find {part}"));
    assert!(lines(&found.json).iter().any(|line| line["name"] == name));

    carry(&cli, job);
    let left = cli.clerk("timeline list");
    let ended = cli.clerk("timeline list --ended");
    let (left, ended) = (lines(&left.json), lines(&ended.json));
    assert_eq!(left.len() + ended.len(), 12);
    assert!(ended.len() >= 10, "{left:?}");
    let registration = ended[0]["registration"].as_str().unwrap().to_owned();
    let way = cli
        .clerk(&format!("timeline show {registration}"))
        .expect_status(0);
    let done = |way: &Value| -> Vec<bool> {
        let steps = way["steps"].as_array().unwrap();
        let has = |step: &Value| !step["day"].is_null() || !step["at"].is_null();
        steps.iter().map(has).collect()
    };
    assert_eq!(done(&way.json), [true, true, true, true, true, false]);

    // 資格情報, made from the 枝番 that came, is the last step.
    cli.clerk(&format!("branch-numbers {job} --out edaban.csv"))
        .expect_status(0);
    cli.clerk(&format!("jobs show {job}")).expect_status(0);
    cli.clerk(&format!("jobs confirm {job}")).expect_status(0);
    practice.simulator("sample --kind qualification --rows 12 --branches edaban.csv --out b.csv");
    let job = cli.release_kind("qualification", "b.csv", "");
    carry(&cli, job);
    let all = lines(&cli.clerk("timeline list --ended").json);
    let qualified = all
        .iter()
        .filter(|line| line["standing"] == "資格まで登録しました");
    assert!(qualified.count() > 0, "{all:?}");

    cli.approver(&format!("timeline close {registration} --reason 取り下げ"))
        .expect_code("PERMISSION_DENIED", 3);
    cli.clerk(&format!("timeline close {registration} --reason 取り下げ"))
        .expect_code("WRONG_STATE", 3);
    cli.clerk("timeline show 9-9-99")
        .expect_code("TIMELINE_NOT_FOUND", 2);
    assert_sealed(&[practice.file("terminal")], &[name.to_owned()], &[]);
}

#[test]
fn a_file_that_does_not_tell_when_the_notice_came_counts_from_its_own_arrival() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.simulator("sample --kind member-registration --rows 3 --out a.csv");
    // The insurer's own definition doesn't say which column tells it.
    let own = SHIPPED
        .replace("received_on = \"notified_on\"", "")
        .replace("version = \"仮-2026.2\"", "version = \"正式-1\"")
        .replace("status = \"provisional\"", "status = \"official\"");
    fs::write(practice.file("own.toml"), &own).unwrap();
    cli.admin("layout import own.toml --yes").expect_status(0);
    let job = cli
        .clerk("send a.csv --kind member-registration")
        .number("job");
    let list = cli.clerk("timeline list").expect_status(0);
    assert_eq!(list.number("overdue"), 0, "{}", list.json);
    let registration = lines(&list.json)[0]["registration"]
        .as_str()
        .unwrap()
        .to_owned();
    let way = cli
        .clerk(&format!("timeline show {registration}"))
        .expect_status(0);
    let note = way.json["steps"][1]["note"].as_str().unwrap();
    assert!(note.starts_with("ファイルを預かった日"), "{note}");
    cli.clerk(&format!("jobs cancel {job}")).expect_status(0);
    assert_eq!(
        cli.clerk("timeline list").expect_status(0).number("open"),
        0
    );
}
