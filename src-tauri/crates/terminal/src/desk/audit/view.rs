//! The audit log, as shown.

use chrono::{DateTime, NaiveDate, Utc};
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
    /// The same by name, where it is an account.
    pub who: String,
    /// In which role, in Japanese; empty where none was needed.
    pub role: String,
    /// Which act, in Japanese.
    pub act: String,
    /// To what, e.g. `送信3`.
    pub subject: String,
    /// In few words, e.g. the reason that was given or what was decided.
    pub note: Option<String>,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Error number, if it failed.
    pub problem: Option<String>,
    /// Finds the act in the other logs.
    pub correlation_id: String,
}

/// What is looked for in the log; all of it must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditWanted {
    /// Words, each of which stands in the line: of who, what, to what, or the note.
    pub words: String,
    /// The first day, in Japan.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<AuditOutcome>,
}

/// Lines that were looked for, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuditPage {
    /// How many there are.
    pub total: u32,
    /// How many the log has in all.
    pub all: u32,
    /// Some of them.
    pub lines: Vec<AuditLine>,
}

/// What a verification says of the log as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AuditVerdict {
    /// Every entry fits, and none is missing.
    Intact,
    /// An entry was changed, left out, put in or moved.
    Broken,
    /// What is there fits; the end is missing.
    Cut,
    /// What is there fits; this terminal has had more (an older copy was put back).
    Older,
    /// What is there fits, and isn't what this terminal had (somebody wrote it anew).
    Rewritten,
}

/// Whether the chain holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuditCheck {
    /// Entries looked at.
    pub entries: u32,
    /// Whether every entry fits the one before, none is missing, and it is what this terminal had.
    pub intact: bool,
    /// What it is, in one word.
    pub verdict: AuditVerdict,
    /// The first that doesn't.
    pub first_broken: Option<u32>,
    /// How many entries say an earlier time than the one before: the clock was set back. It breaks nothing.
    pub times_back: u32,
    /// The first of them.
    pub first_time_back: Option<u32>,
    /// Hash of the last entry, hexadecimal.
    pub head: String,
    /// Whether the head on paper was met; null where none was given.
    pub on_paper: Option<bool>,
    /// The key of the terminal that signed an export, hexadecimal; null where nobody did, and for the log itself.
    pub signed_by: Option<String>,
    /// Whether an export bears a signature that is wrong.
    pub forged: bool,
}
