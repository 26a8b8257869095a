//! Time and memory of this process.

use std::{fs, hint::black_box, time::Instant};

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

/// The most memory that this process held so far, in MiB; 0 where the system doesn't say.
pub fn peak_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: Option<f64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kib.unwrap_or_default() / 1024.0
}
