//! The vocabulary of tus 1.0.0.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha1::Digest as _;
use sha2::{Digest as _, Sha256};

use super::extract::text;
use crate::problem::{Code, Problem};

pub const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub const VERSIONS: HeaderName = HeaderName::from_static("tus-version");
pub const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
pub const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
pub const CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
pub const LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
pub const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");

/// tus 1.0.0 demands sha1 of whoever has the extension.
pub const ALGORITHMS: HeaderValue = HeaderValue::from_static("sha1,sha256");
pub const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
pub const EXTENSIONS: HeaderValue =
    HeaderValue::from_static("creation,termination,checksum,expiration");
/// Largest upload: 1 GiB.
pub const LARGEST: u64 = 1 << 30;

/// Refuses other versions of tus.
pub fn require_version(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.get(RESUMABLE) == Some(&VERSION) {
        return Ok(());
    }
    Err(Code::TusVersion.with(VERSIONS, VERSION))
}

/// A header that counts bytes.
pub fn count(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let value = text(headers, name)?;
    value
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| value.parse().ok())
        .flatten()
}

/// `Upload-Metadata`, if it is well-formed.
pub fn metadata(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    if !headers.contains_key(METADATA) {
        return Ok(None);
    }
    let well_formed = |pair: &str| {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        !key.is_empty() && BASE64.decode(value).is_ok()
    };
    match text(headers, METADATA) {
        Some(value) if value.len() <= 4096 && value.split(',').all(well_formed) => {
            Ok(Some(value.to_owned()))
        }
        _ => Err(Code::BadRequest.because("Upload-Metadata の形式が正しくありません")),
    }
}

/// What `Upload-Checksum` announces for a body, and what it is so far.
pub struct Checksum {
    wanted: Vec<u8>,
    running: Running,
}

enum Running {
    Sha1(sha1::Sha1),
    Sha256(Sha256),
}

impl Checksum {
    /// Reads the header.
    pub fn of(headers: &HeaderMap) -> Result<Option<Checksum>, Problem> {
        if !headers.contains_key(CHECKSUM) {
            return Ok(None);
        }
        let parts = text(headers, CHECKSUM).and_then(|value| value.split_once(' '));
        let found = parts.and_then(|(algorithm, digest)| {
            let (running, length) = match algorithm {
                "sha1" => (Running::Sha1(sha1::Sha1::default()), 20),
                "sha256" => (Running::Sha256(Sha256::default()), 32),
                _ => return None,
            };
            let wanted = BASE64.decode(digest).ok().filter(|it| it.len() == length)?;
            Some(Checksum { wanted, running })
        });
        let refusal = "Upload-Checksum は sha1 と sha256 だけを受け付けます";
        found
            .map(Some)
            .ok_or_else(|| Code::BadRequest.because(refusal))
    }

    /// Goes on with these bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.running {
            Running::Sha1(running) => running.update(bytes),
            Running::Sha256(running) => running.update(bytes),
        }
    }

    /// Whether the bytes were those that were announced.
    pub fn is_right(&self) -> bool {
        let is = match &self.running {
            Running::Sha1(running) => running.clone().finalize().to_vec(),
            Running::Sha256(running) => running.clone().finalize().to_vec(),
        };
        is == self.wanted
    }
}
