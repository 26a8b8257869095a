//! A result as a person reads it.

use crate::sending::jobs::view::Who;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the result file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ResultView {
    /// Rows registered.
    pub ok: u32,
    /// Rows refused.
    pub failed: u32,
    /// Rows registered whose 処理結果メッセージ tells something all the same.
    pub informed: u32,
    /// Rows that were left out before sending.
    pub excluded: u32,
    /// Lines of the file for the 基幹システム: 被保険者枝番 received, or what else the kind hands over.
    pub branch_numbers: u32,
    /// What that file is called; empty when the kind hands nothing over.
    pub hand_over_title: String,
    /// The refused rows (1,000 at most).
    pub failed_rows: Vec<FailedRow>,
    /// Whether the file for the 基幹システム was written.
    pub branch_numbers_saved: bool,
    /// Whether the rows to send again were written.
    pub resend_saved: bool,
    /// Name proposed for the result file.
    pub result_name: String,
    /// Name proposed for the 被保険者枝番 file.
    pub branch_numbers_name: String,
    /// Name proposed for the file of rows to send again.
    pub resend_name: String,
}

/// What was answered to one row of an inquiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AnswerRow {
    /// Data row in the file as it came, from 1.
    pub row: u32,
    /// Whom it speaks of.
    pub who: Who,
    /// 処理結果メッセージ; empty where the row was answered.
    pub message: String,
    /// What was asked for, and what came of each.
    pub items: Vec<AnswerItem>,
}

/// One item of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AnswerItem {
    /// What was asked for.
    pub title: String,
    /// What became of it, e.g. `不開示`.
    pub state: String,
    /// What it says; empty where nothing was given.
    pub content: String,
}

/// A row that the server refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FailedRow {
    /// Data row in the file as it came, from 1.
    pub row: u32,
    /// Whom it speaks of.
    pub who: Who,
    /// 処理結果メッセージ.
    pub message: String,
}
