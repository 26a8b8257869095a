//! Backups, as shown.

use chrono::{DateTime, Utc};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_store::Contents;
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// What there is of backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupsView {
    /// Whether another one is due.
    pub is_stale: bool,
    /// Where they go by themselves, if somebody said so.
    pub plan: Option<BackupPlanView>,
    /// Those that were made, newest first.
    pub lines: Vec<BackupLine>,
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupLine {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Name of the file.
    pub file: String,
    /// Where it was written.
    pub path: String,
    /// Entries of the audit log in it.
    pub entries: u32,
    /// Hash of the last of them, hexadecimal.
    pub head: String,
    /// Sealed files in it.
    pub files: u32,
}

/// Backups that are made by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupPlanView {
    /// Into which folder.
    pub folder: String,
    /// Days between two.
    pub every_days: u32,
    /// How many stay there.
    pub keep: u32,
    /// Why the last one failed, and what to do.
    pub problem: Option<String>,
}

/// What a look into a backup found. It could be opened and hangs together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupCheck {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Version of the program that made it.
    pub program: String,
    /// Entries of its audit log.
    pub entries: u32,
    /// Whether they hang together.
    pub intact: bool,
    /// Hash of the last of them, hexadecimal.
    pub head: String,
    /// Sealed files in it.
    pub files: u32,
}

impl BackupCheck {
    pub(crate) fn of(contents: &Contents, first_broken: Option<u32>) -> Outcome<Self> {
        let made_at = DateTime::parse_from_rfc3339(&contents.made_at);
        let made_at = made_at.map_err(|e| Fault::new(Code::BackupDamaged).because(e))?;
        Ok(Self {
            made_at: made_at.to_utc(),
            program: contents.program.clone(),
            entries: contents.entries,
            intact: first_broken.is_none(),
            head: contents.head.clone(),
            files: contents.files,
        })
    }
}

/// From which backup a terminal begins, and who wants it.
#[derive(Clone, Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct NewRestore {
    /// The file.
    pub path: String,
    /// What opens it.
    pub pass_phrase: String,
    /// 利用者ID in the backup.
    pub user: String,
    /// As it was when the backup was made.
    pub password: String,
    /// Of somebody else; one of the two is an administrator.
    pub second_user: String,
    /// As it was when the backup was made.
    pub second_password: String,
    /// What will guard the key; the operating system without one.
    pub key_pass_phrase: Option<String>,
}

impl fmt::Debug for NewRestore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewRestore").finish_non_exhaustive()
    }
}
