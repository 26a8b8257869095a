//! What only shows over all rows of a file: one value in a column, no two rows alike, and how much changed.

use super::{
    earlier::Earlier,
    finding::Finding,
    finding_code::FindingCode,
    keys::{Keys, Room},
    setting::{CheckSetting, Limits},
    suspects::suspects,
};
use crate::{
    definition::{FileRule, FileTest, Layout},
    read::Cells,
};
use ahash::RandomState;

/// Files with fewer rows say nothing by their shares.
const FEW_ROWS: usize = 20;

/// Notes of some rows, counted from 1, or of all.
pub(crate) struct FileNotes {
    columns: Vec<OneValue>,
    uniques: Vec<Vec<(u64, u32)>>,
    known: usize,
    changed: usize,
    removed: usize,
}

/// Whether a column holds one value.
struct OneValue {
    column: usize,
    first: Option<String>,
    /// The first row with another.
    other: Option<u32>,
}

impl FileNotes {
    pub(crate) fn new(layout: &Layout) -> Self {
        let by_rule = rules(layout).flat_map(|(columns, ..)| columns.iter());
        let watched = layout.previous.iter().flat_map(|it| &it.columns);
        let columns = by_rule.chain(watched).map(|column| OneValue {
            column: *column,
            first: None,
            other: None,
        });
        Self {
            columns: columns.collect(),
            uniques: unique_rules(layout).map(|_| Vec::new()).collect(),
            known: 0,
            changed: 0,
            removed: 0,
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
        for it in &mut self.columns {
            let cell = &row[it.column];
            let first = it.first.get_or_insert_with(|| cell.to_owned());
            if it.other.is_none() && first != cell {
                it.other = Some(number);
            }
        }
        for (keys, (columns, _)) in self.uniques.iter_mut().zip(unique_rules(layout)) {
            let cells = columns.iter().map(|at| &row[*at]);
            keys.push((room.key(hash_state, 0, cells), number));
        }
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
        self.known += more.known;
        self.changed += more.changed;
        self.removed += more.removed;
    }

    /// What all rows together show.
    pub(crate) fn findings(&self, setting: &CheckSetting, rows: u32) -> Vec<Finding> {
        let layout = setting.layout;
        let mut findings = self.of_rules(layout);
        if let Some(earlier) = setting.earlier {
            findings.extend(self.of_columns(layout, earlier, rows));
            findings.extend(self.of_shares(setting, earlier));
        }
        findings
    }

    fn of_rules(&self, layout: &Layout) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut columns = self.columns.iter();
        for (of_rule, rule) in rules(layout) {
            for it in columns.by_ref().take(of_rule.len()) {
                let Some(row) = it.other else { continue };
                let title = &layout.columns[it.column].title;
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
            let titles: Vec<&str> = columns
                .iter()
                .map(|at| layout.columns[*at].title.as_str())
                .collect();
            let mut suspects = suspects(keys.iter().copied());
            suspects.sort_unstable();
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

    fn of_columns(&self, layout: &Layout, earlier: &Earlier, rows: u32) -> Vec<Finding> {
        let watched = layout.previous.as_ref().map_or(0, |it| it.columns.len());
        let watched = &self.columns[self.columns.len() - watched..];
        let became_one = watched.iter().filter(|it| {
            it.other.is_none()
                && rows as usize >= FEW_ROWS
                && earlier.mixed_columns.contains(&it.column)
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

fn rules(layout: &Layout) -> impl Iterator<Item = (&[usize], &FileRule)> {
    layout
        .file_rules
        .iter()
        .filter_map(|rule| match &rule.test {
            FileTest::OneValue { columns } => Some((columns.as_slice(), rule)),
            FileTest::Unique { .. } => None,
        })
}

fn unique_rules(layout: &Layout) -> impl Iterator<Item = (&[usize], &FileRule)> {
    layout
        .file_rules
        .iter()
        .filter_map(|rule| match &rule.test {
            FileTest::Unique { columns } => Some((columns.as_slice(), rule)),
            FileTest::OneValue { .. } => None,
        })
}

fn of_rule_finding(row: u32, code: FindingCode, message: &str, rule: &FileRule) -> Finding {
    Finding {
        severity: rule.severity.unwrap_or(code.severity()),
        ..Finding::of_whole_row(row, code, message)
    }
}
