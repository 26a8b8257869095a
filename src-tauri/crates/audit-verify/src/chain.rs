//! The chain of an exported log: `hash(n) = SHA-256( hash(n−1) as hex ‖ "\n" ‖ body(n) )`, from an empty hash on. A line
//! for each entry, and at the end a line with the number of entries, the last hash and the terminal's signature (Ed25519)
//! over both (`kakehashi audit export`).

use crate::paper::Paper;
use ring::signature::{ED25519, UnparsedPublicKey};
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
    /// In itself it fits, but it ends before the head on paper.
    Older,
    /// In itself it fits, but another entry stands where the head on paper stood, or no such head is there.
    Rewritten,
    /// In itself it fits, but its signature is wrong, or of another terminal than was wanted, or missing though one was.
    Forged,
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
    /// The head that was wanted, where one was, was met on the way: the export goes on behind that paper.
    pub met: bool,
    /// The key of whoever signed it; none where nobody did.
    pub key: Option<String>,
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
        #[serde(default)]
        key: Option<String>,
        #[serde(default)]
        signature: Option<String>,
    },
}

/// What paper, or whoever kept it, says of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A head.
    pub head: Option<Paper>,
    /// The key of the terminal, in lower-case hexadecimal.
    pub key: Option<String>,
}

/// Reads an export to its end.
///
/// # Errors
/// Those of reading.
pub fn verify(mut source: impl BufRead, wanted: &Wanted) -> io::Result<Report> {
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
    wanted: &'w Wanted,
    met: bool,
    entries: u64,
    hash: String,
    closed: bool,
    broken: Option<u64>,
    is_log: bool,
    key: Option<String>,
    is_forged: bool,
}

impl<'w> Chain<'w> {
    fn new(wanted: &'w Wanted) -> Self {
        Self {
            wanted,
            met: false,
            entries: 0,
            hash: String::new(),
            closed: false,
            broken: None,
            is_log: false,
            key: None,
            is_forged: false,
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
                let head = self.wanted.head.as_ref();
                self.met |= head.is_some_and(|head| head.is(entry, &self.hash));
            }
            Some(Line::Head {
                entries,
                head,
                key,
                signature,
            }) if !self.closed => {
                self.closed = true;
                self.is_forged = !is_signed(entries, &head, key.as_deref(), signature.as_deref());
                self.key = key.filter(|_| !self.is_forged);
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
        let unmet = self.wanted.head.as_ref().filter(|_| !self.met);
        let is_other = self.is_forged || (self.wanted.key.is_some() && self.wanted.key != self.key);
        let verdict = match (self.is_log, self.broken, self.closed) {
            (false, Some(_), _) => Verdict::NoLog,
            (true, Some(_), _) => Verdict::Broken,
            (_, None, false) => Verdict::Cut,
            (_, None, true) if is_other => Verdict::Forged,
            (_, None, true) => match unmet {
                None => Verdict::Intact,
                Some(head) if head.entry > Some(self.entries) => Verdict::Older,
                Some(_) => Verdict::Rewritten,
            },
        };
        let missing = (verdict == Verdict::Cut).then_some(self.entries + 1);
        Report {
            verdict,
            entries: self.entries,
            first_broken: self.broken.or(missing),
            head: self.hash,
            met: self.met,
            key: self.key,
        }
    }
}

/// Whether the signature is of this head by this key. Exports of the first versions have neither.
fn is_signed(entries: u64, head: &str, key: Option<&str>, signature: Option<&str>) -> bool {
    let (Some(key), Some(signature)) = (key, signature) else {
        return key.is_none() && signature.is_none();
    };
    let (Some(key), Some(signature)) = (bytes(key), bytes(signature)) else {
        return false;
    };
    let text = format!("kakehashi audit head v1\n{entries} {head}");
    let key = UnparsedPublicKey::new(&ED25519, key);
    key.verify(text.as_bytes(), &signature).is_ok()
}

/// The bytes that a hexadecimal text stands for.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes().chunks(2);
    let byte = |two: &[u8]| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok();
    hex.len()
        .is_multiple_of(2)
        .then(|| digits.map(byte).collect())?
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
