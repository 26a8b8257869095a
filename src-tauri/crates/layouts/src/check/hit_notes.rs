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
use crate::definition::{Layout, RowTest, Severity};

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
        let mut shifts: Vec<Shift> = Vec::new();
        shifts.extend(slipped_numbers(layout, &mut against, rows));
        hits.extend(index.hits(&over, setting.earlier));
        let exchanged = notes.exchanged_columns(layout, rows);
        if !exchanged.is_empty() {
            let gravest = gravest_of(
                against.extract_if(.., |it: &mut EarlierHit| it.hit.what.is_of_person()),
            );
            let of_column = |(column, count): (usize, usize)| {
                let title = &layout.columns[column].title;
                let message = format!(
                    "{count}人の「{title}」が、前回の同じ登録とちがいます。列がずれているようです。"
                );
                Shift::new(column, gravest, &message)
            };
            shifts.extend(exchanged.into_iter().map(of_column));
        }
        hits.extend(against.into_iter().map(|it| it.hit));
        slipped_registrations(layout, &mut hits, &mut shifts, rows);
        slipped_places(layout, &mut hits, &mut shifts, index.heads());
        slipped_births(layout, &mut hits, &mut shifts, index.children());
        hits.sort_by_key(order);
        hits.dedup_by_key(|hit| order(hit));
        Found { shifts, hits }
    }
}

/// What the gates found.
pub(crate) struct Found {
    pub shifts: Vec<Shift>,
    pub hits: Vec<Hit>,
}

/// A column that slipped, said once in the place of all that follows from it, and as gravely as the gravest of that.
pub(crate) struct Shift {
    pub column: usize,
    pub finding: Finding,
}

impl Shift {
    fn new(column: usize, gravest: Option<Severity>, message: &str) -> Self {
        let mut shift = Self {
            column,
            finding: Finding::of_whole_row(0, FindingCode::ColumnShifted, message),
        };
        shift.stands_for(gravest);
        shift
    }

    fn stands_for(&mut self, gravest: Option<Severity>) {
        let severity = &mut self.finding.severity;
        *severity = gravest.map_or(*severity, |gravest| gravest.min(*severity));
    }
}

/// The worst comes first.
fn gravest_of(hits: impl Iterator<Item = impl Into<Hit>>) -> Option<Severity> {
    hits.map(|hit| -> Severity {
        let hit: Hit = hit.into();
        hit.what.severity()
    })
    .min()
}

/// Numbers of hundreds of people that aren't theirs: one message for all of them.
fn slipped_numbers(layout: &Layout, against: &mut Vec<EarlierHit>, rows: u32) -> Option<Shift> {
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
    Some(Shift::new(column, Some(Severity::Error), &message))
}

/// What names a registration slipped: everything that is known of it seems to be another's, or its people seem to have a
/// second one. Whatever else is said of those rows follows from it.
fn slipped_registrations(layout: &Layout, hits: &mut Vec<Hit>, shifts: &mut Vec<Shift>, rows: u32) {
    const COLUMNS: usize = 3;
    let Some(who) = &layout.identity else { return };
    let moved = |hit: &Hit| hit.what == What::NumberTwice && hit.other == 0;
    let count = hits.iter().filter(|hit| moved(hit)).count();
    let has_number = shifts.iter().any(|shift| Some(shift.column) == who.number);
    let all_is_another = has_number && shifts.len() >= COLUMNS;
    if !all_is_another && !is_a_shift(count, rows) {
        return;
    }
    let of_registration = |hit: &mut Hit| moved(hit) || hit.what.is_of_registration();
    let followed = gravest_of(hits.extract_if(.., of_registration));
    let said = shifts.drain(..).map(|shift| shift.finding.severity);
    let gravest = said.chain(followed).min();
    let titles = who
        .registration
        .iter()
        .map(|at| layout.columns[*at].title.as_str());
    let titles: Vec<&str> = titles.collect();
    let message = format!(
        "大勢の登録が、前回とちがう人のものになっています。「{}」のどれかの列がずれているようです。",
        titles.join("」「")
    );
    let column = who.household.last().or(who.registration.last());
    shifts.extend(column.map(|column| Shift::new(*column, gravest, &message)));
}

/// Birth dates that slipped: against an earlier file, or since children are older than 本人 in one household after the
/// other. Ages that don't fit follow from it.
fn slipped_births(layout: &Layout, hits: &mut Vec<Hit>, shifts: &mut Vec<Shift>, children: usize) {
    const FEW: usize = 10;
    const PERCENT: usize = 25;
    let Some(column) = layout.subject.birth_date else {
        return;
    };
    let too_old = hits.iter().filter(|it| it.what == What::ChildOlder).count();
    let is_known = shifts.iter().any(|shift| shift.column == column);
    if !is_known && (too_old < FEW || too_old * 100 < children * PERCENT) {
        return;
    }
    let gravest = gravest_of(hits.extract_if(.., |it| it.what.goes_by(layout, column)));
    if let Some(shift) = shifts.iter_mut().find(|shift| shift.column == column) {
        return shift.stands_for(gravest);
    }
    let title = &layout.columns[column].title;
    let message = format!(
        "子{children}人のうち{too_old}人が、本人より年上か、年が近すぎます。「{title}」の列がずれているようです。"
    );
    shifts.push(Shift::new(column, gravest, &message));
}

/// 本人 who aren't the first of their household, in one household after the other. Who else there seems to be 本人 or the
/// spouse, or too young for it, follows from it.
fn slipped_places(layout: &Layout, hits: &mut Vec<Hit>, shifts: &mut Vec<Shift>, heads: usize) {
    const FEW: usize = 20;
    const PERCENT: usize = 30;
    let head = layout.identity.as_ref().and_then(|who| who.head.as_ref());
    let Some(head) = head else { return };
    let branch_of = |hit: &Hit| {
        let rule = layout.row_rules.get(usize::from(hit.what.rule()?))?;
        if let RowTest::ExpectedWhen { column, when, .. } = &rule.test {
            return (when == head).then_some(*column);
        }
        None
    };
    let others = hits.iter().filter_map(branch_of);
    let (count, branch) = (others.clone().count(), others.clone().next());
    let Some(branch) = branch.filter(|_| count >= FEW && count * 100 >= heads * PERCENT) else {
        return;
    };
    let follows =
        |it: &mut Hit| it.what.goes_by(layout, head.column) || it.what.is_of_registration();
    let gravest = gravest_of(hits.extract_if(.., follows));
    let registration = layout.identity.iter().flat_map(|who| &who.household);
    let mut registration = registration.chain([&branch]);
    if registration.any(|at| shifts.iter().any(|shift| shift.column == *at)) {
        return shifts
            .iter_mut()
            .for_each(|shift| shift.stands_for(gravest));
    }
    let [place, branch] = [head.column, branch].map(|at| &layout.columns[at].title);
    let message = format!(
        "本人{heads}人のうち{count}人の「{branch}」が、本人のものではありません。「{place}」か「{branch}」の列がずれているようです。"
    );
    shifts.push(Shift::new(head.column, gravest, &message));
}
