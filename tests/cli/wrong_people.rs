//! Persons, passwords, and practice mixed with the real thing.

use kakehashi_acceptance::{Cli, Practice};

const INIT: &str = "init --admin kanri --password-file";

#[test]
fn a_command_says_what_it_lacks_and_five_wrong_passwords_lock_one_account() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    cli.run(None, "jobs").expect_code("INPUT_INVALID", 2);
    cli.run(Some(("tantou", "nai")), "jobs")
        .expect_code("FILE_NOT_FOUND", 2);
    assert_eq!(cli.clerk("jobs --nanika").status, 2);
    assert_eq!(cli.clerk("nanika").status, 2);
    let taken = "users add tantou --name x --role clerk --first-password-file clerk.secret";
    cli.admin(taken).expect_code("USER_EXISTS", 3);
    std::fs::write(practice.file("short.secret"), "mijikai").unwrap();
    let weak = "users add atarashii --name x --role clerk --first-password-file short.secret";
    cli.admin(weak).expect_code("PASSWORD_WEAK", 3);
    cli.run(None, &format!("{INIT} admin.secret"))
        .expect_code("ALREADY_SET_UP", 5);

    let wrong = Some(("tantou", "wrong"));
    cli.run(Some(("daremo", "clerk")), "jobs")
        .expect_code("LOGIN_FAILED", 3);
    for _ in 1..=4 {
        cli.run(wrong, "jobs").expect_code("LOGIN_FAILED", 3);
    }
    cli.run(wrong, "jobs").expect_code("ACCOUNT_LOCKED", 3);
    cli.clerk("jobs").expect_code("ACCOUNT_LOCKED", 3);
    cli.approver("jobs").expect_status(0);
    let users = cli.admin("users list").expect_status(0);
    let tantou = users.json.as_array().unwrap().iter();
    let tantou = tantou.clone().find(|user| user["id"] == "tantou").unwrap();
    assert_eq!(tantou["locked"], true);
}

#[test]
fn practice_and_real_do_not_mix() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    cli.run(None, &format!("{INIT} admin.secret"))
        .expect_status(0);
    let add = |name: &str, kind: &str, insurer: &str| {
        cli.admin(&format!(
            "profile add {name} --kind {kind} --url https://localhost:9 --insurer {insurer} \
             --terminal RENSHU01 --ca pki/ca.pem"
        ))
    };
    for kind in ["production", "rehearsal", "connection-test", "file-test"] {
        add("a", kind, "06990014").expect_code("PRACTICE_REAL_MIX", 3);
    }
    add("a", "training", "33120015").expect_code("PRACTICE_REAL_MIX", 3);
    add("a", "training", "06990015").expect_code("INPUT_INVALID", 2);
    add("renshu", "training", "06990014").expect_status(0);
    add("renshu", "training", "06990014").expect_code("PROFILE_EXISTS", 3);
    let mark = practice.file("terminal/production");
    assert!(!mark.exists());
    add("honban", "production", "33120015").expect_status(0);
    assert!(mark.exists(), "the installer looks for it");
}
