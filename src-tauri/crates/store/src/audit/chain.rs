//! How entries hang together, and what a walk along them finds.

use super::AuditReport;
use kakehashi_domain::{Fault, Outcome};
use sha2::{Digest, Sha256};

pub(super) fn link(before: &str, body: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before.as_bytes());
    hash.update(b"\n");
    hash.update(body.as_bytes());
    hash.finalize().into()
}

/// Whether a hash is written as this text.
fn is_written(hash: [u8; 32], text: &str) -> bool {
    let mut hex = [0; 64];
    hex::encode_to_slice(hash, &mut hex).is_ok() && hex == text.as_bytes()
}

/// A head that was printed, or kept elsewhere: its number, where that is known, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperHead {
    /// Number of the entry.
    pub entry: Option<u32>,
    /// Its hash, in lower-case hexadecimal.
    pub hash: String,
}

impl PaperHead {
    /// Reads it as people copy it from paper: `NUMBER:HASH` or the hash alone, in groups or not.
    ///
    /// # Errors
    /// `INPUT_INVALID`.
    pub fn parse(text: &str) -> Outcome<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (number, hash) = plain
            .split_once([':', '：'])
            .map_or((None, plain.as_str()), |(number, hash)| {
                (Some(number), hash)
            });
        let entry = number.map(str::parse).transpose().ok();
        let is_hash = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        entry
            .filter(|_| is_hash)
            .map(|entry| Self {
                entry,
                hash: hash.to_ascii_lowercase(),
            })
            .ok_or_else(|| {
                let hint = "当日締めの紙のとおり「番号:ハッシュ値（64桁）」か、ハッシュ値だけを入れてください。";
                Fault::invalid("紙の控え", hint)
            })
    }

    fn is(&self, number: u32, hash: &str) -> bool {
        self.entry.is_none_or(|entry| entry == number) && self.hash == hash
    }
}

#[derive(Default)]
pub(super) struct Chain {
    pub count: u32,
    head: String,
    pub first_broken: Option<u32>,
    /// The time of the last entry, to the second.
    time: String,
    pub times_back: u32,
    pub first_time_back: Option<u32>,
    paper: Option<PaperHead>,
    met: bool,
}

/// The time of an entry, to the second. Its texts sort like times: all are of UTC, and the time stands first.
fn time_of(body: &str) -> &str {
    let after = body.strip_prefix("{\"at\":\"");
    after.and_then(|at| at.get(..19)).unwrap_or_default()
}

impl Chain {
    /// As it stands behind an entry, if all before that is well.
    pub fn behind(entry: u32, body: &str, hash: String, paper: Option<&PaperHead>) -> Self {
        Self {
            count: entry,
            head: hash,
            time: time_of(body).to_owned(),
            ..Self::seeking(paper)
        }
    }

    /// From the beginning, on the look-out for a head.
    pub fn seeking(paper: Option<&PaperHead>) -> Self {
        let paper = paper.cloned();
        Self {
            paper,
            ..Self::default()
        }
    }

    /// Whether the head on paper was met.
    pub fn has_paper(&self) -> bool {
        self.paper.is_none() || self.met
    }

    pub fn take(&mut self, number: u32, body: &str, hash: &str) {
        self.count += 1;
        if number != self.count || !is_written(link(&self.head, body), hash) {
            self.first_broken.get_or_insert(self.count);
        }
        self.met |= self.paper.as_ref().is_some_and(|it| it.is(number, hash));
        let time = time_of(body);
        if time < self.time.as_str() {
            self.times_back += 1;
            self.first_time_back.get_or_insert(number);
        }
        self.time.clear();
        self.time.push_str(time);
        hash.clone_into(&mut self.head);
    }

    pub fn fail(&mut self) {
        self.first_broken.get_or_insert(self.count + 1);
    }

    pub fn close(mut self, entries: u32, head: &str) -> AuditReport {
        let is_cut = self.first_broken.is_none() && entries > self.count;
        if entries != self.count || head != self.head {
            self.fail();
        }
        AuditReport {
            has_paper: self.has_paper(),
            signed_by: None,
            is_forged: false,
            entries: self.count,
            first_broken: self.first_broken,
            is_cut,
            times_back: self.times_back,
            first_time_back: self.first_time_back,
            head: self.head,
        }
    }
}
