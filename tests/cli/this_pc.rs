//! This PC: the check of it, and the end of a terminal on it. Neither needs a login.

use kakehashi_acceptance::{Cli, Practice};
use std::fs;

#[test]
fn the_check_tells_a_terminal_that_is_well_from_one_that_is_not() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let well = cli.run(None, "self-check").expect_status(0);
    let lines = well.json.as_array().unwrap();
    assert_eq!(lines.len(), 6, "{}", well.json);
    let data = lines[0]["note"].as_str().unwrap();
    assert!(data.contains("パスフレーズで守られています"), "{data}");
    fs::remove_file(practice.file("terminal/key.json")).unwrap();
    let lost = cli.run(None, "self-check").expect_status(1);
    assert_eq!(lost.json[0]["problem"]["code"], "KEY_MISSING");
    assert!(practice.file("terminal/terminal.db").exists());
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
    let checked = cli.run(None, "self-check").expect_status(1);
    assert_eq!(checked.json[3]["problem"]["code"], "CLOCK_BEHIND");
}

#[test]
fn checking_a_place_where_nothing_is_makes_nothing() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let checked = cli.run(None, "self-check");
    assert_eq!(checked.json[0]["note"], "まだ使い始めていません");
    assert!(!practice.file("terminal").exists());
}

#[test]
fn a_terminal_is_disposed_of_with_a_sheet_and_never_without() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let dispose = "dispose-terminal --sheet haiki.txt";
    assert_eq!(cli.run(None, dispose).status, 2, "not without saying so");
    let dispose = "dispose-terminal --irrevocably --sheet haiki.txt";
    fs::write(practice.file("haiki.txt"), "older").unwrap();
    cli.run(None, dispose).expect_code("OUTPUT_EXISTS", 2);
    cli.clerk("jobs").expect_status(0);

    fs::remove_file(practice.file("haiki.txt")).unwrap();
    let mark = fs::read_to_string(practice.file("terminal/key.json")).unwrap();
    let disposed = cli.run(None, dispose).expect_status(0);
    let told = disposed.json["keyMark"].as_str().unwrap();
    assert!(told.len() == 8 && mark.contains(told), "{told}");
    assert!(!practice.file("terminal").exists());
    let sheet = fs::read_to_string(practice.file("haiki.txt")).unwrap();
    let says = [told, "パスフレーズで守った鍵", "廃棄した日時"];
    assert!(says.iter().all(|words| sheet.contains(words)), "{sheet}");
    cli.clerk("jobs").expect_code("NOT_SET_UP", 5);
    let again = "dispose-terminal --irrevocably --sheet again.txt";
    cli.run(None, again).expect_code("NOT_SET_UP", 5);
    assert!(!practice.file("again.txt").exists());
}
