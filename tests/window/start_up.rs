//! Before the window: the program's own look at this PC. It needs no display, and says the same as the dialogs do.

use crate::kit::unlocked;
use kakehashi_acceptance::{Cli, Practice, program};
use std::{fs, process::Command};

/// Has the program look, and gives its report.
fn look(practice: &Practice, mut app: Command, expected: i32) -> String {
    app.args(["--data-dir", "terminal", "--self-check"]);
    app.args(["--report", "report.txt"]).env_remove("DISPLAY");
    let ended = app.current_dir(practice.path()).output().unwrap();
    let report = fs::read_to_string(practice.file("report.txt")).unwrap();
    assert_eq!(ended.status.code(), Some(expected), "{report}");
    report
}

#[test]
fn a_look_at_this_pc_tells_a_terminal_that_is_well_from_one_whose_key_is_gone() {
    let practice = Practice::new();
    Cli::set_up(&practice, "https://localhost:9");
    let well = look(&practice, practice.command("kakehashi-app"), 0);
    let fine = well.lines().filter(|line| line.starts_with("よし"));
    assert_eq!(fine.count(), 8, "{well}");
    fs::remove_file(practice.file("terminal/key.json")).unwrap();
    let lost = look(&practice, practice.command("kakehashi-app"), 1);
    assert!(lost.contains("だめ　　 データ: K504"), "{lost}");
    assert!(practice.file("terminal/terminal.db").exists());
}

#[tokio::test]
async fn a_second_start_brings_the_first_window_to_the_front_and_ends() {
    let practice = Practice::new();
    Cli::set_up(&practice, "https://localhost:9");
    let window = unlocked(&practice).await;
    // Without a display it could show nothing itself, not even that the first one runs.
    let mut second = practice.command("kakehashi-app");
    second
        .args(["--data-dir", "terminal"])
        .env_remove("DISPLAY");
    let ended = second.current_dir(practice.path()).output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    window.wait_for_field("login-user").await;
    window.close().await;
}

#[test]
fn programs_that_are_not_as_shipped_are_named() {
    let practice = Practice::new();
    let installed = practice.file("installed");
    fs::create_dir(&installed).unwrap();
    fs::copy(program("kakehashi-app"), installed.join("app")).unwrap();
    let list = format!("{}  app\n", "0".repeat(64));
    fs::write(installed.join("files.sha256"), list).unwrap();
    let exchanged = look(&practice, Command::new(installed.join("app")), 1);
    let named = exchanged.contains("K523") && exchanged.contains("「app」");
    assert!(named, "{exchanged}");
}
