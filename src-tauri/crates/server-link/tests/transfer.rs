//! Whole files, with cuts on the way, over real TLS.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use kakehashi_domain::{Code, Outcome};
use kakehashi_server_link::{
    Downloaded, HttpServer, IntermediateServer, ResultFile, ServerFile, UploadUrl, Wanted,
    download, upload,
};
use sha2::{Digest, Sha256};
use std::{
    io::Cursor,
    sync::{Arc, Mutex},
};
use support::{
    Authority, NOW, TestServer, client, code, session,
    tus::{self, State},
};

const MIB: usize = 1 << 20;
const WANTED: Wanted = Wanted {
    file: ServerFile::Result("R-1"),
    most: 1 << 20,
    announced: None,
};

struct Scene {
    state: Arc<Mutex<State>>,
    client: HttpServer,
    url: UploadUrl,
    _server: TestServer,
}

impl Scene {
    async fn new(state: State) -> Self {
        let authority = Authority::new("Practice CA");
        let state = Arc::new(Mutex::new(state));
        let server = TestServer::start(authority.usual_config(), tus::handler(&state)).await;
        let client = client(&server.url, &authority, authority.terminal(NOW, 2));
        let url = UploadUrl::new(format!("{}/v1/uploads/up-1", server.url));
        Self {
            state,
            client,
            url,
            _server: server,
        }
    }

    async fn upload(&self, file: &[u8], total: usize) -> Outcome<Vec<u64>> {
        let mut heard = Vec::new();
        let mut source = Cursor::new(file.to_vec());
        let mut progress = |held| heard.push(held);
        let (session, total) = (session(), total as u64);
        upload(
            &self.client,
            &session,
            &self.url,
            &mut source,
            (total, None),
            &mut progress,
        )
        .await?;
        Ok(heard)
    }

    async fn download(&self) -> Outcome<(Downloaded, Vec<u8>)> {
        let mut file = Vec::new();
        let answer = download(&self.client, &session(), WANTED, &mut file, &mut |_| ()).await?;
        Ok((answer, file))
    }

    fn ranges(&self) -> Vec<Option<String>> {
        let state = self.state.lock().unwrap();
        let range =
            |headers: &http::HeaderMap| Some(headers.get("range")?.to_str().ok()?.to_owned());
        state
            .requests
            .iter()
            .map(|(_, headers)| range(headers))
            .collect()
    }
}

fn file(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i % 251) as u8).collect()
}

#[tokio::test]
async fn a_file_goes_up_in_pieces() {
    let scene = Scene::new(State::default()).await;
    let file = file(2 * MIB + 5);
    let heard = scene.upload(&file, file.len()).await.unwrap();
    let pieces = [64, 128, 256, 512, 1024];
    let doubled = pieces.iter().scan(0, |sum, kib| {
        *sum += kib << 10;
        Some(*sum)
    });
    let wanted: Vec<u64> = std::iter::once(0).chain(doubled).collect();
    assert_eq!(heard[..6], wanted, "a quick line has longer pieces");
    assert_eq!(heard.last(), Some(&(file.len() as u64)));
    assert!(scene.state.lock().unwrap().kept == file);
}

#[tokio::test]
async fn an_upload_goes_on_where_the_server_is() {
    let file = file(MIB + 5);
    let scene = Scene::new(State {
        kept: file[..MIB].to_vec(),
        ..State::default()
    })
    .await;
    let heard = scene.upload(&file, file.len()).await.unwrap();
    assert_eq!(heard, [MIB as u64, MIB as u64 + 5]);
    assert!(scene.state.lock().unwrap().kept == file);
}

#[tokio::test]
async fn an_upload_goes_on_after_a_cut() {
    let scene = Scene::new(State {
        cuts: vec![30_000],
        ..State::default()
    })
    .await;
    let file = file(2 * MIB);
    let heard = scene.upload(&file, file.len()).await.unwrap();
    let after_cut = heard[1];
    assert!(
        (30_000..1 << 16).contains(&after_cut),
        "the bytes before the cut count"
    );
    assert_eq!(heard.last(), Some(&(2 * MIB as u64)));
    assert!(scene.state.lock().unwrap().kept == file);
}

#[tokio::test]
async fn an_empty_file_needs_no_bytes() {
    let scene = Scene::new(State::default()).await;
    assert_eq!(scene.upload(&[], 0).await.unwrap(), [0]);
}

#[tokio::test]
async fn an_upload_that_is_gone_or_longer_than_the_file_is_told() {
    let gone = Scene::new(State {
        gone: true,
        ..State::default()
    })
    .await;
    assert_eq!(code(gone.upload(&file(9), 9).await), Code::UploadGone);
    assert!(gone.client.end_upload(&session(), &gone.url).await.is_ok());
    let longer = Scene::new(State {
        kept: file(10),
        ..State::default()
    })
    .await;
    assert_eq!(
        code(longer.upload(&file(9), 9).await),
        Code::ServerAnswerUnexpected
    );
}

#[tokio::test]
async fn a_source_that_is_too_short_is_a_damaged_work_file() {
    let scene = Scene::new(State::default()).await;
    assert_eq!(
        code(scene.upload(&file(9), 10).await),
        Code::WorkFileDamaged
    );
    assert!(scene.state.lock().unwrap().kept.is_empty());
}

#[tokio::test]
async fn an_offset_that_doesnt_fit_must_be_asked_anew() {
    let scene = Scene::new(State::default()).await;
    let wrong_offset = scene
        .client
        .send_bytes(&session(), &scene.url, 5, "abc".into())
        .await;
    assert_eq!(code(wrong_offset), Code::ConnectionLost);
}

#[tokio::test]
async fn a_result_comes_down_whole() {
    let result = file(300_000);
    let scene = Scene::new(State {
        result: result.clone(),
        ..State::default()
    })
    .await;
    let (answer, arrived) = scene.download().await.unwrap();
    assert_eq!(answer.bytes, 300_000);
    assert_eq!(answer.sha256.len(), 64);
    assert!(arrived == result);
    assert_eq!(scene.ranges(), [None]);
}

#[tokio::test]
async fn a_download_goes_on_after_cuts() {
    let result = file(300_000);
    let state = State {
        result: result.clone(),
        cuts: vec![50_000, 100_000],
        ..State::default()
    };
    let scene = Scene::new(state).await;
    let (_, arrived) = scene.download().await.unwrap();
    assert!(arrived == result);
    let range = |from: &str| Some(format!("bytes={from}-"));
    assert_eq!(scene.ranges(), [None, range("100000"), range("150000")]);
}

#[tokio::test]
async fn a_file_exchanged_between_two_parts_is_refused() {
    for etag in ["new", ""] {
        let exchange_for = Some((vec![9; 300_000], etag.to_owned()));
        let cuts = vec![100_000];
        let state = State {
            result: file(300_000),
            cuts,
            exchange_for,
            ..State::default()
        };
        let scene = Scene::new(state).await;
        let (mut sink, mut heard) = (Vec::new(), 0);
        let mut progress = |received| heard = received;
        let answer = download(&scene.client, &session(), WANTED, &mut sink, &mut progress).await;
        assert_eq!(code(answer), Code::DownloadDamaged, "ETag {etag:?}");
        assert_eq!(heard, 100_000, "nothing of the other file is taken");
    }
}

#[tokio::test]
async fn a_server_that_begins_anew_is_refused() {
    let (result, cuts) = (file(300_000), vec![100_000]);
    let scene = Scene::new(State {
        result,
        cuts,
        knows_no_ranges: true,
        ..State::default()
    })
    .await;
    let fault = scene.download().await.unwrap_err();
    assert_eq!(fault.code, Code::DownloadDamaged);
    assert_eq!(fault.cause.as_deref(), Some("another file than before"));
}

#[tokio::test]
async fn a_server_that_miscounts_is_told() {
    let scene = Scene::new(State {
        miscounts: true,
        ..State::default()
    })
    .await;
    assert_eq!(
        code(scene.upload(&file(9), 9).await),
        Code::ServerAnswerUnexpected
    );
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let state = State {
        result: file(1000),
        digest_of: Some(file(999)),
        ..State::default()
    };
    assert_eq!(
        code(Scene::new(state).await.download().await),
        Code::DownloadDamaged
    );
}

#[tokio::test]
async fn a_result_longer_than_it_can_be_or_other_than_announced_is_refused() {
    let result = file(1000);
    let sha256 = hex::encode(Sha256::digest(&result));
    let announced = |bytes, sha256: &str| ResultFile {
        bytes,
        sha256: sha256.to_owned(),
    };
    let right = announced(1000, &sha256);
    let cases = [
        (999, None, Code::ResultUnfit),
        (1000, None, Code::Internal),
        (1000, Some(right), Code::Internal),
        (1000, Some(announced(1001, &sha256)), Code::ResultUnfit),
        (2000, Some(announced(1001, &sha256)), Code::ResultUnfit),
        (
            1000,
            Some(announced(1000, &"0".repeat(64))),
            Code::ResultUnfit,
        ),
    ];
    for (most, announced, expected) in cases {
        let scene = Scene::new(State {
            result: result.clone(),
            ..State::default()
        })
        .await;
        let wanted = Wanted {
            file: ServerFile::Result("R-1"),
            most,
            announced: announced.as_ref(),
        };
        let mut sink = Vec::new();
        let answer = download(&scene.client, &session(), wanted, &mut sink, &mut |_| ()).await;
        assert_eq!(code(answer), expected, "{most} {announced:?}");
    }
}

#[tokio::test]
async fn a_folder_that_takes_no_bytes_is_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let scene = Scene::new(State {
        result: file(1000),
        ..State::default()
    })
    .await;
    let answer = download(&scene.client, &session(), WANTED, &mut Full, &mut |_| ()).await;
    assert_eq!(code(answer), Code::DiskFull);
}

#[tokio::test]
async fn an_upload_keeps_below_the_speed_that_is_set() {
    let file = file(300 << 10);
    let scene = Scene::new(State::default()).await;
    let mut source = Cursor::new(file.clone());
    let limit = (file.len() as u64, Some(150 << 10));
    let (session, mut progress) = (session(), |_| ());
    let began = std::time::Instant::now();
    let sent = upload(
        &scene.client,
        &session,
        &scene.url,
        &mut source,
        limit,
        &mut progress,
    );
    sent.await.unwrap();
    // Two seconds' worth; the last piece counts as the others do.
    let took = began.elapsed().as_secs_f64();
    assert!((1.9..20.0).contains(&took), "{took} s");
}
