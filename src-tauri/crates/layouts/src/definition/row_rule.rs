//! What a definition says across the columns of one row.

use super::{format::Encoding, severity::Severity};
use std::collections::BTreeMap;

/// A rule, with columns by their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowRule {
    pub test: RowTest,
    /// Where the definition says so; else the code's own.
    pub severity: Option<Severity>,
    /// Why it is so, for the message.
    pub because: Option<String>,
}

/// What a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowTest {
    /// `column` is filled where `when` holds one of the codes `is`.
    RequiredWhen { column: usize, when: Condition },
    /// `column` is empty where `when` holds one of the codes `is`.
    EmptyWhen { column: usize, when: Condition },
    /// The date in `column` doesn't lie before the one in `than`.
    NotBefore { column: usize, than: usize },
    /// The date in `column` doesn't lie after today.
    NotFuture { column: usize },
    /// The 保険者番号 in `column` is the one of the connection, where there is one.
    OwnInsurer { column: usize },
    /// The code in `column` stands for the character code of the house.
    OwnEncoding {
        column: usize,
        codes: BTreeMap<String, Encoding>,
    },
    /// All of the columns are filled, or none.
    AllOrNone { columns: Vec<usize> },
    /// At least one of the columns is filled.
    OneOf { columns: Vec<usize> },
    /// The person born on the day in `birth` is so old on the day in `on`, or today.
    Age {
        birth: usize,
        on: Option<usize>,
        years: AgeLimit,
        when: Option<Condition>,
    },
    /// The date in `column` doesn't lie more than so many years before today.
    NotOlder { column: usize, years: u32 },
    /// `column` holds one of `is` where `when` holds.
    ExpectedWhen {
        column: usize,
        is: Vec<String>,
        when: Condition,
    },
    /// The two columns don't hold the same.
    Differs { column: usize, from: usize },
}

/// How old a person must or may be, in whole years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AgeLimit {
    AtLeast(u32),
    Below(u32),
}

/// A code column holds one of some codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    pub column: usize,
    pub is: Vec<String>,
}

impl Condition {
    /// Whether a row's cell is one of the values.
    pub(crate) fn is_met_by<'c>(&self, cell: impl Fn(usize) -> &'c str) -> bool {
        let found = cell(self.column);
        self.is.iter().any(|value| value == found)
    }
}
