//! An authority's list of revocations.

use crate::place::certificates::{
    life::NewRevocation,
    view::{RevocationState, RevocationView},
};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_client_identity::{Authority, RevocationList};
use serde::{Deserialize, Serialize};

/// The list of revocations of one authority, for one profile.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct RevocationRecord {
    pub source: String,
    /// Whether nothing goes while the list is missing or out of date.
    pub stops: bool,
    pub list_pem: Option<String>,
    pub fetched_at: Option<DateTime<Utc>>,
    pub next_update: Option<DateTime<Utc>>,
    pub failing_since: Option<DateTime<Utc>>,
}

/// How long a list counts that names no next one, and how often one is asked for.
const REVOCATION_LIFE: TimeDelta = TimeDelta::days(1);

impl RevocationRecord {
    /// The same from another place; the last list counts until one comes from there.
    pub fn moved(self, new: NewRevocation) -> Self {
        Self {
            source: new.source.trim().to_owned(),
            stops: new.stops_when_unavailable,
            ..self
        }
    }

    /// A list came.
    pub fn came(&mut self, list: &RevocationList, now: DateTime<Utc>) {
        self.list_pem = Some(list.to_pem());
        self.fetched_at = Some(now);
        self.next_update = list.next_update();
        self.failing_since = None;
    }

    /// The last list, if this authority signed it.
    pub fn list(&self, of: &Authority) -> Option<RevocationList> {
        let pem = self.list_pem.as_ref()?;
        RevocationList::read(pem.as_bytes(), of).ok()
    }

    /// Whether it should be fetched before the next connection.
    pub fn is_due_at(&self, now: DateTime<Utc>) -> bool {
        let due = self.fetched_at.map(|at| at + REVOCATION_LIFE);
        due.is_none_or(|due| due <= now)
    }

    pub fn view_at(&self, now: DateTime<Utc>) -> RevocationView {
        let end = self
            .next_update
            .or_else(|| self.fetched_at.map(|at| at + REVOCATION_LIFE));
        let state = match (self.failing_since, end) {
            (Some(_), _) | (None, None) => RevocationState::Unreachable,
            (None, Some(end)) if end <= now => RevocationState::Stale,
            (None, Some(_)) => RevocationState::Fresh,
        };
        RevocationView {
            source: self.source.clone(),
            stops_when_unavailable: self.stops,
            state,
            fetched_at: self.fetched_at,
            next_update: self.next_update,
            failing_since: self.failing_since,
        }
    }
}
