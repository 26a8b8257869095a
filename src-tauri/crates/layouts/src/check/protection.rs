//! Protected people: no row may take their protection away by itself, and no full file may leave them out.

use super::{
    cell::Problem, earlier::Earlier, finding::Finding, finding_code::FindingCode, keys::Room,
    setting::CheckSetting,
};
use crate::{
    definition::{Layout, Service},
    read::{Cells, Row, Subject},
};
use ahash::RandomState;
use std::{
    collections::BTreeMap,
    fmt,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

/// Fewer protected people tell nothing of whether a file is one of everybody.
const FEW: usize = 3;

/// A person whom an earlier file or the terminal's own register holds to be protected.
#[derive(Clone, PartialEq, Eq)]
pub struct ProtectedPerson {
    /// The cells that name the registration.
    pub registration: Vec<String>,
    /// The columns that protect them, by id.
    pub flags: Vec<String>,
    /// How they are shown.
    pub subject: Subject,
}

/// Cells stay out of logs and test output.
impl fmt::Debug for ProtectedPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProtectedPerson(…)")
    }
}

impl ProtectedPerson {
    /// Who a row protects. None where it protects nobody.
    pub fn of(layout: &Layout, row: &Row) -> Option<Self> {
        let cells: Vec<&str> = row.cells().collect();
        Self::of_cells(layout, |at| cells.get(at).copied())
    }

    pub(super) fn of_cells<'c>(
        layout: &Layout,
        cell: impl Fn(usize) -> Option<&'c str>,
    ) -> Option<Self> {
        let flags = layout.set_by(&cell);
        let who = layout.identity.as_ref().filter(|_| !flags.is_empty())?;
        let registration = who.registration.iter();
        Some(Self {
            registration: registration
                .map(|at| cell(*at).unwrap_or_default().trim().to_owned())
                .collect(),
            flags,
            subject: Subject::of(&layout.subject, cell),
        })
    }
}

impl Layout {
    /// Whether files of the kind say who is protected, or are of a version that couldn't say it yet.
    pub fn protects(&self) -> bool {
        self.protection.is_some() && self.service == Some(Service::Register)
    }

    /// The columns that protect a person, by id.
    pub fn protecting(&self) -> impl Iterator<Item = &str> {
        let columns = self.protection.iter().flat_map(|it| &it.columns);
        columns.map(|at| self.columns[*at].id.as_str())
    }
}

/// Who is watched over while a file is checked, by the key of the registration.
#[derive(Default)]
pub(crate) struct Guard {
    people: BTreeMap<u64, Watched>,
}

struct Watched {
    flags: Vec<String>,
    subject: Subject,
    is_seen: AtomicBool,
}

impl Guard {
    pub(crate) fn of(setting: &CheckSetting, hash_state: &RandomState) -> Self {
        let mut guard = Self::default();
        let layout = setting.layout;
        let Some(who) = layout.identity.as_ref().filter(|_| layout.protects()) else {
            return guard;
        };
        let mut room = Room::default();
        let registered = setting.protected.iter();
        for person in registered.filter(|it| it.registration.len() == who.registration.len()) {
            let columns = who.registration.iter().map(|at| &layout.columns[*at]);
            let cells = columns.zip(person.registration.iter().map(String::as_str));
            guard.watch(room.key(hash_state, 0, cells), person);
        }
        let earlier = setting.earlier.map(|earlier| &earlier.protected);
        for (key, person) in earlier.into_iter().flatten() {
            guard.watch(*key, person);
        }
        guard
    }

    fn watch(&mut self, key: u64, person: &ProtectedPerson) {
        let watched = self.people.entry(key).or_insert_with(|| Watched {
            flags: Vec::new(),
            subject: person.subject.clone(),
            is_seen: AtomicBool::new(false),
        });
        let new = person.flags.iter().filter(|it| !watched.flags.contains(it));
        let new: Vec<String> = new.cloned().collect();
        watched.flags.extend(new);
    }

    /// Looks at a row; reports each flag that it takes away.
    pub(crate) fn look(
        &self,
        layout: &Layout,
        registration: u64,
        number: u32,
        row: &Cells,
        report: &mut impl FnMut(Finding),
    ) {
        let Some(watched) = self.people.get(&registration) else {
            return;
        };
        watched.is_seen.store(true, Relaxed);
        let set = layout.set_by(|at| row.get(at));
        let lifted: Vec<&String> = watched
            .flags
            .iter()
            .filter(|it| !set.contains(it))
            .collect();
        let code = FindingCode::ProtectionLifted;
        for column in lifted.iter().filter_map(|id| layout.column(id)) {
            let title = &layout.columns[column].title;
            let problem = Problem {
                code,
                severity: code.severity(),
                message: format!("保護の対象の人の「{title}」が外れています。"),
            };
            report(Finding::of_cell(layout, number, row, column, problem));
        }
        if lifted.iter().any(|id| layout.column(id).is_none()) {
            let message = "保護の対象の人ですが、このファイルには保護のフラグの列がありません。";
            report(Finding {
                subject: Subject::of(&layout.subject, |column| row.get(column)),
                ..Finding::of_whole_row(number, code, message)
            });
        }
    }

    /// Who is missing in a file that seems to hold everybody: it knows most of those who were there before.
    pub(crate) fn missing(&self, earlier: Option<&Earlier>, known: usize) -> Vec<Finding> {
        let is_seen = |it: &&Watched| it.is_seen.load(Relaxed);
        let (all, seen) = (
            self.people.len(),
            self.people.values().filter(is_seen).count(),
        );
        let is_of_everybody = match earlier.map_or(0, Earlier::len) {
            0 => all >= FEW && seen * 2 >= all,
            before => known * 2 >= before,
        };
        if !is_of_everybody {
            return Vec::new();
        }
        let missing = self.people.values().filter(|it| !is_seen(it));
        let mut missing: Vec<&Watched> = missing.collect();
        missing.sort_by(|a, b| a.subject.registration.cmp(&b.subject.registration));
        let finding = |it: &Watched| {
            let who = &it.subject.registration;
            let message = format!("保護の対象の人（{who}）が、このファイルにいません。");
            Finding {
                subject: it.subject.clone(),
                ..Finding::of_file(FindingCode::ProtectedMissing, &message)
            }
        };
        missing.into_iter().map(finding).collect()
    }
}
