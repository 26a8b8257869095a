//! 機関別符号, as shown: how far it is, never the 符号 itself.

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

/// How a person's 機関別符号 stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SymbolState {
    /// 未要求.
    NotAsked,
    /// 要求中.
    Asked,
    /// 取得済.
    Obtained,
    /// 失敗.
    Failed,
}

/// Where the 機関別符号 stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SymbolsView {
    /// How many stand how.
    pub counts: Vec<SymbolCount>,
    /// Those that were sought, else those that aren't obtained; those that can't be had first.
    pub lines: Vec<SymbolLine>,
}

/// How many stand so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SymbolCount {
    /// How.
    pub state: SymbolState,
    /// In words.
    pub title: String,
    /// How many.
    pub count: u32,
}

/// A person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SymbolLine {
    /// 被保険者枝番.
    pub server_branch: String,
    /// How it stands.
    pub state: SymbolState,
    /// In words.
    pub title: String,
    /// When it was last asked for.
    pub asked_at: DateTime<Utc>,
    /// Why it can't be had, as the server says it; empty otherwise.
    pub message: String,
}
