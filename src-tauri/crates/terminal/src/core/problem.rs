//! An error as a client shows it.

use kakehashi_domain::{Code, Fault, Retry};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// An error: what happened, what to do now, and the number to read to the help desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProblemView {
    /// Which error it is.
    pub code: Code,
    /// The number that a person reads to the help desk, e.g. `K101`.
    pub number: String,
    /// What happened.
    pub sentence: String,
    /// What to do now.
    pub next_step: String,
    /// The values that the sentence names: a job's number, a column, a kind. Scripts read them.
    pub params: Box<BTreeMap<String, String>>,
    /// What helps.
    pub retry: Retry,
    /// Finds this act in the logs.
    pub correlation_id: String,
}

impl ProblemView {
    /// Shapes a fault for a client.
    pub fn new(fault: &Fault, correlation_id: &str) -> Self {
        Self {
            code: fault.code,
            number: fault.code.number().to_owned(),
            sentence: fault.sentence(),
            next_step: fault.next_step(),
            params: Box::new(params(fault)),
            retry: fault.code.retry(),
            correlation_id: correlation_id.to_owned(),
        }
    }
}

pub(crate) fn params(fault: &Fault) -> BTreeMap<String, String> {
    let named = fault.params.iter();
    named
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}
