//! Columns of a draft: named, with a meaning, and what isn't known of them.

use super::{DraftRequest, Meaning};
use crate::definition::{Catalogue, ColumnType};
use std::collections::{BTreeMap, BTreeSet};

/// A column as it was drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftColumn {
    /// English name.
    pub id: String,
    /// Japanese name, as in the heading.
    pub title: String,
    /// What it means; None where nothing told.
    pub meaning: Option<Meaning>,
    /// What may stand in it.
    pub column_type: ColumnType,
    /// Whether it must be filled.
    pub required: bool,
    /// Most characters.
    pub max_chars: Option<usize>,
    /// Most bytes.
    pub max_bytes: Option<usize>,
    /// Codes with their meaning.
    pub codes: BTreeMap<String, String>,
    /// A word for the description.
    pub note: Option<String>,
    /// From what it was guessed, for people.
    pub because: String,
}

impl DraftColumn {
    /// A column of which only the name is known.
    pub(super) fn of_title(title: &str) -> Self {
        Self {
            id: String::new(),
            title: title.to_owned(),
            meaning: None,
            column_type: ColumnType::Text,
            required: false,
            max_chars: None,
            max_bytes: None,
            codes: BTreeMap::new(),
            note: None,
            because: String::new(),
        }
    }

    /// Takes a meaning, and the type that goes with it.
    pub(super) fn mean(&mut self, meaning: Meaning, because: &str) {
        self.meaning = Some(meaning);
        self.column_type = meaning.column_type();
        because.clone_into(&mut self.because);
    }
}

/// Gives every column its meaning, where a person said one, and its id; tells what doesn't fit.
pub(super) fn name(columns: &mut [DraftColumn], request: &DraftRequest) -> Vec<String> {
    let mut missing = Vec::new();
    for (title, meaning) in &request.meanings {
        match columns.iter_mut().find(|it| it.title == *title) {
            Some(column) => column.mean(*meaning, "指定"),
            None => missing.push(format!("意味を付けた項目「{title}」は、ありません。")),
        }
    }
    let known = known_ids();
    let (mut ids, mut titles) = (BTreeSet::new(), BTreeSet::new());
    for (number, column) in columns.iter_mut().enumerate() {
        let number = number + 1;
        if column.title.is_empty() {
            missing.push(format!(
                "{number}列目に名前がありません。見出しに入れてください。"
            ));
        } else if !titles.insert(column.title.clone()) {
            missing.push(format!(
                "「{}」が2列あります。見出しの名前を変えてください。",
                column.title
            ));
        }
        if column.id.is_empty() {
            let id = known.get(&column.title).cloned();
            column.id = id.unwrap_or_else(|| format!("column_{number}"));
        }
        if !ids.insert(column.id.clone()) {
            column.id = format!("{}_{number}", column.id);
            ids.insert(column.id.clone());
        }
    }
    missing
}

/// How shipped definitions call a column of a name: their rules find it by that.
fn known_ids() -> BTreeMap<String, String> {
    let columns = Catalogue::shipped()
        .all()
        .flat_map(|layout| &layout.columns);
    columns
        .map(|it| (it.title.clone(), it.id.clone()))
        .collect()
}

/// What a person has to say of the columns.
pub(super) fn unknown(columns: &[DraftColumn]) -> Vec<String> {
    let mut missing = Vec::new();
    for column in columns {
        let title = &column.title;
        let undescribed = column.codes.iter().filter(|(code, text)| code == text);
        let codes: Vec<&str> = undescribed.map(|(code, _)| code.as_str()).collect();
        if !codes.is_empty() {
            missing.push(format!(
                "「{title}」のコード（{}）の意味を書いてください。",
                codes.join("、")
            ));
        }
        if column.column_type == ColumnType::Code && column.codes.is_empty() {
            missing.push(format!("「{title}」のコードを書いてください。"));
        }
    }
    missing
}

/// What to look at, though nothing is missing.
pub(super) fn notes(columns: &[DraftColumn], is_from_sample: bool) -> Vec<String> {
    let has = |meaning| columns.iter().any(|it| it.meaning == Some(meaning));
    let mut notes = Vec::new();
    if !has(Meaning::PersonalNumber) {
        notes.push("個人番号の項目がありません（ない種類なら、このままでよい）。".to_owned());
    }
    if is_from_sample {
        let what =
            "字数の上限と、必須かどうかは、見本からは決められません。仕様書と見くらべてください。";
        notes.push(what.to_owned());
    }
    notes
}
