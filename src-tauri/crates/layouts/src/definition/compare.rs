//! What changed from one version of a definition to another, in words for people who build the files.

use super::{
    column::Column,
    layout::Layout,
    words::{COLUMN_HEADINGS, column_facts, facts, rules},
};
use std::{collections::BTreeMap, fmt};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutChange {
    /// Where: the whole, a column, the rules.
    pub place: String,
    /// What: a Japanese sentence.
    pub text: String,
}

impl fmt::Display for LayoutChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.text)
    }
}

/// Tells everything that changed from one definition to another; columns are the same by their id.
pub fn compare(old: &Layout, new: &Layout) -> Vec<LayoutChange> {
    let mut changes = Vec::new();
    let mut say = |place: &str, text: String| {
        let place = place.to_owned();
        changes.push(LayoutChange { place, text });
    };
    compare_facts(old, new, &mut say);
    compare_columns(old, new, &mut say);
    let (old_rules, new_rules) = (rules(old), rules(new));
    for rule in old_rules.iter().filter(|rule| !new_rules.contains(rule)) {
        say("規則", format!("なくなりました。{rule}"));
    }
    for rule in new_rules.iter().filter(|rule| !old_rules.contains(rule)) {
        say("規則", format!("加わりました。{rule}"));
    }
    changes
}

fn compare_facts(old: &Layout, new: &Layout, say: &mut impl FnMut(&str, String)) {
    let before: BTreeMap<_, _> = facts(old).into_iter().collect();
    let after = facts(new);
    for (heading, value) in &after {
        match before.get(heading) {
            Some(was) if was != value => say("全体", changed(heading, was, value)),
            None => say("全体", changed(heading, "なし", value)),
            Some(_) => {}
        }
    }
    let is_gone = |heading: &str| !after.iter().any(|(left, _)| *left == heading);
    for (heading, was) in before.iter().filter(|(heading, _)| is_gone(heading)) {
        say("全体", changed(heading, was, "なし"));
    }
}

fn compare_columns(old: &Layout, new: &Layout, say: &mut impl FnMut(&str, String)) {
    for (place, column) in (1..).zip(&old.columns) {
        if new.column(&column.id).is_none() {
            say(
                &named(column),
                format!("{place}列目の項目がなくなりました。"),
            );
        }
    }
    let kept = |layout: &Layout, other: &Layout| -> Vec<String> {
        let ids = layout.columns.iter().map(|column| column.id.clone());
        ids.filter(|id| other.column(id).is_some()).collect()
    };
    let (order_before, order_after) = (kept(old, new), kept(new, old));
    let rank = |order: &[String], id: &str| order.iter().position(|other| other == id);
    for (place, column) in (1..).zip(&new.columns) {
        let Some(before) = old.column(&column.id) else {
            let [_, form, required, length, ..] = column_facts(column);
            let parts = [form, required, length];
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            let what = format!("{place}列目に項目が加わりました（{}）。", parts.join("、"));
            say(&named(column), what);
            continue;
        };
        if rank(&order_before, &column.id) != rank(&order_after, &column.id) {
            let was = before + 1;
            say(
                &named(column),
                format!("{was}列目から{place}列目に移りました。"),
            );
        }
        compare_column(&old.columns[before], column, say);
    }
}

fn compare_column(old: &Column, new: &Column, say: &mut impl FnMut(&str, String)) {
    let facts = COLUMN_HEADINGS.iter().zip(column_facts(old));
    for ((heading, was), value) in facts.zip(column_facts(new)) {
        let is_codes = *heading == "使える値" && !(old.codes.is_empty() || new.codes.is_empty());
        if was != value && !is_codes {
            say(
                &named(new),
                changed(heading, or_none(&was), or_none(&value)),
            );
        }
    }
    for (code, meaning) in &new.codes {
        match old.codes.get(code) {
            None if old.codes.is_empty() => {}
            None => say(
                &named(new),
                format!("コード「{code} {meaning}」が加わりました。"),
            ),
            Some(was) if was != meaning => {
                let what =
                    format!("コード「{code}」の意味が「{was}」から「{meaning}」に変わりました。");
                say(&named(new), what);
            }
            Some(_) => {}
        }
    }
    for (code, meaning) in old.codes.iter().filter(|_| !new.codes.is_empty()) {
        if !new.codes.contains_key(code) {
            say(
                &named(new),
                format!("コード「{code} {meaning}」がなくなりました。"),
            );
        }
    }
}

fn named(column: &Column) -> String {
    format!("項目「{}」", column.title)
}

fn changed(heading: &str, was: &str, value: &str) -> String {
    format!("{heading}が「{was}」から「{value}」に変わりました。")
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "なし" } else { text }
}
