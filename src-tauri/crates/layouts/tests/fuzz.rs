//! A seeded fuzzer on the stable toolchain: it changes the files of `corpus/` at random and reads them as CSV, XML and
//! definitions. Nothing may panic or take long. `KAKEHASHI_FUZZ_SECONDS` makes a long run of it, from a new seed.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests fail as tests do

mod support;

use kakehashi_layouts::{Layout, compare, copy_rows, describe, rows};
use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant, SystemTime},
};
use support::{check_with, forms::every_form};

const SHORT_RUN: u32 = 300;
const LONGEST_READING: Duration = Duration::from_secs(20);
/// What the formats give a meaning to.
const WORDS: [&[u8]; 16] = [
    b"\"",
    b",",
    b"\r\n",
    b"\n",
    b"\0",
    b"\x1A",
    b"<",
    b">",
    b"</a>",
    b"<person>",
    b"&#1;",
    b"<![CDATA[",
    b"]]>",
    b"[[column]]\n",
    b" = ",
    b"\xEF\xBB\xBF",
];

fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(folder);
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

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
fn changed(rng: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[rng.below(seeds.len())].clone();
    for _ in 0..=rng.below(7) {
        let at = rng.below(bytes.len() + 1);
        let end = bytes.len().min(at + rng.below(12));
        match rng.below(5) {
            0 => drop(bytes.splice(at..end, [rng.next() as u8])),
            1 => drop(bytes.splice(at..at, WORDS[rng.below(WORDS.len())].iter().copied())),
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

fn fuzz(folder: &str, mut read: impl FnMut(&[u8], u32)) {
    let seeds = corpus(folder);
    seeds.iter().for_each(|seed| read(seed, 0));
    let seconds: Option<u64> = env::var("KAKEHASHI_FUZZ_SECONDS")
        .ok()
        .and_then(|it| it.parse().ok());
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seed = seconds.map_or(7, |_| now.unwrap().as_nanos() as u64);
    let mut rng = Random(seed);
    let until = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut round = 0;
    while until.map_or(round < SHORT_RUN, |until| Instant::now() < until) {
        let bytes = changed(&mut rng, &seeds);
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

/// Reads a file in one form after another, in every way that there is.
fn read_as(forms: &[Layout], bytes: &[u8], round: u32) {
    let layout = &forms[round as usize % forms.len()];
    let _ = check_with(layout, bytes);
    let _ = rows(bytes, layout).map(|rows| rows.take(50).count());
    let _ = copy_rows(bytes, layout, &mut |row| row % 2 == 0, Vec::new());
}

fn forms(xml: bool) -> Vec<Layout> {
    let all = every_form().into_iter();
    let wanted = all.filter(|(form, _)| form.contains("xml") == xml);
    wanted.map(|(_, layout)| layout).collect()
}

#[test]
fn changed_csv_files_are_read_without_panic() {
    let forms = forms(false);
    fuzz("csv", |bytes, round| read_as(&forms, bytes, round));
}

#[test]
fn changed_xml_files_are_read_without_panic() {
    let forms = forms(true);
    fuzz("xml", |bytes, round| read_as(&forms, bytes, round));
}

#[test]
fn changed_definitions_are_read_without_panic() {
    fuzz("definition", |bytes, _| {
        let text = String::from_utf8_lossy(bytes);
        let problems = Layout::problems(&text);
        match Layout::parse(&text) {
            Ok(layout) => {
                assert_eq!(problems, []);
                let _ = (describe::html(&layout), describe::markdown(&layout));
                assert_eq!(compare(&layout, &layout), []);
                let _ = check_with(&layout, "区分\n1\n".as_bytes());
            }
            Err(fault) => assert_eq!(fault.params["where"], problems[0].to_string()),
        }
    });
}
