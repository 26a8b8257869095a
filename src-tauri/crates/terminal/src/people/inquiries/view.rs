//! 情報照会 and 情報提供等記録, as shown.

use chrono::{DateTime, Utc};
use kakehashi_domain::JobState;
use serde::Serialize;
use ts_rs::TS;

/// Inquiries: what may be asked of whom, and which there were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InquiriesView {
    /// The kind of their files.
    pub kind: String,
    /// What the terminal proposes for each 事務手続.
    pub proposals: Vec<InquiryProposal>,
    /// The latest, newest first.
    pub lines: Vec<InquiryLine>,
}

/// Whom to ask for what, for a 事務手続.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InquiryProposal {
    /// 事務手続.
    pub procedure: CodeTitle,
    /// 提供者.
    pub provider: CodeTitle,
    /// 特定個人情報名 that may be asked for.
    pub items: Vec<CodeTitle>,
}

/// A code of the definition, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CodeTitle {
    /// The code.
    pub code: String,
    /// In words; the code itself where the definition has none.
    pub title: String,
}

/// An inquiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InquiryLine {
    /// The job.
    pub job: u32,
    /// Name of its file.
    pub file_name: String,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stands.
    pub state: JobState,
    /// The same in Japanese.
    pub state_title: String,
    /// People asked about.
    pub rows: u32,
    /// People of whom something was answered, once the result is here.
    pub answered: Option<u32>,
    /// People of whom nothing was.
    pub unanswered: Option<u32>,
    /// What became of the items, by the server's word.
    pub items: Vec<ItemCount>,
}

/// How often something became of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ItemCount {
    /// The server's word.
    pub state: String,
    /// How often.
    pub count: u32,
}

/// 情報提供等記録.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProvisionRecords {
    /// The newest, newest first.
    pub lines: Vec<ProvisionLine>,
    /// How many the server keeps.
    pub total: u32,
}

/// A 情報提供等記録.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProvisionLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether this insurer told it; else it asked.
    pub provided: bool,
    /// 被保険者枝番.
    pub server_branch: String,
    /// The other body, in words.
    pub other: String,
    /// 事務手続, in words.
    pub procedure: String,
    /// 特定個人情報名, in words.
    pub item: String,
    /// What came of it, as the server says it.
    pub state: String,
}
