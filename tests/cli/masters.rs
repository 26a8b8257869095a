//! The 配信マスター by command, against the practice server: 全件 and 差分, proved, told apart, handed to the 基幹システム.

use crate::kit::rows_of;
use kakehashi_acceptance::{Cli, Practice};
use std::fs;

fn serving(version: u32, more: &str) -> String {
    format!("[masters]\nversion = {version}\n{more}")
}

#[test]
fn masters_come_whole_then_as_differences_and_go_to_the_core_system() {
    let practice = Practice::new();
    let mut server = practice.serve(&serving(3, ""));
    let cli = Cli::ready(&practice, &server);
    cli.approver("masters pull")
        .expect_code("PERMISSION_DENIED", 3);
    cli.clerk("masters export --out .")
        .expect_code("MASTER_MISSING", 3);
    let first = cli.clerk("masters pull").expect_status(0);
    assert_eq!(first.json["current"]["version"], 3);
    assert_eq!(first.json["history"][0]["whole"], true);
    let same = cli.clerk("masters pull").expect_status(0);
    assert_eq!(same.json["history"].as_array().unwrap().len(), 1);

    server.kill_and_restart(&practice, &serving(5, ""));
    let next = cli.clerk("masters pull").expect_status(0);
    let step = &next.json["history"][0];
    assert_eq!((&step["version"], &step["before"]), (&5.into(), &3.into()));
    assert_eq!(
        (&step["whole"], &step["why_whole"]),
        (&false.into(), &serde_json::Value::Null)
    );
    // Each version brings two bodies, renames one and ends one.
    let counts = ["added", "changed", "ended"].map(|what| step[what].as_u64().unwrap());
    assert_eq!(counts, [4, 2, 2], "{step}");
    let changes = cli.clerk("masters changes 2").expect_status(0);
    assert_eq!(changes.json["total"], 8);
    assert!(changes.json["lines"].to_string().contains("新練習004"));

    let whole = cli.clerk("masters export --out .").expect_status(0);
    let whole = whole.json["path"].as_str().unwrap().to_owned();
    let rows = rows_of(whole.as_ref());
    let sha256 = next.json["current"]["sha256"].as_str().unwrap();
    assert!(rows[0].starts_with("00,5,") && rows[0].contains(sha256));
    assert_eq!(
        rows.len() as u64,
        next.json["current"]["entries"].as_u64().unwrap() + 1
    );
    let changed = cli
        .clerk("masters export --out . --since 3")
        .expect_status(0);
    let changed = changed.json["path"].as_str().unwrap().to_owned();
    assert_eq!(rows_of(changed.as_ref()).len(), 9);
    cli.clerk("masters export --out . --since 2")
        .expect_code("MASTERS_BASE_UNKNOWN", 3);

    // What was handed out is itself a file that can be taken: the 全件 always, the 差分 only on its base.
    let old = cli.clerk("masters pull --full").expect_status(0);
    assert_eq!(old.json["history"][0]["whole"], true);
    let again = cli.clerk(&format!("masters take {whole}")).expect_status(0);
    assert_eq!(again.json["history"][0]["changed"], 0);
    cli.clerk(&format!("masters take {changed}"))
        .expect_code("MASTER_NOT_PROVED", 3);
    server.kill_and_restart(&practice, &serving(4, ""));
    cli.clerk("masters pull").expect_code("MASTER_OLDER", 3);
}

#[test]
fn a_difference_that_is_not_proved_does_not_count_and_the_whole_is_fetched_and_said_so() {
    let practice = Practice::new();
    let mut server = practice.serve(&serving(2, ""));
    let cli = Cli::ready(&practice, &server);
    cli.clerk("masters pull").expect_status(0);
    for (version, more, why) in [
        (3, "wrong_difference = true", "一致しません"),
        (9, "keeps = 2", "配信元にありません"),
    ] {
        server.kill_and_restart(&practice, &serving(version, more));
        let pulled = cli.clerk("masters pull").expect_status(0);
        let step = &pulled.json["history"][0];
        assert_eq!(
            (&step["version"], &step["whole"]),
            (&version.into(), &true.into())
        );
        let told = step["why_whole"].as_str().unwrap();
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn a_file_that_is_not_what_it_says_is_refused_and_changes_nothing() {
    let practice = Practice::new();
    let server = practice.serve(&serving(3, ""));
    let cli = Cli::ready(&practice, &server);
    cli.clerk("masters pull").expect_status(0);
    let whole = cli.clerk("masters export --out .").expect_status(0);
    let text = fs::read_to_string(whole.json["path"].as_str().unwrap()).unwrap();
    let row = text.lines().nth(1).unwrap();
    for (wrong, code) in [
        (text.replace("練習005", "練習５"), "MASTER_UNFIT"),
        (text.replace("RT01000007", "RT01000006"), "MASTER_UNFIT"),
        (text.replace("RT01000007", "RT01 00007"), "MASTER_UNFIT"),
        (text.replace("練習007", "練\u{202e}習007"), "MASTER_UNFIT"),
        (text.replace(row, ""), "MASTER_UNFIT"),
        (text.replace("区分", "区"), "NOT_THIS_KIND"),
    ] {
        fs::write(practice.file("wrong.csv"), &wrong).unwrap();
        let refused = cli.clerk("masters take wrong.csv");
        assert_eq!(refused.code(), code, "{}\n{}", refused.said, &wrong[..80]);
    }
    let view = cli.clerk("masters list").expect_status(0);
    assert_eq!(view.json["history"].as_array().unwrap().len(), 1);
}
