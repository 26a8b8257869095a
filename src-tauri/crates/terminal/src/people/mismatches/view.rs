//! 突合不一致, as shown.

use crate::people::comparisons::view::PairItem;
use chrono::{DateTime, Utc};
use kakehashi_domain::{MismatchState, compare::Verdict};
use serde::Serialize;
use ts_rs::TS;

/// The board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MismatchList {
    /// People for whom viewing is stopped: first who suffers most, then the oldest.
    pub open: Vec<MismatchLine>,
    /// The latest that are closed, newest first.
    pub closed: Vec<MismatchLine>,
    /// When the server was last asked.
    pub received_at: Option<DateTime<Utc>>,
    /// Who may see to them.
    pub people: Vec<MismatchPerson>,
}

/// A line of the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MismatchLine {
    /// Number on this terminal, from 1.
    pub id: u32,
    /// 記号・番号・枝番 joined.
    pub registration: String,
    /// The name as registered; empty once disposed of.
    pub name: String,
    /// 本人確認判定フラグ, as it came.
    pub flag: String,
    /// Since when viewing is stopped.
    pub reported_at: DateTime<Utc>,
    /// Days since then, to the end where it is closed.
    pub days: u32,
    /// Whether viewing is stopped.
    pub stopped: bool,
    /// How far it is.
    pub state: MismatchState,
    /// The same in Japanese.
    pub state_title: String,
    /// Items that differ, by their names.
    pub differs: Vec<String>,
    /// Whether birth date or sex differs, so that everything of the person is stopped.
    pub stops_all: bool,
    /// Who sees to it.
    pub assignee: Option<String>,
    /// Whether it asks something of this person.
    pub waits: bool,
    /// The job by which corrected data were sent again.
    pub resent: Option<u32>,
}

/// A mismatch with both records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MismatchView {
    /// As on the board.
    pub line: MismatchLine,
    /// How many pairs of eyes the comparison would ask for; None once disposed of.
    pub verdict: Option<Verdict>,
    /// What differs, in words.
    pub because: String,
    /// The five items side by side; empty once disposed of.
    pub items: Vec<PairItem>,
    /// 理由付き疑いなし, if somebody says so.
    pub proposal: Option<NoDoubtProposal>,
    /// What this person may do.
    pub acts: Vec<MismatchAct>,
    /// Who may see to it.
    pub people: Vec<MismatchPerson>,
    /// The reasons for 理由付き疑いなし.
    pub reasons: Vec<MismatchReason>,
    /// What happened, oldest first.
    pub history: Vec<MismatchEvent>,
}

/// 理由付き疑いなし, as somebody says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoDoubtProposal {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// What shows it.
    pub evidence: String,
    /// The second person.
    pub agreed_by: Option<String>,
    /// Until when it can be taken back, once both agree; then it goes to the server.
    pub leaves_at: Option<DateTime<Utc>>,
}

/// What can be done with a mismatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MismatchAct {
    /// Say who sees to it.
    Assign,
    /// The data are wrong.
    Correct,
    /// Think again.
    Reopen,
    /// Say 理由付き疑いなし.
    Propose,
    /// Say so too.
    Agree,
    /// Don't.
    Object,
    /// Take back what one said.
    Withdraw,
    /// Try the registration at the server again.
    Register,
}

/// Somebody who may see to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MismatchPerson {
    /// 利用者ID.
    pub id: String,
    /// Their name.
    pub name: String,
}

/// A reason with what may show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MismatchReason {
    /// Its word.
    pub id: String,
    /// In Japanese.
    pub title: String,
    /// Kinds of evidence.
    pub evidence: Vec<MismatchEvidence>,
}

/// A kind of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MismatchEvidence {
    /// Its word.
    pub id: String,
    /// In Japanese.
    pub title: String,
}

/// Something that happened to a mismatch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MismatchEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What.
    pub what: String,
}
