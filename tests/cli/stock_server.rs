//! The terminal's link against a server that nobody here wrote: nginx with `ssl_verify_client`. How it refuses what is
//! wrong with a certificate stands in `wrong_certificates`.

use kakehashi_acceptance::{Cli, Nginx, Practice};

const ASKS: &str = "ssl_verify_client on;";

fn profile(cli: &Cli<'_>, name: &str, url: &str) {
    let add = format!(
        "profile add {name} --kind training --url {url} --insurer 06990014 --terminal RENSHU01 \
         --ca pki/ca.pem"
    );
    cli.admin(&add).expect_status(0);
    cli.admin(&format!(
        "cert import RENSHU01.p12 --pass-file p12.secret --profile {name}"
    ))
    .expect_status(0);
}

#[test]
#[cfg_attr(windows, ignore = "runs nginx, which wine has not")]
fn mutual_tls_works_with_a_stock_server_in_both_versions() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    for (name, version, words) in [
        ("atarashii", "TLSv1.3", "TLS 1.3"),
        ("mae", "TLSv1.2", "TLS 1.2"),
    ] {
        let lines = format!("{ASKS} ssl_protocols {version};");
        let server = Nginx::start(&practice, "pki", &lines);
        profile(&cli, name, &server.url());
        let test = format!("connection test --profile {name}");
        let ran = cli.run(None, &test).expect_status(0);
        let layers = ran.json["layers"].as_array().unwrap();
        assert!(
            layers.iter().all(|layer| layer["light"] == "green"),
            "{}",
            ran.json
        );
        let detail = layers[2]["detail"].as_str().unwrap();
        assert!(detail.starts_with(words), "{detail}");
        assert!(detail.contains(" ← O=Kakehashi Practice"), "{detail}");
        assert!(
            ran.json.get("throughput_mbps").is_none() && layers.len() == 8,
            "it doesn't offer to measure"
        );
        assert!(
            server
                .log()
                .contains("\"GET /v1/service HTTP/1.1\" 200 [CN=RENSHU01,O=06990014]")
        );
    }
}

#[test]
#[cfg_attr(windows, ignore = "runs nginx, which wine has not")]
fn a_stock_server_that_knows_only_old_ciphers_is_not_spoken_with() {
    let practice = Practice::new();
    let old = format!("{ASKS} ssl_protocols TLSv1.2; ssl_ciphers AES128-SHA;");
    let server = Nginx::start(&practice, "pki", &old);
    let cli = Cli::set_up(&practice, &server.url());
    let ran = cli.run(None, "connection test");
    let broken = ran.json["layers"].as_array().unwrap().last().unwrap();
    assert_eq!(broken["layer"], "tls");
    ran.expect_code("SECURE_CHANNEL_FAILED", 4);
    assert_eq!(server.log(), "");
}

/// The list may lie where certificates are asked for: it is fetched without one, and without one or not at all.
#[test]
#[cfg_attr(windows, ignore = "runs nginx, which wine has not")]
fn the_list_of_revocations_is_fetched_over_tls_without_showing_the_certificate() {
    let practice = Practice::new();
    practice.simulator("revoke --dir pki --serial 00AA");
    let cli = Cli::set_up(&practice, "https://localhost:9");
    for (asks, state, answered) in [
        ("ssl_verify_client optional;", "fresh", "200 [-]"),
        (ASKS, "unreachable", "400 [-]"),
    ] {
        let lines = format!("{asks} location = /crl.pem {{ alias ../pki/crl.pem; }}");
        let server = Nginx::start(&practice, "pki", &lines);
        let set = cli.admin(&format!("cert crl set {}/crl.pem", server.url()));
        assert_eq!(set.expect_status(0).text("state"), state);
        let log = server.log();
        assert_eq!(
            log.trim_end(),
            format!("\"GET /crl.pem HTTP/1.1\" {answered}")
        );
    }
}
