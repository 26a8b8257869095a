//! The rule tables, read from data.

use super::{Actor, AgentKind, Channel, Detail, Element, Verifier};
use crate::{Code, Fault, Outcome};
use chrono::NaiveDate;
use serde::{Deserialize, de::DeserializeOwned};
use std::sync::OnceLock;

const ROWS: &str = include_str!("../../../../../assets/rules/identity.toml");
const DOCUMENTS: &str = include_str!("../../../../../assets/rules/documents.toml");

/// Both rule tables and the kinds of documents.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The rows, in the tables' order.
    pub rows: Vec<Rule>,
    /// The kinds of documents.
    pub documents: Vec<DocumentKind>,
    /// How many answers are enough on the telephone.
    pub questions_needed: u32,
}

/// A row of the tables: what, by which channel, meets which element. The keys are explained in `identity.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys of the data file, where each is explained.
pub struct Rule {
    pub id: String,
    pub title: String,
    pub by: Actor,
    #[serde(default)]
    pub agent_kinds: Vec<AgentKind>,
    pub channels: Vec<Channel>,
    pub elements: Vec<Element>,
    pub documents: Vec<String>,
    #[serde(default)]
    pub of: Option<Actor>,
    #[serde(default)]
    pub group: Option<String>,
    #[serde(default = "one")]
    pub n: usize,
    #[serde(default)]
    pub hardship: bool,
    #[serde(default)]
    pub existing_file: bool,
    #[serde(default)]
    pub copy_in_person: bool,
    #[serde(default)]
    pub verifiers: Vec<Verifier>,
    #[serde(default)]
    pub shows: Vec<Vec<Detail>>,
    #[serde(default)]
    pub back_suffices_with: Option<String>,
    pub valid_from: NaiveDate,
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    #[serde(default)]
    pub seed_article: Option<String>,
    #[serde(default)]
    pub current_article: Option<String>,
    pub current_verified: bool,
    pub source: String,
}

/// A kind of document. The keys are explained in `documents.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // The keys of the data file, where each is explained.
pub struct DocumentKind {
    pub id: String,
    pub label: String,
    #[serde(rename = "kind")]
    pub form: Form,
    #[serde(default)]
    pub personal: bool,
    #[serde(default)]
    pub several: bool,
    #[serde(default)]
    pub has_end: bool,
    #[serde(default)]
    pub both_sides_by_post: bool,
    #[serde(default)]
    pub never: bool,
    #[serde(default)]
    pub register_match_from: Option<NaiveDate>,
    #[serde(default)]
    pub issued_from: Option<NaiveDate>,
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    pub source: String,
}

/// What sort of thing a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Bears the number.
    Number,
    /// Bears a photograph.
    Photo,
    /// Bears none.
    NoPhoto,
    /// Shows an agent's right.
    Authority,
    /// Comes over the line.
    Electronic,
    /// Is looked up by the verifier.
    LookUp,
    /// Is a form that the verifier sent.
    Form,
    /// Is said or recognised, not shown.
    Statement,
}

impl DocumentKind {
    /// Whether it is said or recognised rather than shown, so that it isn't counted as a document.
    pub fn is_statement(&self) -> bool {
        self.form == Form::Statement
    }
}

impl Rules {
    /// The tables that come with the program.
    ///
    /// # Errors
    /// [`Code::Internal`] if they don't read, which a test rules out.
    pub fn shipped() -> Outcome<&'static Self> {
        static SHIPPED: OnceLock<Outcome<Rules>> = OnceLock::new();
        let shipped = SHIPPED.get_or_init(|| Self::parse(ROWS, DOCUMENTS));
        shipped.as_ref().map_err(Clone::clone)
    }

    /// Reads the two files.
    ///
    /// # Errors
    /// [`Code::Internal`] with the place in the cause.
    pub fn parse(rows: &str, documents: &str) -> Outcome<Self> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct RowFile {
            questions_needed: u32,
            rule: Vec<Rule>,
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct DocumentFile {
            document: Vec<DocumentKind>,
        }
        let rows: RowFile = read(rows)?;
        let documents: DocumentFile = read(documents)?;
        Ok(Self {
            rows: rows.rule,
            documents: documents.document,
            questions_needed: rows.questions_needed,
        })
    }

    /// A kind of document.
    pub fn document(&self, id: &str) -> Option<&DocumentKind> {
        self.documents.iter().find(|kind| kind.id == id)
    }

    /// A row.
    pub fn row(&self, id: &str) -> Option<&Rule> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Rows that add up: those of one group together, every other by itself.
    pub(super) fn routes(&self) -> impl Iterator<Item = &[Rule]> {
        self.rows
            .chunk_by(|a, b| a.group.is_some() && a.group == b.group)
    }
}

/// Reads a file of rules.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    toml::from_str(text).map_err(|e| Fault::new(Code::Internal).because(e))
}

fn one() -> usize {
    1
}
