//! 本人 and children of a household, held beside each other as the rows come by.

use super::{
    earlier::Earlier,
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

    /// Takes the next row. Tells of an age that doesn't fit, and marks one whose 本人 doesn't stand above.
    pub(crate) fn next(&mut self, entry: &mut Entry) -> Option<Hit> {
        let years = self.years?;
        if entry.life.is_head() {
            self.head = Some((entry.household, entry.person.birth(), entry.row));
        }
        let is_asked = entry.life.is_child() || entry.life.is_parent();
        if !is_asked || entry.household == 0 {
            return None;
        }
        match self.head {
            Some((household, birth, row)) if household == entry.household => {
                odd_age(entry, birth, row, years)
            }
            Some(_) | None => {
                entry.is_orphan = true;
                None
            }
        }
    }
}

/// Children and parents that stand apart from their 本人, who may stand in the earlier file alone.
pub(super) fn apart_from_head(
    entries: &[Entry],
    earlier: Option<&Earlier>,
    years: u32,
) -> Vec<Hit> {
    let orphans: Vec<&Entry> = entries.iter().filter(|it| it.is_orphan).collect();
    if orphans.is_empty() {
        return Vec::new();
    }
    let households: HashSet<u64> = orphans.iter().map(|it| it.household).collect();
    let heads = entries.iter().filter(|it| it.life.is_head());
    let heads = heads.filter(|it| households.contains(&it.household));
    let heads: HashMap<u64, &Entry> = heads.map(|it| (it.household, it)).collect();
    let odd = orphans.into_iter().filter_map(|it| {
        if let Some(head) = heads.get(&it.household) {
            return odd_age(it, head.person.birth(), head.row, years);
        }
        let mut before = earlier?.of_household(it.household);
        let head = before.find(|it| it.life.is_head())?;
        odd_age(it, head.person.birth(), 0, years)
    });
    odd.collect()
}

/// A child that is too old, or a parent that is too young. Parents by marriage or adoption may be hardly older.
fn odd_age(entry: &Entry, head: u32, other: u32, years: u32) -> Option<Hit> {
    let own = entry.person.birth();
    let (is_odd, what) = match entry.life.is_parent() {
        true => (is_too_old(head, own, 0), What::ParentYounger),
        false => (is_too_old(own, head, years), What::ChildOlder),
    };
    is_odd.then_some(Hit {
        row: entry.row,
        other,
        what,
    })
}

/// By days of birth; 0 where one isn't known.
fn is_too_old(child: u32, head: u32, years: u32) -> bool {
    child != 0 && head != 0 && child < head.saturating_add(years * DAYS_A_YEAR)
}
