//! Time and memory of this process.

use serde_json::Value;
use std::{
    fs,
    hint::black_box,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long something took, in seconds by the clock.
pub fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let began = Instant::now();
    black_box(work());
    began.elapsed().as_secs_f64()
}

/// Two works, turn by turn, and the best time of each: what the machine does besides disturbs both alike, and the best
/// turns least.
pub fn beside<A, B>(
    turns: usize,
    mut ours: impl FnMut() -> A,
    mut theirs: impl FnMut() -> B,
) -> Pair {
    let mut best = Pair {
        ours: f64::INFINITY,
        theirs: f64::INFINITY,
    };
    for _ in 0..turns {
        best.theirs = best.theirs.min(seconds(&mut theirs));
        best.ours = best.ours.min(seconds(&mut ours));
    }
    best
}

/// The best times of two works, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub ours: f64,
    pub theirs: f64,
}

impl Pair {
    /// How many times as long as theirs ours took.
    pub fn ratio(self) -> f64 {
        self.ours / self.theirs
    }

    /// Both times, in words.
    pub fn words(self) -> String {
        format!("{:.3} s beside {:.3} s", self.ours, self.theirs)
    }
}

/// Runs a command that must succeed; gives its answer, and the most memory that it was seen to hold, in MiB.
pub fn watched(mut command: Command) -> (Value, f64) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0.0_f64;
    while child.try_wait().unwrap().is_none() {
        most = most.max(peak_mib_of(&child.id().to_string()));
        sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    let answer = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{command:?}: {answer}");
    (serde_json::from_str(&answer).unwrap(), most)
}

/// The most memory that this process held so far, in MiB; 0 where the system doesn't say.
pub fn peak_mib() -> f64 {
    peak_mib_of("self")
}

fn peak_mib_of(process: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: Option<f64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kib.unwrap_or_default() / 1024.0
}
