//! Columns that slipped: each said once, in the place of all that follows from it.

use super::{
    against_earlier::EarlierHit,
    file_notes::{FileNotes, is_a_shift},
    finding::Finding,
    finding_code::FindingCode,
    hit::{Hit, What},
};
use crate::definition::{ColumnType, Gate, Layout, RowTest, Severity};

/// A column that slipped, said as gravely as the gravest of what follows from it.
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

    pub(super) fn stands_for(&mut self, gravest: Option<Severity>) {
        let severity = &mut self.finding.severity;
        *severity = gravest.map_or(*severity, |gravest| gravest.min(*severity));
    }
}

/// The worst comes first.
fn gravest_of(hits: impl Iterator<Item = Hit>) -> Option<Severity> {
    hits.map(|hit| hit.what.severity()).min()
}

/// So many and so large a share: more than single people.
fn are_many(count: usize, few: usize, all: usize, percent: usize) -> bool {
    count >= few && count * 100 >= all * percent
}

/// What the gates found, until it is known what of it follows from a column that slipped.
pub(super) struct Shifts<'a> {
    pub layout: &'a Layout,
    pub rows: u32,
    /// Within the file.
    pub hits: Vec<Hit>,
    /// Against the earlier file.
    pub against: Vec<EarlierHit>,
    pub found: Vec<Shift>,
}

impl Shifts<'_> {
    /// The columns, and the hits that follow from none of them.
    pub(super) fn find(
        mut self,
        notes: &FileNotes,
        ended: usize,
        children: usize,
    ) -> (Vec<Shift>, Vec<Hit>) {
        self.numbers();
        self.numbers_of_others();
        self.exchanged(notes.drift().columns(self.layout, self.rows, ended));
        let against = std::mem::take(&mut self.against);
        self.hits.extend(against.into_iter().map(Hit::from));
        self.registrations(notes.torn_household(self.layout));
        self.places(notes.heads());
        self.doubled_registrations();
        self.births(children, notes);
        self.sexes(notes);
        (self.found, self.hits)
    }

    fn title(&self, column: usize) -> &str {
        &self.layout.columns[column].title
    }

    fn is_found(&self, column: usize) -> bool {
        self.found.iter().any(|shift| shift.column == column)
    }

    fn take(&mut self, mut follows: impl FnMut(What) -> bool) -> Option<Severity> {
        gravest_of(self.hits.extract_if(.., |hit| follows(hit.what)))
    }

    /// Numbers of hundreds of people that aren't theirs: one message for all of them.
    fn numbers(&mut self) {
        const FEW: usize = 20;
        let Some(column) = self.layout.identity.as_ref().and_then(|who| who.number) else {
            return;
        };
        let wrong = self.against.iter().filter(|it| it.hit.what.is_of_number());
        let slipped = wrong.clone().filter(|it| it.is_slipped).count();
        let count = wrong.count();
        let are_moved = slipped * 2 > count;
        let is_block = are_moved && slipped >= FEW;
        if !(is_block || is_a_shift(count, self.rows)) {
            return;
        }
        self.against.retain(|it| !it.hit.what.is_of_number());
        let how = match are_moved {
            true => "1行ずれている",
            false => "並べかえなどで、ほかの列とずれている",
        };
        let title = self.title(column);
        let message = format!("{count}人の「{title}」が、前回とちがいます。列が{how}ようです。");
        let shift = Shift::new(column, Some(Severity::Error), &message);
        self.found.push(shift);
    }

    /// Numbers that stand beside other people too, one as the other: they were pasted.
    fn numbers_of_others(&mut self) {
        let Some(column) = self.layout.identity.as_ref().and_then(|who| who.number) else {
            return;
        };
        let is_it = |what: What| matches!(what, What::NumberOfAnother { .. });
        let count = self.hits.iter().filter(|hit| is_it(hit.what)).count();
        if !is_a_shift(count, self.rows) {
            return;
        }
        let gravest = self.take(is_it);
        if self.is_found(column) {
            return; // an error already
        }
        let title = self.title(column);
        let message = format!(
            "{count}人の「{title}」が、ファイルの中の別の人と同じです。列がずれているか、貼りつけられたようです。"
        );
        self.found.push(Shift::new(column, gravest, &message));
    }

    /// What became another for many of those whom the earlier file knows.
    fn exchanged(&mut self, columns: Vec<(usize, usize)>) {
        let who = self.layout.identity.as_ref();
        let is_of_person = |at: &usize| who.is_some_and(|who| who.person.contains(at));
        let mut gravest = None;
        if columns.iter().any(|(at, _)| is_of_person(at)) {
            let of_person = |it: &mut EarlierHit| it.hit.what.is_of_person();
            gravest = gravest_of(self.against.extract_if(.., of_person).map(Hit::from));
        }
        for (column, count) in columns {
            let title = self.title(column);
            let message = format!(
                "{count}人の「{title}」が、前回の同じ登録とちがいます。列がずれているようです。"
            );
            let gravest = gravest.filter(|_| is_of_person(&column));
            self.found.push(Shift::new(column, gravest, &message));
        }
    }

    /// What names a registration slipped: families fall apart by it, everything that is known of it seems to be
    /// another's, or its people seem to have a second one. Whatever else is said of those rows follows from it.
    fn registrations(&mut self, torn: Option<usize>) {
        let Some(who) = &self.layout.identity else {
            return;
        };
        let moved = |hit: &Hit| hit.what == What::NumberTwice && hit.other == 0;
        let count = self.hits.iter().filter(|hit| moved(hit)).count();
        // Name and birth date, and the number where it is held against the one of before.
        let holds_numbers = |gate: &Gate| matches!(gate, Gate::NumberChanged { .. });
        let known_by = 2 + usize::from(self.layout.gates.iter().any(holds_numbers));
        let all_is_another = self.found.len() >= known_by;
        if torn.is_none() && !all_is_another && !is_a_shift(count, self.rows) {
            return;
        }
        let message = match torn.map(|column| self.title(column)) {
            Some(title) => format!(
                "同じ世帯の人が「{title}」で分かれているか、ちがう世帯の人がまとまっています。「{title}」の列がずれているようです。"
            ),
            None => {
                let titles = who.registration.iter().map(|at| self.title(*at));
                let titles: Vec<&str> = titles.collect();
                format!(
                    "大勢の登録が、前回とちがう人のものになっています。「{}」のどれかの列がずれているようです。",
                    titles.join("」「")
                )
            }
        };
        let column = who.household.last().or(who.registration.last()).copied();
        self.said_of_registrations(column, &message);
    }

    /// Registrations that hold two people each, in one row after the other.
    fn doubled_registrations(&mut self) {
        const FEW: usize = 20;
        const PERCENT: usize = 10;
        let Some(who) = &self.layout.identity else {
            return;
        };
        let is_doubled = |hit: &&Hit| {
            let is_it = matches!(hit.what, What::OtherPerson { .. } | What::OtherNumber);
            is_it && hit.other != 0
        };
        let count = self.hits.iter().filter(is_doubled).count();
        if !are_many(count, FEW, self.rows as usize, PERCENT) {
            return;
        }
        let titles = who.registration.iter().map(|at| self.title(*at));
        let titles: Vec<&str> = titles.collect();
        let message = format!(
            "{count}行が、ほかの行の人と同じ登録になっています。「{}」のどれかの列がずれているようです。",
            titles.join("」「")
        );
        let column = who.household.last().or(who.registration.last()).copied();
        self.said_of_registrations(column, &message);
    }

    fn said_of_registrations(&mut self, column: Option<usize>, message: &str) {
        let follows = |what: What| {
            let is_of_place = matches!(
                what,
                What::ChildOlder | What::ParentYounger | What::TwoHeads | What::TwoSpouses
            );
            let is_of_number = what == What::NumberTwice || what.is_of_number();
            is_of_place || is_of_number || what.is_of_registration()
        };
        let followed = self.take(follows);
        let said = self.found.drain(..).map(|shift| shift.finding.severity);
        let gravest = said.chain(followed).min();
        let shift = column.map(|column| Shift::new(column, gravest, message));
        self.found.extend(shift);
    }

    /// 本人 who aren't the first of their household, in one household after the other. Who else there seems to be 本人 or
    /// the spouse, or too young for it, follows from it.
    fn places(&mut self, heads: usize) {
        const FEW: usize = 20;
        const PERCENT: usize = 30;
        let layout = self.layout;
        let head = layout.identity.as_ref().and_then(|who| who.head.as_ref());
        let Some(head) = head else { return };
        let branch_of = |hit: &Hit| {
            let rule = layout.row_rules.get(usize::from(hit.what.rule()?))?;
            if let RowTest::ExpectedWhen { column, when, .. } = &rule.test {
                return (when == head).then_some(*column);
            }
            None
        };
        let others = self.hits.iter().filter_map(branch_of);
        let (count, branch) = (others.clone().count(), others.clone().next());
        let Some(branch) = branch.filter(|_| are_many(count, FEW, heads, PERCENT)) else {
            return;
        };
        let gravest =
            self.take(|what| what.goes_by(layout, head.column) || what.is_of_registration());
        let registration = layout.identity.iter().flat_map(|who| &who.household);
        let mut registration = registration.chain([&branch]);
        if registration.any(|at| self.is_found(*at)) {
            let found = self.found.iter_mut();
            return found.for_each(|shift| shift.stands_for(gravest));
        }
        let [place, branch] = [head.column, branch].map(|at| self.title(at));
        let message = format!(
            "本人{heads}人のうち{count}人の「{branch}」が、本人のものではありません。「{place}」か「{branch}」の列がずれているようです。"
        );
        self.found.push(Shift::new(head.column, gravest, &message));
    }

    /// Birth dates that slipped: against an earlier file, or since children are older than 本人, or 本人 children, in one
    /// household after the other. Ages that don't fit follow from it.
    fn births(&mut self, children: usize, notes: &FileNotes) {
        const FEW: usize = 10;
        const PERCENT_OLD: usize = 25;
        const PERCENT_YOUNG: usize = 5;
        let layout = self.layout;
        let Some(column) = layout.subject.birth_date else {
            return;
        };
        let is_old = |hit: &&Hit| hit.what == What::ChildOlder;
        let is_young = |hit: &&Hit| {
            hit.what.code() == FindingCode::AgeTooLow && hit.what.goes_by(layout, column)
        };
        let too_old = self.hits.iter().filter(is_old).count();
        let too_young = self.hits.iter().filter(is_young).count();
        let heads = notes.heads();
        let knows_places = layout
            .identity
            .as_ref()
            .is_some_and(|who| who.child.is_some());
        let followers = notes.kin().older_followers().filter(|_| !knows_places);
        let title = self.title(column);
        let message = if are_many(too_old, FEW, children, PERCENT_OLD) {
            format!(
                "子{children}人のうち{too_old}人が、本人より年上か、年が近すぎます。「{title}」の列がずれているようです。"
            )
        } else if are_many(too_young, FEW, heads, PERCENT_YOUNG) {
            format!(
                "本人{heads}人に、若すぎる本人や配偶者が{too_young}人います。「{title}」の列がずれているようです。"
            )
        } else if let Some((all, older)) = followers {
            format!(
                "家族{all}人のうち{older}人が、同じ世帯の前の人よりずっと年上です。「{title}」の列がずれているようです。"
            )
        } else {
            String::new()
        };
        if message.is_empty() && !self.is_found(column) {
            return;
        }
        let gravest = self.take(|what| what.goes_by(layout, column));
        // Where what names a registration slipped, its people have other ages.
        let registration = layout.identity.iter().flat_map(|who| &who.registration);
        let columns: Vec<usize> = registration.copied().chain([column]).collect();
        let mut known = self.found.iter_mut();
        match known.find(|shift| columns.contains(&shift.column)) {
            Some(shift) => shift.stands_for(gravest),
            None => self.found.push(Shift::new(column, gravest, &message)),
        }
    }

    /// Spouses of the same sex as 本人, in one household after the other.
    fn sexes(&mut self, notes: &FileNotes) {
        let Some(who) = &self.layout.identity else {
            return;
        };
        let is_code = |at: &&usize| self.layout.columns[**at].column_type == ColumnType::Code;
        let Some(column) = who.person.iter().find(is_code).copied() else {
            return;
        };
        // Where households or places in them slipped, the couples are none.
        let Some((all, alike)) = notes.kin().like_spouses().filter(|_| self.found.is_empty())
        else {
            return;
        };
        let title = self.title(column);
        let message = format!(
            "配偶者{all}人のうち{alike}人の「{title}」が、本人と同じです。「{title}」の列がずれているようです。"
        );
        self.found.push(Shift::new(column, None, &message));
    }
}
