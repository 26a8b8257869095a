//! Why a row that looks odd is right all the same: the list of reasons for answering a 確認, which is data.

use crate::{Code, Fault, Outcome};
use serde::Deserialize;

const SHIPPED: &str = include_str!("../../../../assets/rules/decisions.toml");

/// A reason that a person may give.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionReason {
    /// Its word on the command line.
    pub id: String,
    /// As it is shown.
    pub title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasons {
    reason: Vec<DecisionReason>,
}

impl DecisionReason {
    /// Every reason, in the order of the list.
    pub fn all() -> Vec<Self> {
        let reasons = toml::from_str(SHIPPED).map(|list: Reasons| list.reason);
        reasons.unwrap_or_default() // a test proves that the list reads
    }

    /// The reason of a word.
    ///
    /// # Errors
    /// [`Code::InputInvalid`], where `hint` names the words.
    pub fn of(id: &str) -> Outcome<Self> {
        let all = Self::all();
        let words: Vec<&str> = all.iter().map(|reason| reason.id.as_str()).collect();
        let hint = format!("{} のどれかです。", words.join("、"));
        let found = all.iter().find(|reason| reason.id == id).cloned();
        found.ok_or_else(|| {
            Fault::new(Code::InputInvalid)
                .with("field", "理由")
                .with("hint", hint)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_reads_and_its_words_are_found() {
        assert!(DecisionReason::all().len() >= 5);
        for reason in DecisionReason::all() {
            assert_eq!(DecisionReason::of(&reason.id), Ok(reason));
        }
        assert_eq!(
            DecisionReason::of("x").unwrap_err().code,
            Code::InputInvalid
        );
    }
}
