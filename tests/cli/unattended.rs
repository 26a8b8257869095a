//! Night jobs: waiting without being in the way, trying before sending, options from variables and a settings file.

use crate::kit::FAST;
use kakehashi_acceptance::{Cli, Practice, Ran, begun};
use serde_json::Value;
use std::{fs, time::Instant};

fn log_ins(cli: &Cli<'_>, practice: &Practice, name: &str) -> usize {
    cli.admin(&format!("audit export --out {name}"))
        .expect_status(0);
    let log = fs::read_to_string(practice.file(name)).unwrap();
    let entries = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let bodies = entries.filter_map(|entry| Some(entry["body"].as_str()?.to_owned()));
    let bodies = bodies.map(|body| serde_json::from_str::<Value>(&body).unwrap());
    bodies
        .filter(|body| body["act"] == "log-in" && body["actor"] == "tantou")
        .count()
}

#[test]
fn who_waits_for_approval_logs_in_once_more_and_is_in_nobodys_way() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 5, "");
    let before = log_ins(&cli, &practice, "before.jsonl");
    let mut waiting = cli.start("send kanyusha.csv --kind member-registration --wait");
    waiting.until_said("承認を待っています");
    // Everybody else works meanwhile, and is never told that the data is in use.
    for _ in 0..6 {
        cli.approver("jobs").expect_status(0);
    }
    assert_eq!(log_ins(&cli, &practice, "meanwhile.jsonl"), before + 1);
    cli.approver("approve 1").expect_status(0);
    waiting.end().expect_status(0);
    assert_eq!(log_ins(&cli, &practice, "after.jsonl"), before + 2);
}

#[test]
fn a_trial_says_what_would_be_and_keeps_nothing() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.sample("right.csv", 5, "");
    practice.sample("mistakes.csv", 20, "--mistakes");
    let work = || {
        fs::read_dir(practice.file("terminal/work"))
            .unwrap()
            .count()
    };
    let before = work();
    let trial = |file: &str, more: &str| {
        cli.clerk(&format!(
            "send {file} --kind member-registration --dry-run {more}"
        ))
    };
    let right = trial("right.csv", "").expect_status(0);
    assert_eq!(right.json["ready"], true, "{}", right.json);
    assert!(right.text("goes_to").contains("renshu"), "{}", right.json);
    let wrong = trial("mistakes.csv", "").expect_status(1);
    assert_eq!(wrong.json["ready"], false);
    assert_eq!(cli.clerk("jobs").json, serde_json::json!([]));
    assert_eq!(work(), before, "nothing is kept");
    cli.clerk("send right.csv --kind qualification --dry-run")
        .expect_code("WRONG_ORDER", 3);
    cli.approver("send right.csv --kind member-registration --dry-run")
        .expect_code("PERMISSION_DENIED", 3);
    cli.clerk("send right.csv --kind member-registration")
        .expect_status(0);
    trial("right.csv", "").expect_code("ALREADY_TAKEN_IN", 3);
}

#[test]
fn the_data_is_waited_for_as_long_as_was_said() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 3000\nprocess_ms = 0");
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 3, "");
    let job = cli.release("kanyusha.csv", "");
    let mut sending = cli.start(&format!("send --job {job} --wait"));
    sending.until_said("送信中");
    cli.clerk("jobs").expect_code("ALREADY_RUNNING", 5);
    let begun = Instant::now();
    cli.clerk("jobs --wait-lock 1")
        .expect_code("ALREADY_RUNNING", 5);
    assert!(begun.elapsed().as_millis() >= 1000);
    cli.clerk("jobs --wait-lock 60").expect_status(0);
    sending.end().expect_status(0);
}

#[test]
fn options_come_from_a_settings_file_then_variables_then_the_line() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let settings = "data-dir = \"terminal\"\nkey-pass-file = \"key.secret\"\nuser = \"tantou\"\n\
                    password-file = \"clerk.secret\"\njson = true\n";
    fs::write(practice.file("cli.toml"), settings).unwrap();
    let run = |line: &str, more: &[(&str, &str)]| {
        let mut command = practice.command("kakehashi");
        command
            .env("KAKEHASHI_SETTINGS", "cli.toml")
            .args(line.split(' '));
        command.envs(more.iter().copied());
        Ran::from(command)
    };
    assert!(run("jobs", &[]).expect_status(0).json.is_array());
    let admin = [
        ("KAKEHASHI_USER", "kanri"),
        ("KAKEHASHI_PASSWORD_FILE", "admin.secret"),
    ];
    run("users list", &[]).expect_code("PERMISSION_DENIED", 3);
    run("users list", &admin).expect_status(0);
    let line = "users list --user tantou --password-file clerk.secret";
    run(line, &admin).expect_code("PERMISSION_DENIED", 3);
    // What the command doesn't use is left aside where nobody typed it.
    run("jobs", &[("KAKEHASHI_PROFILE", "nai")]).expect_code("PROFILE_NOT_FOUND", 2);
    run("decisions reasons", &[("KAKEHASHI_PROFILE", "nai")]).expect_status(0);
    // Wrong words too are told in the way that the file wants.
    run("jbos", &[]).expect_code("INPUT_INVALID", 2);
    run("jobs show one", &[]).expect_code("INPUT_INVALID", 2);
    let said = [("KAKEHASHI_JSON", "0")];
    assert!(run("jbos", &said).json.is_null());
    fs::write(practice.file("cli.toml"), "usr = \"tantou\"\n").unwrap();
    run("jobs --json", &[]).expect_code("INPUT_INVALID", 2);
    cli.clerk("jobs").expect_status(0);
}

#[test]
fn imported_definitions_are_known_without_login_and_it_is_said_which_was_used() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.sample("kanyusha.csv", 3, "");
    let shipped = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../assets/layouts/member-registration.toml"
    );
    let shipped = fs::read_to_string(shipped).unwrap();
    let line = shipped
        .lines()
        .find(|line| line.starts_with("version = "))
        .unwrap();
    let from = shipped
        .lines()
        .find(|line| line.starts_with("effective_from = "))
        .unwrap();
    let own = shipped
        .replace(line, "version = \"own-1\"")
        .replace(from, "effective_from = \"2026-10-01\"");
    fs::write(practice.file("own.toml"), own).unwrap();
    let check = "check kanyusha.csv --kind member-registration";
    assert_eq!(cli.run(None, check).text("definition"), "shipped");
    cli.admin("layout import own.toml --yes").expect_status(0);
    let ran = cli.run(None, check).expect_status(0);
    assert_eq!(
        (ran.text("definition"), ran.text("layout_version")),
        ("imported", "own-1")
    );
    let kinds = cli.run(None, "kinds").expect_status(0).json;
    let is_own = |kind: &&Value| kind["version"] == "own-1" && kind["definition"] == "imported";
    assert_eq!(kinds.as_array().unwrap().iter().filter(is_own).count(), 1);
    let closed = cli.with_key(None).run(None, check).expect_status(0);
    assert_eq!(closed.text("definition"), "shipped");
    assert!(
        closed.text("definition_note").contains("--key-pass-file"),
        "{}",
        closed.json
    );
}

/// What a command prints for people.
fn read_by_approver(practice: &Practice, line: &str) -> String {
    let mut command = practice.command("kakehashi");
    command.args(line.split(' ')).envs([
        ("KAKEHASHI_DATA_DIR", "terminal"),
        ("KAKEHASHI_KEY_PASS_FILE", "key.secret"),
        ("KAKEHASHI_USER", "shonin"),
        ("KAKEHASHI_PASSWORD_FILE", "approver.secret"),
    ]);
    String::from_utf8(begun(|| command.output()).stdout).unwrap()
}

#[test]
fn an_approver_sees_by_command_what_will_leave() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.sample("mistakes.csv", 30, "--mistakes");
    let sent = cli.clerk("send mistakes.csv --kind member-registration --exclude-errors");
    assert!(
        !sent.json["by_code"].as_object().unwrap().is_empty(),
        "{}",
        sent.json
    );
    let job = sent.number("job");
    let seen = cli.approver(&format!("jobs show {job}")).expect_status(0);
    for key in [
        "rows",
        "excluded_rows",
        "leaving_bytes",
        "warning_rows",
        "confirms",
    ] {
        seen.number(key);
    }
    assert!(
        seen.text("goes_to").contains("https://localhost:9"),
        "{}",
        seen.json
    );
    assert_eq!(seen.text("leaving_sha256").len(), 64);
    assert_eq!(seen.json["by_code"], sent.json["by_code"]);
    let left_out = seen.json["left_out"].as_array().unwrap();
    let listed = left_out.iter().flat_map(|why| {
        let rows = why["rows"].as_array().unwrap();
        assert_eq!(why["count"], rows.len() as u64, "{why}");
        rows.iter().map(|row| row["row"].as_u64().unwrap())
    });
    let rows: std::collections::BTreeSet<u64> = listed.collect();
    assert_eq!(rows.len() as u64, seen.number("excluded_rows"));
    let first = &left_out[0]["rows"][0];
    for told in ["registration", "name", "message"] {
        assert_ne!(first[told].as_str().unwrap(), "", "{first}");
    }
    let text = read_by_approver(&practice, &format!("jobs show {job}"));
    let registration = first["registration"].as_str().unwrap();
    assert!(
        text.contains("除いた行") && text.contains(registration),
        "{text}"
    );
    assert!(
        seen.json["history"][0]["state"].is_string(),
        "{}",
        seen.json
    );
}

#[test]
fn of_many_rows_that_were_left_out_the_first_are_shown_and_the_rest_counted() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let sample = practice.sample("kanyusha.csv", 40, "");
    let lines = fs::read_to_string(&sample).unwrap();
    let mut lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    let column = lines[0].split(',').position(|it| it == "カナ氏名").unwrap();
    for line in &mut lines[1..31] {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[column] = "";
        *line = cells.join(",");
    }
    fs::write(&sample, lines.join("\r\n") + "\r\n").unwrap();
    cli.clerk("send kanyusha.csv --kind member-registration --exclude-errors")
        .expect_status(1);
    let text = read_by_approver(&practice, "jobs show 1");
    assert_eq!(text.matches("行目").count(), 20, "{text}");
    assert!(text.contains("ほか 10 件"), "{text}");
    let seen = cli.approver("jobs show 1").expect_status(0);
    let listed = seen.json["left_out"][0]["rows"].as_array().unwrap();
    assert_eq!(listed.len(), 30);
}

#[test]
fn the_service_log_tells_what_was_done_and_nothing_of_anybody() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.sample("kanyusha.csv", 5, "");
    cli.clerk("send kanyusha.csv --kind member-registration")
        .expect_status(0);
    cli.clerk("approve 1").expect_status(3);
    cli.run(None, "check nai.csv --kind member-registration")
        .expect_code("FILE_NOT_FOUND", 2);
    let log = fs::read_to_string(practice.file("terminal/kakehashi.log")).unwrap();
    assert!(log.contains("act done") && log.contains("take_in"), "{log}");
    assert!(log.contains("act failed") && log.contains("K405"), "{log}");
    for personal in kakehashi_acceptance::personal_texts(&practice.file("kanyusha.csv")) {
        assert!(!log.contains(&personal), "{log}");
    }
    for foreign in ["kanyusha", "nai.csv", "\u{1b}"] {
        assert!(!log.contains(foreign), "{log}");
    }
}

#[test]
fn the_service_log_goes_where_it_is_told_or_says_that_it_cannot() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let run = |place: &str| {
        let mut command = cli.command(Some(("tantou", "clerk")), "approve 1");
        command.env("KAKEHASHI_LOG_FILE", place);
        Ran::from(command)
    };
    run("own.log").expect_code("PERMISSION_DENIED", 3);
    let own = fs::read_to_string(practice.file("own.log")).unwrap();
    assert!(own.contains("act failed"), "{own}");
    let usual = fs::read_to_string(practice.file("terminal/kakehashi.log")).unwrap_or_default();
    assert!(!usual.contains("K405"), "{usual}");
    run("nai/own.log").expect_code("OUTPUT_UNWRITABLE", 2);
}
