//! How a file as a whole is written.

use serde::Deserialize;

/// How a file as a whole is written.
#[derive(Debug, Clone, Deserialize)]
pub struct Format {
    /// CSV or XML.
    #[serde(rename = "type")]
    pub file_type: FileType,
    /// Character code.
    pub encoding: Encoding,
    /// Byte order mark.
    pub bom: Mark,
    /// Whether a heading line comes first.
    #[serde(default = "yes")]
    pub header: bool,
    /// When cells are quoted.
    #[serde(default)]
    pub quote: Quote,
    /// What a line ends with.
    pub line_end: LineEnd,
    /// The byte 0x1A at the end.
    #[serde(default)]
    pub eof_mark: Mark,
    /// Most data rows in one file.
    pub max_rows: u64,
    /// Most bytes in one file.
    pub max_bytes: Option<u64>,
    /// Pattern of the file's name.
    pub file_name: String,
    /// Names of the elements, for XML.
    pub xml: Option<XmlNames>,
}

/// CSV or XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileType {
    /// Comma-separated values.
    Csv,
    /// Rows as elements.
    Xml,
}

/// Character code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Shift_JIS with the vendors' additions.
    Cp932,
    /// Shift_JIS without them.
    #[serde(rename = "shift_jis")]
    ShiftJis,
    /// UTF-16, little end first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// EUC-JP.
    EucJp,
}

/// Whether a mark stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// It must.
    Required,
    /// It may.
    Optional,
    /// It must not.
    #[default]
    Forbidden,
}

/// When cells are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quote {
    /// Where a cell holds a comma, a quote or a line end.
    #[default]
    WhenNeeded,
    /// Everywhere.
    Always,
    /// Nowhere: a quote is a character like others.
    Never,
}

/// What a line ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// CR LF.
    Crlf,
    /// LF.
    Lf,
}

/// Names of the elements of an XML file.
#[derive(Debug, Clone, Deserialize)]
pub struct XmlNames {
    /// Around everything.
    pub root: String,
    /// Around one row.
    pub row: String,
}

fn yes() -> bool {
    true
}
