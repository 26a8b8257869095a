//! 個人番号 that were entered, as shown: never the number.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose number it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberOwner {
    /// 記号.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 枝番, two digits.
    pub card_branch: String,
    /// カナ氏名.
    pub name_kana: String,
    /// 生年月日, in any usual notation.
    pub birth_date: String,
}

/// Numbers on their way to the 基幹システム.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NumbersView {
    /// Kept sealed until they are handed over and taken, oldest first.
    pub waiting: Vec<NumberLine>,
    /// Those that were taken, newest first; the number itself is gone.
    pub taken: Vec<NumberLine>,
    /// Name to propose for the file.
    pub file_name: String,
}

/// A number that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NumberLine {
    /// Its place on this terminal, from 1.
    pub id: u32,
    /// 記号・番号・枝番 joined.
    pub registration: String,
    /// カナ氏名.
    pub name: String,
    /// Dots and four digits.
    pub masked: String,
    /// Where it came from.
    pub source: String,
    /// Who entered it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The line of the 授受簿, once it was written out.
    pub hand_over: Option<u32>,
}
