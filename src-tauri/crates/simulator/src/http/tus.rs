//! The vocabulary of tus 1.0.0.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

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

/// The SHA-256 that `Upload-Checksum` announces for this body.
pub fn checksum(headers: &HeaderMap) -> Result<Option<Vec<u8>>, Problem> {
    if !headers.contains_key(CHECKSUM) {
        return Ok(None);
    }
    text(headers, CHECKSUM)
        .and_then(|value| value.strip_prefix("sha256 "))
        .and_then(|value| BASE64.decode(value).ok())
        .filter(|digest| digest.len() == 32)
        .map(Some)
        .ok_or_else(|| Code::BadRequest.because("Upload-Checksum は sha256 だけを受け付けます"))
}
