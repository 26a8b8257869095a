//! Columns of a definition.

use std::collections::BTreeMap;

use serde::Deserialize;

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
    /// Most bytes in the file's encoding.
    pub max_bytes: Option<usize>,
    /// Exactly so many characters.
    pub exact_chars: Option<usize>,
    /// The codes of a code column, with their meaning.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// Which characters a text may hold.
    pub allowed: Option<Allowed>,
    /// People whom the column doesn't foresee, and whom the server takes all the same.
    #[serde(default)]
    pub exceptions: Vec<String>,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// One of the listed codes.
    Code,
    /// `YYYYMMDD`.
    Date,
    /// `YYYYMM`.
    Month,
    /// `YYYY`.
    Year,
    /// 保険者番号.
    InsurerNumber,
    /// 法人番号.
    CorporateNumber,
    /// Anything.
    Text,
    /// 記号 or 番号: no space, no `:`.
    Symbol,
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
    /// 円: digits, perhaps after a `-`.
    Amount,
    /// 被保険者枝番, opaque.
    ServerBranch,
}

/// A named set of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Allowed {
    /// Those of JIS X 0208, and ASCII.
    #[serde(rename = "jis-x-0208")]
    JisX0208,
    /// The same, and half-width katakana.
    #[serde(rename = "jis-x-0208-or-kana")]
    JisX0208OrKana,
    /// Letters and digits.
    AsciiAlphanumeric,
}
