//! A backup by command, a look into it, and another data directory that begins with it.

use crate::kit::rows_of;
use kakehashi_acceptance::{Cli, Practice, assert_sealed};
use std::fs;

#[test]
fn a_backup_is_looked_into_and_restored_elsewhere_by_two() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.simulator("sample --kind member-registration --rows 20 --out members.csv");
    cli.clerk("send members.csv --kind member-registration --queue");
    fs::write(practice.file("backup.pass"), "bakkuappu-no-aikotoba\n").unwrap();
    fs::write(practice.file("other.pass"), "chigau-aikotoba-desu\n").unwrap();

    let made = "backup --out a.kakehashi-backup --pass-file backup.pass";
    cli.admin(made).expect_status(0);
    cli.admin(made).expect_code("OUTPUT_EXISTS", 2);
    cli.clerk("backup").expect_code("PERMISSION_DENIED", 3);
    let listed = cli.admin("backup").expect_status(0);
    assert_eq!(listed.json["lines"].as_array().unwrap().len(), 1);
    let people = rows_of(&practice.file("members.csv"));
    assert_sealed(&[practice.file("a.kakehashi-backup")], &people, &[]);

    let test = "backup test a.kakehashi-backup --pass-file";
    let looked = cli.admin(&format!("{test} backup.pass")).expect_status(0);
    assert_eq!(looked.json["intact"], true);
    cli.admin(&format!("{test} other.pass"))
        .expect_code("BACKUP_PASS_PHRASE_WRONG", 5);
    cli.admin("backup test members.csv --pass-file backup.pass")
        .expect_code("BACKUP_DAMAGED", 5);

    let new = cli.in_dir("new");
    let restore = |second: &str| {
        let second = format!("--second-user {second} --second-password-file approver.secret");
        new.admin(&format!(
            "restore a.kakehashi-backup --pass-file backup.pass {second}"
        ))
    };
    restore("kanri").expect_code("RESTORE_NEEDS_TWO", 3);
    assert!(!practice.file("new/terminal.db").exists());
    let restored = restore("shonin").expect_status(0);
    assert_eq!(restored.json["held"], 1);
    let shown = new.approver("jobs show 1").expect_status(0);
    assert_eq!(shown.text("state"), "awaiting-approval");
    new.admin("audit verify").expect_status(0);

    // Once more: what is there is set aside, nothing is lost.
    let again = restore("shonin").expect_status(0);
    let aside = again.json["set_aside"].as_str().unwrap();
    assert!(practice.file(aside).join("terminal.db").exists());
}

#[test]
fn a_file_on_its_way_is_held_and_released_by_command() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.simulator("sample --kind member-registration --rows 20 --out members.csv");
    cli.clerk("send members.csv --kind member-registration --queue");
    cli.approver("queue hold 1 --reason つきまつ")
        .expect_code("WRONG_STATE", 3);
    cli.approver("approve 1").expect_status(0);
    let held = cli.clerk("queue hold 1 --reason つきまつ").expect_status(0);
    assert_eq!(held.text("held"), "つきまつ");
    let released = cli.clerk("queue release 1").expect_status(0);
    assert!(released.json["held"].is_null());
    cli.clerk("queue release 1").expect_code("WRONG_STATE", 3);
}
