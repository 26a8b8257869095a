//! A definition drafted from what a house has: a file with its heading, or the table of columns of a specification.
//! A draft is a proposal: it says what it guessed and what it doesn't know, and a person decides.

mod columns;
mod from_sample;
mod from_table;
mod meaning;
mod text;

pub use columns::DraftColumn;
pub use meaning::Meaning;

use crate::{
    definition::{Encoding, Layout},
    read::{Sheet, written},
};
use chrono::NaiveDate;
use kakehashi_domain::{Code, Fault, Outcome};
use std::collections::BTreeMap;

/// What a person wants drafted.
#[derive(Debug, Clone)]
pub struct DraftRequest<'a> {
    /// The definition whose rules are taken over, as far as the columns are there; none for a new kind.
    pub base: Option<&'a str>,
    /// Name of the kind.
    pub kind: String,
    /// Japanese name of a new kind.
    pub title: String,
    /// Version.
    pub version: String,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// Last day in force.
    pub effective_to: Option<NaiveDate>,
    /// Whether it is the official layout, not 仮.
    pub is_official: bool,
    /// What a person says of columns.
    pub said: Vec<Said>,
}

/// What a person says of a column; what is left open stays as it was guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Its name in the heading.
    pub title: String,
    /// What it means.
    pub meaning: Option<Meaning>,
    /// Whether it must be filled.
    pub required: Option<bool>,
    /// Most characters.
    pub max_chars: Option<usize>,
    /// What its codes mean.
    pub codes: BTreeMap<String, String>,
}

/// A definition that was drafted.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The definition.
    pub text: String,
    /// Its columns, and from what each was guessed.
    pub columns: Vec<DraftColumn>,
    /// What a person still has to say, each as a sentence.
    pub missing: Vec<String>,
    /// What to look at, though nothing is missing.
    pub notes: Vec<String>,
    /// Whether it was made from a file of the kind, not from a table of columns.
    pub is_from_sample: bool,
}

/// How a sample is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    encoding: Encoding,
    has_bom: bool,
    is_lf: bool,
}

/// Drafts a definition from the bytes of a file and its tables.
///
/// # Errors
/// [`Code::FileEmpty`] where there is no table in it.
pub fn draft(bytes: &[u8], sheets: &[Sheet], request: &DraftRequest) -> Outcome<Draft> {
    let (mut columns, is_from_sample) = read(sheets)?;
    let is_text = sheets.iter().all(|sheet| sheet.name.is_empty());
    let written = (is_from_sample && is_text).then(|| how(bytes));
    let mut missing = columns::name(&mut columns, request, is_from_sample);
    let text = text::of(&columns, request, written, &mut missing);
    missing.extend(columns::unknown(&columns));
    Ok(Draft {
        text,
        notes: columns::notes(&columns, is_from_sample),
        columns,
        missing,
        is_from_sample,
    })
}

/// The names of the columns that a file or a table tells, for whoever asks which kind that is.
///
/// # Errors
/// As [`draft`].
pub fn titles(sheets: &[Sheet]) -> Outcome<Vec<String>> {
    let (columns, _) = read(sheets)?;
    Ok(columns.into_iter().map(|column| column.title).collect())
}

/// The columns, and whether they come from a file of the kind.
fn read(sheets: &[Sheet]) -> Outcome<(Vec<DraftColumn>, bool)> {
    let visible = sheets.iter().filter(|sheet| !sheet.is_hidden);
    let filled: Vec<&Sheet> = visible.filter(|sheet| !sheet.rows.is_empty()).collect();
    let described = filled
        .iter()
        .find_map(|sheet| from_table::columns(&sheet.rows));
    let is_from_sample = described.is_none();
    let columns = match described {
        Some(columns) => columns,
        None => {
            let sheet = filled.first().ok_or(Code::FileEmpty)?;
            from_sample::columns(&sheet.rows)
        }
    };
    if columns.is_empty() {
        return Err(Fault::new(Code::FileEmpty));
    }
    Ok((columns, is_from_sample))
}

fn how(bytes: &[u8]) -> Written {
    let (encoding, bom) = written(bytes);
    Written {
        encoding,
        has_bom: bom > 0,
        is_lf: !encoding.decode(bytes).contains("\r\n"),
    }
}

/// Everything that is wrong with a text as a definition, by line.
fn problems(text: &str) -> Vec<(usize, String)> {
    let problems = Layout::problems(text).into_iter();
    problems.map(|it| (it.line, it.text)).collect()
}
