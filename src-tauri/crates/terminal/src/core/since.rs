//! From when on the data may lack what the server has: since they were found older, or came back from a backup.

use crate::core::look::Look;
use chrono::{DateTime, Utc};
use kakehashi_domain::{Outcome, Shelf, Single};
use kakehashi_store::Transaction;
use serde::{Deserialize, Serialize};

/// From when on the data may lack what the server has, and what the server said to that.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SinceRecord {
    /// When it was found, or when a backup was put in.
    pub found_at: DateTime<Utc>,
    /// How far back the data may be.
    pub since: DateTime<Utc>,
    /// The furthest head that the server knew by then: known to be gone, it alarms nobody again.
    pub head: Option<String>,
    /// What the server said, once it was asked.
    pub answer: Option<SinceAnswer>,
}

/// What the server said.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SinceAnswer {
    pub profile: String,
    pub asked_at: DateTime<Utc>,
    /// Whether it has a list; otherwise each job that is known here was asked for.
    pub listed: bool,
    /// Whether it had more than are kept.
    pub more: bool,
    pub lines: Vec<SinceJob>,
}

/// A job as the server has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SinceJob {
    /// None of a job that the server has no word of.
    pub receipt: Option<String>,
    pub kind: Option<String>,
    pub sha256: Option<String>,
    pub status: String,
    pub accepted_at: Option<DateTime<Utc>>,
    pub rows: u64,
    /// Which job of the data it is.
    pub job: Option<u32>,
}

impl SinceRecord {
    /// Whether the server has told of this 受付番号 already.
    pub fn has(&self, receipt: &str) -> bool {
        let lines = self.answer.iter().flat_map(|answer| &answer.lines);
        let mut receipts = lines.filter_map(|line| line.receipt.as_deref());
        receipts.any(|known| known == receipt)
    }
}

impl Look {
    /// Since when the server is to be asked, and what it said.
    pub fn since(&self) -> Outcome<Option<SinceRecord>> {
        self.books()?.get(Shelf::Setting, Single::Since.key())
    }

    /// The first moment of the log: what was before it isn't missing here.
    pub fn first_moment(&self) -> Outcome<DateTime<Utc>> {
        let first = self.books()?.audit_at(1)?;
        let at = first.and_then(|first| DateTime::parse_from_rfc3339(&first.at).ok());
        Ok(at.map_or_else(|| self.now(), |at| at.to_utc()))
    }

    /// The moment of the last entry that is no later than another; the first where there is none.
    pub fn last_moment_before(&self, moment: DateTime<Utc>) -> Outcome<DateTime<Utc>> {
        const PAGE: u32 = 500;
        let mut offset = 0;
        loop {
            let page = self.books()?.audit_page(offset, PAGE)?;
            if page.is_empty() {
                return self.first_moment();
            }
            offset += PAGE;
            let at = |text: &str| DateTime::parse_from_rfc3339(text).ok();
            let moments = page.iter().filter_map(|stored| at(&stored.entry.at));
            let mut moments = moments.map(|at| at.to_utc());
            if let Some(last) = moments.find(|at| *at <= moment) {
                return Ok(last);
            }
        }
    }
}

/// Keeps since when the server is to be asked, or what it said.
pub(crate) fn put_since(store: &Transaction<'_>, since: &SinceRecord) -> Outcome<()> {
    store.put(Shelf::Setting, Single::Since.key(), since)
}
