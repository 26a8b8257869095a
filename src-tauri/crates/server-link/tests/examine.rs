//! Which hop is charged with what goes wrong behind the line, told by real TLS servers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use chrono::Utc;
use http::StatusCode;
use http_body_util::BodyExt;
use kakehashi_domain::Code;
use kakehashi_server_link::{Examination, IntermediateServer, Layer, Sight};
use rustls::version::{TLS12, TLS13};
use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};
use support::{Authority, Handler, NOW, REVOKED_SERIAL, TestServer, answer, client};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const SERVICE: &str =
    r#"{"name":"practice","now":"2026-04-01T09:00:00+09:00","open":true,"hours":[]}"#;

async fn examine(url: &str, authority: &Authority, serial: u64) -> Examination {
    let client = client(url, authority, authority.terminal(NOW, serial));
    client.examine(&Utc::now).await
}

/// Where the way ends and why; every hop before it is green.
#[track_caller]
fn end(found: &Examination) -> (Layer, Code) {
    let (last, before) = found.hops.split_last().unwrap();
    for hop in before {
        assert!(matches!(hop.sight, Sight::Green(_)), "{found:#?}");
    }
    match &last.sight {
        Sight::Red(fault) => (last.layer, fault.code),
        Sight::Green(_) | Sight::Yellow(..) => panic!("{found:#?}"),
    }
}

fn detail(found: &Examination, layer: Layer) -> &str {
    let hop = found.hops.iter().find(|hop| hop.layer == layer).unwrap();
    match &hop.sight {
        Sight::Green(words) => words,
        Sight::Yellow(..) | Sight::Red(_) => panic!("{hop:?}"),
    }
}

#[tokio::test]
async fn a_server_that_takes_the_certificate_and_cuts_or_stalls_is_charged_for_its_answer() {
    let authority = Authority::new("Practice CA");
    let cuts: Handler = Arc::new(|_| Box::pin(async { Err(io::ErrorKind::Other.into()) }));
    let stalls: Handler = Arc::new(|_| Box::pin(std::future::pending()));
    for version in [&TLS12, &TLS13] {
        let config = authority.server_config("localhost", NOW, version);
        let server = TestServer::start(config, Arc::clone(&cuts)).await;
        let found = examine(&server.url, &authority, 2).await;
        assert_eq!(end(&found), (Layer::Http, Code::ServerSilent));
    }
    let server = TestServer::start(authority.usual_config(), stalls).await;
    let began = Instant::now();
    let found = examine(&server.url, &authority, 2).await;
    assert_eq!(end(&found), (Layer::Http, Code::ServerSilent));
    let waited = found.hops.last().unwrap().took;
    assert!(waited >= Duration::from_secs(10), "{waited:?}");
    assert!(began.elapsed() < Duration::from_secs(15));
}

#[tokio::test]
async fn a_certificate_that_is_refused_in_the_handshake_or_behind_it_is_charged_itself() {
    let authority = Authority::new("Practice CA");
    for version in [&TLS12, &TLS13] {
        let config = authority.server_config("localhost", NOW, version);
        let server = TestServer::answering(config, 200, &[], "{}").await;
        let found = examine(&server.url, &authority, REVOKED_SERIAL).await;
        let expected = (Layer::Certificate, Code::ClientCertificateRevoked);
        assert_eq!(end(&found), expected, "{version:?}");
    }
    let page = "<center>The SSL certificate error</center>";
    let server = TestServer::answering(authority.usual_config(), 400, &[], page).await;
    let found = examine(&server.url, &authority, 2).await;
    let expected = (Layer::Certificate, Code::ClientCertificateRefused);
    assert_eq!(end(&found), expected);
}

#[tokio::test]
async fn version_suite_name_and_chain_are_told_in_both_versions() {
    let authority = Authority::new("Practice CA");
    for (version, suite) in [
        (&TLS12, "TLS 1.2 / TLS_ECDHE_ECDSA_WITH_"),
        (&TLS13, "TLS 1.3 / TLS13_"),
    ] {
        let config = authority.server_config("localhost", NOW, version);
        let server = TestServer::answering(config, 500, &[], "").await;
        let found = examine(&server.url, &authority, 2).await;
        let words = detail(&found, Layer::Tls);
        assert!(words.starts_with(suite), "{words}");
        let chain = " / localhost / CN=terminal-1 / –2040-01-01 ← CN=Practice CA";
        assert!(words.ends_with(chain), "{words}");
    }
}

/// TLS 1.2 ends the handshake without our certificate by an alert, which is fine; other alerts aren't.
#[tokio::test]
async fn an_alert_that_is_not_about_the_certificate_breaks_the_secure_channel() {
    let authority = Authority::new("Practice CA");
    let config = authority.server_config("localhost", NOW, &TLS12);
    let server = TestServer::answering(config, 200, &[], "{}").await;
    // The first message after the terminal's greeting says that it is of another kind.
    let damage = |passed: usize, piece: &mut [u8]| {
        piece[5] ^= u8::from(passed > 0);
        true
    };
    let url = through(&server.url, damage).await;
    let found = examine(&url, &authority, 2).await;
    assert_eq!(end(&found), (Layer::Tls, Code::SecureChannelFailed));
}

/// As over a VPN whose packets are set too large: what is short comes through, and everything longer is lost.
#[tokio::test]
async fn a_line_that_lets_only_short_messages_through_is_told_from_a_silent_server() {
    let authority = Authority::new("Practice CA");
    let handler: Handler = Arc::new(|request| {
        Box::pin(async move {
            match (request.method().as_str(), request.uri().path()) {
                ("GET", "/v1/service") => answer(StatusCode::OK, SERVICE),
                ("PUT", "/v1/line") => {
                    let _taken = request.into_body().collect().await;
                    answer(StatusCode::NO_CONTENT, "")
                }
                _ => answer(StatusCode::NOT_FOUND, ""),
            }
        })
    });
    let server = TestServer::start(authority.usual_config(), handler).await;
    let short = |passed: usize, piece: &mut [u8]| passed + piece.len() < 4000;
    let url = through(&server.url, short).await;
    let found = examine(&url, &authority, 2).await;
    let line = found.hops.last().unwrap();
    let Sight::Red(fault) = &line.sight else {
        panic!("{found:#?}")
    };
    assert_eq!((line.layer, fault.code), (Layer::Line, Code::LineBlocked));
    assert!(found.speed.is_none());
}

/// A line to a server. `spoil` sees how much the terminal has said before, may change what it says now, and tells
/// whether that is passed on.
async fn through(url: &str, spoil: fn(usize, &mut [u8]) -> bool) -> String {
    let to = format!("127.0.0.1:{}", url.rsplit(':').next().unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&to).await.unwrap();
            let (mut from_client, mut to_client) = client.into_split();
            let (mut from_server, mut to_server) = server.into_split();
            tokio::spawn(async move { tokio::io::copy(&mut from_server, &mut to_client).await });
            tokio::spawn(async move {
                let mut piece = [0; 16 << 10];
                let mut passed = 0;
                while let Ok(count @ 1..) = from_client.read(&mut piece).await {
                    if spoil(passed, &mut piece[..count]) {
                        passed += count;
                        to_server.write_all(&piece[..count]).await.unwrap();
                    }
                }
            });
        }
    });
    format!("https://localhost:{own}")
}
