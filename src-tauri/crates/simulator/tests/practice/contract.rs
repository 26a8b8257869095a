//! The server does what `openapi.json` says, and nothing beside it.

use kakehashi_simulator::{Hours, serve};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::support::{World, code, with};

const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

#[tokio::test(flavor = "multi_thread")]
async fn every_method_is_documented_or_refused() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let contract = terminal
        .send(Method::GET, "/openapi.json")
        .send()
        .await
        .unwrap();
    let contract: Value = contract.json().await.unwrap();
    for (path, item) in contract["paths"].as_object().unwrap() {
        for method in METHODS {
            let documented = item.get(method).is_some()
                // HTTP wants HEAD wherever there is GET.
                || (method == "head" && item.get("get").is_some());
            let filled = path.replace("{name}", "transfer").replace(['{', '}'], "");
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            if documented && method == Method::DELETE && path == "/v1/session" {
                continue;
            }
            let answer = terminal.send(method.clone(), &filled).send().await.unwrap();
            let refused = answer.status() == StatusCode::METHOD_NOT_ALLOWED;
            assert_eq!(refused, !documented, "{method} {path}: {}", answer.status());
            assert!(!answer.status().is_server_error(), "{method} {path}");
            if refused {
                assert!(answer.headers().contains_key("allow"), "{method} {path}");
            }
        }
    }
    let nowhere = terminal
        .send(Method::GET, "/v1/%ff")
        .header("X-Correlation-Id", "act-1");
    let answer = nowhere.send().await.unwrap();
    assert_eq!(answer.headers()["x-correlation-id"], "act-1");
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(
        (&problem["code"], &problem["correlation_id"]),
        (&"not-found".into(), &"act-1".into())
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_of_the_hours_nothing_begins() {
    let world = World::new();
    // Open for one minute a week, long ago in it.
    let never = Hours {
        weekday: 1,
        from: "00:00:00".parse().unwrap(),
        to: "00:00:00".parse().unwrap(),
    };
    let server = serve(with(world.config(), |c| c.scenario.hours = vec![never]))
        .await
        .unwrap();
    let http = world.http(Some(world.identity(&world.order())));
    let base = format!("https://localhost:{}", server.addr().port());
    for path in ["/v1/session", "/v1/uploads", "/v1/jobs"] {
        let answer = http.post(format!("{base}{path}")).send().await.unwrap();
        assert!(answer.headers().contains_key("retry-after"));
        assert_eq!(code(answer).await, "service-closed");
    }
    let service: Value = http
        .get(format!("{base}/v1/service"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(service["open"], false);
    assert_eq!(service["hours"][0]["from"], "00:00");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_for_connection_tests() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let page = terminal
        .send(Method::GET, "/services/transfer?wsdl")
        .send()
        .await
        .unwrap();
    assert_eq!(page.headers()["content-type"], "text/xml; charset=utf-8");
    let text = page.text().await.unwrap();
    assert!(text.contains("<definitions name=\"transfer\""));
    let odd = terminal
        .send(Method::GET, "/services/%3Cx%3E?wsdl")
        .send()
        .await
        .unwrap();
    assert_eq!(code(odd).await, "not-found");
    let login = terminal.send(Method::GET, "/login").send().await.unwrap();
    assert!(login.text().await.unwrap().contains("練習用"));
    server.shutdown().await;
}
