//! Rules of a definition; those that only a terminal can judge are passed over.

use serde::Deserialize;

/// A rule across the columns of one row.
#[derive(Debug, Clone, Deserialize)]
pub struct RowRule {
    /// `error` unless it says something milder; only errors stop a row.
    severity: Option<String>,
    /// What it asks for.
    #[serde(flatten)]
    rule: Rule,
}

impl RowRule {
    /// What a row must keep.
    pub fn binding(&self) -> Option<&Rule> {
        let is_error = self.severity.as_deref().is_none_or(|word| word == "error");
        is_error.then_some(&self.rule)
    }

    /// What a good row keeps, mild or not.
    pub fn asked(&self) -> &Rule {
        &self.rule
    }
}

/// What a rule asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Rule {
    /// A column must be filled when another has one of these values.
    RequiredWhen {
        /// The column.
        column: String,
        /// The condition.
        when: Condition,
    },
    /// A column must be empty when another has one of these values.
    EmptyWhen {
        /// The column.
        column: String,
        /// The condition.
        when: Condition,
    },
    /// A date must not lie before another.
    NotBefore {
        /// The later date.
        column: String,
        /// The earlier date.
        than: String,
    },
    /// The column holds the 保険者番号 of the connection.
    OwnInsurer {
        /// The column.
        column: String,
    },
    /// Filled together or empty together.
    AllOrNone {
        /// The columns.
        columns: Vec<String>,
    },
    /// At least one is filled.
    OneOf {
        /// The columns.
        columns: Vec<String>,
    },
    /// Two columns don't hold the same.
    Differs {
        /// One.
        column: String,
        /// The other.
        from: String,
    },
    /// Everything else.
    #[serde(other)]
    Elsewhere,
}

/// When another column has one of these values.
#[derive(Debug, Clone, Deserialize)]
pub struct Condition {
    /// The column that decides.
    pub column: String,
    /// Its values.
    pub is: Vec<String>,
}

/// A rule over the whole file; samples keep it, a terminal checks it.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum FileRule {
    /// Every row holds the same value.
    OneValue {
        /// The columns.
        columns: Vec<String>,
    },
    /// Everything else.
    #[serde(other)]
    Elsewhere,
}
