//! 本人 and children of a household, held beside each other as the rows come by.

use super::{
    gate::Entry,
    hit::{Hit, What},
};
use crate::definition::{Gate, Layout};
use std::collections::{HashMap, HashSet};

const DAYS_A_YEAR: u32 = 365;

/// The 本人 above, and how much younger children should be.
pub(crate) struct Household {
    years: Option<u32>,
    head: Option<(u64, u32, u32)>,
}

impl Household {
    pub(crate) fn of(layout: &Layout) -> Self {
        let years = layout.gates.iter().find_map(Gate::years_younger);
        Self { years, head: None }
    }

    /// Takes the next row. Tells of a child that is too old, and marks one whose 本人 doesn't stand above.
    pub(crate) fn next(&mut self, entry: &mut Entry) -> Option<Hit> {
        let years = self.years?;
        if entry.life.is_head() {
            self.head = Some((entry.household, entry.person.birth(), entry.row));
        }
        if entry.life.is_parent() {
            // Parents by marriage or adoption may be hardly older.
            let (_, birth, row) = self
                .head
                .filter(|it| it.0 != 0 && it.0 == entry.household)?;
            return is_too_old(birth, entry.person.birth(), 0).then_some(Hit {
                row: entry.row,
                other: row,
                what: What::ParentYounger,
            });
        }
        if !entry.life.is_child() || entry.household == 0 {
            return None;
        }
        match self.head {
            Some((household, birth, row)) if household == entry.household => {
                is_too_old(entry.person.birth(), birth, years).then_some(Hit {
                    row: entry.row,
                    other: row,
                    what: What::ChildOlder,
                })
            }
            Some(_) | None => {
                entry.is_orphan = true;
                None
            }
        }
    }
}

/// Children that stand apart from their 本人.
pub(super) fn children_without_head(entries: &[Entry], years: u32) -> Vec<Hit> {
    let orphans: Vec<&Entry> = entries.iter().filter(|it| it.is_orphan).collect();
    if orphans.is_empty() {
        return Vec::new();
    }
    let households: HashSet<u64> = orphans.iter().map(|it| it.household).collect();
    let heads = entries.iter().filter(|it| it.life.is_head());
    let heads = heads.filter(|it| households.contains(&it.household));
    let heads: HashMap<u64, &Entry> = heads.map(|it| (it.household, it)).collect();
    let too_old = orphans.into_iter().filter_map(|child| {
        let head = heads.get(&child.household)?;
        is_too_old(child.person.birth(), head.person.birth(), years).then_some(Hit {
            row: child.row,
            other: head.row,
            what: What::ChildOlder,
        })
    });
    too_old.collect()
}

/// By days of birth; 0 where one isn't known.
fn is_too_old(child: u32, head: u32, years: u32) -> bool {
    child != 0 && head != 0 && child < head.saturating_add(years * DAYS_A_YEAR)
}
