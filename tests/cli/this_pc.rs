//! This PC: the check of it, and the end of a terminal on it. Neither needs a login.

use kakehashi_acceptance::{Cli, Practice, Ran};
use serde_json::Value;
use std::fs;

fn line<'a>(ran: &'a Ran, title: &str) -> &'a Value {
    let mut lines = ran.json.as_array().unwrap().iter();
    lines.find(|line| line["title"] == title).unwrap()
}

#[test]
fn the_check_tells_a_terminal_that_is_well_from_one_that_is_not() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let well = cli.run(None, "doctor --report pc.txt").expect_status(0);
    let report = fs::read_to_string(practice.file("pc.txt")).unwrap();
    assert_eq!(report.lines().count(), 7, "{report}");
    assert!(report.lines().all(|line| line.starts_with("よし")));
    cli.run(None, "doctor --report pc.txt")
        .expect_code("OUTPUT_EXISTS", 2);
    let lines = well.json.as_array().unwrap();
    assert_eq!(lines.len(), 7, "{}", well.json);
    let data = line(&well, "データ")["note"].as_str().unwrap();
    assert!(data.contains("パスフレーズで守られています"), "{data}");
    fs::remove_file(practice.file("terminal/key.json")).unwrap();
    let lost = cli.run(None, "self-check").expect_status(1);
    assert_eq!(line(&lost, "データ")["problem"]["code"], "KEY_MISSING");
    assert!(practice.file("terminal/terminal.db").exists());
}

#[test]
fn a_terminal_that_is_at_work_is_checked_and_left_at_work() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 20000");
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 3, "");
    let job = cli.release("kanyusha.csv", "");
    let mut sending = cli.start(&format!("send --job {job} --wait"));
    sending.until_said("送信中");
    let checked = cli.run(None, "doctor").expect_status(0);
    let note = line(&checked, "データ")["note"].as_str().unwrap();
    assert!(note.contains("アプリが使っています"), "{note}");
    assert!(sending.kill(), "still at work");
}

/// Where the system would allow a core file as large as it ever does.
#[cfg(target_os = "linux")]
#[test]
fn a_crash_leaves_nothing_of_the_memory() {
    use std::process::{Command, Stdio};
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let list = cli.command(None, "users list --user kanri --password-file -");
    let anything = "ulimit -c \"$(ulimit -Hc)\"; exec \"$0\" \"$@\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", anything]).arg(list.get_program());
    shell.args(list.get_args()).current_dir(practice.path());
    shell.envs(
        list.get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let mut waiting = shell.stdin(Stdio::piped()).spawn().unwrap();
    let limits = format!("/proc/{}/limits", waiting.id());
    let core = || {
        let limits = fs::read_to_string(&limits).unwrap();
        let line = limits.lines().find(|line| line.starts_with("Max core"));
        let hard = line.unwrap().split_whitespace().nth(5);
        hard.unwrap().to_owned()
    };
    kakehashi_acceptance::wait_until("no dump is allowed any more", || core() == "0");
    let killed = Command::new("kill")
        .args(["-ABRT", &waiting.id().to_string()])
        .status();
    assert!(killed.unwrap().success());
    waiting.wait().unwrap();
    let names = fs::read_dir(practice.path()).unwrap().flatten();
    let mut names = names.map(|entry| entry.file_name().into_string().unwrap());
    assert!(!names.any(|name| name.starts_with("core")));
}

#[test]
fn a_clock_that_went_back_is_noticed() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let note = practice.file("terminal/key.json");
    let note = fs::File::options().append(true).open(note).unwrap();
    let in_a_week = std::time::SystemTime::now() + std::time::Duration::from_secs(7 * 86_400);
    note.set_modified(in_a_week).unwrap();
    drop(note);
    let checked = cli.run(None, "doctor").expect_status(1);
    assert_eq!(line(&checked, "時計")["problem"]["code"], "CLOCK_BEHIND");
}

#[test]
fn checking_a_place_where_nothing_is_makes_nothing() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let checked = cli.run(None, "doctor");
    assert_eq!(line(&checked, "データ")["note"], "まだ使い始めていません");
    assert!(!practice.file("terminal").exists());
}

#[test]
fn a_terminal_is_disposed_of_with_a_sheet_and_never_without() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let dispose = "dispose-terminal --sheet haiki.txt";
    assert_eq!(cli.run(None, dispose).status, 2, "not without saying so");
    let dispose = "dispose-terminal --irrevocably --sheet haiki.txt";
    let second = |who: &str, secret: &str| {
        format!("{dispose} --second-user {who} --second-password-file {secret}.secret")
    };
    let two = second("shonin", "approver");
    cli.run(None, dispose).expect_code("DISPOSAL_NEEDS_TWO", 3);
    for alone in [
        dispose,
        &second("kanri", "admin"),
        &second("shonin", "wrong"),
        &second("nobody", "approver"),
    ] {
        cli.admin(alone).expect_code("DISPOSAL_NEEDS_TWO", 3);
    }
    cli.clerk(&two).expect_code("DISPOSAL_NEEDS_TWO", 3);
    let closed = cli.with_key(None).admin(&two);
    closed.expect_code("DISPOSAL_NEEDS_TWO", 3);
    let closed = cli.with_key(Some("wrong")).admin(&two);
    closed.expect_code("KEY_PASS_PHRASE_WRONG", 5);
    fs::write(practice.file("haiki.txt"), "older").unwrap();
    cli.admin(&two).expect_code("OUTPUT_EXISTS", 2);
    cli.clerk("jobs").expect_status(0);

    fs::remove_file(practice.file("haiki.txt")).unwrap();
    let mark = fs::read_to_string(practice.file("terminal/key.json")).unwrap();
    let disposed = cli.admin(&two).expect_status(0);
    let told = disposed.json["keyMark"].as_str().unwrap();
    assert!(told.len() == 8 && mark.contains(told), "{told}");
    assert!(!practice.file("terminal").exists());
    let sheet = fs::read_to_string(practice.file("haiki.txt")).unwrap();
    let says = [
        told,
        "パスフレーズで守った鍵",
        "廃棄した日時",
        "kanri、shonin",
    ];
    assert!(says.iter().all(|words| sheet.contains(words)), "{sheet}");
    cli.clerk("jobs").expect_code("NOT_SET_UP", 5);
    let again = "dispose-terminal --irrevocably --sheet again.txt";
    cli.run(None, again).expect_code("NOT_SET_UP", 5);
    assert!(!practice.file("again.txt").exists());
}

#[test]
fn data_whose_key_was_lost_before_is_disposed_of_too() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    fs::remove_file(practice.file("terminal/key.json")).unwrap();
    let dispose = "dispose-terminal --irrevocably --sheet haiki.txt";
    cli.run(None, dispose).expect_status(0);
    assert!(!practice.file("terminal").exists());
    let sheet = fs::read_to_string(practice.file("haiki.txt")).unwrap();
    assert!(sheet.contains("前に失われています"), "{sheet}");
}
