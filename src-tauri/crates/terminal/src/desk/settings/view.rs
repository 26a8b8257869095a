//! Settings of the terminal.

use crate::core::problem::ProblemView;
use serde::Serialize;
use ts_rs::TS;

/// A setting and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SettingView {
    /// Its name for acts, e.g. `idle-minutes`.
    pub key: String,
    /// Its Japanese name.
    pub title: String,
    /// What it does.
    pub note: String,
    /// The value that counts.
    pub value: u32,
    /// The same in words.
    pub words: String,
    /// The least that may be chosen.
    pub least: u32,
    /// The most; with `least` 0 and no unit it is a switch.
    pub most: u32,
    /// What is counted; None for a switch.
    pub unit: Option<String>,
    /// Whether the organisation decided it; then nobody here changes it.
    pub managed: bool,
    /// What is wrong with the organisation's decision.
    pub problem: Option<ProblemView>,
}
