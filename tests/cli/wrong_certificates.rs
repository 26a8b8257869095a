//! Certificates that don't fit: each is told apart, by the terminal where it can see it, else by the server.

use kakehashi_acceptance::{Cli, Practice};
use std::fs;

/// A practice insurer other than the one of the server (06990014).
const OTHER_INSURER: &str = "06990022";

fn profile(name: &str, url: &str, insurer: &str, pki: &str) -> String {
    format!(
        "profile add {name} --kind training --url {url} --insurer {insurer} --terminal RENSHU01 \
         --ca {pki}/ca.pem"
    )
}

/// Issues a certificate `NAME.p12`.
fn issue(practice: &Practice, name: &str, more: &str) {
    practice.simulator(&format!(
        "issue --terminal {name} --pass-file p12.secret --out {name}.p12 {more}"
    ));
}

#[test]
fn a_p12_that_does_not_fit_is_refused_at_import_and_the_right_one_is_taken_afterwards() {
    let practice = Practice::new();
    practice.simulator("pki --dir other-pki");
    issue(&practice, "NOKEY", "--dir pki --no-key");
    issue(
        &practice,
        "EXPIRED",
        "--dir pki --not-before 2020-01-01 --days 30",
    );
    issue(&practice, "NOTYET", "--dir pki --not-before 2090-01-01");
    issue(&practice, "OTHERCA", "--dir other-pki");
    issue(
        &practice,
        "OTHERINSURER",
        &format!("--dir pki --insurer {OTHER_INSURER}"),
    );
    issue(&practice, "OLDSTYLE", "--dir pki --legacy");
    fs::write(practice.file("letter.p12"), "これは証明書ではありません。").unwrap();

    let cli = Cli::new(&practice);
    cli.run(None, "init --admin kanri --password-file admin.secret")
        .expect_status(0);
    cli.admin("cert import RENSHU01.p12 --pass-file p12.secret")
        .expect_code("NO_PROFILE", 3);
    let add = profile("renshu", "https://localhost:9", "06990014", "pki");
    cli.admin(&add).expect_status(0);
    cli.admin("server login --server-user a --server-password-file server.secret")
        .expect_code("NO_CERTIFICATE", 4);

    let wrong_phrase = "cert import RENSHU01.p12 --pass-file wrong.secret";
    cli.admin(wrong_phrase)
        .expect_code("CERTIFICATE_WRONG_PASS_PHRASE", 4);
    let cases = [
        ("nai.p12", "FILE_NOT_FOUND", 2),
        ("letter.p12", "CERTIFICATE_UNREADABLE", 4),
        ("NOKEY.p12", "CERTIFICATE_WITHOUT_KEY", 4),
        ("EXPIRED.p12", "CERTIFICATE_EXPIRED", 4),
        ("NOTYET.p12", "CERTIFICATE_NOT_YET_VALID", 4),
        ("OTHERCA.p12", "CERTIFICATE_OTHER_AUTHORITY", 4),
        ("OTHERINSURER.p12", "CERTIFICATE_OTHER_INSURER", 4),
    ];
    for (file, code, status) in cases {
        let import = format!("cert import {file} --pass-file p12.secret");
        cli.admin(&import).expect_code(code, status);
    }
    for right in ["RENSHU01", "OLDSTYLE"] {
        let import = format!("cert import {right}.p12 --pass-file p12.secret");
        let taken = cli.admin(&import).expect_status(0);
        assert!(taken.text("subject").contains(right));
    }
}

#[test]
fn an_authority_that_is_not_the_papers_is_not_trusted() {
    let practice = Practice::new();
    practice.simulator("pki --dir other-pki");
    let cli = Cli::new(&practice);
    cli.run(None, "init --admin kanri --password-file admin.secret")
        .expect_status(0);
    let right = practice.fingerprint();
    let add = profile("renshu", "https://localhost:9", "06990014", "other-pki");
    let wrong = format!("{add} --ca-fingerprint {right}");
    cli.admin(&wrong).expect_code("FINGERPRINT_MISMATCH", 4);
    fs::write(practice.file("other-pki/ca.pem"), "no certificate").unwrap();
    cli.admin(&add).expect_code("TRUST_UNREADABLE", 4);
    let none = cli.admin("profile list").expect_status(0);
    assert_eq!(none.json.as_array().map(Vec::len), Some(0));
}

#[test]
fn each_refusal_in_the_handshake_has_its_own_code_and_nothing_is_sent() {
    let practice = Practice::new();
    practice.simulator("pki --dir other-pki");
    issue(&practice, "OTHERCA", "--dir other-pki");
    issue(
        &practice,
        "OTHERINSURER",
        &format!("--dir pki --insurer {OTHER_INSURER}"),
    );
    let mut server = practice.serve("");
    let url = server.url();
    let cli = Cli::set_up(&practice, &url);
    let profiles = [
        (
            profile("nise", &url, "06990014", "other-pki"),
            "nise",
            "OTHERCA",
        ),
        (
            profile("betsu", &url, OTHER_INSURER, "pki"),
            "betsu",
            "OTHERINSURER",
        ),
    ];
    for (add, name, p12) in profiles {
        cli.admin(&add).expect_status(0);
        let import = format!("cert import {p12}.p12 --pass-file p12.secret --profile {name}");
        cli.admin(&import).expect_status(0);
    }
    let login = "server login --server-user clerk --server-password-file server-first.secret \
                 --new-password-file server.secret";
    for line in ["connection test", login] {
        cli.clerk(&format!("{line} --profile nise"))
            .expect_code("SERVER_NOT_TRUSTED", 4);
        cli.clerk(&format!("{line} --profile betsu"))
            .expect_code("CLIENT_CERTIFICATE_OTHER_INSURER", 4);
    }

    cli.clerk("connection test").expect_status(0);
    let listed = cli.admin("cert list").expect_status(0);
    let used = listed.json.as_array().unwrap().iter();
    let used = used
        .clone()
        .find(|line| line["profile"] == "renshu")
        .unwrap();
    let serial = used["serial"].as_str().unwrap();
    practice.simulator(&format!("revoke --dir pki --serial {serial}"));
    server.kill_and_restart(&practice, "");
    for line in ["connection test", login] {
        cli.clerk(line).expect_code("CLIENT_CERTIFICATE_REVOKED", 4);
    }
    issue(&practice, "RENSHU02", "--dir pki");
    cli.admin("cert import RENSHU02.p12 --pass-file p12.secret")
        .expect_status(0);
    cli.clerk(login).expect_status(0);
}
