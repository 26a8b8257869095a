//! What the terminal keeps, as stored. Only this crate reads these shapes; clients see views.

use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, JobState, ProfileKind, Role};
use kakehashi_store::SealedFile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub(crate) mod shelf {
    pub const USER: &str = "user";
    pub const PROFILE: &str = "profile";
    pub const IDENTITY: &str = "identity";
    pub const SERVER_ACCOUNT: &str = "server-account";
    pub const SYSTEM_ACCOUNT: &str = "system-account";
    pub const HAND_OVER: &str = "hand-over";
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UserRecord {
    pub id: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub password_hash: String,
    pub must_change_password: bool,
    pub failures: u32,
    pub locked_until: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProfileRecord {
    pub name: String,
    pub kind: ProfileKind,
    pub url: String,
    pub insurer: String,
    pub terminal: String,
    pub anchor_pem: String,
    pub in_use: bool,
}

/// Certificate and key of a profile, as PEM.
#[derive(Clone, Serialize, Deserialize, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub(crate) struct IdentityRecord {
    pub pem: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ServerAccountRecord {
    pub user: String,
    pub token: String,
    pub expires_at: DateTime<Utc>,
}

/// 接続システム情報: the account under which approved files go when nobody is logged in at the server.
#[derive(Clone, Serialize, Deserialize, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub(crate) struct SystemAccountRecord {
    pub user: String,
    pub password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct JobRecord {
    pub profile: String,
    pub kind: String,
    pub layout_version: String,
    pub file_name: String,
    /// The file as it came.
    pub source: SealedFile,
    /// What leaves, when it isn't the file as it came.
    pub outgoing: Option<SealedFile>,
    pub rows: u32,
    pub error_rows: u32,
    pub warning_rows: u32,
    /// Data rows left out, ascending.
    pub excluded: Vec<u32>,
    /// Made once: the same key makes the same job at the server for ever.
    pub idempotency_key: String,
    pub upload: Option<String>,
    pub receipt: Option<String>,
    pub server_status: Option<String>,
    pub ok_rows: Option<u32>,
    pub failed_rows: Option<u32>,
    pub branch_numbers: u32,
    pub branch_numbers_saved: bool,
    pub resend_saved: bool,
    /// Whether the sealed files are gone.
    pub disposed: bool,
    pub result: Option<SealedFile>,
    pub problem: Option<ProblemRecord>,
    pub prepared_by: String,
    /// Everybody who had a hand in preparing it; none of them may release it.
    pub handled_by: BTreeSet<String>,
    pub prepared_at: DateTime<Utc>,
    pub approved_by: Option<String>,
    pub updated_at: DateTime<Utc>,
}

impl JobRecord {
    /// The file that leaves.
    pub fn leaving(&self) -> &SealedFile {
        self.outgoing.as_ref().unwrap_or(&self.source)
    }

    pub fn rows_sent(&self) -> u32 {
        self.rows - self.excluded.len() as u32
    }

    /// The row of the file as it came, for a row of the file that left (both from 1).
    pub fn original_row(&self, sent: u32) -> u32 {
        let mut row = sent;
        for excluded in &self.excluded {
            if *excluded <= row {
                row += 1;
            }
        }
        row
    }
}

/// A fault as stored with a job.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProblemRecord {
    pub code: Code,
    pub sentence: String,
    pub next_step: String,
    pub correlation: String,
}

impl ProblemRecord {
    pub fn new(fault: &Fault, correlation: &str) -> Self {
        Self {
            code: fault.code,
            sentence: fault.sentence(),
            next_step: fault.next_step(),
            correlation: correlation.to_owned(),
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EventRecord {
    pub at: DateTime<Utc>,
    pub state: JobState,
    pub server_status: Option<String>,
    pub by: String,
    pub note: Option<String>,
}

/// What was exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Exchange {
    Sent,
    Accepted,
    Received,
}

/// A line of the message log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MessageRecord {
    pub at: DateTime<Utc>,
    pub what: Exchange,
    pub receipt: Option<String>,
    pub sha256: String,
    pub bytes: u64,
    pub rows: u32,
    /// Serial number of the certificate that was shown.
    pub certificate: String,
    pub correlation: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HandOverRecord {
    pub id: u32,
    pub what: String,
    pub path: String,
    pub rows: u32,
    /// Empty until the file is whole; a line that stays so tells of a write that was cut off.
    pub sha256: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub settled_at: Option<DateTime<Utc>>,
}
