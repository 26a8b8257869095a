//! Comparisons and pairs as a person reads them.

use super::record::{ComparisonRecord, PairRecord};
use crate::{
    core::{gate::Permit, look::Look},
    people::{
        comparisons::view::{
            ComparisonView, DecidedPair, PairItem, PairOpinion, PairPiece, PairView,
        },
        protected::marks::{MARK, Marks, without_whereabouts},
    },
};
use kakehashi_domain::{
    Outcome,
    compare::{
        Comparison, Item, Opinion, Record, Word, birth_value, compare, marks, reasons, remark,
    },
    wareki,
};
use std::ops::Range;

impl Look {
    pub(super) fn comparison_view(
        &self,
        viewer: &Permit,
        record: ComparisonRecord,
    ) -> Outcome<ComparisonView> {
        let counts = self.books()?.pair_counts(record.id, &viewer.user)?;
        let is_seen = record.sample == 0 || record.sample_seen_by.is_some();
        Ok(ComparisonView {
            id: record.id,
            taken_by: self.name_of(&record.taken_by),
            taken_at: record.taken_at,
            pairs: record.pairs,
            a: record.a,
            b: record.b,
            c: record.c,
            waiting: counts.for_user,
            open: counts.open,
            settled: counts.settled,
            sample: record.sample,
            sample_seen_by: record.sample_seen_by.map(|id| self.name_of(&id)),
            finished: counts.open == 0 && is_seen,
            saved: record.saved_at.is_some(),
            disposed: record.disposed,
            job: record.job,
            result_name: format!("突合の結果_突合{}.csv", record.id),
            file_name: record.file_name,
        })
    }
}

impl Look {
    /// A pair with what was said of it.
    pub(super) fn decided_pair(
        &self,
        viewer: &Permit,
        comparison: u32,
        pair: &PairRecord,
        is_open: bool,
        marks: &Marks,
    ) -> DecidedPair {
        let opinion = |said: &Opinion| PairOpinion {
            by: self.name_of(&said.by),
            at: said.at,
            finding: said.finding.title().to_owned(),
            ground: said.ground.map(|ground| ground.title().to_owned()),
        };
        DecidedPair {
            pair: pair_view(comparison, pair, marks),
            said: pair.review.opinions().iter().map(opinion).collect(),
            reopens: is_open && pair.review.may_reopen(&viewer.user),
        }
    }
}

pub(super) fn pair_view(comparison: u32, pair: &PairRecord, marks: &Marks) -> PairView {
    let (a, b) = (pair.a.record(), pair.b.record());
    let words = compare(&a, &b);
    let mut items = pair_items(&a, &b, &words);
    let is_protected = marks.has(&pair.id)
        || [&a, &b].into_iter().any(|it| {
            let (birth, names) = (it.text(Item::Birth), [Item::Kanji, Item::Kana]);
            names
                .into_iter()
                .any(|name| marks.has_person(it.text(name), birth))
        });
    if is_protected {
        without_whereabouts(&mut items);
    }
    PairView {
        comparison,
        row: pair.row,
        id: match is_protected {
            true => format!("{MARK}{}", pair.id),
            false => pair.id.clone(),
        },
        verdict: pair.verdict,
        because: reasons(&a, &b, &words, pair.verdict),
        items,
        state: pair.review.state(),
        disputed: pair.review.was_disputed(),
        finding: pair.review.finding(),
    }
}

/// The five items side by side.
pub(crate) fn pair_items(a: &Record<'_>, b: &Record<'_>, words: &Comparison) -> Vec<PairItem> {
    Item::ALL
        .map(|item| item_view(item, a, b, words.word(item)))
        .into()
}

fn item_view(item: Item, a: &Record<'_>, b: &Record<'_>, word: Word) -> PairItem {
    let (one, other) = (a.text(item), b.text(item));
    let marked = match word {
        Word::Same => Default::default(),
        Word::Variant | Word::Missing | Word::Different => marks(one, other),
    };
    PairItem {
        title: item.title().to_owned(),
        a: pieces(one, &marked.a),
        b: pieces(other, &marked.b),
        word,
        hidden: false,
        remark: match item {
            Item::Birth => days(one, other, word),
            Item::Kanji | Item::Kana | Item::Sex | Item::Address => remark(item, one, other, word),
        },
    }
}

/// Birth dates in full, beside the notation in which they came.
fn days(a: &str, b: &str, word: Word) -> Option<String> {
    let full = |text| {
        let day = birth_value(text)?;
        let era = wareki(day).map(|era| format!("（{era}）"));
        Some(format!(
            "{}{}",
            day.format("%Y年%-m月%-d日"),
            era.unwrap_or_default()
        ))
    };
    match (word, full(a), full(b)) {
        (Word::Same, Some(day), _) => Some(day),
        (_, Some(one), Some(other)) => Some(format!("{one} と {other}")),
        (_, one, other) => one.or(other),
    }
}

/// A text cut where marks begin and end.
fn pieces(text: &str, marked: &[Range<usize>]) -> Vec<PairPiece> {
    let mut pieces: Vec<PairPiece> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let differs = marked.iter().any(|range| range.contains(&at));
        match pieces.last_mut() {
            Some(last) if last.differs == differs => last.text.push(letter),
            _ => pieces.push(PairPiece {
                text: letter.to_string(),
                differs,
            }),
        }
    }
    pieces
}
