//! The chain of an exported log: `hash(n) = SHA-256( hash(n−1) as hex ‖ "\n" ‖ body(n) )`, from an empty hash on. A line
//! for each entry, and at the end a line with the number of entries and the last hash (`kakehashi audit export`).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    io::{self, BufRead, Read},
};

/// The longest line, in bytes: an entry is far shorter, and a longer one would only fill the memory.
const LONGEST_LINE: u64 = 1 << 20;

/// What became of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Each entry follows from the one before, and the last is the head.
    Intact,
    /// What is there fits; the end is missing.
    Cut,
    /// An entry doesn't follow from the one before, or something stands where nothing should.
    Broken,
    /// In itself it fits, but its head is another than the one on paper.
    Rewritten,
    /// No exported log.
    NoLog,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What became of it.
    pub verdict: Verdict,
    /// Entries that were read.
    pub entries: u64,
    /// The first entry that doesn't fit, or that is missing.
    pub first_broken: Option<u64>,
    /// Hash of the last entry that fits.
    pub head: String,
    /// The hash that was wanted, where one was, was met on the way: the export goes on behind that paper.
    pub met: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Entry {
        entry: u64,
        body: String,
        hash: String,
    },
    Head {
        entries: u64,
        head: String,
    },
}

/// Reads an export to its end. `wanted` is a head that was printed or kept elsewhere.
///
/// # Errors
/// Those of reading.
pub fn verify(mut source: impl BufRead, wanted: Option<&str>) -> io::Result<Report> {
    let mut chain = Chain::new(wanted);
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut limited = source.by_ref().take(LONGEST_LINE);
        if limited.read_until(b'\n', &mut line)? == 0 {
            return Ok(chain.end());
        }
        chain.line(serde_json::from_slice(&line).ok());
        if chain.is_settled() {
            return Ok(chain.end());
        }
    }
}

struct Chain<'w> {
    wanted: Option<&'w str>,
    met: bool,
    entries: u64,
    hash: String,
    closed: bool,
    broken: Option<u64>,
    is_log: bool,
}

impl<'w> Chain<'w> {
    fn new(wanted: Option<&'w str>) -> Self {
        Self {
            wanted,
            met: false,
            entries: 0,
            hash: String::new(),
            closed: false,
            broken: None,
            is_log: false,
        }
    }

    fn line(&mut self, line: Option<Line>) {
        self.is_log |= line.is_some();
        match line {
            Some(Line::Entry { entry, body, hash }) if !self.closed => {
                if entry != self.entries + 1 || hash != link(&self.hash, &body) {
                    self.broken = Some(self.entries + 1);
                    return;
                }
                (self.entries, self.hash) = (entry, hash);
                self.met |= self.wanted == Some(&self.hash);
            }
            Some(Line::Head { entries, head }) if !self.closed => {
                self.closed = true;
                if entries != self.entries || head != self.hash {
                    self.broken = Some(self.entries + 1);
                }
            }
            _ => self.broken = Some(self.entries + 1),
        }
    }

    /// Nothing that follows can mend it.
    fn is_settled(&self) -> bool {
        self.broken.is_some()
    }

    fn end(self) -> Report {
        let elsewhere = self.wanted.is_some() && !self.met;
        let verdict = match (self.is_log, self.broken, self.closed) {
            (false, Some(_), _) => Verdict::NoLog,
            (true, Some(_), _) => Verdict::Broken,
            (_, None, false) => Verdict::Cut,
            (_, None, true) if elsewhere => Verdict::Rewritten,
            (_, None, true) => Verdict::Intact,
        };
        let missing = (verdict == Verdict::Cut).then_some(self.entries + 1);
        Report {
            verdict,
            entries: self.entries,
            first_broken: self.broken.or(missing),
            head: self.hash,
            met: self.met,
        }
    }
}

/// The hash of an entry behind another.
fn link(before: &str, body: &str) -> String {
    let digest = Sha256::new()
        .chain_update(before)
        .chain_update("\n")
        .chain_update(body)
        .finalize();
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _a_string_takes_all = write!(hex, "{byte:02x}");
        hex
    })
}
