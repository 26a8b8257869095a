//! How records are keyed and fingerprinted. Only this crate reads their shapes; clients see views.

use chrono::{DateTime, SecondsFormat, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The key of a numbered record: keys sort like numbers.
pub(crate) fn numbered(id: u32) -> String {
    format!("{id:010}")
}

/// A moment as it stands in records, so that the two compare like texts.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The fingerprint of a record, for its printed sheet.
pub(crate) fn sha256_of(record: &impl Serialize) -> Outcome<String> {
    let bytes = serde_json::to_vec(record).map_err(|e| Fault::new(Code::Internal).because(e))?;
    Ok(hex::encode(Sha256::digest(bytes)))
}
