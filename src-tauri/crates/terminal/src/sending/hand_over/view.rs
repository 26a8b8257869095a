//! The lines of the 授受簿, as shown.

pub use super::record::Incoming;
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// A file that left on purpose (a line of the 授受簿).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
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
    /// How it came; null of one that left.
    pub incoming: Option<Incoming>,
}
