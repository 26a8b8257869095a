//! Layout definitions, read by the server's own code so that the two sides can disagree. What only a terminal needs
//! (gates, identity, comparison with the previous file) is passed over.

mod columns;
mod format;
mod rules;
mod service;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::Error;
pub use columns::{Allowed, Column, ColumnType};
pub use format::{Encoding, FileType, Format, LineEnd, Mark, Quote, XmlNames};
pub use rules::{Condition, FileRule, RowRule, Rule};
pub use service::{Changes, Roles, ServiceDefinition};

/// One file kind in one version.
#[derive(Debug, Clone, Deserialize)]
pub struct Layout {
    /// Name of the kind.
    pub kind: String,
    /// The business.
    pub title: String,
    /// What the file is called.
    pub file_title: String,
    /// Version.
    pub version: String,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// Last day in force.
    pub effective_to: Option<NaiveDate>,
    /// Where such a file goes.
    pub direction: Direction,
    /// The kind of the result, for a kind that is sent.
    pub result_kind: Option<String>,
    /// How the file as a whole is written.
    pub format: Format,
    /// The columns in their order.
    pub column: Vec<Column>,
    /// Rules across the columns of one row.
    #[serde(default)]
    pub row_rule: Vec<RowRule>,
    /// Rules over the whole file.
    #[serde(default)]
    pub file_rule: Vec<FileRule>,
    /// What must have happened before.
    #[serde(default)]
    pub order: Order,
    /// The roles of the columns, for a result.
    pub result: Option<Roles>,
    /// What the server does with a row, for a kind that is sent.
    pub service: Option<ServiceDefinition>,
    /// The version before, whose files are taken too.
    pub earlier: Option<EarlierVersion>,
    /// Which columns protect a person.
    pub protection: Option<Protection>,
    /// It came from a folder: its character code is its own, whatever the insurer's is.
    #[serde(skip)]
    pub is_own: bool,
}

/// A version of the same kind that lacks the last columns.
#[derive(Debug, Clone, Deserialize)]
pub struct EarlierVersion {
    /// Its name.
    pub version: String,
    /// The columns, by id.
    pub without: Vec<String>,
}

/// Columns that protect a person: whoever asks for them is told 不開示.
#[derive(Debug, Clone, Deserialize)]
pub struct Protection {
    /// The columns, by id.
    pub columns: Vec<String>,
    /// Their values that set it. Another takes it back; an empty cell says nothing.
    pub set: Vec<String>,
}

/// Where a file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// To the server.
    Send,
    /// Back from it.
    Result,
    /// To the 基幹システム.
    HandOver,
    /// From an employer.
    Collect,
    /// Given out by the server to everybody.
    Deliver,
}

/// What must have happened before a file of the kind may come.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Order {
    /// Kinds of which a file must have come to 処理完了.
    pub after: Vec<String>,
    /// What must have happened to the person of a row.
    pub person: Option<PersonOrder>,
}

/// A row waits until its 被保険者枝番 has an error-free row of another kind.
#[derive(Debug, Clone, Deserialize)]
pub struct PersonOrder {
    /// The column with the 被保険者枝番.
    pub column: String,
    /// The other kind.
    pub registered_by: String,
}

impl Layout {
    /// Reads a definition.
    ///
    /// # Errors
    /// [`Error::Usage`] when it isn't one.
    pub fn parse(text: &str) -> Result<Layout, Error> {
        toml::from_str(text).map_err(|e| Error::Usage(format!("レイアウト定義: {e}")))
    }

    /// Tells whether the definition is in force on a day.
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.effective_from <= on && self.effective_to.is_none_or(|last| on <= last)
    }

    /// Position of a column.
    ///
    /// # Errors
    /// [`Error::Usage`] when the definition lacks it.
    pub fn position(&self, id: &str) -> Result<usize, Error> {
        self.find(id)
            .ok_or_else(|| Error::Usage(format!("{} に列 {id} がありません", self.file_title)))
    }

    /// Positions of columns.
    ///
    /// # Errors
    /// [`Error::Usage`] when the definition lacks one.
    pub fn positions(&self, ids: &[String]) -> Result<Vec<usize>, Error> {
        ids.iter().map(|id| self.position(id)).collect()
    }

    /// Position of a column that may be missing.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.column.iter().position(|column| column.id == id)
    }

    /// Whether a version is this one, or the one before whose files are taken too.
    pub fn takes(&self, version: &str) -> bool {
        let earlier = self.earlier.as_ref();
        self.version == version || earlier.is_some_and(|it| it.version == version)
    }

    /// How many of the last columns a file of the version before lacks.
    pub fn lacking(&self) -> usize {
        self.earlier.as_ref().map_or(0, |it| it.without.len())
    }

    /// The header row.
    pub fn titles(&self) -> Vec<&str> {
        self.column
            .iter()
            .map(|column| column.title.as_str())
            .collect()
    }
}
