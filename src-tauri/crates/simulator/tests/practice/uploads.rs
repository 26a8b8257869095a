//! tus 1.0.0: cuts, checksums, refusals.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream;
use kakehashi_simulator::serve;
use reqwest::{Body, Method, StatusCode};
use sha1::Digest as _;
use sha2::{Digest as _, Sha256};

use crate::support::{TUS, World, code, members, with};

/// A body that breaks off after these bytes although more were announced.
fn cut(bytes: &[u8]) -> Body {
    let first: Result<Vec<u8>, std::io::Error> = Ok(bytes.to_vec());
    Body::wrap_stream(stream::unfold(Some(first), async |state| match state {
        Some(Ok(bytes)) => Some((Ok(bytes), Some(Err(std::io::Error::other("cut"))))),
        Some(Err(error)) => {
            // The first bytes must be on their way before the connection breaks.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            Some((Err(error), None))
        }
        None => None,
    }))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_upload_goes_on_where_it_broke_off() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let file = members(3000, 1);
    let path = terminal.create(file.len()).await;

    assert!(
        terminal
            .patch(&path, 0)
            .body(cut(&file[..300_001]))
            .send()
            .await
            .is_err()
    );
    let kept = terminal.offset(&path).await;
    assert_eq!(kept, 300_001, "what arrived is kept to the byte");

    let wrong = terminal
        .patch(&path, kept - 1)
        .body(file[kept - 1..].to_vec())
        .send()
        .await;
    assert_eq!(code(wrong.unwrap()).await, "upload-offset-conflict");
    server.shutdown().await;

    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    assert_eq!(terminal.offset(&path).await, kept, "also over a restart");
    let rest = terminal
        .patch(&path, kept)
        .body(file[kept..].to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(rest.status(), StatusCode::NO_CONTENT);
    let made = terminal.post_job("key", &path, &file).await;
    assert_eq!(
        made.status(),
        StatusCode::CREATED,
        "the digest of the whole is right"
    );
    let gone = terminal
        .send(Method::HEAD, &path)
        .header(TUS.0, TUS.1)
        .send()
        .await
        .unwrap();
    assert_eq!(gone.status(), StatusCode::GONE, "the job has it");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checksum_decides_whether_bytes_are_kept() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let file = members(2000, 1);
    let path = terminal.create(file.len()).await;
    let sum = |bytes: &[u8]| format!("sha256 {}", STANDARD.encode(Sha256::digest(bytes)));
    let send = async |sum: String| {
        terminal
            .patch(&path, 0)
            .header("Upload-Checksum", sum)
            .body(file.clone())
            .send()
            .await
    };

    for none in ["md5 AAAA", "sha1 AAAA", "sha256", "sha1"] {
        let refused = send(none.into()).await.unwrap();
        assert_eq!(code(refused).await, "bad-request", "{none}");
    }
    let offer = terminal.send(Method::OPTIONS, "/v1/uploads").send().await;
    assert_eq!(
        offer.unwrap().headers()["tus-checksum-algorithm"],
        "sha1,sha256"
    );
    let old = |bytes: &[u8]| format!("sha1 {}", STANDARD.encode(sha1::Sha1::digest(bytes)));
    assert_eq!(send(old(b"other")).await.unwrap().status().as_u16(), 460);
    let first = terminal
        .patch(&path, 0)
        .header("Upload-Checksum", old(&file[..1]));
    let first = first.body(file[..1].to_vec()).send().await.unwrap();
    assert_eq!(first.status(), StatusCode::NO_CONTENT);
    assert_eq!(terminal.offset(&path).await, 1);
    let path = terminal.create(file.len()).await;
    let send = async |sum: String| {
        let request = terminal.patch(&path, 0).header("Upload-Checksum", sum);
        request.body(file.clone()).send().await
    };
    let wrong = send(sum(b"other")).await.unwrap();
    assert_eq!(wrong.status().as_u16(), 460);
    assert_eq!(code(wrong).await, "upload-checksum");
    assert_eq!(terminal.offset(&path).await, 0);
    let broken = terminal
        .patch(&path, 0)
        .header("Upload-Checksum", sum(&file));
    assert!(broken.body(cut(&file[..300_000])).send().await.is_err());
    assert_eq!(terminal.offset(&path).await, 0);

    assert_eq!(
        send(sum(&file)).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        terminal.post_job("key", &path, &file).await.status(),
        StatusCode::CREATED
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_tus_is_refused() {
    let world = World::new();
    let server = world.serve().await;
    let terminal = world.terminal(&server).await;
    let create = |length: &str| {
        let request = terminal
            .send(Method::POST, "/v1/uploads")
            .header(TUS.0, TUS.1);
        request.header("Upload-Length", length.to_owned()).send()
    };
    assert_eq!(code(create("x").await.unwrap()).await, "upload-length");
    assert_eq!(
        code(create("1073741825").await.unwrap()).await,
        "upload-too-large"
    );
    let versionless = terminal
        .send(Method::POST, "/v1/uploads")
        .header("Upload-Length", 1);
    let refused = versionless.send().await.unwrap();
    assert_eq!(refused.headers()["tus-version"], "1.0.0");
    assert_eq!(code(refused).await, "tus-version");

    let path = terminal.create(4).await;
    let long = terminal.patch(&path, 0).body("12345").send().await.unwrap();
    assert_eq!(code(long).await, "upload-too-large");
    assert_eq!(terminal.offset(&path).await, 0);
    let plain = terminal.send(Method::PATCH, &path).header(TUS.0, TUS.1);
    assert_eq!(
        code(
            plain
                .header("Upload-Offset", 0)
                .body("1234")
                .send()
                .await
                .unwrap()
        )
        .await,
        "upload-content-type"
    );

    let post = terminal
        .send(Method::POST, &path)
        .header("X-HTTP-Method-Override", "DELETE");
    let ended = post.header(TUS.0, TUS.1).send().await.unwrap();
    assert_eq!(ended.status(), StatusCode::NO_CONTENT);
    assert_eq!(ended.headers()["tus-resumable"], "1.0.0");
    assert_eq!(
        code(terminal.patch(&path, 0).body("1234").send().await.unwrap()).await,
        "upload-gone"
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_heard_over_a_large_body() {
    let world = World::new();
    let server = world.serve().await;
    let mut terminal = world.terminal(&server).await;
    let path = terminal.create(6_000_000).await;
    for _ in 0..5 {
        let conflict = terminal
            .patch(&path, 7)
            .body(vec![b'x'; 6_000_000])
            .send()
            .await
            .unwrap();
        assert_eq!(code(conflict).await, "upload-offset-conflict");
    }
    terminal.token = "none".into();
    let unknown = terminal
        .patch(&path, 0)
        .body(vec![b'x'; 6_000_000])
        .send()
        .await
        .unwrap();
    assert_eq!(code(unknown).await, "session-required");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_writes_at_a_time() {
    let world = World::new();
    let slow = with(world.config(), |c| {
        c.scenario.upload_bytes_per_second = Some(4000)
    });
    let server = serve(slow).await.unwrap();
    let terminal = world.terminal(&server).await;
    let path = terminal.create(8000).await;
    let first = terminal.patch(&path, 0).body(vec![b'x'; 8000]).send();
    let second = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        terminal
            .patch(&path, 0)
            .body(vec![b'y'; 8000])
            .send()
            .await
            .unwrap()
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(code(second).await, "upload-in-use");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unfinished_uploads_expire() {
    let world = World::new();
    let now = std::sync::Arc::new(std::sync::Mutex::new(chrono::Utc::now()));
    let clock = crate::support::clock(std::sync::Arc::clone(&now));
    let server = serve(with(world.config(), |c| c.clock = clock))
        .await
        .unwrap();
    let mut terminal = world.terminal(&server).await;
    let path = terminal.create(8).await;
    *now.lock().unwrap() += chrono::Duration::hours(25);
    terminal.token.clear();
    terminal.login().await;
    let late = terminal
        .patch(&path, 0)
        .body("12345678")
        .send()
        .await
        .unwrap();
    assert_eq!(code(late).await, "upload-gone");
    server.shutdown().await;
}
