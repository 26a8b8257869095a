//! Under which names records are kept. Only this crate reads their shapes; clients see views.

use kakehashi_domain::{Code, Fault, Outcome};
use serde::Serialize;
use sha2::{Digest, Sha256};

pub(crate) const USER: &str = "user";
pub(crate) const PROFILE: &str = "profile";
pub(crate) const CERTIFICATE: &str = "certificate";
pub(crate) const REVOCATION: &str = "revocation-list";
pub(crate) const SERVER_ACCOUNT: &str = "server-account";
pub(crate) const SYSTEM_ACCOUNT: &str = "system-account";
pub(crate) const HAND_OVER: &str = "hand-over";
pub(crate) const DEFINITION: &str = "definition";
/// What is so of the insurer's own systems.
pub(crate) const HOUSE: &str = "house";
/// Settings, each under its own key.
pub(crate) const SETTING: &str = "setting";
/// What was typed and isn't registered yet.
pub(crate) const DRAFT: &str = "draft";
pub(crate) const DISPOSAL: &str = "disposal";
pub(crate) const BACKUP: &str = "backup";

/// The key of a numbered record: keys sort like numbers.
pub(crate) fn numbered(id: u32) -> String {
    format!("{id:010}")
}

/// The fingerprint of a record, for its printed sheet.
pub(crate) fn sha256_of(record: &impl Serialize) -> Outcome<String> {
    let bytes = serde_json::to_vec(record).map_err(|e| Fault::new(Code::Internal).because(e))?;
    Ok(hex::encode(Sha256::digest(bytes)))
}
