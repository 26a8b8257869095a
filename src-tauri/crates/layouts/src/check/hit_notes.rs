//! Everything that is noted for the gates while a file is read, and what they make of it.

use super::{
    against_earlier::EarlierHit,
    chunk::ChunkEnd,
    file_notes::{FileNotes, is_a_shift},
    finding::Finding,
    finding_code::FindingCode,
    gate::Index,
    hit::{Hit, What},
    over::Over,
    setting::CheckSetting,
};
use crate::definition::{Layout, Severity};

/// Notes for the gates.
pub(crate) struct HitNotes<'a> {
    pub index: Index<'a>,
    hits: Vec<Hit>,
    earlier_hits: Vec<EarlierHit>,
    over: Over,
}

impl<'a> HitNotes<'a> {
    pub(crate) fn new(layout: &'a Layout) -> Self {
        Self {
            index: Index::new(&layout.gates),
            hits: Vec::new(),
            earlier_hits: Vec::new(),
            over: Over::default(),
        }
    }

    /// Adds the notes of a chunk whose rows lie behind row `base`.
    pub(crate) fn add(&mut self, base: u32, end: ChunkEnd, notes: &mut FileNotes) {
        self.index.add(base, end.entries);
        self.hits
            .extend(end.hits.into_iter().map(|hit| hit.behind(base)));
        let earlier = end.earlier_hits.into_iter();
        self.earlier_hits.extend(earlier.map(|it| it.behind(base)));
        self.over.add(base, &end.ending_rows);
        notes.add(base, end.notes);
    }

    /// What the gates found, by row and gravity. A row differs from the earlier file in one way, the gravest; where the
    /// rows differ because a column slipped, that alone is said.
    pub(crate) fn all(
        self,
        setting: &CheckSetting,
        notes: &FileNotes,
        rows: u32,
    ) -> (Vec<Finding>, Vec<Hit>) {
        let Self {
            index,
            mut hits,
            earlier_hits,
            over,
        } = self;
        let layout = setting.layout;
        let order = |hit: &Hit| (hit.row, hit.what.code());
        let mut against = earlier_hits;
        against.retain(|it| !it.is_cleared(&over));
        against.sort_by_key(|it| order(&it.hit));
        against.dedup_by_key(|it| it.hit.row);
        let mut of_file = Vec::new();
        of_file.extend(slipped_numbers(layout, &mut against, rows));
        let exchanged = notes.exchanged_columns(layout, rows);
        if !exchanged.is_empty() {
            against.retain(|it| !it.hit.what.is_of_person());
        }
        of_file.extend(exchanged.into_iter().map(|(column, count)| {
            let title = &layout.columns[column].title;
            let message = format!(
                "{count}人の「{title}」が、前回の同じ登録とちがいます。列がずれているようです。"
            );
            Finding::of_whole_row(0, FindingCode::ColumnShifted, &message)
        }));
        hits.extend(index.hits(&over, setting.earlier));
        of_file.extend(slipped_births(layout, &mut hits, index.children()));
        hits.extend(against.into_iter().map(|it| it.hit));
        hits.sort_by_key(order);
        hits.dedup_by_key(|hit| order(hit));
        (of_file, hits)
    }
}

/// Numbers of hundreds of people that aren't theirs: one message for all of them.
fn slipped_numbers(layout: &Layout, against: &mut Vec<EarlierHit>, rows: u32) -> Option<Finding> {
    let of_number = |it: &EarlierHit| it.hit.what.is_of_number();
    let wrong = against.iter().filter(|it| of_number(it));
    let (count, slipped) = (
        wrong.clone().count(),
        wrong.filter(|it| it.is_slipped).count(),
    );
    if !is_a_shift(count, rows) {
        return None;
    }
    against.retain(|it| !of_number(it));
    let column = layout.identity.as_ref()?.number?;
    let title = &layout.columns[column].title;
    let how = if slipped * 2 > count {
        "1行ずれている"
    } else {
        "並べかえなどで、ほかの列とずれている"
    };
    let message = format!("{count}人の「{title}」が、前回とちがいます。列が{how}ようです。");
    Some(Finding {
        severity: Severity::Error,
        ..Finding::of_whole_row(0, FindingCode::ColumnShifted, &message)
    })
}

/// Children who are older than 本人, in one household after the other.
fn slipped_births(layout: &Layout, hits: &mut Vec<Hit>, children: usize) -> Option<Finding> {
    const FEW: usize = 10;
    const PERCENT: usize = 25;
    let too_old = hits.iter().filter(|it| it.what == What::ChildOlder).count();
    if too_old < FEW || too_old * 100 < children * PERCENT {
        return None;
    }
    hits.retain(|it| it.what != What::ChildOlder);
    let title = layout
        .subject
        .birth_date
        .map(|at| layout.columns[at].title.as_str());
    let title = title.unwrap_or_default();
    let message = format!(
        "子{children}人のうち{too_old}人が、本人より年上か、年が近すぎます。「{title}」の列がずれているようです。"
    );
    Some(Finding::of_whole_row(
        0,
        FindingCode::ColumnShifted,
        &message,
    ))
}
