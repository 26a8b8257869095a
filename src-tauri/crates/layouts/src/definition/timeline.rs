//! What the rows of a kind tell of how far the registration of a person has come: 取得日 → 受領 → … → 資格.

use super::{choice::choices, row_rule::Condition};

choices! {
    /// The step that a row of a kind is.
    TimelineStep {
        /// The 届出 came in.
        Receipt "receipt" "届出の受領",
        /// The person is registered.
        Registration "registration" "加入者の登録",
        /// Their 資格 is registered.
        Entitlement "entitlement" "資格の登録",
    }
}

/// Which rows are a step, and which columns hold its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The step.
    pub step: TimelineStep,
    /// Only rows of these codes; all rows without it.
    pub(crate) starts: Option<Condition>,
    pub(crate) acquired_on: Option<usize>,
    pub(crate) received_on: Option<usize>,
}
