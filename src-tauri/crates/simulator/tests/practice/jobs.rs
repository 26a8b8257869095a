//! From login to result, and the rules by which people are registered.

use std::sync::{Arc, Mutex};

use chrono::{Duration, Utc};
use kakehashi_simulator::{INITIAL_PASSWORD, serve};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{PASSWORD, World, clock, code, edited, field, members, with};

const CHANGE: usize = 0;
const LOST_ON: usize = 4;
const PERSONAL_NUMBER: usize = 16;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_all_the_way() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let file = edited(
        &members(30, 1),
        &[(4, CHANGE, "2"), (4, LOST_ON, "20261115")],
    );

    let job = terminal.run("key-1", &file).await;
    assert_eq!(job["status"], "処理完了");
    assert_eq!(
        job["rows"],
        json!({ "total": 30, "done": 30, "ok": 29, "failed": 1 })
    );

    let result = terminal.result(&job).await;
    assert_eq!(
        hex::encode(Sha256::digest(&result)),
        job["result"]["sha256"]
    );
    assert_eq!(result.len() as u64, job["result"]["bytes"]);
    let text = String::from_utf8(result).unwrap();
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(
        lines[0],
        "行番号,記号,番号,枝番（2桁）,被保険者枝番,処理結果メッセージ"
    );
    assert_eq!(lines.len(), 31);
    assert!(lines[5].starts_with("5,") && lines[5].ends_with(",この加入者は登録されていません"));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_branch_number_follows_the_registration() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let file = members(3, 2);
    let branches: Vec<String> = terminal
        .outcome("1", &file)
        .await
        .into_iter()
        .map(|(branch, _)| branch)
        .collect();
    assert!(branches.iter().all(|branch| branch.len() == 10) && branches[0] != branches[1]);
    server.shutdown().await;

    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let again = terminal.outcome("2", &file).await;
    assert!(
        again.iter().map(|(branch, _)| branch).eq(&branches),
        "same registration, same number"
    );

    let corrected = edited(
        &file,
        &[(0, CHANGE, "4"), (0, PERSONAL_NUMBER, "123456789018")],
    );
    assert_eq!(
        terminal.outcome("3", &corrected).await[0].0,
        branches[0],
        "訂正 keeps it"
    );

    let other_number = terminal.outcome("4", &file).await;
    assert!(other_number[0].1.contains("登録済みの個人番号と異なります"));

    let taken = edited(
        &file,
        &[(1, CHANGE, "5"), (1, PERSONAL_NUMBER, "123456789018")],
    );
    let refused = terminal.outcome("5", &taken).await;
    assert_eq!(refused[1].1, "同じ個人番号の加入者がすでに登録されています");

    let lost = edited(&corrected, &[(0, CHANGE, "2"), (0, LOST_ON, "20261119")]);
    assert_eq!(
        terminal.outcome("6", &lost).await[0],
        (branches[0].clone(), String::new())
    );
    let freed = terminal.outcome("7", &taken).await;
    assert_eq!(
        freed[1],
        (branches[1].clone(), String::new()),
        "a lost one frees its number"
    );
    let back = terminal.outcome("8", &file).await;
    assert_eq!(
        back[0].0, branches[0],
        "取得 of a lost one gives the same number"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_cannot_share_a_number() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let file = members(3, 4);
    let first = field(&file, 0, PERSONAL_NUMBER);
    let outcome = terminal
        .outcome("1", &edited(&file, &[(2, PERSONAL_NUMBER, &first)]))
        .await;
    assert_eq!(outcome[0].1, "");
    assert_eq!(outcome[2].1, "同じ個人番号の加入者がすでに登録されています");
    assert!(!outcome[2].1.contains(&first));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_makes_one_job_for_ever() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let file = members(5, 1);
    let path = terminal.upload(&file).await;
    let made = terminal.post_job("key", &path, &file).await;
    assert_eq!(made.status(), StatusCode::CREATED);
    let made: Value = made.json().await.unwrap();
    terminal.finished(made["receipt"].as_str().unwrap()).await;
    server.shutdown().await;

    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let same = terminal.post_job("key", &path, &file).await;
    assert_eq!(same.status(), StatusCode::OK);
    assert_eq!(
        same.json::<Value>().await.unwrap()["receipt"],
        made["receipt"]
    );
    let other = terminal.post_job("key", &path, b"other").await;
    assert_eq!(code(other).await, "key-conflict");
    let used = terminal.post_job("other key", &path, &file).await;
    assert_eq!(code(used).await, "upload-in-use");
    let second = terminal.run("third key", &file).await;
    assert_ne!(second["receipt"], made["receipt"]);
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_wants_the_whole_and_right_file() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let file = members(5, 1);
    let empty = terminal.create(file.len()).await;
    assert_eq!(
        code(terminal.post_job("1", &empty, &file).await).await,
        "upload-not-finished"
    );
    let whole = terminal.upload(&file).await;
    assert_eq!(
        code(terminal.post_job("2", &whole, b"other").await).await,
        "digest-mismatch"
    );
    assert_eq!(
        code(terminal.post_job("3", "/x/none", &file).await).await,
        "not-found"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreadable_file_is_refused_as_a_whole() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let mut late = members(3, 1);
    late.extend_from_slice(b"\xff\xfe\r\n");
    let job = terminal.run("1", &late).await;
    assert_eq!(job["status"], "エラー");
    assert_eq!(job["message"], "5 行目に UTF-8 ではない文字があります");
    assert!(job.get("result").is_none());
    let job = terminal.run("2", b"a,b\r\n1,2\r\n").await;
    assert!(job["message"].as_str().unwrap().starts_with("見出し行が"));
    let outcome = terminal.outcome("3", &members(3, 1)).await;
    assert!(
        outcome.iter().all(|(_, message)| message.is_empty()),
        "nothing had been registered"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_goes_on_where_it_broke_off() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let job = terminal.run("1", &members(9000, 1)).await;
    let whole = terminal.result(&job).await;
    let href = job["result"]["href"].as_str().unwrap();
    let get = |range: &str| {
        terminal
            .send(Method::GET, href)
            .header("Range", range.to_owned())
    };

    let part = get("bytes=100-150000").send().await.unwrap();
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        part.headers()["content-range"],
        format!("bytes 100-150000/{}", whole.len()).as_str()
    );
    let etag = part.headers()["etag"].clone();
    assert_eq!(part.bytes().await.unwrap(), whole[100..=150_000]);

    let rest = get("bytes=150001-")
        .header("If-Range", etag)
        .send()
        .await
        .unwrap();
    assert_eq!(rest.bytes().await.unwrap(), whole[150_001..]);
    let changed = get("bytes=150001-")
        .header("If-Range", "\"other\"")
        .send()
        .await
        .unwrap();
    assert_eq!(changed.status(), StatusCode::OK);
    assert_eq!(changed.bytes().await.unwrap(), whole);
    assert_eq!(
        code(get("bytes=99999999-").send().await.unwrap()).await,
        "range-not-satisfiable"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_begin_with_a_change_and_lock_after_five_failures() {
    let world = World::new();
    let now = Arc::new(Mutex::new(Utc::now()));
    let server = serve(with(world.config(), |c| c.clock = clock(Arc::clone(&now))))
        .await
        .unwrap();
    let http = world.http(Some(world.identity(&world.order())));
    let base = format!("https://localhost:{}", server.addr().port());
    let login = async |user: &str, password: &str| {
        let body = json!({ "user": user, "password": password });
        http.post(format!("{base}/v1/session"))
            .json(&body)
            .send()
            .await
            .unwrap()
    };
    let change = async |new: &str| {
        let body = json!({ "user": "system", "current": INITIAL_PASSWORD, "new": new });
        http.put(format!("{base}/v1/session/password"))
            .json(&body)
            .send()
            .await
            .unwrap()
    };

    assert_eq!(
        code(login("system", INITIAL_PASSWORD).await).await,
        "password-change-required"
    );
    assert_eq!(code(change("short").await).await, "password-weak");
    assert_eq!(code(change(INITIAL_PASSWORD).await).await, "password-weak");
    assert_eq!(change(PASSWORD).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        login("system", PASSWORD).await.status(),
        StatusCode::CREATED
    );

    assert_eq!(code(login("nobody", PASSWORD).await).await, "login-failed");
    for _ in 0..4 {
        assert_eq!(code(login("system", "wrong").await).await, "login-failed");
    }
    assert_eq!(code(login("system", "wrong").await).await, "account-locked");
    assert_eq!(
        code(login("system", PASSWORD).await).await,
        "account-locked"
    );
    *now.lock().unwrap() += Duration::minutes(11);
    assert_eq!(
        login("system", PASSWORD).await.status(),
        StatusCode::CREATED
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_and_belong_to_a_certificate() {
    let world = World::new();
    let now = Arc::new(Mutex::new(Utc::now()));
    let server = serve(with(world.config(), |c| c.clock = clock(Arc::clone(&now))))
        .await
        .unwrap();
    let terminal = world.terminal(&server).await;
    let mut other = world.terminal(&server).await;
    let jobs = async |terminal: &crate::support::Terminal| {
        terminal.send(Method::GET, "/v1/jobs").send().await.unwrap()
    };
    assert_eq!(jobs(&terminal).await.status(), StatusCode::OK);
    other.token.clone_from(&terminal.token);
    assert_eq!(code(jobs(&other).await).await, "session-required");
    *now.lock().unwrap() += Duration::minutes(31);
    assert_eq!(code(jobs(&terminal).await).await, "session-expired");
    server.shutdown().await;
}
