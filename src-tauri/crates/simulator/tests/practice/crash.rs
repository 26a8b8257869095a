//! `kill -9` in the middle of the work.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::support::{World, members};

struct Process {
    child: Child,
    port: u16,
}

impl Process {
    fn start(world: &World) -> Process {
        let scenario = world.dir.path().join("scenario.toml");
        std::fs::write(&scenario, "accept_ms = 0\nprocess_ms = 0\n").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_kakehashi-simulator"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .arg("--dir")
            .arg(world.pki())
            .arg("--data")
            .arg(world.data())
            .arg("--scenario")
            .arg(scenario)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert_eq!(lines.next().unwrap().unwrap(), "ready");
        let port = first
            .strip_prefix("listening on 127.0.0.1:")
            .unwrap()
            .parse()
            .unwrap();
        Process { child, port }
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_nothing_done_twice() {
    let file = members(9000, 1);
    let undisturbed = World::new();
    let server = undisturbed.serve().await;
    let wanted = undisturbed.terminal(&server).await.run("key", &file).await;
    server.shutdown().await;

    let world = World::new();
    let process = Process::start(&world);
    let terminal = world.terminal_at(process.port).await;
    let path = terminal.create(file.len()).await;
    let half = file.len() / 2;
    terminal
        .patch(&path, 0)
        .body(file[..half].to_vec())
        .send()
        .await
        .unwrap();
    process.kill();

    let process = Process::start(&world);
    let terminal = world.terminal_at(process.port).await;
    assert_eq!(terminal.offset(&path).await, half);
    terminal
        .patch(&path, half)
        .body(file[half..].to_vec())
        .send()
        .await
        .unwrap();
    let made = terminal.post_job("key", &path, &file).await;
    let receipt = made.json::<serde_json::Value>().await.unwrap()["receipt"].clone();
    let receipt = receipt.as_str().unwrap();
    let mut process = process;
    for after_ms in [40, 120, 200] {
        tokio::time::sleep(Duration::from_millis(after_ms)).await;
        process.kill();
        process = Process::start(&world);
    }
    let terminal = world.terminal_at(process.port).await;
    let job = terminal.finished(receipt).await;
    assert_eq!(job["rows"], wanted["rows"]);
    assert_eq!(job["result"], {
        let mut same = wanted["result"].clone();
        same["href"] = job["result"]["href"].clone();
        same
    });
    let result = terminal.result(&job).await;
    assert_eq!(
        hex::encode(Sha256::digest(&result)),
        job["result"]["sha256"]
    );
}
