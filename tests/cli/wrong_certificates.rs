//! Certificates that don't fit. Every row of the table of wrong certificates is tried at the practice server and at
//! nginx, which nobody here wrote: what the terminal can see it refuses by itself, before its certificate is shown to
//! anybody; the rest the server refuses, as clearly as it can say why.

use kakehashi_acceptance::{Cli, Nginx, Practice, SECRETS};
use std::{fs, process::Command};

/// Who refuses, and with which code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told<'a> {
    /// The terminal: nobody was shown its certificate.
    Here(&'a str),
    /// The server, in the handshake or in its first answer.
    There(&'a str),
    /// Nobody.
    Nowhere,
}
use Told::{Here, Nowhere, There};

/// A row of the table.
struct Row {
    wrong: &'static str,
    /// The `.p12` that is imported; empty for none.
    file: &'static str,
    /// The insurer of the profile.
    insurer: &'static str,
    /// The folder with what the server has: its certificate, and whose terminals it takes.
    server: &'static str,
    practice: Told<'static>,
    nginx: Told<'static>,
}

const OWN: &str = "06990014";
const OTHER: &str = "06990022";
const LOGIN: &str = "server login --server-user clerk --server-password-file server-first.secret";

#[rustfmt::skip] // A table is read by its columns.
const TABLE: &[Row] = &[
    row("none",                            "",             OWN,   "pki",             Here("NO_CERTIFICATE"),                      Here("NO_CERTIFICATE")),
    row("other CA",                        "OTHERCA",      OWN,   "pki",             Here("CERTIFICATE_OTHER_AUTHORITY"),         Here("CERTIFICATE_OTHER_AUTHORITY")),
    // nginx takes the handshake and answers one and the same page, whatever is wrong with the certificate.
    row("other CA, by the server's list",  "RENSHU01",     OWN,   "other-authority", There("CLIENT_CERTIFICATE_UNKNOWN_AUTHORITY"), There("CLIENT_CERTIFICATE_REFUSED")),
    row("expired",                         "EXPIRED",      OWN,   "pki",             Here("CERTIFICATE_EXPIRED"),                 Here("CERTIFICATE_EXPIRED")),
    row("not yet valid",                   "NOTYET",       OWN,   "pki",             Here("CERTIFICATE_NOT_YET_VALID"),           Here("CERTIFICATE_NOT_YET_VALID")),
    row("revoked",                         "REVOKED",      OWN,   "pki",             There("CLIENT_CERTIFICATE_REVOKED"),         There("CLIENT_CERTIFICATE_REFUSED")),
    row("other insurer",                   "OTHERINSURER", OWN,   "pki",             Here("CERTIFICATE_OTHER_INSURER"),           Here("CERTIFICATE_OTHER_INSURER")),
    // nginx looks at the authority alone: which insurers it serves is for the program behind it.
    row("other insurer, by the server",    "OTHERINSURER", OTHER, "pki",             There("CLIENT_CERTIFICATE_OTHER_INSURER"),   Nowhere),
    row("weak key",                        "WEAK",         OWN,   "pki",             Here("CERTIFICATE_WEAK_KEY"),                Here("CERTIFICATE_WEAK_KEY")),
    row("wrong host",                      "RENSHU01",     OWN,   "other-name",      Here("SERVER_WRONG_HOST"),                   Here("SERVER_WRONG_HOST")),
    row("key and certificate don't match", "MIXED",        OWN,   "pki",             Here("CERTIFICATE_KEY_MISMATCH"),            Here("CERTIFICATE_KEY_MISMATCH")),
];

const fn row(
    wrong: &'static str,
    file: &'static str,
    insurer: &'static str,
    server: &'static str,
    practice: Told<'static>,
    nginx: Told<'static>,
) -> Row {
    Row {
        wrong,
        file,
        insurer,
        server,
        practice,
        nginx,
    }
}

fn profile(name: &str, url: &str, insurer: &str, pki: &str) -> String {
    format!(
        "profile add {name} --kind training --url {url} --insurer {insurer} --terminal RENSHU01 \
         --ca {pki}/ca.pem"
    )
}

#[test]
#[cfg_attr(windows, ignore = "runs openssl and certtool, which wine has not")]
fn every_wrong_certificate_is_refused_at_the_practice_server() {
    let practice = place();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let log = practice.file("server.log");
    for row in TABLE {
        let _none_yet = fs::remove_file(&log);
        let server = practice.serve_as(row.server, "");
        let code = row.refusal(&cli, &server.url());
        let log = fs::read_to_string(&log).unwrap();
        let shown = log.contains("certificate shown") || log.contains("invalid peer certificate");
        assert_eq!(told(&code, shown), row.practice, "{}: {log}", row.wrong);
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs nginx, which wine has not")]
fn every_wrong_certificate_that_a_stock_server_can_tell_is_refused_there() {
    let practice = place();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    for row in TABLE {
        let server = Nginx::start(&practice, row.server, "ssl_verify_client on;");
        let code = row.refusal(&cli, &server.url());
        let log = server.log();
        assert_eq!(
            told(&code, log.contains("[CN=")),
            row.nginx,
            "{}: {log}",
            row.wrong
        );
    }
}

fn told(code: &str, shown: bool) -> Told<'_> {
    match (code, shown) {
        ("", _) => Nowhere,
        (code, true) => There(code),
        (code, false) => Here(code),
    }
}

impl Row {
    /// Lays the file in and tries the connection; the code with which either is refused.
    #[track_caller]
    fn refusal(&self, cli: &Cli<'_>, url: &str) -> String {
        let Self { file, insurer, .. } = self;
        let name = url.rsplit(':').next().unwrap();
        cli.admin(&profile(name, url, insurer, "pki"))
            .expect_status(0);
        let test = || cli.run(None, &format!("connection test --profile {name}"));
        if !file.is_empty() {
            let import = format!("cert import {file}.p12 --pass-file p12.secret --profile {name}");
            let refused = cli.admin(&import).code().to_owned();
            if !refused.is_empty() {
                test().expect_code("NO_CERTIFICATE", 4);
                return refused;
            }
        }
        let refused = test().code().to_owned();
        if !refused.is_empty() {
            // Whoever would go on in spite of it hears the same.
            cli.clerk(&format!("{LOGIN} --profile {name}"))
                .expect_code(&refused, 4);
        }
        refused
    }
}

/// Everything in the table, and nothing else, is wrong with these files and servers.
fn place() -> Practice {
    let practice = Practice::new();
    practice.simulator("pki --dir other-pki");
    let issue = |name: &str, more: &str| {
        practice.simulator(&format!(
            "issue --terminal RENSHU01 --pass-file p12.secret --out {name}.p12 {more}"
        ))
    };
    issue("OTHERCA", "--dir other-pki");
    issue("EXPIRED", "--dir pki --not-before 2020-01-01 --days 30");
    issue("NOTYET", "--dir pki --not-before 2090-01-01");
    issue("OTHERINSURER", &format!("--dir pki --insurer {OTHER}"));
    let said = issue("REVOKED", "--dir pki");
    let serial = said.lines().next().unwrap().strip_prefix("serial ");
    practice.simulator(&format!("revoke --dir pki --serial {}", serial.unwrap()));

    let run = |tool: &str, line: &str| {
        let mut command = Command::new(tool);
        command.args(line.split_whitespace());
        let ran = command.current_dir(practice.path()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{tool} {line}: {said}");
    };
    let signed = "-days 9 -CA pki/ca.pem -CAkey pki/ca.key.pem";
    run(
        "openssl",
        &format!(
            "req -x509 -newkey rsa:1024 -nodes -keyout weak.key -out weak.pem -subj /O={OWN}/CN=RENSHU01 {signed}"
        ),
    );
    run(
        "openssl",
        "pkcs12 -export -inkey weak.key -in weak.pem -passout file:p12.secret -out WEAK.p12",
    );
    run(
        "openssl",
        "pkcs12 -in RENSHU01.p12 -passin file:p12.secret -nokeys -out own.pem",
    );
    // openssl itself refuses to pack a key with another's certificate.
    let mut certtool = Command::new("certtool");
    certtool.args("--to-p12 --outder --p12-name t --load-privkey pki/server.key.pem --load-certificate own.pem --outfile MIXED.p12 --password".split(' '));
    let ran = certtool
        .arg(SECRETS[0].1)
        .current_dir(practice.path())
        .output();
    assert!(
        ran.unwrap().status.success(),
        "certtool; apt-get install gnutls-bin"
    );

    for folder in ["other-authority", "other-name"] {
        fs::create_dir(practice.file(folder)).unwrap();
        for file in ["ca.pem", "server.pem", "server.key.pem"] {
            let (from, to) = (format!("pki/{file}"), format!("{folder}/{file}"));
            fs::copy(practice.file(&from), practice.file(&to)).unwrap();
        }
    }
    fs::copy(
        practice.file("other-pki/ca.pem"),
        practice.file("other-authority/ca.pem"),
    )
    .unwrap();
    run(
        "openssl",
        &format!(
            "req -x509 -key other-name/server.key.pem -out other-name/server.pem -subj /CN=elsewhere.example -addext subjectAltName=DNS:elsewhere.example -addext basicConstraints=critical,CA:FALSE {signed}"
        ),
    );
    practice
}

#[test]
fn a_file_that_is_no_p12_with_a_key_is_refused_and_the_right_one_is_taken_afterwards() {
    let practice = Practice::new();
    for (name, how) in [("NOKEY", "--no-key"), ("OLDSTYLE", "--legacy")] {
        practice.simulator(&format!(
            "issue --dir pki --terminal {name} --pass-file p12.secret --out {name}.p12 {how}"
        ));
    }
    fs::write(practice.file("letter.p12"), "これは証明書ではありません。").unwrap();

    let cli = Cli::new(&practice);
    cli.run(None, "init --admin kanri --password-file admin.secret")
        .expect_status(0);
    cli.admin("cert import RENSHU01.p12 --pass-file p12.secret")
        .expect_code("NO_PROFILE", 3);
    cli.admin(&profile("renshu", "https://localhost:9", OWN, "pki"))
        .expect_status(0);
    cli.admin("server login --server-user a --server-password-file server.secret")
        .expect_code("NO_CERTIFICATE", 4);

    let wrong_phrase = "cert import RENSHU01.p12 --pass-file wrong.secret";
    cli.admin(wrong_phrase)
        .expect_code("CERTIFICATE_WRONG_PASS_PHRASE", 4);
    let cases = [
        ("nai.p12", "FILE_NOT_FOUND", 2),
        ("letter.p12", "CERTIFICATE_UNREADABLE", 4),
        ("NOKEY.p12", "CERTIFICATE_WITHOUT_KEY", 4),
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
    let add = profile("renshu", "https://localhost:9", OWN, "other-pki");
    let wrong = format!("{add} --ca-fingerprint {right}");
    cli.admin(&wrong).expect_code("FINGERPRINT_MISMATCH", 4);
    fs::write(practice.file("other-pki/ca.pem"), "no certificate").unwrap();
    cli.admin(&add).expect_code("TRUST_UNREADABLE", 4);
    let none = cli.admin("profile list").expect_status(0);
    assert_eq!(none.json.as_array().map(Vec::len), Some(0));
}

#[test]
fn whoever_is_revoked_logs_in_again_with_a_new_certificate() {
    let practice = Practice::new();
    let mut server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    cli.clerk("connection test").expect_status(0);
    let listed = cli.admin("cert list").expect_status(0);
    let serial = listed.json[0]["serial"].as_str().unwrap().to_owned();
    practice.simulator(&format!("revoke --dir pki --serial {serial}"));
    server.kill_and_restart(&practice, "");
    let login = format!("{LOGIN} --new-password-file server.secret");
    cli.clerk(&login)
        .expect_code("CLIENT_CERTIFICATE_REVOKED", 4);
    practice.simulator("issue --dir pki --terminal RENSHU01 --pass-file p12.secret --out NEW.p12");
    cli.admin("cert import NEW.p12 --pass-file p12.secret")
        .expect_status(0);
    cli.clerk(&login).expect_status(0);
}
