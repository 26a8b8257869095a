//! Columns of a draft: named, with a meaning, and what isn't known of them.

use super::{DraftRequest, Meaning, Said};
use crate::definition::{Catalogue, Column, ColumnType, Layout};
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
    /// Whether the definition whose rules are taken over has it, so that what that says of it holds.
    pub is_known: bool,
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
            is_known: false,
        }
    }

    /// Takes what a person says beside the meaning.
    fn follow(&mut self, said: &Said) {
        self.required = said.required.unwrap_or(self.required);
        if said.max_chars.is_some() {
            (self.max_chars, self.max_bytes) = (said.max_chars, None);
        }
        if self.column_type == ColumnType::Code {
            self.codes.extend(said.codes.clone());
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
pub(super) fn name(
    columns: &mut [DraftColumn],
    request: &DraftRequest,
    is_from_sample: bool,
) -> Vec<String> {
    let mut missing = Vec::new();
    for said in &request.said {
        let column = columns.iter_mut().find(|it| it.title == said.title);
        match (column, said.meaning) {
            (Some(column), Some(meaning)) => column.mean(meaning, "指定"),
            (Some(_), None) => {}
            (None, _) => missing.push(format!(
                "意味を付けた項目「{}」は、ありません。",
                said.title
            )),
        }
    }
    let meant = request.said.iter().filter(|it| it.meaning.is_some());
    let said: BTreeSet<&String> = meant.map(|it| &it.title).collect();
    let base = request.base.and_then(|text| Layout::parse(text).ok());
    for known in base.iter().flat_map(|layout| &layout.columns) {
        let is_it = |it: &&mut DraftColumn| it.title == known.title && !said.contains(&it.title);
        if let Some(column) = columns.iter_mut().find(is_it) {
            take_over(column, known, is_from_sample);
        }
    }
    for said in &request.said {
        let column = columns.iter_mut().find(|it| it.title == said.title);
        column.into_iter().for_each(|it| it.follow(said));
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

/// What the definition before says of a column holds, but for what a table says itself.
fn take_over(column: &mut DraftColumn, known: &Column, is_from_sample: bool) {
    "これまでの定義".clone_into(&mut column.because);
    column.is_known = true;
    column.id.clone_from(&known.id);
    column.column_type = known.column_type;
    if column
        .meaning
        .is_some_and(|it| it.column_type() != known.column_type)
    {
        let mut meanings = Meaning::EVERY.iter().rev().copied();
        column.meaning = meanings.find(|it| it.column_type() == known.column_type);
    }
    if is_from_sample {
        column.required = known.required;
    }
    if is_from_sample || column.codes.is_empty() {
        column.codes.clone_from(&known.codes);
    }
    if is_from_sample || column.max_chars.or(column.max_bytes).is_none() {
        (column.max_chars, column.max_bytes) = (known.max_chars, known.max_bytes);
    }
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
