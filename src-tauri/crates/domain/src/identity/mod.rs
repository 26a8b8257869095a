//! 本人確認: whether what was shown completes a case, and if not, what would.
//!
//! The rules are data (`assets/rules/identity.toml`, `documents.toml`); the date of the case decides which hold.
//!
//! ```text
//! Case ──▶ Bench: which rows does each document count for? (Objection: why not)
//!            ├─▶ elements: 番号 · 身元 · 代理権, each met by a row or by rows that add up
//!            └─▶ ways: the smallest additions that would meet the rest
//! ```
//! The guide asks one question at a time: [`Facts`] holds what was answered and becomes a [`Case`] once it can, a
//! document counts once every [`Prompt`] about it is answered, and [`CaseState`] says how far the case is.

mod answer;
mod bench;
mod case;
mod case_state;
mod choice;
mod facts;
mod objection;
mod prompt;
mod rules;
mod terms;
mod ways;

pub use answer::{Answer, Elements, Refused, Standing, check};
pub use case::{Case, Document, Hardship};
pub use case_state::{CaseState, CaseStep, FormState};
pub use choice::{Choice, choices};
pub use facts::{CaseAnswer, CaseQuestion, Facts};
pub use objection::Objection;
pub use prompt::Prompt;
pub(crate) use rules::read;
pub use rules::{DocumentKind, Form, Rule, Rules};
pub use terms::{Actor, AgentKind, Attested, Channel, Detail, Element, Sides, Verifier};
pub use ways::{Needed, Way};
