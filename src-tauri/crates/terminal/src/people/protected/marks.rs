//! The mark on protected people, and their whereabouts, which no list, sheet or table shows.

use super::record::{ProtectedRecord, key_of, person_key};
use crate::{
    core::{look::Look, part::MOST},
    people::comparisons::view::{PairItem, PairPiece},
    sending::{findings::view::FindingRow, jobs::view::Who},
};
use kakehashi_domain::{Outcome, compare::Item};
use kakehashi_layouts::ProtectedPerson;
use kakehashi_store::Part;
use std::collections::BTreeSet;

/// Stands before the name.
pub(crate) const MARK: &str = "【保護】";
/// Stands where an address or a telephone number is.
pub(crate) const HIDDEN: &str = "••••••（保護の対象）";
/// What is said before anything goes to the registered address.
pub(crate) const BEFORE_POSTING: &str = "保護の対象の人です。届け出た住所に送ると、居所が知られるおそれがあります。送る前に、本人に確かめた送り先かを、責任者と確かめてください。";
/// What is said before a medium goes on which protected people stand.
pub(crate) const BEFORE_THE_MEDIUM: &str = "保護の対象の人が入っています。届け出た住所の入ったデータなので、追跡できる送り方にし、送る前に、宛先を責任者と確かめてください。";
/// What headings of columns hold that tell where somebody lives.
const WHEREABOUTS: [&str; 6] = ["住所", "居所", "郵便番号", "電話", "送付先", "方書"];

/// Whether a column, by its heading, tells where somebody lives.
pub(crate) fn tells_where(heading: &str) -> bool {
    WHEREABOUTS.iter().any(|word| heading.contains(word))
}

/// Who is protected, to be known again in lists.
#[derive(Default)]
pub(crate) struct Marks {
    registrations: BTreeSet<String>,
    people: BTreeSet<String>,
    names: BTreeSet<String>,
    shown: Vec<String>,
}

impl Marks {
    fn of(records: &[ProtectedRecord]) -> Self {
        let alive = || records.iter().filter(|record| record.is_alive());
        let named = || alive().filter(|record| !record.name.is_empty());
        Self {
            registrations: alive().map(ProtectedRecord::key).collect(),
            people: named()
                .map(|record| person_key(&record.name, &record.birth_date))
                .collect(),
            names: named().map(|record| record.name.clone()).collect(),
            shown: alive().map(|record| record.shown.clone()).collect(),
        }
    }

    /// Whether a registration's person is protected.
    pub fn has(&self, registration: &str) -> bool {
        !self.registrations.is_empty() && self.registrations.contains(&key_of(registration))
    }

    /// The same, told by name and birth date.
    pub fn has_person(&self, name: &str, birth_date: &str) -> bool {
        !self.people.is_empty() && self.people.contains(&person_key(name, birth_date))
    }

    /// Whether a text that somebody wrote names one of them.
    pub fn are_named_in(&self, text: &str) -> bool {
        let names = self.names.iter().chain(&self.shown);
        names.into_iter().any(|it| text.contains(it.as_str()))
    }

    /// A name with the mark, where it belongs there.
    pub fn name(&self, registration: &str, name: &str) -> String {
        match self.has(registration) {
            true => format!("{MARK}{name}"),
            false => name.to_owned(),
        }
    }

    /// Whether a person of a list is protected.
    pub fn has_who(&self, who: &Who) -> bool {
        self.has(&who.registration) || self.has_person(&who.name, &who.birth_date)
    }

    /// A person of a list.
    pub fn who(&self, mut who: Who) -> Who {
        if self.has_who(&who) {
            who.name.insert_str(0, MARK);
        }
        who
    }

    /// A finding: marked, and without what tells where the person lives.
    pub fn finding(&self, mut found: FindingRow) -> FindingRow {
        let known = found.who.name.len();
        found.who = self.who(found.who);
        let is_marked = found.who.name.len() > known;
        if is_marked && tells_where(&found.column) && !found.value.is_empty() {
            HIDDEN.clone_into(&mut found.value);
            found.replacement = None;
        }
        found
    }

    pub fn findings(&self, found: Vec<FindingRow>) -> Vec<FindingRow> {
        found.into_iter().map(|it| self.finding(it)).collect()
    }
}

/// Two records side by side without where the person lives: how they compare stays.
pub(crate) fn without_whereabouts(items: &mut [PairItem]) {
    let title = Item::Address.title();
    for item in items.iter_mut().filter(|item| item.title == title) {
        let hidden = || {
            vec![PairPiece {
                text: HIDDEN.to_owned(),
                differs: false,
            }]
        };
        (item.a, item.b) = (hidden(), hidden());
        item.remark = None;
        item.hidden = true;
    }
}

impl Look {
    pub(crate) fn protected_records(&self) -> Outcome<Vec<ProtectedRecord>> {
        let mut records: Vec<ProtectedRecord> = self.books()?.open_records()?;
        let ended: Vec<ProtectedRecord> = self.books()?.closed_records(Part::newest(MOST))?;
        records.extend(ended);
        Ok(records)
    }

    /// Who is to be marked in what is shown now.
    pub(crate) fn marks(&self) -> Outcome<Marks> {
        Ok(Marks::of(&self.protected_records()?))
    }

    /// Whom the check of a file watches over.
    pub(crate) fn watched_over(&self) -> Outcome<Vec<ProtectedPerson>> {
        let records = self.protected_records()?;
        let alive = records.iter().filter(|record| record.is_alive());
        Ok(alive.map(ProtectedRecord::watched).collect())
    }
}
