//! The items of an answer: what was asked for, what became of it, and what it says.

use super::rows::Row;
use crate::definition::Layout;

/// What a definition calls an item's own result, and its content, with the item's number behind.
const STATE: &str = "item-state ";
const CONTENT: &str = "item-content ";

/// One item of an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct AnsweredItem {
    /// What was asked for, in words.
    pub title: String,
    /// What became of it, as the server says it.
    pub state: String,
    /// What it says; empty where nothing was given.
    pub content: String,
}

/// Contents stay out of logs and test output.
impl std::fmt::Debug for AnsweredItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AnsweredItem(…)")
    }
}

/// The items of a row's answer that were asked for; none for kinds that ask for no items.
pub fn answered_items(sent: &Layout, answer: &Row) -> Vec<AnsweredItem> {
    let told = |wanted: &str, number: &str| {
        let mut told = sent.answers.told.iter();
        let found = told.find(|(_, what)| what.strip_prefix(wanted) == Some(number));
        found.map(|(id, _)| id.as_str())
    };
    let numbers = sent.answers.told.values();
    let mut numbers: Vec<&str> = numbers
        .filter_map(|what| what.strip_prefix(STATE))
        .collect();
    numbers.sort_unstable();
    let item = |number: &&str| {
        let state = told(STATE, number)?;
        let name = answer.column_before(state)?;
        let asked = answer.get(name).filter(|code| !code.is_empty())?;
        let codes = sent.column(name).map(|at| &sent.columns[at].codes);
        let title = codes.and_then(|codes| codes.get(asked));
        let content = told(CONTENT, number).and_then(|id| answer.get(id));
        Some(AnsweredItem {
            title: title.map_or(asked, String::as_str).to_owned(),
            state: answer.get(state).unwrap_or_default().to_owned(),
            content: content.unwrap_or_default().to_owned(),
        })
    };
    numbers.iter().filter_map(item).collect()
}
