//! Nothing lies on the disk in clear, and nobody else may work on the data.

use encoding_rs::SHIFT_JIS;
use kakehashi_simulator::{Error, serve};

use crate::support::{World, field, members, with};

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

fn writings(text: &str) -> Vec<Vec<u8>> {
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    vec![
        text.as_bytes().to_vec(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        SHIFT_JIS.encode(text).0.into_owned(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_personal_is_on_the_disk_in_clear() {
    let world = World::new();
    let file = members(50, 6);
    let needles: Vec<Vec<u8>> = [(0, 16), (49, 16), (0, 10), (49, 11), (0, 15)]
        .iter()
        .flat_map(|(row, column)| writings(&field(&file, *row, *column)))
        .collect();
    assert!(
        contains(&file, &needles[0]),
        "the search finds what is there"
    );

    // Once with the upload still stored, once with everything processed.
    let waiting = with(world.config(), |c| c.scenario.accept_ms = 600_000);
    for config in [waiting, world.config()] {
        let processed = config.scenario.accept_ms == 0;
        let server = serve(config).await.unwrap();
        let terminal = world.terminal(&server).await;
        if processed {
            terminal.run("second", &file).await;
        } else {
            let path = terminal.upload(&file).await;
            terminal.post_job("first", &path, &file).await;
        }
        let mut searched = 0;
        for entry in std::fs::read_dir(world.data()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            searched += bytes.len();
            assert!(needles.iter().all(|needle| !contains(&bytes, needle)));
        }
        assert!(searched > file.len(), "the file does lie there");
        server.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_data_opens_for_one_server_with_the_right_key_only() {
    let world = World::new();
    let server = world.serve().await;
    let second = serve(world.config()).await.err().unwrap();
    assert_eq!(
        second.to_string(),
        "データベースを使えません: 別の練習用サーバーが同じデータを使っています"
    );
    server.shutdown().await;

    let other = World::new();
    let foreign = with(world.config(), |c| c.pki = other.pki());
    assert!(matches!(
        serve(foreign).await.err(),
        Some(Error::Database(_))
    ));
    world.serve().await.shutdown().await;
}
