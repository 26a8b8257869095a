//! What stays in memory: this process is searched for what the terminal had to do with.
//!
//! What is sought stands in files alone, so that the search doesn't find itself. Two things that we don't wipe are left
//! out, since what they still hold is chance: stacks, and what SQLCipher gave back, which it wipes here.
#![cfg(target_os = "linux")]

use crate::{
    data::open_when_let_go,
    keys::OneAccount,
    world::{PASSWORD, Place},
};
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Write,
    os::unix::fs::FileExt,
    path::Path,
    process::{Command, Stdio},
};

/// What Rust gives a thread.
const STACK: u64 = 2 << 20;

/// Which lines of `sought.txt` lie in memory that this process may write, SQLCipher's own with it.
fn found(place: &Path) -> BTreeSet<String> {
    let mut grep = Command::new("grep")
        .args(["-aoFf", "sought.txt"])
        .current_dir(place)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    pour_memory(&mut grep.stdin.take().unwrap());
    lines(&grep.wait_with_output().unwrap().stdout)
}

fn pour_memory(into: &mut impl Write) {
    let memory = File::open("/proc/self/mem").unwrap();
    let mut part = vec![0; 1 << 16];
    for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
        let (range, rest) = line.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|hex| u64::from_str_radix(hex, 16).unwrap());
        let is_stack = end - start == STACK || rest.ends_with("[stack]");
        let mut at = if rest.starts_with("rw") && !is_stack {
            start
        } else {
            end
        };
        while at < end {
            let wanted = part.len().min((end - at) as usize);
            let Ok(read @ 1..) = memory.read_at(&mut part[..wanted], at) else {
                break; // given back to the system meanwhile
            };
            into.write_all(&part[..read]).unwrap();
            at += read as u64;
        }
    }
}

fn lines(text: &[u8]) -> BTreeSet<String> {
    let text = std::str::from_utf8(text).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[tokio::test(start_paused = true)]
async fn a_closed_terminal_leaves_neither_secrets_nor_people_in_memory() {
    let wipe = "PRAGMA cipher_memory_security = ON";
    let sqlcipher = Connection::open_in_memory().unwrap();
    sqlcipher.execute_batch(wipe).unwrap();
    let place = Place::ready_with(OneAccount::that_seals_nothing()).await;
    let path = place.dir.path().to_owned();
    place.shell(
        "openssl pkcs12 -in t.p12 -passin pass:himitsu -nocerts -nodes | openssl pkcs8 -topk8 -nocrypt |
             sed -n 3p > kept.txt
         echo setsuzoku-no-aikotoba >> kept.txt
         (cat kept.txt; echo kanri-dake-no-aikotoba; echo 東京都忘却区練習町) > sought.txt",
    );
    let t = &place.terminal;
    place.log_in("kanri").await;
    let own = "kanri-dake-no-aikotoba";
    let changed = t.change_password(PASSWORD.into(), own.into()).await;
    changed.unwrap();
    t.log_in("kanri".into(), own.into()).await.unwrap();
    t.set_system_account("system".into(), "setsuzoku-no-aikotoba".into())
        .await
        .unwrap();
    let file = place.write_file("members.csv");
    place.shell("sed -i s/東京都千代田区千代田/東京都忘却区練習町/ members.csv");
    place.log_in("tantou").await;
    place.checked_file(file).await;
    // The database is encrypted on the disk, not in its own cache.
    let kept = || lines(&fs::read(path.join("kept.txt")).unwrap());
    assert!(found(&path).is_superset(&kept()));

    let Place { dir, terminal, .. } = place;
    drop(terminal);
    drop(open_when_let_go(&dir.path().join("data")).await);
    assert_eq!(found(&path), BTreeSet::new());
}
