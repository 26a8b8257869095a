//! Servers that aren't there, are closed, or don't know the person.

use crate::kit::{FAST, carry};
use kakehashi_acceptance::{Cli, Practice};

/// A weekday on which the service is open for no minute.
const CLOSED: &str = "hours = [{ weekday = 1, from = \"00:00\", to = \"00:00\" }]";
const LOGIN: &str = "server login --server-user clerk --server-password-file";

#[test]
fn a_server_that_is_not_there_is_told_from_a_name_that_nobody_has() {
    let practice = Practice::new();
    // A port that was free a moment ago.
    let port = practice.serve("").port;
    let cli = Cli::set_up(&practice, &format!("https://localhost:{port}"));
    let unknown = "profile add tooi --kind training --url https://kakehashi.invalid \
                   --insurer 06990014 --terminal RENSHU01 --ca pki/ca.pem";
    cli.admin(unknown).expect_status(0);
    cli.admin("cert import RENSHU01.p12 --pass-file p12.secret --profile tooi")
        .expect_status(0);
    let login = format!("{LOGIN} server-first.secret");
    cli.clerk("connection test")
        .expect_code("SERVER_UNREACHABLE", 4);
    cli.clerk(&login).expect_code("SERVER_UNREACHABLE", 4);
    cli.clerk("connection test --profile tooi")
        .expect_code("SERVER_NAME_NOT_FOUND", 4);
    cli.clerk("connection test --profile nai")
        .expect_code("PROFILE_NOT_FOUND", 2);

    // A released file waits until somebody has logged in.
    practice.sample("kanyusha.csv", 20, "");
    let job = cli.release("kanyusha.csv", "");
    let send = format!("send --job {job} --wait");
    cli.clerk(&send).expect_code("SERVER_LOGIN_NEEDED", 3);
    // Waiting would be in vain: this very program keeps everybody else out.
    cli.clerk(&format!("{send} --queue"))
        .expect_code("SERVER_LOGIN_NEEDED", 3);
    let left = cli.clerk(&format!("jobs show {job}")).expect_status(0);
    assert_eq!(left.text("state"), "queued");
}

#[test]
fn the_account_at_the_server_and_its_hours_have_refusals_of_their_own() {
    let practice = Practice::new();
    let mut server = practice.serve(FAST);
    let cli = Cli::set_up(&practice, &server.url());
    let login = |more: &str| cli.clerk(&format!("{LOGIN} {more}"));
    login("server-first.secret").expect_code("SERVER_PASSWORD_CHANGE_REQUIRED", 3);
    login("server-first.secret --new-password-file server-first.secret")
        .expect_code("SERVER_PASSWORD_WEAK", 3);
    login("wrong.secret").expect_code("SERVER_LOGIN_FAILED", 4);
    login("server-first.secret --new-password-file server.secret").expect_status(0);

    practice.sample("kanyusha.csv", 20, "");
    let job = cli.release("kanyusha.csv", "");
    server.kill_and_restart(&practice, CLOSED);
    let tried = cli.clerk("connection test").expect_status(0);
    assert_eq!(tried.json["server"]["open"], false);
    login("server.secret").expect_code("SERVICE_CLOSED", 3);
    cli.clerk(&format!("send --job {job} --wait"))
        .expect_code("SERVICE_CLOSED", 3);
    let left = cli.clerk(&format!("jobs show {job}")).expect_status(0);
    assert_eq!(left.text("state"), "queued");
    server.kill_and_restart(&practice, FAST);
    assert_eq!(carry(&cli, job).number("ok_rows"), 20);

    for failures in 1..=5 {
        let refused = login("wrong.secret");
        assert_eq!(refused.status, 4, "{failures}: {}", refused.said);
    }
    login("server.secret").expect_code("SERVER_ACCOUNT_LOCKED", 4);
}
