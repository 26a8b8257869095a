//! 突合不一致: a registration whose number belongs, by the 住基, to somebody written otherwise. While it is open, viewing
//! is stopped for the person. It ends when corrected data agree, or with 理由付き疑いなし by two people.
//!
//! ```text
//! Open ⇄ Correcting ──────────── the server finds that they agree ─┐
//!  │ ↖ another person objects, or who said it takes it back        Resolved
//!  └─ Proposed ─ another person agrees ─ Agreed ─ registered ─ NoDoubt
//! ```
//! Until it is registered, whoever agreed can take that back, too.
//!
//! Whatever the terminal thinks, the server has the last word: what it has closed is closed, from any state, and where
//! other data came that don't agree either, all begins anew.

use crate::{Code, Fault, Outcome, identity::read};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use ts_rs::TS;

const RULES: &str = include_str!("../../../../assets/rules/no-doubt.toml");

/// How far a mismatch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum MismatchState {
    /// Nobody has decided.
    Open,
    /// The data are wrong: they are put right and sent again.
    Correcting,
    /// Somebody says 理由付き疑いなし; another person must agree.
    Proposed,
    /// Two people have said so; the server doesn't know yet.
    Agreed,
    /// 理由付き疑いなし is registered.
    NoDoubt,
    /// What is registered agrees now.
    Resolved,
}

/// What happens to a mismatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MismatchStep {
    /// A person says that the data are wrong.
    Correct,
    /// A person thinks again.
    Reopen,
    /// A person says 理由付き疑いなし.
    Propose,
    /// Another person doesn't.
    Object,
    /// Another person says so too.
    Agree,
    /// Whoever said 理由付き疑いなし takes it back.
    Withdraw,
    /// Whoever agreed takes that back.
    Disagree,
    /// The server has registered it.
    Register,
    /// The server finds that what is registered agrees.
    Resolve,
    /// Other data came, and still no match: what was said of the old ones doesn't hold.
    Differ,
}

impl MismatchState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Correcting,
        Self::Proposed,
        Self::Agreed,
        Self::NoDoubt,
        Self::Resolved,
    ];

    /// Where a step leads from here; None when it isn't allowed.
    pub fn after(self, step: MismatchStep) -> Option<Self> {
        match (self, step) {
            (Self::Open, MismatchStep::Correct) => Some(Self::Correcting),
            (Self::Correcting, MismatchStep::Reopen) => Some(Self::Open),
            (Self::Open | Self::Correcting, MismatchStep::Propose) => Some(Self::Proposed),
            (Self::Proposed, MismatchStep::Object) => Some(Self::Open),
            (Self::Proposed, MismatchStep::Agree) => Some(Self::Agreed),
            (Self::Proposed | Self::Agreed, MismatchStep::Withdraw) => Some(Self::Open),
            (Self::Agreed, MismatchStep::Disagree) => Some(Self::Proposed),
            (state, MismatchStep::Register) if state.is_stopped() => Some(Self::NoDoubt),
            (state, MismatchStep::Resolve) if state.is_stopped() => Some(Self::Resolved),
            (state, MismatchStep::Differ) if state.is_stopped() => Some(Self::Open),
            _ => None,
        }
    }

    /// Whether viewing is stopped for the person.
    pub fn is_stopped(self) -> bool {
        !matches!(self, Self::NoDoubt | Self::Resolved)
    }

    /// The Japanese word.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "未対応",
            Self::Correcting => "訂正して送りなおす",
            Self::Proposed => "2人目を待つ",
            Self::Agreed => "サーバーへの登録を待つ",
            Self::NoDoubt => "理由付き疑いなし",
            Self::Resolved => "一致して解消",
        }
    }
}

/// Reasons and kinds of evidence for 理由付き疑いなし.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoDoubtRules {
    /// The reasons, in order.
    #[serde(rename = "reason")]
    pub reasons: Vec<NoDoubtReason>,
    /// The kinds of evidence, in order.
    #[serde(rename = "evidence")]
    pub evidence: Vec<Evidence>,
}

/// A reason.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoDoubtReason {
    /// Its word in files.
    pub id: String,
    /// The Japanese words.
    pub title: String,
    /// What may show it.
    pub evidence: Vec<String>,
}

/// A kind of evidence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its word in files.
    pub id: String,
    /// The Japanese words.
    pub title: String,
}

impl NoDoubtRules {
    /// Those that come with the program.
    ///
    /// # Errors
    /// [`Code::Internal`] if they don't read, which a test rules out.
    pub fn shipped() -> Outcome<&'static Self> {
        static SHIPPED: OnceLock<Outcome<NoDoubtRules>> = OnceLock::new();
        let shipped = SHIPPED.get_or_init(|| read(RULES));
        shipped.as_ref().map_err(Clone::clone)
    }

    /// Checks that a reason exists and that this kind of evidence can show it.
    ///
    /// # Errors
    /// [`Code::InputInvalid`] with what may be said.
    pub fn check(&self, reason: &str, evidence: &str) -> Outcome<()> {
        let ids = || self.reasons.iter().map(|known| known.id.as_str());
        let known = self.reasons.iter().find(|known| known.id == reason);
        let known = known.ok_or_else(|| unknown("理由", ids()))?;
        if known.evidence.iter().any(|id| id == evidence) {
            return Ok(());
        }
        Err(unknown(
            "証拠の種類",
            known.evidence.iter().map(String::as_str),
        ))
    }

    /// The words of a reason.
    pub fn reason_title(&self, id: &str) -> String {
        let known = self.reasons.iter().find(|known| known.id == id);
        known.map_or(id, |known| known.title.as_str()).to_owned()
    }

    /// The words of a kind of evidence.
    pub fn evidence_title(&self, id: &str) -> String {
        let known = self.evidence.iter().find(|known| known.id == id);
        known.map_or(id, |known| known.title.as_str()).to_owned()
    }
}

fn unknown<'a>(field: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let known: Vec<&str> = known.collect();
    Fault::new(Code::InputInvalid).with("field", field).with(
        "hint",
        format!("{} のどれかを入れてください。", known.join("、")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use MismatchState as S;
    use MismatchStep as T;

    #[test]
    fn nobody_reaches_no_doubt_here_without_a_second_person() {
        for step in [
            T::Correct,
            T::Reopen,
            T::Propose,
            T::Object,
            T::Withdraw,
            T::Disagree,
        ] {
            for state in [S::Open, S::Correcting, S::Proposed] {
                let after = state.after(step);
                assert!(
                    !matches!(after, Some(S::Agreed | S::NoDoubt)),
                    "{state:?} {step:?}"
                );
            }
        }
        assert_eq!(S::Open.after(T::Agree), None);
        assert_eq!(S::Proposed.after(T::Agree), Some(S::Agreed));
        assert_eq!(S::Agreed.after(T::Propose), None);
        assert_eq!(S::Agreed.after(T::Disagree), Some(S::Proposed));
        assert_eq!(S::Agreed.after(T::Withdraw), Some(S::Open));
        assert_eq!(S::Open.after(T::Withdraw), None);
    }

    #[test]
    fn the_server_has_the_last_word_and_what_is_closed_stays_closed() {
        for state in S::ALL {
            let (register, resolve) = (state.after(T::Register), state.after(T::Resolve));
            assert_eq!(register.is_some(), state.is_stopped(), "{state:?}");
            assert_eq!(resolve.is_some(), state.is_stopped(), "{state:?}");
            let anew = state.is_stopped().then_some(S::Open);
            assert_eq!(state.after(T::Differ), anew, "{state:?}");
        }
        for step in [
            T::Correct,
            T::Reopen,
            T::Propose,
            T::Object,
            T::Agree,
            T::Withdraw,
            T::Disagree,
        ] {
            assert_eq!(S::NoDoubt.after(step), None);
            assert_eq!(S::Resolved.after(step), None);
        }
    }

    #[test]
    fn every_reason_has_evidence_that_exists() {
        let rules = NoDoubtRules::shipped().unwrap();
        for reason in &rules.reasons {
            assert!(!reason.evidence.is_empty(), "{}", reason.id);
            for id in &reason.evidence {
                assert!(rules.evidence.iter().any(|known| known.id == *id), "{id}");
                rules.check(&reason.id, id).unwrap();
            }
        }
        assert_eq!(
            rules.check("moved", "family-register").unwrap_err().code,
            Code::InputInvalid
        );
        assert_eq!(
            rules.check("?", "card").unwrap_err().code,
            Code::InputInvalid
        );
    }
}
