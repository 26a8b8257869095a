//! What only shows over all rows of a file: one value in a column, no two rows alike, and how much changed.

use super::{
    drift::Drift,
    earlier::Earlier,
    finding::Finding,
    finding_code::FindingCode,
    keys::{Keys, Room},
    kin::Kin,
    orders::Orders,
    sample::Sample,
    setting::{CheckSetting, Limits},
    shifts::Shift,
    suspects::suspects,
};
use crate::{
    definition::{FileRule, FileTest, Layout, Severity},
    read::Cells,
};
use ahash::RandomState;

/// Files with fewer rows say nothing by their shares.
const FEW_ROWS: usize = 20;

/// Notes of some rows, counted from 1, or of all.
pub(crate) struct FileNotes {
    columns: Vec<OneValue>,
    uniques: Vec<Vec<(u64, u32)>>,
    homes: Homes,
    orders: Orders,
    sample: Sample,
    known: usize,
    changed: usize,
    removed: usize,
    drift: Drift,
    kin: Kin,
    heads: usize,
    /// A column and what its numbers add up to, where somebody said what they should.
    sum: Option<(usize, i128)>,
}

/// Whether there is more than one household.
#[derive(Default)]
struct Homes {
    first: Option<u64>,
    are_several: bool,
}

impl Homes {
    fn note(&mut self, home: u64) {
        self.are_several |= *self.first.get_or_insert(home) != home;
    }

    fn add(&mut self, more: &Self) {
        self.are_several |= more.are_several;
        if let Some(home) = more.first {
            self.note(home);
        }
    }
}

/// Whether a column holds one value.
struct OneValue {
    column: usize,
    first: Option<String>,
    /// The first row with another.
    other: Option<u32>,
}

impl FileNotes {
    pub(crate) fn new(setting: &CheckSetting) -> Self {
        let layout = setting.layout;
        let by_rule = watching_rules(layout).flat_map(|(columns, ..)| columns.iter());
        let watched = layout.previous.iter().flat_map(|it| &it.columns);
        let columns = by_rule.chain(watched).map(|column| OneValue {
            column: *column,
            first: None,
            other: None,
        });
        Self {
            columns: columns.collect(),
            uniques: unique_rules(layout).map(|_| Vec::new()).collect(),
            homes: Homes::default(),
            orders: Orders::new(layout),
            sample: Sample::new(layout),
            known: 0,
            changed: 0,
            removed: 0,
            drift: Drift::new(layout),
            kin: Kin::default(),
            heads: 0,
            sum: setting.expected_sum.map(|(column, _)| (column, 0)),
        }
    }

    /// Notes a row as such.
    pub(crate) fn note(
        &mut self,
        layout: &Layout,
        number: u32,
        row: &Cells,
        hash_state: &RandomState,
        room: &mut Room,
    ) {
        if let Some((column, sum)) = &mut self.sum {
            let amount: Option<i128> = row[*column].trim().parse().ok();
            *sum = sum.saturating_add(amount.unwrap_or(0));
        }
        for it in &mut self.columns {
            let cell = &row[it.column];
            let first = it.first.get_or_insert_with(|| cell.to_owned());
            if it.other.is_none() && first != cell {
                it.other = Some(number);
            }
        }
        for (keys, (columns, _)) in self.uniques.iter_mut().zip(unique_rules(layout)) {
            let cells = columns.iter().map(|at| (&layout.columns[*at], &row[*at]));
            keys.push((room.key(hash_state, 0, cells), number));
        }
    }

    /// Notes a row whose people are known.
    pub(crate) fn note_people(
        &mut self,
        layout: &Layout,
        number: u32,
        keys: &Keys,
        row: &Cells,
        hash_state: &RandomState,
        room: &mut Room,
    ) {
        let has_household = keys.household != 0;
        let home = if has_household {
            keys.household
        } else {
            keys.registration
        };
        self.homes.note(home);
        self.heads += usize::from(keys.life.is_head());
        self.kin.note(keys);
        self.orders.note(number, keys.number, row);
        self.sample
            .note(layout, number, home, row, hash_state, room);
    }

    /// Counts what happened to the row's registration since the earlier file.
    pub(crate) fn compare(&mut self, layout: &Layout, earlier: &Earlier, keys: &Keys, row: &Cells) {
        let Some(own) = earlier.of_registration(keys.registration) else {
            return;
        };
        let removal = layout.previous.as_ref().and_then(|it| it.removal.as_ref());
        let is_removed = removal.is_some_and(|it| it.holds(row));
        self.known += 1;
        self.removed += usize::from(is_removed);
        let has_changed = own.content != 0 && own.content != keys.content;
        self.changed += usize::from(has_changed && !is_removed);
        if !keys.life.changes() {
            self.drift.note(keys, own);
        }
    }

    /// Adds the notes of the rows behind row `base`.
    pub(crate) fn add(&mut self, base: u32, more: Self) {
        for (mine, theirs) in self.columns.iter_mut().zip(more.columns) {
            let begins_otherwise = mine.first.is_some() && mine.first != theirs.first;
            let other = if begins_otherwise {
                theirs.first.is_some().then_some(1)
            } else {
                theirs.other
            };
            mine.other = mine.other.or(other.map(|row| base + row));
            mine.first = mine.first.take().or(theirs.first);
        }
        for (mine, theirs) in self.uniques.iter_mut().zip(more.uniques) {
            mine.extend(theirs.into_iter().map(|(key, row)| (key, base + row)));
        }
        self.homes.add(&more.homes);
        self.orders.add(&more.orders);
        self.sample.add(more.sample);
        self.drift.add(&more.drift);
        self.kin.add(&more.kin);
        self.heads += more.heads;
        if let (Some((_, mine)), Some((_, theirs))) = (&mut self.sum, more.sum) {
            *mine = mine.saturating_add(theirs);
        }
        self.known += more.known;
        self.changed += more.changed;
        self.removed += more.removed;
    }

    /// How many registrations of the earlier file came again.
    pub(crate) fn known(&self) -> usize {
        self.known
    }

    /// What all rows together show, but what follows from a column of which it is said that it slipped.
    pub(crate) fn findings(
        &self,
        setting: &CheckSetting,
        rows: u32,
        shifts: &mut [Shift],
    ) -> Vec<Finding> {
        let layout = setting.layout;
        let mut findings = self.of_rules(layout, rows, shifts);
        if let Some(expected) = setting.expected_rows.filter(|it| *it != rows) {
            let message = format!("{expected}行のはずが、{rows}行あります。");
            findings.push(Finding::of_whole_row(0, FindingCode::RowCount, &message));
        }
        let sums = setting.expected_sum.zip(self.sum);
        if let Some(((column, expected), (_, sum))) = sums.filter(|(a, b)| a != b) {
            let title = &layout.columns[column].title;
            let message = format!("「{title}」の合計が{expected}のはずが、{sum}です。");
            findings.push(Finding::of_whole_row(0, FindingCode::SumDiffers, &message));
        }
        if let Some(earlier) = setting.earlier {
            let of_columns = self.of_columns(layout, earlier, rows, shifts);
            findings.extend(of_columns);
            findings.extend(self.of_shares(setting, earlier));
            findings.extend(few_rows(layout, earlier, rows));
        }
        let is_said = |it: &Finding| {
            it.code == FindingCode::ColumnShifted || it.code == FindingCode::ColumnOneValue
        };
        if !shifts.is_empty() || findings.iter().any(is_said) {
            findings.retain(|it| it.code != FindingCode::ManyChanges);
        }
        findings
    }

    /// What became of the people of the earlier file.
    pub(crate) fn drift(&self) -> &Drift {
        &self.drift
    }

    /// How those of a household stand to each other.
    pub(crate) fn kin(&self) -> &Kin {
        &self.kin
    }

    /// How many rows are 本人's.
    pub(crate) fn heads(&self) -> usize {
        self.heads
    }

    /// The number of the household, where families fall apart by it.
    pub(crate) fn torn_household(&self, layout: &Layout) -> Option<usize> {
        let number = layout.identity.as_ref()?.household.last()?;
        // Names and homes alike: it is their number that slipped.
        let is_mixed = self.sample.has_only_odd_homes() && self.sample.has_odd_families();
        (is_mixed || self.sample.has_torn_families()).then_some(*number)
    }

    /// Whether it is said of a column that it holds one value for everybody.
    pub(crate) fn says_one_value(&self, layout: &Layout, rows: u32, column: usize) -> bool {
        self.pasted_columns(layout, rows).contains(&column)
    }

    /// Columns that hold one value for everybody where they shouldn't.
    fn pasted_columns(&self, layout: &Layout, rows: u32) -> Vec<usize> {
        let columns = self.columns.iter();
        let watched = watching_rules(layout).flat_map(|(of_rule, rule)| {
            let is_asked = matches!(rule.test, FileTest::SeveralValues { .. });
            of_rule.iter().map(move |_| is_asked)
        });
        let asked = columns.zip(watched).filter(|(_, is_asked)| *is_asked);
        let pasted = asked.filter(|(it, _)| self.is_pasted(it, rows));
        pasted.map(|(it, _)| it.column).collect()
    }

    fn of_rules(&self, layout: &Layout, rows: u32, shifts: &mut [Shift]) -> Vec<Finding> {
        let shifted = shifts.iter().map(|shift| shift.column);
        let said: Vec<usize> = shifted.collect();
        let pasted = self.pasted_columns(layout, rows);
        let mut findings = self.of_people(layout, &said, &pasted);
        let mut columns = self.columns.iter();
        for (of_rule, rule) in watching_rules(layout) {
            for it in columns.by_ref().take(of_rule.len()) {
                let title = &layout.columns[it.column].title;
                if matches!(rule.test, FileTest::SeveralValues { .. }) {
                    findings.extend(self.pasted(it, title, rule, rows));
                    continue;
                }
                let Some(row) = it.other else { continue };
                let message =
                    format!("「{title}」が、ほかの行とちがいます（どの行も同じ値のはずです）。");
                findings.push(of_rule_finding(
                    row,
                    FindingCode::NotOneValue,
                    &message,
                    rule,
                ));
            }
        }
        for (keys, (columns, rule)) in self.uniques.iter().zip(unique_rules(layout)) {
            // What names a registration slipped: that some come twice follows from it.
            let slipped = shifts.iter_mut().find(|it| columns.contains(&it.column));
            let titles: Vec<&str> = columns
                .iter()
                .map(|at| layout.columns[*at].title.as_str())
                .collect();
            let mut suspects = suspects(keys.iter().copied());
            suspects.sort_unstable();
            if let Some(shift) = slipped {
                let is_twice = suspects.windows(2).any(|pair| pair[0].0 == pair[1].0);
                let severity = rule.severity.unwrap_or(FindingCode::NotUnique.severity());
                shift.stands_for(is_twice.then_some(severity));
                continue;
            }
            for group in suspects.chunk_by(|(a, _), (b, _)| a == b) {
                for pair in group.windows(2) {
                    let message = format!(
                        "{}行目と、「{}」が同じです。",
                        pair[0].1,
                        titles.join("」「")
                    );
                    findings.push(of_rule_finding(
                        pair[1].1,
                        FindingCode::NotUnique,
                        &message,
                        rule,
                    ));
                }
            }
        }
        findings.sort_by_key(|finding| finding.row);
        findings
    }

    /// What the people of a file look like together, but of columns of which it is said what is wrong.
    fn of_people(&self, layout: &Layout, shifted: &[usize], pasted: &[usize]) -> Vec<Finding> {
        let is_said = |column: &usize| shifted.contains(column) || pasted.contains(column);
        let number = layout
            .identity
            .as_ref()
            .and_then(|who| who.household.last());
        if number.is_some_and(is_said) {
            return Vec::new();
        }
        let homes = self.sample.odd_homes().into_iter();
        let of_home = homes.filter(|it| !is_said(it)).map(|at| {
            let title = &layout.columns[at].title;
            let message = format!(
                "同じ世帯の「{title}」が、人によってばらばらです。「{title}」の列がずれているようです。"
            );
            Finding::of_whole_row(0, FindingCode::ColumnShifted, &message)
        });
        let mut findings: Vec<Finding> = of_home.collect();
        let perfect = self.orders.too_perfect();
        let is_told = |column: &usize| is_said(column) || perfect.contains(column);
        for rule in &layout.file_rules {
            let mut say = |code, message: String| {
                findings.push(of_rule_finding(0, code, &message, rule));
            };
            let title = |column: usize| layout.columns[column].title.as_str();
            match &rule.test {
                FileTest::SharedValue { columns, percent } => {
                    for column in columns.iter().filter(|it| !pasted.contains(it)) {
                        let percent = *percent as usize;
                        if let Some(share) = self.sample.shared_percent(*column, percent) {
                            let title = title(*column);
                            let message = format!(
                                "「{title}」が同じ人が、ちがう世帯で{share}%あります（{percent}%まで）。"
                            );
                            say(FindingCode::ValueShared, message);
                        }
                    }
                }
                FileTest::Readings { kanji, kana } if is_told(kanji) || is_told(kana) => {}
                FileTest::Readings { kanji, kana } if self.sample.has_odd_readings() => {
                    let (kanji, kana) = (title(*kanji), title(*kana));
                    let message = format!(
                        "「{kanji}」と「{kana}」が、ずれているようです（同じ名字の読みが、人によってばらばらです）。"
                    );
                    say(FindingCode::ColumnShifted, message);
                }
                FileTest::Readings { kanji, kana } if self.sample.has_odd_families() => {
                    let (kanji, kana) = (title(*kanji), title(*kana));
                    let message = format!(
                        "「{kanji}」と「{kana}」が、ほかの列とずれているようです（同じ世帯の名字が、人によってばらばらです）。"
                    );
                    say(FindingCode::ColumnShifted, message);
                }
                FileTest::NoOrder { columns } => {
                    let perfect = perfect.iter().copied();
                    let perfect = perfect.filter(|it| columns.contains(it) && !is_said(it));
                    for column in perfect {
                        let message = format!(
                            "「{}」だけが、きれいに順に並んでいます。並べかえで、ほかの列とずれたようです。",
                            title(column)
                        );
                        say(FindingCode::ColumnShifted, message);
                    }
                }
                FileTest::OneValue { .. }
                | FileTest::Unique { .. }
                | FileTest::SeveralValues { .. }
                | FileTest::Readings { .. } => {}
            }
        }
        findings
    }

    /// Whether a column holds one value for everybody of several households.
    fn is_pasted(&self, it: &OneValue, rows: u32) -> bool {
        let is_filled = it
            .first
            .as_ref()
            .is_some_and(|first| !first.trim().is_empty());
        let is_one = it.other.is_none() && is_filled && self.homes.are_several;
        is_one && rows as usize >= FEW_ROWS
    }

    fn pasted(&self, it: &OneValue, title: &str, rule: &FileRule, rows: u32) -> Option<Finding> {
        self.is_pasted(it, rows).then(|| {
            let message = format!("「{title}」が、{rows}行すべて同じ値です。");
            Finding {
                severity: rule.severity.unwrap_or(Severity::Error),
                ..Finding::of_whole_row(0, FindingCode::ColumnOneValue, &message)
            }
        })
    }

    /// Columns that became one value, but those of which it is said that they slipped: that is graver.
    fn of_columns(
        &self,
        layout: &Layout,
        earlier: &Earlier,
        rows: u32,
        shifts: &[Shift],
    ) -> Vec<Finding> {
        let watched = layout.previous.as_ref().map_or(0, |it| it.columns.len());
        let watched = &self.columns[self.columns.len() - watched..];
        let became_one = watched.iter().filter(|it| {
            it.other.is_none()
                && rows as usize >= FEW_ROWS
                && earlier.mixed_columns.contains(&it.column)
                && !shifts.iter().any(|shift| shift.column == it.column)
        });
        let finding = |it: &OneValue| {
            let title = &layout.columns[it.column].title;
            let message = format!("前回はいろいろな値だった「{title}」が、すべて同じ値です。");
            Finding::of_whole_row(0, FindingCode::ColumnOneValue, &message)
        };
        became_one.map(finding).collect()
    }

    fn of_shares(&self, setting: &CheckSetting, earlier: &Earlier) -> Vec<Finding> {
        let Some(previous) = &setting.layout.previous else {
            return Vec::new();
        };
        let before = earlier.len();
        if before < FEW_ROWS {
            return Vec::new();
        }
        // A kind whose rows can end a registration comes as differences: what isn't in it goes on.
        let removed = match previous.removal {
            Some(_) => self.removed,
            None => before.saturating_sub(self.known),
        };
        let limits = setting.limits.unwrap_or(Limits {
            removed_percent: previous.max_removed_percent,
            changed_percent: previous.max_changed_percent,
        });
        let finding = |code, count: usize, percent: u32, what| {
            let is_much = count as u64 * 100 > before as u64 * u64::from(percent);
            let message = format!("前回の{before}件のうち{count}件が{what}（{percent}%まで）。");
            is_much.then(|| Finding::of_whole_row(0, code, &message))
        };
        let removed = finding(
            FindingCode::MassRemoval,
            removed,
            limits.removed_percent,
            "なくなります",
        );
        let changed = finding(
            FindingCode::ManyChanges,
            self.changed,
            limits.changed_percent,
            "変わります",
        );
        removed.into_iter().chain(changed).collect()
    }
}

/// Far fewer rows than the file before.
fn few_rows(layout: &Layout, earlier: &Earlier, rows: u32) -> Option<Finding> {
    let least = u64::from(layout.previous.as_ref()?.min_rows_percent);
    let before = earlier.rows;
    let is_few = before as usize >= FEW_ROWS && u64::from(rows) * 100 < u64::from(before) * least;
    is_few.then(|| {
        let message =
            format!("前回は{before}行でしたが、今回は{rows}行です（{least}%以上のはずです）。");
        Finding::of_whole_row(0, FindingCode::FewRows, &message)
    })
}

/// Whether so many rows differ from before that it is no longer a matter of single people.
pub(crate) fn is_a_shift(count: usize, rows: u32) -> bool {
    const PERCENT: usize = 30;
    count >= FEW_ROWS && count * 100 >= rows as usize * PERCENT
}

/// The rules that watch columns for whether they hold one value, with those columns.
fn watching_rules(layout: &Layout) -> impl Iterator<Item = (&[usize], &FileRule)> {
    layout
        .file_rules
        .iter()
        .filter_map(|rule| match &rule.test {
            FileTest::OneValue { columns } | FileTest::SeveralValues { columns } => {
                Some((columns.as_slice(), rule))
            }
            FileTest::Unique { .. }
            | FileTest::SharedValue { .. }
            | FileTest::Readings { .. }
            | FileTest::NoOrder { .. } => None,
        })
}

fn unique_rules(layout: &Layout) -> impl Iterator<Item = (&[usize], &FileRule)> {
    layout
        .file_rules
        .iter()
        .filter_map(|rule| match &rule.test {
            FileTest::Unique { columns } => Some((columns.as_slice(), rule)),
            FileTest::OneValue { .. }
            | FileTest::SeveralValues { .. }
            | FileTest::SharedValue { .. }
            | FileTest::Readings { .. }
            | FileTest::NoOrder { .. } => None,
        })
}

fn of_rule_finding(row: u32, code: FindingCode, message: &str, rule: &FileRule) -> Finding {
    Finding {
        severity: rule.severity.unwrap_or(code.severity()),
        ..Finding::of_whole_row(row, code, message)
    }
}
