//! A 突合不一致 as stored.

use crate::{core::shelf::moment, people::comparisons::Sides};
use chrono::{DateTime, TimeDelta, Utc};
use kakehashi_domain::{Code, Fault, MismatchState, MismatchStep, Outcome, Shelf};
use kakehashi_store::Numbered;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct MismatchRecord {
    pub id: u32,
    pub profile: String,
    /// The server's own number of it.
    pub server_id: u64,
    pub flag: String,
    pub reported_at: DateTime<Utc>,
    /// 記号, 番号 and 枝番 joined by `-`, as a row's subject has them.
    pub registration: String,
    /// Gone some time after it was closed.
    pub both: Option<Both>,
    pub state: MismatchState,
    pub assignee: Option<String>,
    pub proposal: Option<ProposalRecord>,
    /// The job by which corrected data went, while they are awaited.
    pub resent: Option<u32>,
    pub closed_at: Option<DateTime<Utc>>,
    pub history: Vec<EventRecord>,
}

impl Numbered for MismatchRecord {
    const SHELF: Shelf = Shelf::Mismatch;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        let name = self
            .both
            .as_ref()
            .map(|both| both.registered.kanji.as_str());
        format!("{}\n{}", self.registration, name.unwrap_or_default())
    }

    fn is_open(&self) -> bool {
        self.state.is_stopped()
    }

    fn ended_at(&self) -> Option<String> {
        self.both.as_ref().and(self.closed_at).map(moment)
    }

    fn about(&self) -> Option<String> {
        Some(reported_as(&self.profile, self.server_id))
    }
}

/// What a mismatch is about: the server's own number of it.
pub(super) fn reported_as(profile: &str, server_id: u64) -> String {
    format!("{profile}/{server_id}")
}

/// What is registered, beside what the 住基 has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Both {
    pub registered: Sides,
    pub resident: Sides,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ProposalRecord {
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: String,
    pub evidence: String,
    pub agreed_by: Option<String>,
    /// When the second person agreed.
    #[serde(default)]
    pub agreed_at: Option<DateTime<Utc>>,
}

/// For how long two people can still take back what they said, before it goes to the server.
const TO_TAKE_BACK: TimeDelta = TimeDelta::minutes(1);

impl ProposalRecord {
    /// From when on it goes to the server; None while nobody has agreed.
    pub fn leaves_at(&self) -> Option<DateTime<Utc>> {
        self.agreed_at.map(|at| at + TO_TAKE_BACK)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EventRecord {
    pub at: DateTime<Utc>,
    pub by: String,
    pub what: String,
}

impl MismatchRecord {
    /// Whether two people agree and the time for taking that back is over.
    pub fn is_leaving(&self, now: DateTime<Utc>) -> bool {
        let leaves_at = self.proposal.as_ref().and_then(ProposalRecord::leaves_at);
        self.state == MismatchState::Agreed && leaves_at.is_none_or(|at| at <= now)
    }

    /// Moves it on, with a line of history.
    pub fn step(
        &mut self,
        step: MismatchStep,
        by: &str,
        at: DateTime<Utc>,
        what: impl Into<String>,
    ) -> Outcome<()> {
        let next = self.state.after(step);
        self.state = next.ok_or_else(|| self.wrong_state())?;
        if !self.state.is_stopped() {
            self.closed_at = Some(at);
        }
        self.note(by, at, what);
        Ok(())
    }

    pub fn note(&mut self, by: &str, at: DateTime<Utc>, what: impl Into<String>) {
        self.history.push(EventRecord {
            at,
            by: by.to_owned(),
            what: what.into(),
        });
    }

    pub fn wrong_state(&self) -> Fault {
        let fault = Fault::new(Code::MismatchState).with("mismatch", self.id);
        fault.with("state", self.state.title())
    }
}
