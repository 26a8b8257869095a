//! The connection test: every layer can break, and it says which one did.

use kakehashi_acceptance::{Cli, Practice, Ran};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
};

const LAYERS: [&str; 8] = [
    "name",
    "tcp",
    "tls",
    "certificate",
    "http",
    "login",
    "wsdl",
    "clock",
];

fn layers(ran: &Ran) -> &[Value] {
    ran.json["layers"].as_array().map_or(&[], Vec::as_slice)
}

fn names(ran: &Ran) -> Vec<&str> {
    layers(ran)
        .iter()
        .map(|l| l["layer"].as_str().unwrap())
        .collect()
}

/// The one broken layer and its code; everything before it is fine.
#[track_caller]
fn broken(ran: &Ran) -> (&str, &str) {
    let mut broken = layers(ran).iter().filter(|l| l["ok"] == false);
    let one = broken.next().unwrap_or_else(|| panic!("{}", ran.json));
    assert!(broken.next().is_none(), "{}", ran.json);
    assert_eq!(one["light"], "red");
    assert!(ran.said.contains(one["next_step"].as_str().unwrap()));
    (
        one["layer"].as_str().unwrap(),
        one["code"].as_str().unwrap(),
    )
}

/// Registers a profile and gives it a certificate, unless `p12` is empty.
fn profile(cli: &Cli<'_>, name: &str, url: &str, more: &str, p12: &str) {
    let add = format!(
        "profile add {name} --kind training --url {url} --insurer 06990014 --terminal RENSHU01 {more}"
    );
    cli.admin(&add).expect_status(0);
    if !p12.is_empty() {
        let import = format!("cert import {p12} --pass-file p12.secret --profile {name}");
        cli.admin(&import).expect_status(0);
    }
}

#[test]
fn a_way_without_fault_is_green_from_end_to_end_and_measured() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    practice.sample("a.csv", 1000, "");
    cli.clerk("send a.csv --kind member-registration")
        .expect_status(0);
    let ran = cli.run(None, "connection test").expect_status(0);
    assert_eq!(names(&ran), LAYERS);
    for layer in layers(&ran) {
        assert_eq!(
            (&layer["ok"], &layer["light"]),
            (&true.into(), &"green".into()),
            "{layer}"
        );
        assert!(
            layer["ms"].is_u64() && layer["detail"].is_string(),
            "{layer}"
        );
        assert!(layer.get("code").is_none(), "{layer}");
    }
    assert!(
        layers(&ran)[2]["detail"]
            .as_str()
            .unwrap()
            .starts_with("TLS 1.3 / TLS13_")
    );
    assert!(ran.json["throughput_mbps"].as_f64().unwrap() > 1.0);
    let line = &ran.json["line"];
    assert_eq!(
        (&line["files"], &line["enough"]),
        (&1.into(), &true.into()),
        "{line}"
    );
    assert!(ran.json.get("problem").is_none());

    let log = cli.admin("audit export --out log.jsonl").expect_status(0);
    drop(log);
    let log = std::fs::read_to_string(practice.file("log.jsonl")).unwrap();
    assert!(log.contains("test-connection") && log.contains("つながった"));
}

#[test]
fn the_layers_on_the_way_break_each_for_itself() {
    let practice = Practice::new();
    practice.simulator("pki --dir other-pki");
    practice.simulator(
        "issue --terminal OTHERCA --pass-file p12.secret --out OTHERCA.p12 --dir other-pki",
    );
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    let own = "--ca pki/ca.pem";
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();

    let cases = [
        (
            "na",
            "https://kakehashi.invalid".to_owned(),
            own,
            "name",
            "SERVER_NAME_NOT_FOUND",
        ),
        (
            "sen",
            format!("https://localhost:{closed}"),
            own,
            "tcp",
            "SERVER_UNREACHABLE",
        ),
        (
            "nise",
            server.url(),
            "--ca other-pki/ca.pem",
            "tls",
            "SERVER_NOT_TRUSTED",
        ),
        ("nashi", server.url(), own, "certificate", "NO_CERTIFICATE"),
    ];
    for (name, url, more, layer, code) in cases {
        profile(&cli, name, &url, more, "");
        let ran = cli.run(None, &format!("connection test --profile {name}"));
        assert_eq!(broken(&ran), (layer, code));
        assert_eq!(
            names(&ran).last(),
            Some(&layer),
            "nothing behind it is tried"
        );
        ran.expect_code(code, 4);
    }
    profile(&cli, "meibo", &server.url(), own, "RENSHU01.p12");
    let serial =
        practice.simulator("issue --dir pki --terminal X --pass-file p12.secret --out X.p12");
    let serial = serial
        .lines()
        .next()
        .unwrap()
        .strip_prefix("serial ")
        .unwrap();
    cli.admin("cert import X.p12 --pass-file p12.secret --profile meibo")
        .expect_status(0);
    practice.simulator(&format!("revoke --dir pki --serial {serial}"));
    let mut server = server;
    server.kill_and_restart(&practice, "");
    let ran = cli.run(None, "connection test --profile meibo");
    assert_eq!(broken(&ran), ("certificate", "CLIENT_CERTIFICATE_REVOKED"));
}

#[test]
fn what_the_server_answers_breaks_each_for_itself() {
    let practice = Practice::new();
    let mut server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    let always = "times = 100";
    let cases = [
        (
            format!(
                "faults = [{{ path = \"/v1/service\", kind = \"status\", status = 500, {always} }}]"
            ),
            "http",
            "SERVER_ANSWER_UNEXPECTED",
        ),
        (
            format!(
                "faults = [{{ path = \"/login\", kind = \"status\", status = 404, {always} }}]"
            ),
            "login",
            "LOGIN_PAGE_UNEXPECTED",
        ),
        (
            format!(
                "faults = [{{ path = \"/services/\", kind = \"status\", status = 500, {always} }}]"
            ),
            "wsdl",
            "WSDL_UNEXPECTED",
        ),
        ("clock_ahead_s = -400".to_owned(), "clock", "CLOCK_APART"),
    ];
    for (scenario, layer, code) in cases {
        server.kill_and_restart(&practice, &scenario);
        let ran = cli.run(None, "connection test");
        assert_eq!(broken(&ran), (layer, code), "{}", ran.json);
        // Pages and clock are looked at each for itself.
        let tried = if layer == "http" { 5 } else { LAYERS.len() };
        assert_eq!(names(&ran), LAYERS[..tried]);
        ran.expect_code(code, 4);
    }
    server.kill_and_restart(&practice, "clock_ahead_s = 100");
    let ran = cli.run(None, "connection test").expect_status(0);
    let clock = &layers(&ran)[7];
    assert_eq!(
        (&clock["ok"], &clock["light"]),
        (&true.into(), &"yellow".into())
    );
    assert!(
        clock["next_step"]
            .as_str()
            .unwrap()
            .contains("時計を合わせて")
    );
}

/// A proxy that passes on to one server, or to none.
fn proxy(passes: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            thread::spawn(move || carry(client, passes));
        }
    });
    port
}

fn carry(mut client: TcpStream, passes: bool) {
    let mut lines = BufReader::new(client.try_clone().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let to = first.split(' ').nth(1).unwrap().to_owned();
    assert!(first.starts_with("CONNECT localhost:"), "{first}");
    lines.find(|line| line.as_ref().is_ok_and(String::is_empty));
    if !passes {
        let _gone = client.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n");
        return;
    }
    let mut server = TcpStream::connect(to).unwrap();
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
    let (mut up, mut down) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || std::io::copy(&mut up, &mut server));
    let _ended = std::io::copy(&mut down, &mut client);
}

#[test]
fn a_proxy_on_the_way_is_used_and_named_when_it_refuses() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    for (name, passes) in [("toru", true), ("tomeru", false)] {
        let more = format!("--ca pki/ca.pem --proxy localhost:{}", proxy(passes));
        profile(&cli, name, &server.url(), &more, "RENSHU01.p12");
    }
    cli.run(None, "connection test --profile toru")
        .expect_status(0);
    let ran = cli.run(None, "connection test --profile tomeru");
    assert_eq!(broken(&ran), ("tcp", "PROXY_REFUSED"));
}
