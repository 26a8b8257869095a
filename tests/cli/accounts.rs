//! Accounts and 部署 by command.

use kakehashi_acceptance::{Cli, Practice};
use serde_json::json;
use std::fs;

const HEADING: &str =
    "部署ID,部署名,アクセスグループID,担当する事務,担当する職掌,取り扱う特定個人情報";

#[test]
fn departments_come_and_go_as_the_servers_file_and_people_belong_to_them() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let write = |name: &str, rows: &[&str]| {
        let rows: String = rows.iter().map(|row| format!("{row}\r\n")).collect();
        fs::write(practice.file(name), format!("{HEADING}\r\n{rows}")).unwrap();
    };
    let (qualification, benefit) = (
        "B01,適用課,,資格の管理,担当,個人番号",
        "B02,給付課,G1,給付,担当,個人番号",
    );
    write("both.csv", &[qualification, benefit]);
    write("twice.csv", &[qualification, qualification]);
    write("one.csv", &[benefit]);
    cli.clerk("departments list")
        .expect_code("PERMISSION_DENIED", 3);
    let lacking = cli.admin("departments save --out none.csv");
    lacking.expect_code("NOTHING_TO_SEND", 3);
    cli.admin("departments take twice.csv")
        .expect_code("INPUT_INVALID", 2);
    let taken = cli.admin("departments take both.csv").expect_status(0).json;
    assert_eq!(taken["departments"][1]["name"], "給付課");

    let unknown = cli.admin("users change tantou --department B09");
    unknown.expect_code("INPUT_INVALID", 2);
    let change = "users change tantou --department B01 --until 2099-03-31";
    let users = cli.admin(change).expect_status(0).json;
    let users = users.as_array().unwrap();
    let user = users.iter().find(|user| user["id"] == "tantou").unwrap();
    assert_eq!(user["department"], "B01");
    assert_eq!(user["roles"], json!(["clerk"]), "what isn't typed stays");
    cli.admin("departments take one.csv")
        .expect_code("INPUT_INVALID", 2);
    cli.admin("departments save --out out.csv").expect_status(0);
    let (came, went) = (practice.file("both.csv"), practice.file("out.csv"));
    assert_eq!(fs::read(came).unwrap(), fs::read(went).unwrap());
    cli.run(None, "check out.csv --kind departments")
        .expect_status(0);
}

#[test]
fn an_account_is_closed_reset_and_reopened_by_commands() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    cli.admin("users close tantou --reason 異動")
        .expect_status(0);
    cli.clerk("jobs").expect_code("ACCOUNT_CLOSED", 3);
    cli.admin("users reopen tantou").expect_status(0);
    cli.clerk("jobs").expect_status(0);
    fs::write(practice.file("first"), "hajimete-no-aikotoba\n").unwrap();
    let reset = cli.admin("users reset tantou --first-password-file first");
    reset.expect_status(0);
    cli.clerk("jobs").expect_code("LOGIN_FAILED", 3);
    cli.admin("users close nanashi --reason 異動")
        .expect_code("USER_NOT_FOUND", 2);
    let acts = cli.clerk("roles show auditor");
    acts.expect_code("LOGIN_FAILED", 3);
    let acts = cli.admin("roles show auditor").expect_status(0).json;
    assert!(acts.as_array().unwrap().len() > 20);
}
