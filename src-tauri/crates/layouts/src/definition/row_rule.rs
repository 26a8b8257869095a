//! What a definition says across the columns of one row.

use super::severity::Severity;

/// A rule, with columns by their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowRule {
    pub test: RowTest,
    /// Where the definition says so; else the code's own.
    pub severity: Option<Severity>,
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
    /// All of the columns are filled, or none.
    AllOrNone { columns: Vec<usize> },
    /// At least one of the columns is filled.
    OneOf { columns: Vec<usize> },
    /// The two columns don't hold the same.
    Differs { column: usize, from: usize },
}

/// A code column holds one of some codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Condition {
    pub column: usize,
    pub is: Vec<String>,
}
