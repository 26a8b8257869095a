//! Answers to a 確認 as they are kept and shown: apart from their job, since one may be for as many rows as a file has.

use crate::{
    core::{look::Look, meter::small},
    sending::jobs::{subject, view::DecisionView},
};
use chrono::{DateTime, Utc};
use kakehashi_domain::Outcome;
use serde::{Deserialize, Serialize};

/// An answer to one 確認, for some rows.
pub(crate) type Answer = kakehashi_store::Answer<DecisionRecord>;

/// What was answered to a 確認.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct DecisionRecord {
    /// When.
    pub at: DateTime<Utc>,
    /// Who answered.
    pub by: String,
    /// The reason's title, as it was in the list then.
    pub reason: String,
    /// What the person added.
    pub note: String,
    /// The job whose answer it was, where it holds for this one.
    #[serde(default)]
    pub earlier: Option<u32>,
}

/// So many rows of an answer are shown; its sheet has all of them.
const ROWS_SHOWN: usize = 1_000;

/// Whether it was answered for this row.
pub(super) fn answers(answer: &Answer, code: &str, row: u32) -> bool {
    answer.code == code && answer.rows.binary_search(&row).is_ok()
}

impl DecisionRecord {
    /// What the person added, and where the answer was given.
    pub fn note_in_words(&self) -> String {
        match self.earlier {
            Some(job) => format!("{}（{}の答え）", self.note, subject(job)),
            None => self.note.clone(),
        }
    }
}

impl Look {
    /// What was answered in a job, in the order in which it was.
    pub(crate) fn answers_of(&self, id: u32) -> Outcome<Vec<Answer>> {
        self.books()?.answers(id)
    }

    /// The answers of a job, as shown.
    pub(crate) fn decision_views(&self, id: u32) -> Outcome<Vec<DecisionView>> {
        let view = |Answer { code, rows, body }: Answer| DecisionView {
            code,
            count: small(rows.len() as u64),
            rows: rows.into_iter().take(ROWS_SHOWN).collect(),
            reason: body.reason.clone(),
            note: body.note_in_words(),
            by: self.name_of(&body.by),
            at: body.at,
        };
        Ok(self.answers_of(id)?.into_iter().map(view).collect())
    }
}
