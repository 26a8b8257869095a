//! The result of a comparison, for the 基幹システム: every pair with its verdict, and what people decided.

use super::record::PairRecord;
use crate::files::{
    list::List,
    pairs_file::{Compared, each_pair},
};
use kakehashi_domain::{
    Outcome,
    compare::{Finding, Item, Verdict, reasons},
};
use kakehashi_store::SealedReader;
use std::{collections::HashMap, io::Write};

const HEADINGS: [&str; 11] = [
    "id",
    "kanji",
    "kana",
    "birth",
    "sex",
    "address",
    "verdict",
    "because",
    "decision",
    "ground",
    "checked_by",
];

/// What is written, away from the controller.
pub(super) struct Source {
    /// The sealed pairs, twice: they are read twice.
    pub sealed: [SealedReader; 2],
    /// What people decided.
    pub settled: Vec<PairRecord>,
}

pub(super) fn write(source: Source, sink: &mut dyn Write) -> Outcome<u32> {
    let [first, second] = source.sealed;
    let settled: HashMap<u32, PairRecord> = source
        .settled
        .into_iter()
        .map(|pair| (pair.row, pair))
        .collect();
    let compared = Compared::of(first, &mut |_| {})?;
    let mut list = List::begin_plain(sink, HEADINGS)?;
    each_pair(second, &mut |row, id, a, b| {
        let (comparison, verdict) = compared.row(row, &a, &b)?;
        let because = reasons(&a, &b, &comparison, verdict);
        let words = Item::ALL.map(|item| comparison.word(item).as_str());
        let [decision, ground, checked_by] = decided(settled.get(&row), verdict);
        let cells = [id].into_iter().chain(words);
        let cells = cells.chain([verdict.as_str(), &because, &decision, &ground, &checked_by]);
        list.add(cells)
    })?;
    list.end()?;
    Ok(compared.len())
}

/// Decision, ground, and who. A pair that needed no eyes is one person's by rule.
fn decided(pair: Option<&PairRecord>, verdict: Verdict) -> [String; 3] {
    let Some(pair) = pair else {
        let by_rule = if verdict == Verdict::A { "same" } else { "" };
        return [by_rule.to_owned(), String::new(), String::new()];
    };
    let word = match pair.review.finding() {
        Some(Finding::Same) => "same",
        Some(Finding::Correct) => "correct",
        Some(Finding::Other) => "other",
        None => "",
    };
    let opinions = pair.review.opinions();
    let join = |words: Vec<&str>| {
        let mut words = words;
        words.dedup();
        words.join(";")
    };
    let grounds = opinions
        .iter()
        .filter_map(|said| said.ground.map(|g| g.title()));
    let people = opinions.iter().map(|said| said.by.as_str());
    [
        word.to_owned(),
        join(grounds.collect()),
        join(people.collect()),
    ]
}
