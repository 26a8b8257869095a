//! Everything that is noted for the gates while a file is read, and what they make of it.

use super::{
    against_earlier::EarlierHit,
    chunk::ChunkEnd,
    file_notes::FileNotes,
    gate::Index,
    hit::Hit,
    over::Over,
    setting::CheckSetting,
    shifts::{Shift, Shifts},
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
    pub(crate) fn all(self, setting: &CheckSetting, notes: &FileNotes, rows: u32) -> Found {
        let Self {
            index,
            mut hits,
            earlier_hits,
            over,
        } = self;
        let layout = setting.layout;
        let order = |hit: &Hit| (hit.row, hit.what.code(), hit.what.rule());
        let mut against = earlier_hits;
        against.retain(|it| !it.is_cleared(&over));
        against.sort_by_key(|it| order(&it.hit));
        against.dedup_by_key(|it| it.hit.row);
        let mut shifts = Shifts {
            layout,
            rows,
            hits: index.hits(&over, setting.earlier),
            against,
            found: Vec::new(),
        };
        shifts.hits.append(&mut hits);
        let (mut found, mut hits) = shifts.find(notes, over.len(), index.children());
        let is_graver = |shift: &Shift| {
            !notes.says_one_value(layout, rows, shift.column)
                || shift.finding.severity < Severity::Confirm
        };
        found.retain(is_graver);
        hits.sort_by_key(order);
        hits.dedup_by_key(|hit| order(hit));
        Found {
            shifts: found,
            hits,
        }
    }
}

/// What the gates found.
pub(crate) struct Found {
    pub shifts: Vec<Shift>,
    pub hits: Vec<Hit>,
}
