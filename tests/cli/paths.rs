//! Where people and vendors really put things: names with spaces and Japanese letters, deep folders, files from Notepad.

use kakehashi_acceptance::{Cli, Practice, begun};
use std::fs;

const NAME: &str = "C ドライブ/Users/練習　花子/OneDrive - 練習健康保険組合/デスクトップ";

#[test]
fn data_lie_and_files_come_and_go_in_folders_with_japanese_names_and_spaces() {
    let practice = Practice::new();
    let (data, desk) = (format!("{NAME}/データ"), practice.file(NAME));
    fs::create_dir_all(&desk).unwrap();
    let cli = Cli::new(&practice).in_dir(&data);
    init(&cli);
    let sample = practice.sample("kanyusha.csv", 20, "");
    let moved = desk.join("加入者 情報（髙﨑）.csv");
    fs::rename(sample, &moved).unwrap();
    check(&practice, &moved.display().to_string());
    assert!(practice.file(&data).join("terminal.db").exists());
}

#[test]
fn data_may_lie_deeper_than_windows_once_allowed() {
    let practice = Practice::new();
    let deep = if cfg!(windows) {
        // SQLite has a limit of its own there: 1040 bytes.
        vec!["深いところにあるフォルダー"; 40].join("/")
    } else {
        vec!["a-deep-folder"; 22].join("/")
    };
    let path = practice.file(&deep);
    assert!(path.as_os_str().to_string_lossy().encode_utf16().count() > 260);
    fs::create_dir_all(&path).unwrap();
    let cli = Cli::new(&practice).in_dir(&deep);
    init(&cli);
    assert!(path.join("terminal.db").exists());
    let sample = practice.sample("kanyusha.csv", 20, "");
    fs::copy(sample, path.join("kanyusha.csv")).unwrap();
    check(&practice, &path.join("kanyusha.csv").display().to_string());
}

#[test]
fn a_password_that_notepad_saved_is_the_same_password() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    init(&cli);
    let password = fs::read_to_string(practice.file("admin.secret")).unwrap();
    fs::write(
        practice.file("admin.secret"),
        format!("\u{feff}{password}\r\n"),
    )
    .unwrap();
    cli.admin("users list").expect_status(0);
}

fn init(cli: &Cli) {
    cli.run(None, "init --admin kanri --password-file admin.secret")
        .expect_status(0);
    cli.admin("users list").expect_status(0);
}

fn check(practice: &Practice, file: &str) {
    let mut check = practice.command("kakehashi");
    check.args(["check", file, "--kind", "member-registration", "--json"]);
    let ended = begun(|| check.output());
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{said}");
}
