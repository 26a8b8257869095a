//! Evidence as shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AuditOutcome {
    /// It was done.
    Done,
    /// It was refused or failed.
    Failed,
}

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuditLine {
    /// Place in the chain, from 1.
    pub entry: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: 利用者ID, `system`, or what was typed at a failed login.
    pub actor: String,
    /// Which act, in Japanese.
    pub act: String,
    /// To what, e.g. `送信3`.
    pub subject: String,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Error number, if it failed.
    pub problem: Option<String>,
    /// Finds the act in the other logs.
    pub correlation_id: String,
}

/// Whether the chain holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuditCheck {
    /// Entries looked at.
    pub entries: u32,
    /// Whether every entry fits the one before.
    pub intact: bool,
    /// The first that doesn't.
    pub first_broken: Option<u32>,
    /// Hash of the last entry, hexadecimal.
    pub head: String,
}

/// Where a file goes that is handed out, and the pass phrase that seals it; in clear without one.
#[derive(Clone, Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct HandOutTo {
    /// The file. A sealed one ends with `.zip`, whatever is said here.
    pub path: String,
    /// Kept nowhere.
    pub pass_phrase: Option<String>,
}

impl From<String> for HandOutTo {
    fn from(path: String) -> Self {
        Self {
            path,
            pass_phrase: None,
        }
    }
}

impl fmt::Debug for HandOutTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandOutTo").finish_non_exhaustive()
    }
}

/// A file that left on purpose (a line of the 授受簿).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HandOverView {
    /// Line number.
    pub id: u32,
    /// What it is, e.g. `被保険者枝番ファイル`.
    pub what: String,
    /// Where it was written.
    pub path: String,
    /// Data rows in it.
    pub rows: u32,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Whether it is sealed by a pass phrase.
    pub sealed: bool,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When a person said that it was taken over or deleted.
    pub settled_at: Option<DateTime<Utc>>,
}
