//! Faults that the scenario orders.

use kakehashi_simulator::{Scenario, serve};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{World, code, members, with};

fn scenario(world: &World, text: &str) -> Scenario {
    let path = world.dir.path().join("scenario.toml");
    std::fs::write(&path, format!("accept_ms = 0\nprocess_ms = 0\n{text}")).unwrap();
    Scenario::read(&path).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_has_done_its_work() {
    let world = World::new();
    let lost = scenario(
        &world,
        r#"faults = [{ method = "POST", path = "/v1/jobs", kind = "lost-answer" }]"#,
    );
    let server = serve(with(world.config(), |c| c.scenario = lost))
        .await
        .unwrap();
    let terminal = world.terminal(&server).await;
    let file = members(5, 1);
    let path = terminal.upload(&file).await;
    let body = json!({ "upload": path.rsplit('/').next(), "kind": "member-registration",
        "sha256": hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&file)) });
    let post = || {
        let request = terminal
            .send(Method::POST, "/v1/jobs")
            .header("Idempotency-Key", "key");
        request.json(&body).send()
    };
    assert!(post().await.is_err());
    let again = post().await.unwrap();
    assert_eq!(
        again.status(),
        StatusCode::OK,
        "the job was made the first time"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ordered_answers_come_as_often_as_ordered() {
    let world = World::new();
    let faulty = scenario(
        &world,
        r#"
        row_errors = [{ every = 2, message = "練習用の誤り" }]
        faults = [
          { method = "GET", path = "/v1/service", skip = 1, times = 2, kind = "status", status = 429, retry_after = 3 },
          { method = "GET", path = "/login", kind = "truncate" },
          { method = "GET", path = "/openapi", kind = "stall", ms = 300 },
        ]
        "#,
    );
    let server = serve(with(world.config(), |c| c.scenario = faulty))
        .await
        .unwrap();
    let terminal = world.terminal(&server).await;
    let get = |path: &str| terminal.send(Method::GET, path).send();

    assert_eq!(get("/v1/service").await.unwrap().status(), StatusCode::OK);
    for _ in 0..2 {
        let answer = get("/v1/service").await.unwrap();
        assert_eq!(answer.headers()["retry-after"], "3");
        assert_eq!(code(answer).await, "too-many-requests");
    }
    assert_eq!(get("/v1/service").await.unwrap().status(), StatusCode::OK);
    assert!(get("/login").await.unwrap().bytes().await.is_err());
    assert!(get("/login").await.unwrap().bytes().await.is_ok());
    let begin = std::time::Instant::now();
    get("/openapi.json").await.unwrap();
    assert!(begin.elapsed().as_millis() >= 300);

    let outcome = terminal.outcome("key", &members(4, 1)).await;
    let messages: Vec<&str> = outcome
        .iter()
        .map(|(_, message)| message.as_str())
        .collect();
    assert_eq!(messages, ["", "練習用の誤り", "", "練習用の誤り"]);
    let jobs: Value = get("/v1/jobs").await.unwrap().json().await.unwrap();
    assert_eq!(jobs[0]["rows"]["failed"], 2);
    server.shutdown().await;
}
