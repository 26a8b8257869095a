//! What a file is checked against.

use super::{earlier::Earlier, protection::ProtectedPerson};
use crate::definition::{Encoding, Layout};
use chrono::NaiveDate;
use kakehashi_domain::InsurerNumber;

/// What a file is checked against.
#[derive(Debug, Clone, Copy)]
pub struct CheckSetting<'a> {
    /// The kind that the file is to be of.
    pub layout: &'a Layout,
    /// The day that "future" is measured from.
    pub today: NaiveDate,
    /// The insurer of the connection; None skips that rule.
    pub own_insurer: Option<&'a InsurerNumber>,
    /// The character code of the house; None skips that rule.
    pub own_encoding: Option<Encoding>,
    /// What an earlier file said; None leaves out the gates that need it.
    pub earlier: Option<&'a Earlier>,
    /// Who is protected besides, as the terminal knows.
    pub protected: &'a [ProtectedPerson],
    /// How many rows the list of the 基幹システム says that there are; None asks for no number.
    pub expected_rows: Option<u32>,
    /// What the numbers of a column add up to on that list, with the place of the column; None asks for no sum.
    pub expected_sum: Option<(usize, i128)>,
    /// How much may change since then; None takes the definition's numbers.
    pub limits: Option<Limits>,
}

impl<'a> CheckSetting<'a> {
    /// A check without a connection and without an earlier file.
    pub fn new(layout: &'a Layout, today: NaiveDate) -> Self {
        Self {
            layout,
            today,
            own_insurer: None,
            own_encoding: None,
            earlier: None,
            protected: &[],
            expected_rows: None,
            expected_sum: None,
            limits: None,
        }
    }
}

/// How much may change since the earlier file before somebody is asked to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Percent of the registrations that may end or be missing.
    pub removed_percent: u32,
    /// Percent of the registrations that may change.
    pub changed_percent: u32,
}
