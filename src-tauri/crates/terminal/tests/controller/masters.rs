//! The 配信マスター from a server that doesn't say what it gives.

use crate::world::Place;
use kakehashi_domain::Code;
use kakehashi_server_link::ServerMasters;
use sha2::{Digest, Sha256};

const HEADING: &str = "区分,コード,名称,適用開始日,適用終了日,変更の種類,もとの版\r\n";

fn sha256_of(entries: &[(&str, &str)]) -> String {
    let lines: String = entries
        .iter()
        .map(|(code, name)| format!("01,{code},{name},20260401,\n"))
        .collect();
    hex::encode(Sha256::digest(lines))
}

fn whole(version: u32, sha256: &str, entries: &[(&str, &str)]) -> Vec<u8> {
    let rows: String = entries
        .iter()
        .map(|(code, name)| format!("01,{code},{name},20260401,,,\r\n"))
        .collect();
    format!("{HEADING}00,{version},{sha256},20260401,,,\r\n{rows}").into_bytes()
}

fn stand(version: u32, sha256: &str, entries: u32) -> ServerMasters {
    ServerMasters {
        version,
        published_on: "2026-04-01".parse().unwrap(),
        entries,
        sha256: sha256.to_owned(),
    }
}

async fn at_server() -> Place {
    let place = Place::ready().await;
    place.log_in("tantou").await;
    place.server_log_in().await;
    place
}

#[tokio::test(start_paused = true)]
async fn what_the_server_gives_must_be_what_it_says() {
    let place = at_server().await;
    let t = &place.terminal;
    let entries = [("A1", "甲"), ("B1", "乙")];
    let right = sha256_of(&entries);
    let other = sha256_of(&entries[..1]);
    for (said, file, code) in [
        (
            stand(2, &right, 2),
            whole(1, &right, &entries),
            Code::MasterUnfit,
        ),
        (
            stand(1, &other, 2),
            whole(1, &right, &entries),
            Code::MasterUnfit,
        ),
        (
            stand(1, &other, 2),
            whole(1, &other, &entries),
            Code::MasterUnfit,
        ),
        (stand(1, &right, 2), b"<html>".to_vec(), Code::NotThisKind),
    ] {
        place.script.distribute(said, [(None, file)]);
        let refused = t.pull_masters(false).await.unwrap_err();
        assert_eq!(refused.code, code, "{refused:?}");
        assert!(t.masters().await.unwrap().current.is_none());
    }
    place
        .script
        .distribute(stand(1, &right, 2), [(None, whole(1, &right, &entries))]);
    let view = t.pull_masters(false).await.unwrap();
    assert_eq!(view.current.unwrap().entries, 2);
    place.log_in("kanri").await;
    let log = t.audit(0, 10).await.unwrap();
    let line = log
        .iter()
        .find(|line| line.act.contains("配信マスター"))
        .unwrap();
    assert!(line.note.as_deref().unwrap().contains("版1"), "{line:?}");
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_longer_than_the_entries_that_were_said_is_not_taken_in() {
    let place = at_server().await;
    let entries: Vec<(String, String)> = (0..2_000)
        .map(|nth| (format!("A{nth}"), "あ".repeat(100)))
        .collect();
    let entries: Vec<(&str, &str)> = entries
        .iter()
        .map(|(code, name)| (code.as_str(), name.as_str()))
        .collect();
    let sha256 = sha256_of(&entries);
    let said = stand(1, &sha256, 1);
    place
        .script
        .distribute(said, [(None, whole(1, &sha256, &entries))]);
    let refused = place.terminal.pull_masters(false).await.unwrap_err();
    assert_eq!(refused.code, Code::ResultUnfit);
}
