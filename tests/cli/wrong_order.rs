//! Acts out of their order, by the wrong person, or while another program works.

use crate::kit::{FAST, carry, rows_of};
use kakehashi_acceptance::{Cli, Practice, Running};
use std::fs;

const SEND: &str = "send kanyusha.csv --kind member-registration";

#[test]
fn nothing_leaves_without_another_persons_approval() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 20, "");
    practice.sample("rejected.csv", 20, "--seed 2");
    cli.admin(
        "users add ryoho --name ryoho --role clerk --role approver \
         --first-password-file clerk-first.secret",
    )
    .expect_status(0);
    let both = Some(("ryoho", "clerk"));
    cli.run(Some(("ryoho", "clerk-first")), SEND)
        .expect_code("PASSWORD_CHANGE_REQUIRED", 3);
    cli.run(
        Some(("ryoho", "clerk-first")),
        "password change --new-password-file clerk-first.secret",
    )
    .expect_code("PASSWORD_WEAK", 3);
    cli.run(
        Some(("ryoho", "clerk-first")),
        "password change --new-password-file clerk.secret",
    )
    .expect_status(0);

    assert_eq!(cli.run(both, SEND).expect_status(0).number("job"), 1);
    cli.clerk("send --job 1 --wait")
        .expect_code("NOT_APPROVED", 3);
    cli.run(both, "approve 1")
        .expect_code("APPROVER_IS_SENDER", 3);
    cli.run(both, "reject 1 --reason nanika")
        .expect_code("APPROVER_IS_SENDER", 3);
    for nobody in [("tantou", "clerk"), ("kanri", "admin")] {
        cli.run(Some(nobody), "approve 1")
            .expect_code("PERMISSION_DENIED", 3);
    }
    cli.approver(SEND).expect_code("PERMISSION_DENIED", 3);
    cli.admin(SEND).expect_code("PERMISSION_DENIED", 3);
    cli.clerk("users list").expect_code("PERMISSION_DENIED", 3);
    let left = cli.clerk("jobs show 1").expect_status(0);
    assert_eq!(left.text("state"), "awaiting-approval");
    cli.approver("approve 1").expect_status(0);
    cli.approver("approve 1").expect_code("WRONG_STATE", 3);
    assert_eq!(carry(&cli, 1).number("ok_rows"), 20);

    let rejected = cli.clerk("send rejected.csv --kind member-registration");
    assert_eq!(rejected.expect_status(0).number("job"), 2);
    cli.approver("reject 2 --reason 別の月のファイル")
        .expect_status(0);
    let late = cli.clerk("send --job 2 --wait");
    let late = late.expect_code("WRONG_STATE", 3);
    assert_eq!(late.json["problem"]["params"]["state_id"], "rejected");
    let shown = cli.clerk("jobs show 2").expect_status(0);
    assert!(
        shown.json["history"]
            .to_string()
            .contains("別の月のファイル")
    );
    cli.clerk("send rejected.csv --kind member-registration")
        .expect_status(0);
}

#[test]
fn results_come_in_their_order_and_never_over_another_file() {
    let practice = Practice::new();
    let server = practice.serve("upload_bytes_per_second = 50000");
    let cli = Cli::ready(&practice, &server);
    let sample = practice.sample("kanyusha.csv", 500, "");
    let job = cli.release("kanyusha.csv", "");
    assert_eq!(job, 1);
    cli.clerk("result 1 --out .")
        .expect_code("RESULT_NOT_READY", 3);
    cli.clerk("branch-numbers 1 --out edaban.csv")
        .expect_code("RESULT_NOT_READY", 3);
    cli.clerk("jobs confirm 1").expect_code("WRONG_STATE", 3);
    cli.clerk("jobs show 7").expect_code("JOB_NOT_FOUND", 2);
    let sending = second_program_is_kept_out(&cli);
    let done = sending.end().expect_status(0);
    assert_eq!(done.number("ok_rows"), 500);

    let before = fs::read(&sample).unwrap();
    cli.clerk("branch-numbers 1 --out kanyusha.csv")
        .expect_code("OUTPUT_EXISTS", 2);
    assert_eq!(fs::read(&sample).unwrap(), before);
    cli.clerk("branch-numbers 1 --out nai/edaban.csv")
        .expect_code("OUTPUT_FOLDER_MISSING", 2);
    cli.clerk("jobs resend 1 --out saisou.csv")
        .expect_code("NOTHING_TO_RESEND", 3);
    assert!(!practice.file("saisou.csv").exists());
    cli.clerk("branch-numbers 1 --out edaban.csv")
        .expect_status(0);
    assert_eq!(rows_of(&practice.file("edaban.csv")).len(), 500);
    cli.clerk("result 1 --out .").expect_status(0);
    cli.clerk("result 1 --out .")
        .expect_code("OUTPUT_EXISTS", 2);

    fs::copy(&sample, practice.file("copy.csv")).unwrap();
    cli.clerk("send copy.csv --kind member-registration")
        .expect_code("ALREADY_TAKEN_IN", 3);
    cli.clerk("jobs show 1").expect_status(0);
    cli.clerk("jobs confirm 1").expect_status(0);
    cli.clerk("jobs confirm 1").expect_code("WRONG_STATE", 3);
    cli.clerk("jobs cancel 1").expect_code("WRONG_STATE", 3);
    cli.clerk("send --job 1 --wait").expect_status(0);
}

/// Tries everything on the same data while the first program sends.
fn second_program_is_kept_out(cli: &Cli<'_>) -> Running {
    let mut sending = cli.start("send --job 1 --wait");
    sending.until_said("送信中");
    for line in ["jobs", "connection test", "send --job 1 --wait"] {
        cli.clerk(line).expect_code("ALREADY_RUNNING", 5);
    }
    cli.run(None, "init --admin kanri --password-file admin.secret")
        .expect_code("ALREADY_RUNNING", 5);
    sending
}
