//! A certificate by command from the request to its end, against the practice server.

use kakehashi_acceptance::{Cli, Practice, Secrets, assert_kept};
use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    panic,
    process::Command,
    thread,
};

fn openssl(practice: &Practice, line: &str) {
    let mut command = Command::new("openssl");
    let ran = command
        .args(line.split_whitespace())
        .current_dir(practice.path());
    let ran = ran.output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{line}: {said}");
}

const LOGIN: &str = "server login --server-user clerk --server-password-file server-first.secret \
                     --new-password-file server.secret";

#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn a_key_made_here_is_certified_used_replaced_and_ended() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    cli.clerk("cert request --out own.csr")
        .expect_code("PERMISSION_DENIED", 3);
    let made = cli.admin("cert request --out own.csr").expect_status(0);
    assert_eq!(
        (made.text("registration"), made.text("terminal")),
        ("requested", "RENSHU01")
    );
    let id = made.number("id");
    let lines = || cli.admin("cert list").expect_status(0).json;
    let before = lines();
    cli.admin("cert request --out own.csr")
        .expect_code("OUTPUT_EXISTS", 2);
    assert_eq!(lines(), before, "no key without its request");
    fs::remove_file(practice.file("own.csr")).unwrap();
    cli.admin(&format!("cert request --again {id} --out own.csr"))
        .expect_status(0);

    fs::write(practice.file("own.ext"), "extendedKeyUsage=clientAuth\n").unwrap();
    openssl(
        &practice,
        "x509 -req -in own.csr -CA pki/ca.pem -CAkey pki/ca.key.pem -CAcreateserial -days 300 -extfile own.ext -out own.pem",
    );
    let note = format!("cert note {id} --notice H-2026-17 --mandate none --backup safe-2");
    let noted = cli.admin(&note).expect_status(0);
    assert_eq!(noted.text("registration"), "issued");
    let backup = &noted.json["backup"];
    assert_eq!(
        (&backup["by"], &backup["place"]),
        (&"kanri".into(), &"safe-2".into())
    );
    let installed = cli.admin("cert install own.pem").expect_status(0);
    let own = installed.text("serial").to_owned();
    let line = |serial: &str| {
        let list = cli.admin("cert list").expect_status(0).json;
        let lines = list.as_array().unwrap().clone();
        lines
            .into_iter()
            .find(|line| line["serial"] == serial)
            .unwrap()
    };
    let used = line(&own);
    assert_eq!(
        (&used["in_use"], &used["notice"]),
        (&true.into(), &"H-2026-17".into())
    );
    let tried = cli.run(None, "connection test").expect_status(0);
    assert_eq!(tried.text("certificate"), own);
    cli.clerk(LOGIN).expect_status(0);

    // A new one beside it, from a day on; and the list of revocations names the old one.
    practice.simulator("issue --dir pki --terminal RENSHU01 --pass-file p12.secret --out new.p12");
    let new = cli
        .admin("cert import new.p12 --pass-file p12.secret")
        .expect_status(0);
    let new = new.text("serial").to_owned();
    cli.admin(&format!("cert switch {new} --on 2999-01-01"))
        .expect_status(0);
    assert_eq!(line(&own)["in_use"], true);
    practice.simulator(&format!("revoke --dir pki --serial {own}"));
    let list = cli.admin("cert crl set pki/crl.pem").expect_status(0);
    assert_eq!(list.text("state"), "fresh");
    assert_eq!(line(&own)["validity"], "revoked");
    cli.clerk("server login --server-user clerk --server-password-file server.secret")
        .expect_code("CLIENT_CERTIFICATE_REVOKED", 4);
    cli.admin(&format!("cert switch {new}")).expect_status(0);
    cli.clerk("server login --server-user clerk --server-password-file server.secret")
        .expect_status(0);

    assert_nothing_of_the_keys_is_written(&cli, &practice);

    let gone = cli
        .admin(&format!("cert retire {own} --reason renewed --dispose"))
        .expect_status(0);
    assert_eq!(gone.text("registration"), "disposed");
    cli.admin(&format!("cert retire {own} --reason again"))
        .expect_code("CERTIFICATE_WRONG_STATE", 3);
    cli.admin("cert retire 00FF --reason none")
        .expect_code("CERTIFICATE_NOT_FOUND", 2);

    // A request that came to nothing has no serial number yet.
    let made = cli.admin("cert request --out again.csr").expect_status(0);
    let id = made.number("id");
    let gone = cli
        .admin(&format!("cert retire --id {id} --reason faulty --dispose"))
        .expect_status(0);
    assert_eq!(gone.text("registration"), "disposed");
    assert!(gone.json["key_place"].is_null());
    let left = cli.admin("cert crl remove").expect_status(0);
    assert!(left.json["anchors"][0]["revocation"].is_null());
}

/// Two keys came in files (route A), one was made here (route B); and what goes wrong with them is told.
fn assert_nothing_of_the_keys_is_written(cli: &Cli<'_>, practice: &Practice) {
    let phrases = ["合言葉 renshu", "chigau-aikotoba-99", "renshu-no-kagi-2026"];
    let secrets = Secrets::of_terminal(practice, phrases[2], &phrases);
    assert_eq!(secrets.keys(), 3);
    let wrong = [
        "cert import new.p12 --pass-file wrong.secret",
        "cert import own.csr --pass-file p12.secret",
        "cert install own.csr",
    ];
    let said = wrong.map(|line| {
        let ran = cli.admin(line);
        assert_ne!(ran.status, 0);
        format!("{ran:?}")
    });
    fs::write(practice.file("said.txt"), said.concat()).unwrap();
    let written = [
        "terminal",
        "home",
        "tmp",
        "server",
        "server.log",
        "said.txt",
        "own.csr",
    ];
    assert_kept(&written.map(|name| practice.file(name)), &secrets);
}

#[test]
fn the_search_for_secrets_finds_them_however_they_are_written() {
    let practice = Practice::new();
    Cli::set_up(&practice, "https://localhost:9");
    let secrets = Secrets::of_terminal(&practice, "renshu-no-kagi-2026", &["合言葉 renshu"]);
    let place = [practice.file("pad"), practice.file("found")];
    fs::write(&place[0], [0; 20_000]).unwrap();
    assert_kept(&place, &secrets);
    let needles = secrets.needles();
    assert!(needles.len() > 30);
    for needle in needles {
        fs::write(&place[1], [b"...", &needle[..], b"..."].concat()).unwrap();
        let missed = panic::catch_unwind(|| assert_kept(&place, &secrets)).is_ok();
        assert!(!missed, "{}", String::from_utf8_lossy(&needle));
    }
}

/// The key itself, as it would lie there if nothing sealed it: in the file that brings it, opened.
#[test]
#[cfg_attr(windows, ignore = "runs openssl, which wine has not")]
fn the_search_for_secrets_finds_an_opened_key() {
    let practice = Practice::new();
    Cli::set_up(&practice, "https://localhost:9");
    let secrets = Secrets::of_terminal(&practice, "renshu-no-kagi-2026", &[]);
    fs::write(practice.file("pad"), [0; 20_000]).unwrap();
    let out = "pkcs12 -in RENSHU01.p12 -passin file:p12.secret -nodes -nocerts -out key.pem";
    openssl(&practice, out);
    openssl(&practice, "pkey -in key.pem -outform DER -out key.der");
    openssl(&practice, "ec -in key.pem -out sec1.pem");
    for name in ["key.pem", "key.der", "sec1.pem"] {
        let place = [practice.file("pad"), practice.file(name)];
        let missed = panic::catch_unwind(|| assert_kept(&place, &secrets)).is_ok();
        assert!(!missed, "{name}");
    }
}

/// Answers once with a file, as a server inside the closed net would, and is gone.
fn offer_once(content: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/list.crl", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut head = [0; 1024];
        let _asked = client.read(&mut head).unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
            content.len()
        );
        client.write_all(head.as_bytes()).unwrap();
        client.write_all(&content).unwrap();
    });
    url
}

#[test]
fn a_list_of_revocations_is_fetched_from_an_address_and_its_silence_is_told() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    practice.simulator("revoke --dir pki --serial 00AA");
    let url = offer_once(fs::read(practice.file("pki/crl.pem")).unwrap());
    let set = cli.admin(&format!("cert crl set {url} --stop-when-unavailable"));
    assert_eq!(set.expect_status(0).text("state"), "fresh");
    cli.clerk(LOGIN).expect_status(0);
    let silent = cli.admin("cert crl refresh").expect_status(0);
    assert_eq!(silent.text("state"), "unreachable");
    cli.clerk("server login --server-user clerk --server-password-file server.secret")
        .expect_code("REVOCATION_LIST_UNAVAILABLE", 4);
    // The try of the connection still tells which hop is fine.
    cli.clerk("connection test").expect_status(0);
}

#[test]
fn in_a_change_over_each_authority_has_its_list() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    practice.simulator("revoke --dir pki --serial 00AA");
    practice.simulator("pki --dir new");
    practice.simulator("revoke --dir new --serial 00BB");
    let print = fs::read_to_string(practice.file("new/ca.sha256.txt")).unwrap();
    let new = print.trim();
    let both = cli.admin(&format!("cert trust add new/ca.pem --fingerprint {new}"));
    let both = both.expect_status(0);
    let old = both.json["anchors"][0]["sha256"].as_str().unwrap();

    let unnamed = cli.admin("cert crl set pki/crl.pem");
    unnamed.expect_code("INPUT_INVALID", 2);
    let strictly = format!("--authority {new} --stop-when-unavailable");
    cli.admin(&format!("cert crl set pki/crl.pem {strictly}"))
        .expect_code("REVOCATION_LIST_UNREADABLE", 4);
    let gone = cli.admin(&format!("cert crl set nowhere.pem {strictly}"));
    assert_eq!(gone.expect_status(0).text("state"), "unreachable");
    let there = cli.admin(&format!("cert crl set pki/crl.pem --authority {old}"));
    assert_eq!(there.expect_status(0).text("state"), "fresh");
    let shown = cli.admin("cert crl list").expect_status(0);
    let shown = [0, 1].map(|n| shown.json["anchors"][n].clone());
    assert_eq!(shown.each_ref().map(|a| &a["sha256"]), [old, new]);
    let states = shown.each_ref().map(|a| &a["revocation"]["state"]);
    assert_eq!(states, ["fresh", "unreachable"]);
    cli.clerk(LOGIN).expect_status(0);

    let came = cli.admin(&format!("cert crl set new/crl.pem {strictly}"));
    assert_eq!(came.expect_status(0).text("state"), "fresh");
    let left = cli
        .admin(&format!("cert trust remove {old}"))
        .expect_status(0);
    let lists = left.json["anchors"].as_array().unwrap();
    assert_eq!(
        (lists.len(), &lists[0]["revocation"]["state"]),
        (1, &"fresh".into())
    );
    let refreshed = cli.admin("cert crl refresh").expect_status(0);
    assert!(refreshed.text("source").ends_with("crl.pem"));
}

#[test]
fn whoever_sends_is_told_that_the_certificate_ends_soon() {
    let practice = Practice::new();
    practice.sample("kanyusha.csv", 3, "");
    let send = "send kanyusha.csv --kind member-registration";
    let cli = Cli::set_up(&practice, "https://localhost:9");
    assert!(!cli.clerk(send).expect_status(0).said.contains("更新"));

    let soon = Practice::new();
    soon.simulator(
        "issue --dir pki --terminal RENSHU01 --pass-file p12.secret --days 10 --out RENSHU01.p12",
    );
    soon.sample("kanyusha.csv", 3, "");
    let cli = Cli::set_up(&soon, "https://localhost:9");
    let said = cli.clerk(send).expect_status(0).said;
    assert!(said.contains("更新を頼んでください"), "{said}");
}
