//! What is said and heard, by `assets/openapi.json`.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use http::{HeaderMap, Method};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_server_link::{
    HttpServer, IntermediateServer, LogHead, NewJob, NewUpload, PartialDownload, ServerFile,
    UploadUrl,
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use support::{
    Authority, Handler, NOW, TestServer, answer, client, code, session,
    tus::{self, State},
};

const NOW_TEXT: &str = "2026-04-01T00:00:00Z";

async fn answering(
    status: u16,
    headers: &[(&str, &str)],
    body: &Value,
) -> (HttpServer, TestServer) {
    let authority = Authority::new("Practice CA");
    let config = authority.usual_config();
    let server = TestServer::answering(config, status, headers, &body.to_string()).await;
    (
        client(&server.url, &authority, authority.terminal(NOW, 2)),
        server,
    )
}

async fn refused(status: u16, code: &str) -> Fault {
    let problem = json!({"type": "about:blank", "title": "t", "status": status, "code": code});
    answering(status, &[], &problem)
        .await
        .0
        .login("user", "pass")
        .await
        .unwrap_err()
}

#[tokio::test]
async fn a_login_gives_a_session_that_shows_no_token() {
    let body = json!({"token": "secret-token", "expires_at": "2026-04-01T10:00:00Z"});
    let (client, _server) = answering(201, &[], &body).await;
    let session = client.login("user", "pass").await.unwrap();
    assert_eq!(session.token(), "secret-token");
    assert!(!format!("{session:?}").contains("secret"));
}

/// It stands in the head of every request from then on.
#[tokio::test]
async fn a_token_that_is_none_is_refused_at_the_login() {
    for odd in ["", "a\nb", "a b", "トークン", &"t".repeat(5_000)] {
        let body = json!({"token": odd, "expires_at": "2026-04-01T10:00:00Z"});
        let (client, _server) = answering(201, &[], &body).await;
        let refused = code(client.login("user", "pass").await);
        assert_eq!(refused, Code::ServerAnswerUnexpected, "{odd:?}");
    }
}

#[tokio::test]
async fn what_a_server_says_of_itself_is_a_service_or_is_refused() {
    let said = |name: &str, hours: &Value| json!({"name": name, "now": NOW_TEXT, "open": true, "hours": hours});
    let span = |weekday: u8, from: &str| json!({"weekday": weekday, "from": from, "to": "21:00"});
    let many = vec![span(1, "08:00"); 1_000];
    for odd in [
        json!([span(0, "08:00")]),
        json!([span(8, "08:00")]),
        json!([span(1, "\u{1b}[2J")]),
        json!([span(1, "25:00")]),
        json!(many),
    ] {
        let (client, _server) = answering(200, &[], &said("n", &odd)).await;
        let refused = code(client.service().await);
        assert_eq!(refused, Code::ServerAnswerUnexpected, "{odd}");
    }
    let fine = json!([span(1, "08:00")]);
    let name = format!("\u{1b}[2J\u{202e}{}", "n".repeat(9_999));
    let (client, _server) = answering(200, &[], &said(&name, &fine)).await;
    let service = client.service().await.unwrap();
    assert!(service.name.starts_with("［U+001B］[2J［U+202E］n"));
    assert!(service.name.chars().count() < 200, "{}", service.name.len());
}

/// All bytes would be sent to it, and then no job could be made of them, for ever.
#[tokio::test]
async fn a_place_for_an_upload_has_a_name() {
    let new = NewUpload {
        bytes: 1,
        file_name: "a.csv",
        kind: "k",
    };
    let long = format!("/v1/uploads/{}", "u".repeat(5_000));
    for odd in ["/", "/v1/uploads/", &long] {
        let headers = [
            ("location", odd),
            ("tus-resumable", "1.0.0"),
            ("tus-version", "1.0.0"),
        ];
        let (client, _server) = answering(201, &headers, &json!({})).await;
        let place = client.create_upload(&session(), &new).await;
        assert_eq!(code(place), Code::ServerAnswerUnexpected, "{odd}");
    }
}

/// A server that keeps nothing of a terminal is said to be such, whichever way it says so; one that is in trouble is not.
#[tokio::test]
async fn what_a_server_does_not_offer_is_told_from_trouble() {
    let head = LogHead {
        entries: 3,
        sha256: "a".repeat(64),
        told_at: None,
    };
    let since = chrono::DateTime::UNIX_EPOCH;
    for (status, body, expected) in [
        (404, json!({}), Code::ServerOffersNot),
        (404, json!({"code": "not-found"}), Code::ServerOffersNot),
        (405, json!("<html>"), Code::ServerOffersNot),
        (501, json!({}), Code::ServerOffersNot),
        (500, json!({}), Code::ServerTroubled),
        (401, json!({}), Code::ServerLoginNeeded),
        (409, json!({"code": "head-conflict"}), Code::LogHeadRefused),
    ] {
        let (client, _server) = answering(status, &[], &body).await;
        let session = session();
        assert_eq!(
            code(client.keep_log_head(&session, &head).await),
            expected,
            "{status}"
        );
        assert_eq!(code(client.standing(&session).await), expected, "{status}");
        let listed = client.jobs_since(&session, since, None).await;
        assert_eq!(code(listed), expected, "{status}");
    }
}

/// Pages that come again, or name a job twice, would be asked for without end.
#[tokio::test]
async fn a_list_of_jobs_goes_on_or_is_none() {
    let job = |receipt: &str| {
        json!({
            "receipt": receipt, "kind": "k", "sha256": "b".repeat(64), "status": "処理完了",
            "accepted_at": NOW_TEXT, "updated_at": NOW_TEXT,
            "rows": {"total": 1, "done": 1, "ok": 1, "failed": 0},
        })
    };
    let since = chrono::DateTime::UNIX_EPOCH;
    let (client, _server) = answering(200, &[], &json!([job("1"), job("2")])).await;
    let page = client.jobs_since(&session(), since, None).await.unwrap();
    assert_eq!(page[1].sha256.as_deref(), Some("b".repeat(64).as_str()));
    let again = client.jobs_since(&session(), since, Some("2")).await;
    assert_eq!(code(again), Code::ServerAnswerUnexpected);
    let (client, _server) = answering(200, &[], &json!([job("1"), job("1")])).await;
    let twice = client.jobs_since(&session(), since, None).await;
    assert_eq!(code(twice), Code::ServerAnswerUnexpected);
    let (client, _server) = answering(200, &[], &json!([job("../1")])).await;
    let odd = client.jobs_since(&session(), since, None).await;
    assert_eq!(code(odd), Code::ReceiptUnusable);
    let head = json!({"log_head": {"entries": 0, "sha256": "b".repeat(64)}});
    let (client, _server) = answering(200, &[], &head).await;
    assert_eq!(
        code(client.standing(&session()).await),
        Code::ServerAnswerUnexpected
    );
}

#[tokio::test]
async fn problems_come_as_our_codes() {
    assert_eq!(
        refused(401, "login-failed").await.code,
        Code::ServerLoginFailed
    );
    assert_eq!(
        refused(401, "session-expired").await.code,
        Code::ServerLoginNeeded
    );
    assert_eq!(
        refused(503, "service-closed").await.code,
        Code::ServiceClosed
    );
    assert_eq!(
        refused(401, "never-heard-of").await.code,
        Code::ServerLoginNeeded
    );
    let other = refused(403, "certificate-other-insurer").await;
    assert_eq!(other.code, Code::ClientCertificateOtherInsurer);
}

#[tokio::test]
async fn a_busy_server_says_how_long() {
    let dated = [
        ("date", "Wed, 01 Apr 2026 09:00:00 GMT"),
        ("retry-after", "Wed, 01 Apr 2026 09:01:30 GMT"),
    ];
    let cases = [
        (429, &[("retry-after", "7")][..], "7"),
        (503, &dated, "90"),
        (503, &[], "30"),
        (503, &[("retry-after", "soon")], "30"),
    ];
    for (status, headers, seconds) in cases {
        let (client, _server) = answering(status, headers, &json!({})).await;
        let fault = client.service().await.unwrap_err();
        assert_eq!(
            (fault.code, fault.params["seconds"].as_str()),
            (Code::ServerBusy, seconds)
        );
    }
}

/// An answer to `HEAD` has no body, so the status must do.
#[tokio::test]
async fn a_status_alone_is_understood() {
    let cases = [
        (401, Code::ServerLoginNeeded),
        (404, Code::UploadGone),
        (410, Code::UploadGone),
        (423, Code::ServerBusy),
        (503, Code::ServerBusy),
        (500, Code::ServerTroubled),
    ];
    for (status, expected) in cases {
        let (client, server) = answering(status, &[], &Value::Null).await;
        let upload = UploadUrl::new(format!("{}/v1/uploads/up-1", server.url));
        let fault = client.upload_offset(&session(), &upload).await.unwrap_err();
        assert_eq!(fault.code, expected, "{status}");
        assert!(!fault.next_step().contains('{'), "{status}");
    }
}

#[tokio::test]
async fn a_job_keeps_the_servers_own_word() {
    let body = json!({
        "receipt": "R-1", "kind": "qualification", "status": "審査中", "accepted_at": "2026-04-01T09:00:00Z",
        "updated_at": "2026-04-01T09:00:01Z", "rows": {"total": 3, "done": 2, "ok": 1, "failed": 1},
        "result": {"href": "/v1/jobs/R-1/result", "bytes": 10, "sha256": "ab"}
    });
    let (client, server) = answering(200, &[], &body).await;
    let upload = UploadUrl::new(format!("{}/v1/uploads/up-1", server.url));
    let new = NewJob {
        idempotency_key: "key-1",
        upload: &upload,
        kind: "qualification",
        layout_version: "1",
        file_name: "a.csv",
        sha256: "ab",
    };
    let made = client.create_job(&session(), &new).await.unwrap();
    assert_eq!(made, client.job(&session(), "R-1").await.unwrap());
    assert_eq!((made.status.as_str(), made.rows.failed), ("審査中", 1));
    assert_eq!(made.result.unwrap().bytes, 10);
}

#[tokio::test]
async fn the_contracts_headers_are_sent() {
    let authority = Authority::new("Practice CA");
    let state = Arc::new(Mutex::new(State {
        result: vec![1; 10],
        ..State::default()
    }));
    let server = TestServer::start(authority.usual_config(), tus::handler(&state)).await;
    let client =
        client(&server.url, &authority, authority.terminal(NOW, 2)).with_correlation("c-1\r\n");
    let new = NewUpload {
        bytes: 3,
        file_name: "あ.csv",
        kind: "qualification",
    };
    let url = client.create_upload(&session(), &new).await.unwrap();
    assert_eq!(url.as_str(), format!("{}/v1/uploads/up-1", server.url));
    client
        .send_bytes(&session(), &url, 0, "abc".into())
        .await
        .unwrap();
    let part = PartialDownload {
        etag: "\"\"".to_owned(),
        received: 4,
    };
    let part = client
        .file_part(&session(), ServerFile::Result("R-1"), Some(&part))
        .await
        .unwrap();
    assert_eq!((part.start, part.total), (4, Some(10)));

    let requests = state.lock().unwrap().requests.clone();
    let sent = |method: &Method| -> HeaderMap {
        requests
            .iter()
            .find(|(m, _)| m == method)
            .unwrap()
            .1
            .clone()
    };
    for method in [Method::POST, Method::PATCH] {
        assert_eq!(sent(&method)["tus-resumable"], "1.0.0");
        assert_eq!(sent(&method)["authorization"], "Bearer token-1");
        assert_eq!(sent(&method)["x-correlation-id"], "c-1");
    }
    assert_eq!(sent(&Method::POST)["upload-length"], "3");
    let metadata = "filename 44GCLmNzdg==,kind cXVhbGlmaWNhdGlvbg==";
    assert_eq!(sent(&Method::POST)["upload-metadata"], metadata);
    let checksum = "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    assert_eq!(sent(&Method::PATCH)["upload-checksum"], checksum);
    assert_eq!(
        sent(&Method::PATCH)["content-type"],
        "application/offset+octet-stream"
    );
    assert_eq!(sent(&Method::GET)["range"], "bytes=4-");
    assert_eq!(sent(&Method::GET)["if-range"], "\"\"");
}

/// The checksum, if any, of `abc` sent to a server that offers this; and what its largest upload leads to.
async fn checksum_for(offer: &[(&'static str, &'static str)]) -> Outcome<Option<String>> {
    let authority = Authority::new("Practice CA");
    let state = Arc::new(Mutex::new(State {
        offer: Some(offer.to_vec()),
        ..State::default()
    }));
    let server = TestServer::start(authority.usual_config(), tus::handler(&state)).await;
    let client = client(&server.url, &authority, authority.terminal(NOW, 2));
    let new = NewUpload {
        bytes: 3,
        file_name: "a.csv",
        kind: "qualification",
    };
    let url = client.create_upload(&session(), &new).await?;
    client.send_bytes(&session(), &url, 0, "abc".into()).await?;
    let requests = state.lock().unwrap().requests.clone();
    let asked = |method: Method| requests.iter().filter(|it| it.0 == method).count();
    assert_eq!((asked(Method::OPTIONS), asked(Method::PATCH)), (1, 1));
    let sent = &requests.iter().find(|it| it.0 == Method::PATCH).unwrap().1;
    let checksum = sent.get("upload-checksum");
    Ok(checksum.map(|it| it.to_str().unwrap().to_owned()))
}

#[tokio::test]
async fn the_checksum_is_one_that_the_server_has() {
    const ALL: (&str, &str) = ("tus-extension", "creation, checksum");
    let sha1 = "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=";
    let sha256 = "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
    for (algorithms, wanted) in [
        ("sha1,sha256,md5", Some(sha256)),
        ("md5, SHA1", Some(sha1)),
        ("md5", None),
    ] {
        let offer = [ALL, ("tus-checksum-algorithm", algorithms)];
        let sent = checksum_for(&offer).await.unwrap();
        assert_eq!(sent.as_deref(), wanted, "{algorithms}");
    }
    // An algorithm without the extension is none, and a server that says nothing has nothing.
    let without = [
        ("tus-extension", "creation"),
        ("tus-checksum-algorithm", "sha1"),
    ];
    assert_eq!(checksum_for(&without).await.unwrap(), None);
    assert_eq!(checksum_for(&[]).await.unwrap(), None);
    let small = checksum_for(&[ALL, ("tus-max-size", "2")])
        .await
        .unwrap_err();
    assert_eq!(
        (small.code, small.params["server_code"].as_str()),
        (Code::UploadRefused, "413")
    );
}

#[tokio::test]
async fn the_certificate_goes_to_no_other_host() {
    let authority = Authority::new("Practice CA");
    let other: Handler = Arc::new(|_| Box::pin(async { answer(http::StatusCode::OK, "{}") }));
    let elsewhere = TestServer::start(authority.usual_config(), other).await;
    let location = format!("{}/v1/uploads/up-1", elsewhere.url);
    for status in [201, 301, 302, 303, 307, 308] {
        let headers = [("location", location.as_str())];
        let server = TestServer::answering(authority.usual_config(), status, &headers, "{}").await;
        let client = client(&server.url, &authority, authority.terminal(NOW, 2));
        let new = NewUpload {
            bytes: 3,
            file_name: "a.csv",
            kind: "qualification",
        };
        // A host that is named isn't gone to: what counts of a Location is its path.
        let made = client.create_upload(&session(), &new).await;
        assert!(made.is_err() || made.unwrap().as_str().starts_with(&server.url));
        let unexpected = [
            code(client.job(&session(), "R-1").await),
            code(
                client
                    .file_part(&session(), ServerFile::Result("R-1"), None)
                    .await,
            ),
            code(
                client
                    .upload_offset(&session(), &UploadUrl::new(&location))
                    .await,
            ),
            code(
                client
                    .send_bytes(&session(), &UploadUrl::new(&location), 0, "a".into())
                    .await,
            ),
            code(
                client
                    .end_upload(&session(), &UploadUrl::new(&location))
                    .await,
            ),
        ];
        assert_eq!(unexpected, [Code::ServerAnswerUnexpected; 5], "{status}");
    }
    assert_eq!(elsewhere.connections(), 0);
}
