//! How far a case is, and how far the form of 別添15 that belongs to it.
//!
//! ```text
//! Open ⇄ Complete ─ Closed          Made ─ Printed ─ Returned
//!   └───────┴─ Refused ─┘
//! ```
//! Answers move a case between Open and Complete, as the rules say. A closed case never changes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CaseState {
    /// Something is lacking.
    Open,
    /// Everything is confirmed; the record isn't closed yet.
    Complete,
    /// It can't be confirmed; the person hasn't been told yet.
    Refused,
    /// The record is finished.
    Closed,
}

/// What happens to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStep {
    /// A question was answered; now everything is confirmed, or not.
    Answer {
        /// Whether everything is confirmed.
        complete: bool,
    },
    /// The verifier gives up on it, with a reason.
    Refuse,
    /// The verifier finishes the record.
    Close,
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Complete, Self::Refused, Self::Closed];

    /// Where a step leads from here; None when it isn't allowed.
    pub fn after(self, step: CaseStep) -> Option<Self> {
        match (self, step) {
            (Self::Open | Self::Complete, CaseStep::Answer { complete: true }) => {
                Some(Self::Complete)
            }
            (Self::Open | Self::Complete, CaseStep::Answer { complete: false }) => Some(Self::Open),
            (Self::Open | Self::Complete, CaseStep::Refuse) => Some(Self::Refused),
            (Self::Complete | Self::Refused, CaseStep::Close) => Some(Self::Closed),
            (Self::Refused | Self::Closed, _) | (Self::Open, CaseStep::Close) => None,
        }
    }

    /// The Japanese word.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "途中",
            Self::Complete => "そろいました",
            Self::Refused => "確認できません",
            Self::Closed => "終わり",
        }
    }
}

/// How far 別添15's form is: sent to the registered address, it comes back with the copies stuck on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FormState {
    /// Its number is given.
    Made,
    /// It is on paper, to be posted.
    Printed,
    /// It came back.
    Returned,
}

impl FormState {
    /// What comes after; None when it has come back.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Made => Some(Self::Printed),
            Self::Printed => Some(Self::Returned),
            Self::Returned => None,
        }
    }

    /// The Japanese word.
    pub fn title(self) -> &'static str {
        match self {
            Self::Made => "作りました",
            Self::Printed => "送って待っています",
            Self::Returned => "返ってきました",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [CaseStep; 4] = [
        CaseStep::Answer { complete: true },
        CaseStep::Answer { complete: false },
        CaseStep::Refuse,
        CaseStep::Close,
    ];

    #[test]
    fn a_closed_case_never_changes_and_nothing_lacking_is_closed() {
        for step in STEPS {
            assert_eq!(CaseState::Closed.after(step), None, "{step:?}");
        }
        assert_eq!(CaseState::Open.after(CaseStep::Close), None);
    }

    #[test]
    fn a_refused_case_is_only_closed() {
        let allowed = STEPS
            .iter()
            .filter_map(|step| CaseState::Refused.after(*step));
        assert_eq!(allowed.collect::<Vec<_>>(), [CaseState::Closed]);
    }

    #[test]
    fn every_case_can_come_to_its_end() {
        for state in [CaseState::Open, CaseState::Complete] {
            let refused = state.after(CaseStep::Refuse).unwrap();
            assert_eq!(refused.after(CaseStep::Close), Some(CaseState::Closed));
        }
        assert_eq!(FormState::Made.next(), Some(FormState::Printed));
        assert_eq!(FormState::Returned.next(), None);
    }
}
