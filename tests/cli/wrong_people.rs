//! Persons, passwords, and practice mixed with the real thing.

use kakehashi_acceptance::{Cli, Practice, Ran, program};
use std::{env, fs, process::Command};

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

/// Registers a 本番 connection by a program beside which the installer laid the practice server.
fn beside_the_practice_server(practice: &Practice, cli: &Cli<'_>) -> Ran {
    let installed = practice.file("installed");
    fs::create_dir(&installed).unwrap();
    let own = installed.join(format!("kakehashi{}", env::consts::EXE_SUFFIX));
    fs::copy(program("kakehashi"), &own).unwrap();
    let server = format!("kakehashi-simulator{}", env::consts::EXE_SUFFIX);
    for laid in ["files.sha256", &server] {
        fs::write(installed.join(laid), "").unwrap();
    }
    let add = "profile add honban --kind production --url https://localhost:9 --insurer 33120015 \
               --terminal RENSHU01 --ca pki/ca.pem";
    let built = cli.command(Some(("kanri", "admin")), add);
    let mut command = Command::new(own);
    command.args(built.get_args()).current_dir(practice.path());
    command.envs(
        built
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    command.env("HOME", practice.file("home"));
    command.into()
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
    for kind in ["production", "rehearsal", "connection-test"] {
        add("a", kind, "06990014").expect_code("PRACTICE_REAL_MIX", 3);
    }
    cli.admin("profile add a --kind file-test --insurer 06990014")
        .expect_code("PRACTICE_REAL_MIX", 3);
    add("a", "file-test", "33120015").expect_code("INPUT_INVALID", 2);
    add("a", "training", "33120015").expect_code("PRACTICE_REAL_MIX", 3);
    add("a", "training", "06990015").expect_code("INPUT_INVALID", 2);
    add("renshu", "training", "06990014").expect_status(0);
    add("renshu", "training", "06990014").expect_code("PROFILE_EXISTS", 3);
    let mark = practice.file("terminal/production");
    assert!(!mark.exists());
    beside_the_practice_server(&practice, &cli).expect_code("PRACTICE_SERVER_INSTALLED", 3);
    assert!(!mark.exists());
    add("honban", "production", "33120015").expect_status(0);
    assert!(mark.exists(), "the installer looks for it");
}

#[test]
fn an_internal_test_wants_no_address_and_no_file_changes_its_way() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    cli.admin("profile add rensyu2 --kind training --insurer 06990014")
        .expect_status(2);
    cli.admin(
        "profile add kikan --kind file-test --insurer 33120015 --line ipsec --line-note KAISEN-7",
    )
    .expect_status(0);
    practice.sample("kanyusha.csv", 3, "");
    let send = "send kanyusha.csv --kind member-registration";
    cli.clerk(send).expect_status(0);
    cli.admin("profile use kikan")
        .expect_code("FILES_UNDER_WAY", 3);
    cli.clerk("jobs cancel 1").expect_status(0);
    let used = cli.admin("profile use kikan").expect_status(0).json;
    assert_eq!(used[0]["line"]["note"], "KAISEN-7");
    cli.admin("connection test")
        .expect_code("PROFILE_LEADS_NOWHERE", 3);
    cli.admin("profile use renshu").expect_status(0);
}
