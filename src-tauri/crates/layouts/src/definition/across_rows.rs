//! What a definition says across the rows of a file, and against the file before it.

use super::{row_rule::Condition, severity::Severity};
use std::mem;

/// Which columns say who a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Which registration it is.
    pub registration: Vec<usize>,
    /// Who it is; empty where the definition doesn't say.
    pub person: Vec<usize>,
    /// The 個人番号.
    pub number: Option<usize>,
    /// Rows with the same here are of one household; empty where the definition doesn't say.
    pub household: Vec<usize>,
}

/// A comparison across rows, or with the previous file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Gate {
    OneNumberTwoPeople,
    OnePersonTwoNumbers,
    /// Rows with the same registration and the same in `columns`.
    SameRegistrationTwice {
        columns: Vec<usize>,
    },
    /// Numbers changed places among the people of a household.
    SwapInHousehold,
    /// The number of a registration is another than last time, and the row doesn't say so.
    NumberChanged {
        unless: Option<Condition>,
    },
}

impl Gate {
    /// Whether it compares 個人番号.
    pub(crate) fn needs_number(&self) -> bool {
        !matches!(self, Self::SameRegistrationTwice { .. })
    }

    /// Whether it tells one person from another.
    pub(crate) fn needs_person(&self) -> bool {
        matches!(self, Self::OneNumberTwoPeople | Self::OnePersonTwoNumbers)
    }

    pub(crate) fn is_same_kind(&self, other: &Self) -> bool {
        mem::discriminant(self) == mem::discriminant(other)
    }
}

/// A rule over all rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileRule {
    pub test: FileTest,
    /// Where the definition says so; else the code's own.
    pub severity: Option<Severity>,
}

/// What a rule over all rows asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileTest {
    /// In each of the columns, every row holds the same.
    OneValue { columns: Vec<usize> },
    /// No two rows hold the same in all of the columns.
    Unique { columns: Vec<usize> },
}

/// What is compared with the previous file of the kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Previous {
    /// Columns that must not suddenly become one value.
    pub columns: Vec<usize>,
    /// Most percent of the registrations that may disappear or be removed.
    pub max_removed_percent: u32,
    /// Most percent of the registrations that may change.
    pub max_changed_percent: u32,
    /// Which rows remove a registration.
    pub removal: Option<Condition>,
}
