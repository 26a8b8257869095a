//! Before the window: the program's own look at this PC. It needs no display, and says the same as the dialogs do.

use crate::{driver::start_display, kit::unlocked, session_bus::SessionBus};
use kakehashi_acceptance::{Cli, Practice, Ran, program};
use rusqlite::Connection;
use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

/// Has the program look, and gives its report.
fn look(practice: &Practice, mut app: Command, expected: i32) -> String {
    app.args(["--data-dir", "terminal", "--self-check"]);
    app.args(["--report", "report.txt"]).env_remove("DISPLAY");
    let ended = app.current_dir(practice.path()).output().unwrap();
    let report = fs::read_to_string(practice.file("report.txt")).unwrap();
    assert_eq!(ended.status.code(), Some(expected), "{report}");
    report
}

/// The program among files that are not as the list beside them says.
fn exchanged_program(practice: &Practice) -> Command {
    let installed = practice.file("installed");
    fs::create_dir(&installed).unwrap();
    fs::copy(program("kakehashi-app"), installed.join("app")).unwrap();
    let list = format!("{}  app\n", "0".repeat(64));
    fs::write(installed.join("files.sha256"), list).unwrap();
    Command::new(installed.join("app"))
}

/// Starts the program on a display, closes the one dialog that comes, and gives the number of the error it told of.
fn told_by_a_dialog(practice: &Practice, mut app: Command) -> String {
    let (_display, number) = start_display();
    let display = format!(":{number}");
    let app = app
        .args(["--data-dir", "terminal"])
        .env("DISPLAY", &display);
    app.env_remove("WAYLAND_DISPLAY")
        .env("HOME", practice.file("home"));
    let app = app.current_dir(practice.path()).stderr(Stdio::piped());
    let app = app.spawn().unwrap();
    let on_display = |program: &str, words: &[&str]| {
        let mut command = Command::new(program);
        let ended = command.args(words).env("DISPLAY", &display).output();
        let ended = ended.expect("xdotool is installed (package xdotool)");
        String::from_utf8(ended.stdout).unwrap()
    };
    let name = "Kakehashi 統合専用端末";
    let seek = [
        "20",
        "xdotool",
        "search",
        "--sync",
        "--onlyvisible",
        "--name",
        name,
    ];
    let dialogs = on_display("timeout", &seek);
    let dialogs: Vec<&str> = dialogs.lines().collect();
    assert_eq!(dialogs.len(), 1, "{dialogs:?}");
    on_display(
        "xdotool",
        &["windowfocus", "--sync", dialogs[0], "key", "Return"],
    );
    let ended = app.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    let number = said.split("number=\"").nth(1);
    let number = number.and_then(|rest| rest.split('"').next());
    number.unwrap_or_else(|| panic!("{said}")).to_owned()
}

#[test]
fn what_stands_before_the_window_is_told_by_one_dialog() {
    let practice = Practice::new();
    let server = practice.serve("accept_ms = 60000");
    let cli = Cli::ready(&practice, &server);
    let app = || practice.command("kakehashi-app");
    assert_eq!(
        told_by_a_dialog(&practice, exchanged_program(&practice)),
        "K523"
    );

    practice.sample("kanyusha.csv", 3, "");
    let job = cli.release("kanyusha.csv", "");
    let mut holding = cli.start(&format!("send --job {job} --wait"));
    holding.until_said("送信中");
    assert_eq!(
        told_by_a_dialog(&practice, app()),
        "K503",
        "in use by a command"
    );
    assert!(holding.kill());

    fs::remove_file(practice.file("terminal/key.json")).unwrap();
    assert_eq!(told_by_a_dialog(&practice, app()), "K504");
    assert!(practice.file("terminal/terminal.db").exists());
}

/// Data whose key lies in a key store, so that they are opened before there is a window; and the file they are in.
fn opened_before_the_window(practice: &Practice, bus: &SessionBus) -> PathBuf {
    bus.keep_keys(practice);
    let cli = Cli::new(practice).with_key(None);
    let mut init = cli.command(None, "init --admin kanri --password-file admin.secret");
    init.env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
    Ran::from(init).expect_status(0);
    practice.file("terminal/terminal.db")
}

/// Does what a program of a later year does to data.
fn make_newer(practice: &Practice, bus: &SessionBus) {
    let note = fs::read(practice.file("terminal/key.json")).unwrap();
    let note: serde_json::Value = serde_json::from_slice(&note).unwrap();
    let key = hex::encode(bus.secret(note["entry"].as_str().unwrap()));
    let database = Connection::open(practice.file("terminal/terminal.db")).unwrap();
    let version = format!("PRAGMA key = \"x'{key}'\"; PRAGMA user_version = 9999");
    database.execute_batch(&version).unwrap();
}

#[test]
fn data_that_cannot_be_opened_are_told_of_by_one_dialog_and_stay_as_they_are() {
    let practice = Practice::new();
    let bus = SessionBus::start();
    let database = opened_before_the_window(&practice, &bus);
    let told = || {
        let before = fs::read(&database).unwrap();
        let mut app = practice.command("kakehashi-app");
        app.env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
        let number = told_by_a_dialog(&practice, app);
        assert_eq!(fs::read(&database).unwrap(), before);
        number
    };
    make_newer(&practice, &bus);
    assert_eq!(told(), "K510");

    let mut bytes = fs::read(&database).unwrap();
    bytes[100..2000].fill(0x5a);
    fs::write(&database, bytes).unwrap();
    assert_eq!(told(), "K509");
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

#[test]
fn a_word_that_the_program_does_not_know_is_told_and_nothing_begins() {
    let practice = Practice::new();
    let mut app = practice.command("kakehashi-app");
    app.args(["--data-dir", "terminal", "--self-chek"]);
    app.env_remove("DISPLAY").current_dir(practice.path());
    let ended = app.output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(
        said.contains("「--self-chek」の使い方がちがいます。"),
        "{said}"
    );
    assert!(said.contains("K109"), "{said}");
    assert!(!practice.file("terminal").exists());
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
    let exchanged = look(&practice, exchanged_program(&practice), 1);
    let named = exchanged.contains("K523") && exchanged.contains("「app」");
    assert!(named, "{exchanged}");
}
