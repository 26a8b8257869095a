//! A seeded fuzzer on the stable toolchain, for the tests of several crates: it changes files at random and has them
//! read. Nothing may panic or take long. `KAKEHASHI_FUZZ_SECONDS` makes a long run of it, from a new seed.

use std::{
    env,
    time::{Duration, Instant, SystemTime},
};

/// For tests without optimisation, beside others.
const LONGEST_READING: Duration = Duration::from_secs(20);

/// SplitMix64: every run of a seed is the same, on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// Changes a few places of a seed file.
fn changed(rng: &mut Random, seeds: &[Vec<u8>], words: &[&[u8]]) -> Vec<u8> {
    let mut bytes = seeds[rng.below(seeds.len())].clone();
    for _ in 0..=rng.below(7) {
        let at = rng.below(bytes.len() + 1);
        let end = bytes.len().min(at + rng.below(12));
        match rng.below(5) {
            0 => drop(bytes.splice(at..end, [rng.next() as u8])),
            1 => drop(bytes.splice(at..at, words[rng.below(words.len())].iter().copied())),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let part = bytes[at..end].repeat(1 + rng.below(60));
                drop(bytes.splice(at..at, part));
            }
            _ => {
                let other = &seeds[rng.below(seeds.len())];
                let from = rng.below(other.len() + 1);
                drop(bytes.splice(at..end, other[from..].iter().copied()));
            }
        }
    }
    bytes
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
    let mut rng = Random(seed);
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut round = 0;
    while until.map_or(round < short_run, |until| Instant::now() < until) {
        let bytes = changed(&mut rng, seeds, words);
        let begun = Instant::now();
        println!("seed {seed} round {round}"); // shown when it fails
        read(&bytes, round);
        assert!(
            begun.elapsed() < LONGEST_READING,
            "seed {seed} round {round}"
        );
        round += 1;
    }
}
