//! Evidence as shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
