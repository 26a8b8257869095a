//! A seeded fuzzer on the stable toolchain, for the tests of several crates: it changes files at random and has them
//! read. Nothing may panic, take long or want much memory. `KAKEHASHI_FUZZ_SECONDS` makes a long run of it, from a new seed.

use cap::Cap;
use fastrand::Rng;
use std::{
    alloc::System,
    env, thread,
    time::{Duration, Instant, SystemTime},
};

/// For tests without optimisation, beside others.
const LONGEST_READING: Duration = Duration::from_secs(20);

/// Bytes of all fuzz tests of a program together, which run beside each other; what the check of a file may take, too.
const MOST_MEMORY: usize = 64 << 20;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MOST_MEMORY);

/// Changes a few places of a seed file.
fn changed(rng: &mut Rng, seeds: &[Vec<u8>], words: &[&[u8]]) -> Vec<u8> {
    let mut bytes = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..=rng.usize(..7) {
        let at = rng.usize(..=bytes.len());
        let end = bytes.len().min(at + rng.usize(..12));
        match rng.usize(..5) {
            0 => drop(bytes.splice(at..end, [rng.u8(..)])),
            1 => drop(bytes.splice(at..at, words[rng.usize(..words.len())].iter().copied())),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let part = bytes[at..end].repeat(1 + rng.usize(..60));
                drop(bytes.splice(at..at, part));
            }
            _ => {
                let other = &seeds[rng.usize(..seeds.len())];
                let from = rng.usize(..=other.len());
                drop(bytes.splice(at..end, other[from..].iter().copied()));
            }
        }
    }
    bytes
}

/// What makes the file of a failure again. A line for each round would be held in memory in a long run.
struct ShownWhenItFails {
    seed: u64,
    round: u32,
}

impl Drop for ShownWhenItFails {
    fn drop(&mut self) {
        if thread::panicking() {
            println!("seed {} round {}", self.seed, self.round);
        }
    }
}

/// Reads the seeds, then `short_run` files, or for the seconds of a long run, made of them and of `words`: what the
/// format gives a meaning to.
pub fn fuzz(seeds: &[Vec<u8>], words: &[&[u8]], short_run: u32, mut read: impl FnMut(&[u8], u32)) {
    seeds.iter().for_each(|seed| read(seed, 0));
    let seconds: Option<u64> = env::var("KAKEHASHI_FUZZ_SECONDS")
        .ok()
        .and_then(|it| it.parse().ok());
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seed = seconds.map_or(7, |_| now.unwrap().as_nanos() as u64);
    let mut rng = Rng::with_seed(seed);
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut round = 0;
    while until.map_or(round < short_run, |until| Instant::now() < until) {
        let bytes = changed(&mut rng, seeds, words);
        let begun = Instant::now();
        let _shown = ShownWhenItFails { seed, round };
        read(&bytes, round);
        assert!(begun.elapsed() < LONGEST_READING);
        round += 1;
    }
}
