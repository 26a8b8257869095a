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
    /// Rows that end a registration.
    pub ended: Option<Condition>,
    /// Rows that take a registration back that was a mistake.
    pub cancelled: Option<Condition>,
    /// Rows that say that something of a known registration is another.
    pub changed: Option<Condition>,
    /// Rows that say that the number is another.
    pub new_number: Option<Condition>,
    /// Rows of the 本人 of a household.
    pub head: Option<Condition>,
    /// Rows of children.
    pub child: Option<Condition>,
    /// Rows of spouses, of whom a household has one.
    pub spouse: Option<Condition>,
    /// Rows of parents.
    pub parent: Option<Condition>,
}

impl Identity {
    /// Whether a row speaks of a registration that is known already: changes it, ends it, takes it back.
    pub(crate) fn speaks_of_known<'c>(&self, cell: impl Fn(usize) -> &'c str + Copy) -> bool {
        [&self.ended, &self.cancelled, &self.changed]
            .into_iter()
            .flatten()
            .any(|said| said.is_met_by(cell))
    }
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
    /// A household with two 本人.
    TwoHeads,
    /// A child that isn't at least so many years younger than 本人.
    ChildOlder {
        years: u32,
    },
}

impl Gate {
    /// Whether it compares 個人番号.
    pub(crate) fn needs_number(&self) -> bool {
        !matches!(
            self,
            Self::SameRegistrationTwice { .. } | Self::TwoHeads | Self::ChildOlder { .. }
        )
    }

    /// Whether it tells one person from another.
    pub(crate) fn needs_person(&self) -> bool {
        matches!(self, Self::OneNumberTwoPeople | Self::OnePersonTwoNumbers)
    }

    /// Which place in the household it asks for.
    pub(crate) fn needs_household(&self) -> bool {
        matches!(
            self,
            Self::SwapInHousehold | Self::TwoHeads | Self::ChildOlder { .. }
        )
    }

    /// Whether it asks who is 本人.
    pub(crate) fn needs_head(&self) -> bool {
        matches!(self, Self::TwoHeads | Self::ChildOlder { .. })
    }

    /// How many years a child must be younger than 本人, where it asks for that.
    pub(crate) fn years_younger(&self) -> Option<u32> {
        if let Self::ChildOlder { years } = self {
            Some(*years)
        } else {
            None
        }
    }

    /// The columns that make two rows of a registration a repetition, where it asks for that.
    pub(crate) fn repetition(&self) -> Option<&[usize]> {
        if let Self::SameRegistrationTwice { columns } = self {
            Some(columns)
        } else {
            None
        }
    }

    /// The rows that say that a number is another, where it asks for that.
    pub(crate) fn new_number(&self) -> Option<&Condition> {
        if let Self::NumberChanged { unless } = self {
            unless.as_ref()
        } else {
            None
        }
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
    /// In each of the columns, not everybody holds the same.
    SeveralValues { columns: Vec<usize> },
    /// In each of the columns, no value is shared by more than so many percent of the people.
    SharedValue { columns: Vec<usize>, percent: u32 },
    /// Kana belong to the kanji beside them.
    Readings { kanji: usize, kana: usize },
    /// None of the columns is in order by itself while the registrations go up too.
    NoOrder { columns: Vec<usize> },
}

/// What is compared with the previous file of the kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Previous {
    /// Columns that must not suddenly become one value.
    pub columns: Vec<usize>,
    /// Columns that stay as they are for a registration that is known.
    pub steady: Vec<usize>,
    /// Least percent of the rows that the previous file had.
    pub min_rows_percent: u32,
    /// Most percent of the registrations that may disappear or be removed.
    pub max_removed_percent: u32,
    /// Most percent of the registrations that may change.
    pub max_changed_percent: u32,
    /// Which rows remove a registration.
    pub removal: Option<Condition>,
}

impl Previous {
    /// Most columns of which it is kept what they hold.
    pub(crate) const MOST_STEADY: usize = 6;
}
