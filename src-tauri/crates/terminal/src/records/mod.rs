//! What the terminal keeps, as stored. Only this crate reads these shapes; clients see views.

mod books;
mod certificate;
mod decisions;
mod job;
mod profile;
mod revocation;
mod revocation_lists;
mod user;

pub(crate) use books::{DisposalRecord, Exchange, HandOverRecord, MessageRecord};
pub(crate) use certificate::{BackupRecord, CertificateRecord, LifeRecord};
pub(crate) use decisions::{DefinitionRecord, GateSetting, IndexSetting};
pub(crate) use job::{EventRecord, JobRecord, LookUpRecord, ProblemRecord};
pub(crate) use profile::{
    LineRecord, ProfileRecord, ProxyLogin, SecretText, ServerAccountRecord, SystemAccountRecord,
};
pub(crate) use revocation::RevocationRecord;
pub(crate) use revocation_lists::{KeptLists, RevocationLists, which_authority};
pub(crate) use user::UserRecord;

use kakehashi_domain::{Code, Fault, Outcome};
use serde::Serialize;
use sha2::{Digest, Sha256};

pub(crate) mod shelf {
    pub const USER: &str = "user";
    pub const PROFILE: &str = "profile";
    pub const CERTIFICATE: &str = "certificate";
    pub const REVOCATION: &str = "revocation-list";
    pub const SERVER_ACCOUNT: &str = "server-account";
    pub const SYSTEM_ACCOUNT: &str = "system-account";
    pub const HAND_OVER: &str = "hand-over";
    pub const DEFINITION: &str = "definition";
    /// Settings, each under its own key.
    pub const SETTING: &str = "setting";
    /// What was typed and isn't registered yet.
    pub const DRAFT: &str = "draft";
    pub const DISPOSAL: &str = "disposal";

    /// The key of a numbered record: keys sort like numbers.
    pub fn numbered(id: u32) -> String {
        format!("{id:010}")
    }
}

/// The fingerprint of a record, for its printed sheet.
pub(crate) fn sha256_of(record: &impl Serialize) -> Outcome<String> {
    let bytes = serde_json::to_vec(record).map_err(|e| Fault::new(Code::Internal).because(e))?;
    Ok(hex::encode(Sha256::digest(bytes)))
}
