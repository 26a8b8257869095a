//! Layout definitions, read by the server's own code so that the two sides can disagree.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Error;

const DEFINITIONS: [&str; 2] = [
    include_str!("../../../../assets/layouts/member-registration.toml"),
    include_str!("../../../../assets/layouts/member-registration-result.toml"),
];

/// One file kind.
#[derive(Debug, Clone, Deserialize)]
pub struct Layout {
    /// Name of the kind.
    pub kind: String,
    /// What the file is called.
    pub file_title: String,
    /// The kind of the result, for a kind that is sent.
    pub result_kind: Option<String>,
    /// How the file as a whole is written.
    pub format: Format,
    /// The columns in their order.
    pub column: Vec<Column>,
    /// Rules across the columns of one row.
    #[serde(default)]
    pub row_rule: Vec<RowRule>,
}

/// How a file as a whole is written.
#[derive(Debug, Clone, Deserialize)]
pub struct Format {
    /// Most data rows in one file.
    pub max_rows: u64,
    /// Pattern of the file's name.
    pub file_name: String,
}

/// One column.
#[derive(Debug, Clone, Deserialize)]
pub struct Column {
    /// English name, for code.
    pub id: String,
    /// Japanese name, in the header row.
    pub title: String,
    /// What may stand in it.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// Must not be empty.
    #[serde(default)]
    pub required: bool,
    /// Most characters.
    pub max_chars: Option<usize>,
    /// The codes of a code column, with their meaning.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// One of the listed codes.
    Code,
    /// `YYYYMMDD`.
    Date,
    /// 保険者番号.
    InsurerNumber,
    /// Anything.
    Text,
    /// The two digits on the card.
    CardBranch,
    /// Katakana.
    Kana,
    /// 郵便番号.
    PostalCode,
    /// 個人番号.
    PersonalNumber,
    /// ASCII digits.
    Digits,
    /// 被保険者枝番, opaque.
    ServerBranch,
}

/// A rule across the columns of one row; those that only a terminal can judge are passed over.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum RowRule {
    /// A column must be filled when another has one of these values.
    RequiredWhen {
        /// The column.
        column: String,
        /// The condition.
        when: When,
    },
    /// A date must not lie before another.
    NotBefore {
        /// The later date.
        column: String,
        /// The earlier date.
        than: String,
        /// `warning` for what doesn't stop a row.
        severity: Option<String>,
    },
    /// Everything else.
    #[serde(other)]
    Elsewhere,
}

/// The condition of [`RowRule::RequiredWhen`].
#[derive(Debug, Clone, Deserialize)]
pub struct When {
    /// The column that decides.
    pub column: String,
    /// Its values.
    pub is: Vec<String>,
}

impl Layout {
    /// Finds a shipped definition by its kind.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none.
    pub fn shipped(kind: &str) -> Result<Layout, Error> {
        for text in DEFINITIONS {
            let layout: Layout =
                toml::from_str(text).map_err(|e| Error::Usage(format!("レイアウト定義: {e}")))?;
            if layout.kind == kind {
                return Ok(layout);
            }
        }
        Err(Error::Usage(format!(
            "ファイル種別 {kind} は練習用サーバーにありません"
        )))
    }

    /// Position of a column.
    ///
    /// # Errors
    /// [`Error::Usage`] when the definition lacks it.
    pub fn position(&self, id: &str) -> Result<usize, Error> {
        self.column
            .iter()
            .position(|column| column.id == id)
            .ok_or_else(|| Error::Usage(format!("{} に列 {id} がありません", self.file_title)))
    }

    /// The header row.
    pub fn titles(&self) -> Vec<&str> {
        self.column
            .iter()
            .map(|column| column.title.as_str())
            .collect()
    }
}
