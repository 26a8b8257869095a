//! What the data and the server know of each other, as shown.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// Where a job is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KnownWhere {
    /// Here and at the server.
    Both,
    /// At the server alone: it was sent, and the data don't know it.
    ServerOnly,
    /// Here alone.
    HereOnly,
    /// The server gives no list, and without its 受付番号 it can't be asked for this one.
    Unasked,
}

impl KnownWhere {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Both => "両方にあります",
            Self::ServerOnly => "サーバーだけにあります",
            Self::HereOnly => "この端末だけにあります",
            Self::Unasked => "サーバーに聞けません（受付番号がありません）",
        }
    }
}

/// A job by what both sides know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SinceLine {
    /// 受付番号.
    pub receipt: Option<String>,
    /// What it is, by the server's word or ours.
    pub kind_title: String,
    /// When the server took it.
    pub accepted_at: Option<DateTime<Utc>>,
    /// The server's own word.
    pub server_status: Option<String>,
    /// How many rows it has.
    pub rows: Option<u32>,
    /// Number of the job here.
    pub job: Option<u32>,
    /// Its file, where it is known here.
    pub file_name: Option<String>,
    /// How it stands here.
    pub state_title: Option<String>,
    /// Where it is known.
    pub known: KnownWhere,
    /// The same in words.
    pub known_title: String,
}

/// What the data and the server know, since the data are older than they were or came back from a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SinceView {
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// How far back the data may be.
    pub since: DateTime<Utc>,
    /// When the server was asked; none while it wasn't.
    pub asked_at: Option<DateTime<Utc>>,
    /// Whether the server gave a list; otherwise each job that is known here was asked for.
    pub listed: bool,
    /// Whether the server had more than are shown.
    pub more: bool,
    /// How many are at the server alone.
    pub server_only: u32,
    /// What was found, in a sentence.
    pub words: String,
    /// Every job: those at the server alone first.
    pub lines: Vec<SinceLine>,
}
