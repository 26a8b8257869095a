//! The connection test: every layer can break, and it says which one did.

use kakehashi_acceptance::{Cli, Practice, Ran};
use serde_json::Value;
use std::{
    net::TcpListener,
    time::{Duration, Instant},
};

const LAYERS: [&str; 9] = [
    "name",
    "tcp",
    "tls",
    "certificate",
    "http",
    "login",
    "wsdl",
    "clock",
    "line",
];

pub fn layers(ran: &Ran) -> &[Value] {
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
pub fn broken(ran: &Ran) -> (&str, &str) {
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
pub fn profile(cli: &Cli<'_>, name: &str, url: &str, more: &str, p12: &str) {
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
            "SERVER_TROUBLED",
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
        // Pages, clock and line are looked at each for itself.
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

/// The certificate is taken, and only then something goes wrong: that isn't the certificate's fault.
#[test]
fn a_server_that_says_nothing_is_told_within_seconds_and_not_laid_on_the_certificate() {
    let practice = Practice::new();
    let mut server = practice.serve("");
    let cli = Cli::set_up(&practice, &server.url());
    for (kind, path, layer, tried) in [
        ("lost-answer", "/v1/service", "http", 5),
        ("stall", "/v1/service", "http", 5),
        ("stall", "/login", "login", LAYERS.len()),
    ] {
        let fault = format!("path = \"{path}\", kind = \"{kind}\", ms = 60000, times = 100");
        server.kill_and_restart(&practice, &format!("faults = [{{ {fault} }}]"));
        let began = Instant::now();
        let ran = cli.run(None, "connection test");
        let waited = began.elapsed();
        assert!(
            waited < Duration::from_secs(20),
            "{kind} {path}: {waited:?}"
        );
        assert_eq!(broken(&ran), (layer, "SERVER_SILENT"));
        assert_eq!(names(&ran), LAYERS[..tried]);
        ran.expect_code("SERVER_SILENT", 4);
    }
}

#[test]
fn outside_the_calendars_hours_nothing_is_begun() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    let hours = |rules: &[&str]| -> Ran {
        let mut command = cli.command(Some(("kanri", "admin")), "profile hours");
        command.args(rules);
        command.into()
    };
    hours(&["月-金 8:00-21:00", "祝 休み"]).expect_code("INPUT_INVALID", 2);
    let set = hours(&["月～日 ８：００－２１：００", "2020-01-01 8:00-9:00"]).expect_status(0);
    let calendar = "月-日 8:00-21:00\n2020-01-01 8:00-9:00\n";
    assert_eq!(set.json[0]["calendar"], calendar);

    hours(&["2020-01-01 8:00-9:00"]).expect_status(0);
    practice.sample("kanyusha.csv", 20, "");
    let job = cli.release("kanyusha.csv", "");
    let send = format!("send --job {job} --wait");
    cli.clerk(&send).expect_code("SERVICE_CLOSED", 3);
    let left = cli.clerk(&format!("jobs show {job}")).expect_status(0);
    assert_eq!(left.text("state"), "queued");
    hours(&[]).expect_status(0);
    cli.clerk(&send).expect_status(0);
}

#[test]
fn a_new_address_counts_once_the_connection_test_has_passed() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let profile = || cli.admin("profile list").expect_status(0).json[0].clone();
    cli.admin("profile url http://localhost")
        .expect_code("INPUT_INVALID", 2);
    cli.admin("profile url https://localhost:8")
        .expect_status(0);
    assert_eq!(profile()["url"], "https://localhost:9/");
    cli.run(None, "connection test").expect_status(4);
    assert_eq!(profile()["new_url"], "https://localhost:8/");
    let url = format!("{}/", server.url());
    cli.admin(&format!("profile url {url}")).expect_status(0);
    assert_eq!(profile()["url"], "https://localhost:9/");
    let tried = cli.run(None, "connection test").expect_status(0);
    assert_eq!(tried.text("url"), url);
    assert_eq!(profile()["url"], url.as_str());
    assert_eq!(profile()["new_url"], serde_json::Value::Null);
}

/// S2 §2.7.5: the page is for サーバー間接続.
#[test]
fn without_a_plan_for_servers_a_broken_wsdl_page_stops_nothing() {
    let practice = Practice::new();
    let fault = "path = \"/services/\", kind = \"status\", status = 500, times = 100";
    let server = practice.serve(&format!("faults = [{{ {fault} }}]"));
    let cli = Cli::set_up(&practice, &server.url());
    cli.run(None, "connection test")
        .expect_code("WSDL_UNEXPECTED", 4);
    cli.admin("profile server-to-server no").expect_status(0);
    cli.run(None, "connection test").expect_status(0);
    cli.admin("profile server-to-server yes").expect_status(0);
    cli.run(None, "connection test")
        .expect_code("WSDL_UNEXPECTED", 4);
}
