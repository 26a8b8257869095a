//! What the server knows of a terminal, kept apart from whoever could put older data back there.

use chrono::{Duration, SecondsFormat, Utc};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{Terminal, World, code, members};

async fn listed(terminal: &Terminal, query: &[(&str, &str)]) -> Vec<Value> {
    let query: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let path = format!("/v1/jobs?{}", query.join("&"));
    let answer = terminal.send(Method::GET, &path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

fn receipts(jobs: &[Value]) -> Vec<&str> {
    jobs.iter()
        .map(|job| job["receipt"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_terminal_learns_what_it_sent_since_and_of_no_other_terminal() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let begun = Utc::now() - Duration::minutes(1);
    let since = begun.to_rfc3339_opts(SecondsFormat::Millis, true);
    let files: Vec<Vec<u8>> = (1..=3).map(|seed| members(2, seed)).collect();
    let mut made = Vec::new();
    for (key, file) in ["a", "b", "c"].iter().zip(&files) {
        made.push(terminal.run(key, file).await);
    }
    let all = listed(&terminal, &[("since", &since)]).await;
    assert_eq!(
        receipts(&all),
        receipts(&made),
        "in the order in which they came"
    );
    assert_eq!(all[0]["sha256"], hex::encode(Sha256::digest(&files[0])));
    let first = all[0]["receipt"].as_str().unwrap();
    let behind = listed(&terminal, &[("since", &since), ("after", first)]).await;
    assert_eq!(receipts(&behind), receipts(&made[1..]));
    let later = Utc::now() + Duration::hours(1);
    let later = later.to_rfc3339_opts(SecondsFormat::Millis, true);
    assert!(listed(&terminal, &[("since", &later)]).await.is_empty());
    let newest = listed(&terminal, &[]).await;
    assert_eq!(
        receipts(&newest)[0],
        receipts(&made)[2],
        "without it, as ever"
    );
    let odd = terminal.send(Method::GET, "/v1/jobs?since=x");
    assert_eq!(code(odd.send().await.unwrap()).await, "bad-request");

    let mut order = world.order();
    order.terminal = "RENSHU02".into();
    let other = world.terminal_of(server.addr().port(), &order).await;
    assert!(listed(&other, &[("since", &since)]).await.is_empty());
    let standing: Value = other
        .send(Method::GET, "/v1/standing")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(standing, json!({}));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_a_log_is_kept_and_never_goes_back() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let tell = async |entries: i64, digit: &str| {
        let body = json!({ "entries": entries, "sha256": digit.repeat(64) });
        let request = terminal.send(Method::PUT, "/v1/log-head").json(&body);
        request.send().await.unwrap()
    };
    assert_eq!(tell(5, "a").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(tell(5, "a").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(tell(9, "b").await.status(), StatusCode::NO_CONTENT);
    for (entries, digit) in [(5, "a"), (9, "c"), (4, "b")] {
        assert_eq!(
            code(tell(entries, digit).await).await,
            "head-conflict",
            "{entries}"
        );
    }
    for (entries, digit) in [(0, "a"), (-1, "a"), (10, "A"), (10, "ab"), (1 << 40, "a")] {
        assert_eq!(
            code(tell(entries, digit).await).await,
            "bad-request",
            "{entries}"
        );
    }
    let job = terminal.run("k", &members(2, 1)).await;
    let standing = terminal
        .send(Method::GET, "/v1/standing")
        .send()
        .await
        .unwrap();
    let standing: Value = standing.json().await.unwrap();
    assert_eq!(standing["log_head"]["entries"], 9);
    assert_eq!(standing["log_head"]["sha256"], "b".repeat(64));
    assert_eq!(standing["last_job"]["receipt"], job["receipt"]);
    server.shutdown().await;
}
