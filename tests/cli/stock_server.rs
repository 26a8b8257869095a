//! The terminal's link against a server that nobody here wrote: nginx with `ssl_verify_client`.

use kakehashi_acceptance::{Cli, Practice, wait_until};
use std::{
    fs,
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
};

/// nginx in the practice place; it ends with the value.
struct Nginx {
    child: Child,
    port: u16,
}

impl Nginx {
    /// Starts it with these lines in its server block.
    fn start(practice: &Practice, lines: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let dir = practice.file(&format!("nginx-{port}"));
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join("nginx.conf"), configuration(port, lines)).unwrap();
        let child = Command::new("nginx")
            .args([
                "-p".as_ref(),
                dir.as_os_str(),
                "-c".as_ref(),
                "nginx.conf".as_ref(),
            ])
            .args(["-e", "error.log"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("nginx: {e}; apt-get install nginx"));
        let server = Self { child, port };
        wait_until("nginx listens", || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        server
    }

    fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// The requests that it answered, and with what.
    fn log(&self, practice: &Practice) -> String {
        fs::read_to_string(practice.file(&format!("nginx-{}/access.log", self.port))).unwrap()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

fn configuration(port: u16, lines: &str) -> String {
    let service = r#"{"name":"nginx","now":"2026-04-01T09:00:00+09:00","open":true,"hours":[]}"#;
    format!(
        "daemon off; master_process off; pid nginx.pid; error_log error.log;
         events {{}}
         http {{
           access_log access.log; client_body_temp_path body; proxy_temp_path proxy;
           fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
           server {{
             listen 127.0.0.1:{port} ssl; server_name localhost;
             ssl_verify_client on;
             {lines}
             location = /v1/service {{ default_type application/json; return 200 '{service}'; }}
             location = /login {{ default_type text/html; return 200 '<html></html>'; }}
             location /services/ {{ default_type text/xml; return 200 '<definitions/>'; }}
           }}
         }}"
    )
}

/// The server's certificate and whose terminals it takes, below the practice place.
const USUAL: &str = "ssl_certificate ../pki/server.pem; ssl_certificate_key ../pki/server.key.pem;
                     ssl_client_certificate ../pki/ca.pem;";

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

fn openssl(practice: &Practice, line: &str) {
    let ran = Command::new("openssl")
        .args(line.split_whitespace())
        .current_dir(practice.path())
        .output();
    let ran = ran.unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
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
        let server = Nginx::start(&practice, &format!("{USUAL} ssl_protocols {version};"));
        profile(&cli, name, &server.url());
        let test = format!("connection test --profile {name}");
        let ran = cli.run(None, &test).expect_status(0);
        let layers = ran.json["layers"].as_array().unwrap();
        assert!(
            layers.iter().all(|layer| layer["light"] == "green"),
            "{}",
            ran.json
        );
        assert!(
            layers[2]["detail"].as_str().unwrap().starts_with(words),
            "{}",
            layers[2]
        );
        assert!(
            ran.json.get("throughput_mbps").is_none(),
            "it doesn't offer to measure"
        );
        assert!(
            server
                .log(&practice)
                .contains("\"GET /v1/service HTTP/1.1\" 200")
        );
    }
}

/// nginx says in a page of its own that it doesn't take a certificate, and not why.
#[test]
#[cfg_attr(windows, ignore = "runs nginx, which wine has not")]
fn a_stock_servers_refusals_are_told_apart_from_other_trouble() {
    let practice = Practice::new();
    practice.simulator("pki --dir other-pki");
    let issued =
        practice.simulator("issue --dir pki --terminal OLD --pass-file p12.secret --out OLD.p12");
    let serial = issued
        .lines()
        .next()
        .unwrap()
        .strip_prefix("serial ")
        .unwrap();
    practice.simulator(&format!("revoke --dir pki --serial {serial}"));
    openssl(
        &practice,
        "req -x509 -newkey rsa:2048 -nodes -keyout else.key -out else.pem -days 9 -subj /CN=elsewhere.example -addext subjectAltName=DNS:elsewhere.example -addext basicConstraints=critical,CA:FALSE -CA pki/ca.pem -CAkey pki/ca.key.pem",
    );

    let server_of = "ssl_certificate ../pki/server.pem; ssl_certificate_key ../pki/server.key.pem;";
    let cases = [
        ("betsu", format!("{server_of} ssl_client_certificate ../other-pki/ca.pem;"), "certificate", "CLIENT_CERTIFICATE_REFUSED"),
        ("shikkou", format!("{USUAL} ssl_crl ../pki/crl.pem;"), "certificate", "CLIENT_CERTIFICATE_REFUSED"),
        (
            "namae",
            "ssl_certificate ../else.pem; ssl_certificate_key ../else.key; ssl_client_certificate ../pki/ca.pem;".to_owned(),
            "tls",
            "SERVER_WRONG_HOST",
        ),
        ("yowai", format!("{USUAL} ssl_protocols TLSv1.2; ssl_ciphers AES128-SHA;"), "tls", "SECURE_CHANNEL_FAILED"),
    ];
    let cli = Cli::set_up(&practice, "https://localhost:9");
    for (name, lines, layer, code) in cases {
        let server = Nginx::start(&practice, &lines);
        profile(&cli, name, &server.url());
        if name == "shikkou" {
            cli.admin("cert import OLD.p12 --pass-file p12.secret --profile shikkou")
                .expect_status(0);
        }
        let ran = cli.run(None, &format!("connection test --profile {name}"));
        let broken = ran.json["layers"]
            .as_array()
            .unwrap()
            .last()
            .unwrap()
            .clone();
        assert_eq!(
            (broken["layer"].as_str(), broken["code"].as_str()),
            (Some(layer), Some(code)),
            "{name}: {}",
            ran.json
        );
        ran.expect_code(code, 4);
        // Nothing of anybody was even asked to be sent.
        let log = server.log(&practice);
        assert!(
            !log.contains("POST") && !log.contains("\" 200 "),
            "{name}: {log}"
        );
    }
}

/// What the terminal can see by itself it refuses by itself, before the server hears of it.
#[test]
#[cfg_attr(windows, ignore = "runs nginx, which wine has not")]
fn what_is_wrong_with_the_file_never_reaches_the_server() {
    let practice = Practice::new();
    let server = Nginx::start(&practice, USUAL);
    let cli = Cli::set_up(&practice, &server.url());
    let issue = |name: &str, more: &str| {
        practice.simulator(&format!(
            "issue --terminal {name} --pass-file p12.secret --out {name}.p12 --dir pki {more}"
        ));
    };
    issue("EXPIRED", "--not-before 2020-01-01 --days 30");
    issue("NOTYET", "--not-before 2090-01-01");
    issue("OTHER", "--insurer 06990022");
    openssl(
        &practice,
        "req -x509 -newkey rsa:1024 -nodes -keyout weak.key -out weak.pem -days 9 -subj /O=06990014/CN=RENSHU01",
    );
    openssl(
        &practice,
        "pkcs12 -export -inkey weak.key -in weak.pem -passout file:p12.secret -out WEAK.p12",
    );
    openssl(
        &practice,
        "pkcs12 -in RENSHU01.p12 -passin file:p12.secret -nokeys -out own.pem",
    );
    openssl(
        &practice,
        "pkcs12 -export -nokeys -in own.pem -passout file:p12.secret -out NOKEY.p12",
    );
    for (file, code) in [
        ("NOKEY", "CERTIFICATE_WITHOUT_KEY"),
        ("EXPIRED", "CERTIFICATE_EXPIRED"),
        ("NOTYET", "CERTIFICATE_NOT_YET_VALID"),
        ("OTHER", "CERTIFICATE_OTHER_INSURER"),
        ("WEAK", "CERTIFICATE_WEAK_KEY"),
    ] {
        cli.admin(&format!("cert import {file}.p12 --pass-file p12.secret"))
            .expect_code(code, 4);
    }
    // Another key than the certificate's: it was asked for here, and that of RENSHU01 came.
    cli.admin("cert request --out own.csr").expect_status(0);
    cli.admin("cert install own.pem")
        .expect_code("CERTIFICATE_KEY_MISMATCH", 4);
    let url = server.url();
    let add = format!(
        "profile add nashi --kind training --url {url} --insurer 06990014 --terminal RENSHU01 --ca pki/ca.pem"
    );
    cli.admin(&add).expect_status(0);
    cli.run(None, "connection test --profile nashi")
        .expect_code("NO_CERTIFICATE", 4);
    cli.clerk(&format!("{LOGIN} --profile nashi"))
        .expect_code("NO_CERTIFICATE", 4);
    assert_eq!(server.log(&practice), "");
}

const LOGIN: &str = "server login --server-user clerk --server-password-file server-first.secret";
