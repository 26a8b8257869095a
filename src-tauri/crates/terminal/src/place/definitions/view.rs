//! Definitions of file kinds, as shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use ts_rs::TS;

/// A file kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KindView {
    /// Name in definition files, e.g. `member-registration`.
    pub kind: String,
    /// Name on screen.
    pub title: String,
    /// The heading under which it is shown.
    pub group: String,
    /// What its files' names end with, e.g. `csv`.
    pub extension: String,
    /// Version of its layout.
    pub version: String,
    /// Whether the layout is 仮.
    pub provisional: bool,
    /// Whether it asks for numbers or people: then it begins at 番号の照会, with purpose and reason.
    pub looks_up: bool,
}

/// A version of a file kind's definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DefinitionView {
    /// Name of the kind.
    pub kind: String,
    /// Its name on screen.
    pub title: String,
    /// The heading that it stands under.
    pub group_title: String,
    /// Where files of it go, in words.
    pub direction_title: String,
    /// Version.
    pub version: String,
    /// Whether it is 仮.
    pub provisional: bool,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// Last day in force.
    pub effective_to: Option<NaiveDate>,
    /// Whether new files of the kind are read by it today.
    pub in_force: bool,
    /// How it came here; None for those that come with the program.
    pub imported: Option<ImportedView>,
}

/// How an imported definition came here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportedView {
    /// Who imported it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Fingerprint of the file: SHA-256, 32 pairs with colons.
    pub sha256: String,
    /// When it was retired; jobs under way keep to it.
    pub retired_at: Option<DateTime<Utc>>,
    /// Whether this program can read it.
    pub readable: bool,
}

/// A definition file before it is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DefinitionFile {
    /// Fingerprint of the file: SHA-256, 32 pairs with colons.
    pub sha256: String,
    /// What is wrong with it, line by line; with anything here it can't be imported.
    pub problems: Vec<DefinitionProblem>,
    /// What it defines, when nothing is wrong.
    pub defines: Option<DefinitionView>,
    /// The version in force today that it is compared with.
    pub compared_with: Option<String>,
    /// What changes against that, in words.
    pub changes: Vec<String>,
}

/// One thing that is wrong with a definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DefinitionProblem {
    /// Line of the file, from 1.
    pub line: u32,
    /// What is wrong.
    pub text: String,
}

/// What a definition says, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DefinitionText {
    /// Which one it is.
    pub of: DefinitionView,
    /// Name and value of what holds for the whole file.
    pub facts: Vec<DefinitionFact>,
    /// What is said of each column.
    pub column_headings: Vec<String>,
    /// Its columns in their order, each as said under the headings.
    pub columns: Vec<Vec<String>>,
    /// The rules across columns and rows, each as a sentence.
    pub rules: Vec<String>,
}

/// Something that holds for the whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DefinitionFact {
    /// What.
    pub name: String,
    /// How it is.
    pub value: String,
}

/// The character code of the insurer's own 基幹システム.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HouseEncodingView {
    /// Its word, e.g. `cp932`.
    pub encoding: String,
    /// The same for people.
    pub title: String,
    /// Whether somebody chose it.
    pub chosen: bool,
    /// What the server was told last by 医療保険者等定義情報（⑦）, for people.
    pub told: Option<String>,
    /// When it took that.
    pub told_at: Option<DateTime<Utc>>,
    /// Whether that is another than the one here.
    pub differs: bool,
}
