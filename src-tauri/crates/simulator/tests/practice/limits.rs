//! Everything that may be asked of the server has an end, and its data are nobody else's.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use crate::support::{TUS, World, code};

#[tokio::test(flavor = "multi_thread")]
async fn heads_and_bodies_have_a_largest_size() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let many = (0..100).fold(terminal.send(Method::GET, "/v1/service"), |request, nth| {
        request.header(format!("x-{nth}"), "1")
    });
    let too_many = many.send().await;
    assert!(too_many.is_err() || too_many.unwrap().status().is_client_error());
    let long = terminal.send(Method::GET, "/v1/service");
    let too_long = long.header("x-long", "x".repeat(100_000)).send().await;
    assert!(too_long.is_err() || too_long.unwrap().status().is_client_error());

    let login = json!({ "user": "clerk", "password": "x".repeat(70_000) });
    let login = terminal.send(Method::POST, "/v1/session").json(&login);
    assert_eq!(code(login.send().await.unwrap()).await, "bad-request");
    let still = terminal.send(Method::GET, "/v1/service").send().await;
    assert_eq!(still.unwrap().status(), StatusCode::OK);
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_guesses_passwords_waits() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let mut refused = None;
    for nth in 0..200 {
        let guess = json!({ "user": format!("nobody{nth}"), "password": "x" });
        let answer = terminal.send(Method::POST, "/v1/session").json(&guess);
        let answer = answer.send().await.unwrap();
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.unwrap();
    let wait: u64 = refused.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=61).contains(&wait), "{wait}");
    assert_eq!(code(refused).await, "too-many-requests");
    // Whoever is in goes on.
    let jobs = terminal.send(Method::GET, "/v1/jobs").send().await.unwrap();
    assert_eq!(jobs.status(), StatusCode::OK);
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_that_nobody_finishes_are_bounded() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let create = async || {
        let request = terminal
            .send(Method::POST, "/v1/uploads")
            .header(TUS.0, TUS.1);
        request.header("Upload-Length", 10).send().await.unwrap()
    };
    let mut made = 0;
    let refused = loop {
        let answer = create().await;
        if answer.status() != StatusCode::CREATED {
            break answer;
        }
        made += 1;
        assert!(made <= 200, "no end");
    };
    assert!(refused.headers().contains_key("retry-after"));
    assert_eq!(code(refused).await, "too-many-requests");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_are_bounded_and_given_back() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let address = server.addr();
    let mut silent = Vec::new();
    loop {
        let mut one = TcpStream::connect(address).await.unwrap();
        let closed = tokio::time::timeout(Duration::from_millis(3), one.read(&mut [0; 1])).await;
        if matches!(closed, Ok(Ok(0) | Err(_))) {
            break;
        }
        silent.push(one);
        assert!(silent.len() <= 256, "no end");
    }
    assert!(silent.len() > 200, "{}", silent.len());
    drop(silent);
    let later = async {
        while terminal
            .send(Method::GET, "/v1/service")
            .send()
            .await
            .is_err()
        {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), later)
        .await
        .unwrap();
    server.shutdown().await;
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_data_are_closed_to_other_users() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    std::fs::create_dir(world.data()).unwrap();
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(world.data(), open).unwrap();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    terminal.run("key", &crate::support::members(30, 1)).await;
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.data()), 0o700);
    let files = std::fs::read_dir(world.data()).unwrap().flatten();
    let files: Vec<_> = files.map(|it| it.path()).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    server.shutdown().await;
}
