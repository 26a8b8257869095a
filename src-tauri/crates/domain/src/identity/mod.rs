//! 本人確認: whether what was shown completes a case, and if not, what would.
//!
//! The rules are data (`assets/rules/identity.toml`, `documents.toml`); the date of the case decides which hold.
//!
//! ```text
//! Case ──▶ Bench: which rows does each document count for? (Objection: why not)
//!            ├─▶ elements: 番号 · 身元 · 代理権, each met by a row or by rows that add up
//!            └─▶ ways: the smallest additions that would meet the rest
//! ```

mod answer;
mod bench;
mod case;
mod objection;
mod rules;
mod terms;
mod ways;

pub use answer::{Answer, Elements, Refused, Standing, check};
pub use case::{Case, Document, Hardship};
pub use objection::Objection;
pub(crate) use rules::read;
pub use rules::{DocumentKind, Form, Rule, Rules};
pub use terms::{Actor, AgentKind, Attested, Channel, Detail, Element, Sides, Verifier};
pub use ways::{Needed, Way};
