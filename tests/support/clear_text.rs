//! The search for personal data and secrets in clear: every byte of everything the programs wrote.

use crate::Secrets;
use encoding_rs::SHIFT_JIS;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// 個人番号, kanji names and kana names of a sample.
pub fn personal_texts(sample: &Path) -> Vec<String> {
    let text = fs::read_to_string(sample).unwrap();
    let mut lines = text.lines();
    let heading: Vec<&str> = lines.next().unwrap().split(',').collect();
    let place = |title| heading.iter().position(|h| *h == title).unwrap();
    let wanted = [place("個人番号"), place("漢字氏名"), place("カナ氏名")];
    let cells = lines.flat_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        wanted.map(|place| cells[place].to_owned())
    });
    // A short cell (a row wrong on purpose) would be found by chance.
    let mut texts: Vec<String> = cells.filter(|cell| cell.chars().count() >= 4).collect();
    texts.sort();
    texts.dedup();
    assert!(texts.len() > 10, "the sample has people in it");
    texts
}

/// Fails when one of the texts stands in clear in any file of `places` (folders or files), but for files named in
/// `handed_out`.
#[track_caller]
pub fn assert_sealed(places: &[PathBuf], texts: &[String], handed_out: &[PathBuf]) {
    let needles: Vec<Vec<u8>> = texts.iter().flat_map(|text| written_ways(text)).collect();
    assert_nowhere("personal data", places, &needles, handed_out);
}

/// Fails when a pass phrase or a part of a key stands in any file of `places`, however it is written.
#[track_caller]
pub fn assert_kept(places: &[PathBuf], secrets: &Secrets) {
    assert_nowhere("a secret", places, &secrets.needles(), &[]);
}

#[track_caller]
fn assert_nowhere(what: &str, places: &[PathBuf], needles: &[Vec<u8>], handed_out: &[PathBuf]) {
    let mut looked_at = 0;
    for path in places.iter().flat_map(|dir| files_under(dir)) {
        if handed_out.contains(&path) {
            continue;
        }
        let bytes = match fs::read(&path) {
            // A program that is just ending takes its last files with it.
            Err(gone) if gone.kind() == io::ErrorKind::NotFound => continue,
            read => read.unwrap(),
        };
        looked_at += bytes.len();
        let found = find_any(&bytes, needles);
        assert!(!found, "{what} in clear in {}", path.display());
    }
    assert!(looked_at > 10_000, "there was something to look at");
}

/// UTF-8, UTF-16 both ways, CP932.
pub(crate) fn written_ways(text: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let mut ways = vec![
        text.as_bytes().to_vec(),
        utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ];
    if let (bytes, _, false) = SHIFT_JIS.encode(text) {
        ways.push(bytes.into_owned());
    }
    ways
}

/// Looks at each place once, by the first four bytes; most are passed by the first two.
fn find_any(bytes: &[u8], needles: &[Vec<u8>]) -> bool {
    let mut by_start = std::collections::HashMap::<[u8; 4], Vec<&[u8]>>::new();
    let mut begins = vec![false; 1 << 16];
    let two = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
    for needle in needles {
        let start = [needle[0], needle[1], needle[2], needle[3]];
        by_start.entry(start).or_default().push(needle);
        begins[two(needle)] = true;
    }
    bytes.windows(4).enumerate().any(|(at, window)| {
        if !begins[two(window)] {
            return false;
        }
        let start = [window[0], window[1], window[2], window[3]];
        by_start
            .get(&start)
            .is_some_and(|found| found.iter().any(|n| bytes[at..].starts_with(n)))
    })
}

fn files_under(dir: &Path) -> Vec<PathBuf> {
    if dir.is_file() {
        return vec![dir.to_owned()];
    }
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    entries
        .flatten()
        .flat_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_under(&entry.path()),
            Ok(kind) if kind.is_file() => vec![entry.path()],
            Ok(_) | Err(_) => Vec::new(),
        })
        .collect()
}
