//! Disposal by command: of what is due, of a job's files before their time, of a file that was written out.

use kakehashi_acceptance::{Cli, Practice};
use serde_json::json;
use std::fs;

#[test]
fn what_is_due_goes_at_once_and_a_jobs_files_before_their_time_by_two_persons() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.sample("kanyusha.csv", 5, "");
    let sent = cli.clerk("send kanyusha.csv --kind member-registration");
    let job = sent.number("job");
    assert_eq!(sent.text("state"), "awaiting-approval");
    let by = |user: &str, secret: &str| {
        cli.clerk(&format!(
            "dispose job {job} --reason 取りちがえ --second-user {user} --second-password-file {secret}.secret"
        ))
    };
    let refused = by("shonin", "approver");
    assert_eq!(
        refused.code(),
        "WRONG_STATE",
        "{} {}",
        refused.json,
        refused.said
    );
    let list = cli.clerk(&format!("jobs findings {job} --out found.csv"));
    let line = list.expect_status(0).number("id");
    cli.clerk(&format!("jobs cancel {job}")).expect_status(0);

    by("tantou", "clerk").expect_code("DISPOSAL_SECOND_PERSON", 3);
    by("dareka", "clerk").expect_code("DISPOSAL_SECOND_PERSON", 3);
    by("shonin", "clerk").expect_code("LOGIN_FAILED", 3);
    let gone = by("shonin", "approver").expect_status(0);
    assert_eq!(
        gone.json[0]["what"],
        format!("送信{job}のファイルと検査の結果")
    );
    assert!(
        gone.json[0]["why"]
            .as_str()
            .unwrap()
            .starts_with("取りちがえ")
    );
    by("shonin", "approver").expect_code("DISPOSED_ALREADY", 3);

    let due = cli.clerk("dispose due").expect_status(0);
    assert_eq!(due.json, json!([]));

    assert!(fs::exists(practice.file("found.csv")).unwrap());
    cli.clerk(&format!("dispose file {line}")).expect_status(0);
    assert!(!fs::exists(practice.file("found.csv")).unwrap());
}
