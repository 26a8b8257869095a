//! Every way in which a connection fails has its own code, told by real TLS servers.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use bytes::Bytes;
use chrono::Utc;
use http::StatusCode;
use kakehashi_domain::Code;
use kakehashi_server_link::{IntermediateServer, Layer, UploadUrl};
use rustls::version::{TLS12, TLS13};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use support::{
    Authority, Handler, NOW, PAST, REVOKED_SERIAL, TestServer, answer, client, code, session,
};
use tokio::net::TcpListener;

const SERVICE: &str =
    r#"{"name":"practice","now":"2026-04-01T09:00:00+09:00","open":true,"hours":[]}"#;

#[tokio::test]
async fn a_good_certificate_gets_an_answer_in_both_versions() {
    let authority = Authority::new("Practice CA");
    for version in [&TLS12, &TLS13] {
        let config = authority.server_config("localhost", NOW, version);
        let server = TestServer::answering(config, 200, &[], SERVICE).await;
        let service = client(&server.url, &authority, authority.terminal(NOW, 2))
            .service()
            .await;
        assert_eq!(service.unwrap().name, "practice");
    }
}

#[tokio::test]
async fn the_server_tells_why_it_refuses_a_certificate() {
    let authority = Authority::new("Practice CA");
    let cases = [
        (authority.terminal(PAST, 2), Code::ClientCertificateExpired),
        (
            authority.terminal(NOW, REVOKED_SERIAL),
            Code::ClientCertificateRevoked,
        ),
        (
            Authority::new("Other CA").terminal(NOW, 2),
            Code::ClientCertificateUnknownAuthority,
        ),
        (
            Authority::new("Practice CA").terminal(NOW, 2),
            Code::ClientCertificateUnknownAuthority,
        ),
    ];
    for version in [&TLS12, &TLS13] {
        let config = authority.server_config("localhost", NOW, version);
        let server = TestServer::answering(config, 200, &[], SERVICE).await;
        for (identity, expected) in &cases {
            let client = client(&server.url, &authority, identity.clone());
            assert_eq!(code(client.service().await), *expected, "{version:?}");
        }
    }
}

/// In TLS 1.3 the refusal comes while the body is being written, and the reset can overtake it.
#[tokio::test]
async fn a_refusal_is_heard_even_while_sending_a_body() {
    let authority = Authority::new("Practice CA");
    let server = TestServer::answering(authority.usual_config(), 200, &[], SERVICE).await;
    let expired = authority.terminal(PAST, 2);
    let url = UploadUrl::new(format!("{}/v1/uploads/up-1", server.url));
    for _ in 0..10 {
        let client = client(&server.url, &authority, expired.clone());
        let piece = Bytes::from(vec![7; 1 << 20]);
        let sent = client.send_bytes(&session(), &url, 0, piece).await;
        assert_eq!(code(sent), Code::ClientCertificateExpired);
    }
}

#[tokio::test]
async fn a_server_that_isnt_the_right_one_gets_nothing() {
    let authority = Authority::new("Practice CA");
    let namesake = Authority::new("Practice CA");
    let other = Authority::new("Other CA");
    let cases = [
        (other.usual_config(), Code::ServerNotTrusted),
        (namesake.usual_config(), Code::ServerNotTrusted),
        (
            authority.server_config("elsewhere.example", NOW, &TLS13),
            Code::ServerWrongHost,
        ),
        (
            authority.server_config("localhost", PAST, &TLS13),
            Code::ServerCertificateDate,
        ),
    ];
    for (config, expected) in cases {
        let server = TestServer::answering(config, 200, &[], SERVICE).await;
        let client = client(&server.url, &authority, authority.terminal(NOW, 2));
        let fault = client.login("user", "password").await.unwrap_err();
        assert_eq!(fault.code, expected);
        assert!(!format!("{fault:?}").contains("password"));
    }
}

#[tokio::test]
async fn nobody_there_is_told_from_no_such_name() {
    let authority = Authority::new("Practice CA");
    let port = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let cases = [
        (format!("https://localhost:{port}"), Code::ServerUnreachable),
        (
            "https://kakehashi.invalid".to_owned(),
            Code::ServerNameNotFound,
        ),
    ];
    for (url, expected) in cases {
        let client = client(&url, &authority, authority.terminal(NOW, 2));
        let fault = client.service().await.unwrap_err();
        assert_eq!(fault.code, expected);
        assert!(url.contains(&fault.params["host"]), "{}", fault.sentence());
    }
}

#[tokio::test]
async fn a_server_without_tls_is_no_secure_channel() {
    let authority = Authority::new("Practice CA");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    tokio::spawn(async move {
        while let Ok((mut tcp, _)) = listener.accept().await {
            let plain = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
            let _ = tokio::io::AsyncWriteExt::write_all(&mut tcp, plain).await;
        }
    });
    let client = client(&url, &authority, authority.terminal(NOW, 2));
    assert_eq!(code(client.service().await), Code::SecureChannelFailed);
}

#[tokio::test]
async fn a_cut_is_a_cut_and_nonsense_is_nonsense() {
    let authority = Authority::new("Practice CA");
    let cases: [(&'static [u8], Code); 4] = [
        (b"", Code::ConnectionLost),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"name\":",
            Code::ConnectionLost,
        ),
        (
            b"This is no HTTP at all\r\n\r\n",
            Code::ServerAnswerUnexpected,
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}",
            Code::ServerAnswerUnexpected,
        ),
    ];
    for (said, expected) in cases {
        let server = TestServer::saying(authority.usual_config(), said).await;
        let client = client(&server.url, &authority, authority.terminal(NOW, 2));
        assert_eq!(
            code(client.service().await),
            expected,
            "{}",
            String::from_utf8_lossy(said)
        );
    }
}

/// A server of the right authority that asks for no certificate is an imposter, or set up wrong: it hears nothing.
#[tokio::test]
async fn a_server_that_asks_for_no_certificate_hears_nothing() {
    let authority = Authority::new("Practice CA");
    for version in [&TLS12, &TLS13] {
        let heard = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&heard);
        let handler: Handler = Arc::new(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { answer(StatusCode::OK, SERVICE) })
        });
        let server = TestServer::start(authority.unasking_config(version), handler).await;
        let client = client(&server.url, &authority, authority.terminal(NOW, 2));
        assert_eq!(code(client.service().await), Code::ServerAsksNoCertificate);
        let login = client.login("user", "password").await;
        assert_eq!(code(login), Code::ServerAsksNoCertificate);
        let url = UploadUrl::new(format!("{}/v1/uploads/up-1", server.url));
        let sent = client.send_bytes(&session(), &url, 0, "abc".into()).await;
        assert_eq!(code(sent), Code::ServerAsksNoCertificate);
        assert_eq!(heard.load(Ordering::SeqCst), 0, "{version:?}");
        let found = client.examine(&Utc::now).await;
        let broken = found.broken().unwrap();
        assert_eq!(broken.0.layer, Layer::Certificate);
        assert_eq!(heard.load(Ordering::SeqCst), 0, "{version:?}");
    }
}

/// Having asked once doesn't count for the next handshake.
#[tokio::test]
async fn each_handshake_is_asked_for_itself() {
    let authority = Authority::new("Practice CA");
    let asking = authority.usual_config();
    let unasking = authority.unasking_config(&TLS13);
    let server = TestServer::in_turn(
        vec![asking, unasking],
        "HTTP/1.1 200 OK\r\nconnection: close\r\n",
        SERVICE,
    )
    .await;
    let client = client(&server.url, &authority, authority.terminal(NOW, 2));
    assert!(client.service().await.is_ok());
    assert_eq!(code(client.service().await), Code::ServerAsksNoCertificate);
}
