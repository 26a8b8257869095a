//! Rows of a file beside those of the file before: by registration, column by column, in memory and only as sums.

use crate::sending::leaving::view::{ChangedColumn, Difference};
use kakehashi_domain::Outcome;
use kakehashi_layouts::{Layout, Remembered, Row, rows};
use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
    io::Read,
};

/// Rows that are named of each column.
const NAMED: usize = 20;

/// The file before, and what was found beside it.
pub(super) struct Beside<'l> {
    layout: &'l Layout,
    sums: RandomState,
    /// By registration: a sum of each column's cell, and whether the registration came again.
    known: HashMap<u64, (Vec<u32>, bool)>,
    found: Difference,
    columns: Vec<(u32, Vec<u32>)>,
}

impl<'l> Beside<'l> {
    /// Reads the file before. None for kinds that name no registration.
    pub fn read(file: impl Read, theirs: &Layout, layout: &'l Layout) -> Outcome<Option<Self>> {
        let mut beside = Self {
            layout,
            sums: RandomState::new(),
            known: HashMap::new(),
            found: Difference::default(),
            columns: vec![(0, Vec::new()); layout.columns.len()],
        };
        for row in rows(file, theirs)? {
            let row = row?;
            let Some(key) = beside.key(theirs, &row) else {
                return Ok(None);
            };
            let cells = beside.cells(&row);
            beside.known.insert(key, (cells, false));
        }
        Ok(Some(beside))
    }

    /// Lays one row beside; `number` is the one that people know it by.
    pub fn lay(&mut self, row: &Row<'_>, number: u32) {
        let Some(key) = self.key(self.layout, row) else {
            return;
        };
        let cells = self.cells(row);
        let Some((before, came_again)) = self.known.get_mut(&key) else {
            self.found.new += 1;
            return;
        };
        *came_again = true;
        if *before == cells {
            self.found.same += 1;
            return;
        }
        self.found.changed += 1;
        let differing = before.iter().zip(&cells).zip(&mut self.columns);
        for (_, (count, rows)) in differing.filter(|((old, new), _)| old != new) {
            *count += 1;
            if rows.len() < NAMED {
                rows.push(number);
            }
        }
    }

    /// What was found, when every row was laid beside.
    pub fn told(mut self) -> Difference {
        let gone = self.known.values().filter(|(_, came_again)| !came_again);
        self.found.gone = u32::try_from(gone.count()).unwrap_or(u32::MAX);
        let columns = self.columns.into_iter().enumerate();
        self.found.columns = columns
            .filter(|(_, (count, _))| *count > 0)
            .map(|(at, (count, rows))| ChangedColumn {
                title: self.layout.columns[at].title.clone(),
                grave: self.layout.tells_who(at),
                count,
                rows,
            })
            .collect();
        self.found.columns.sort_by_key(|column| !column.grave);
        self.found
    }

    fn key(&self, layout: &Layout, row: &Row<'_>) -> Option<u64> {
        let known = Remembered::of(layout, row)?;
        Some(self.sums.hash_one(known.registration))
    }

    /// The sums of a row's cells, by the columns of the file that leaves.
    fn cells(&self, row: &Row<'_>) -> Vec<u32> {
        let cell = |column: &kakehashi_layouts::Column| row.get(&column.id).unwrap_or_default();
        let columns = self.layout.columns.iter();
        columns
            .map(|column| self.sums.hash_one(cell(column).trim()) as u32)
            .collect()
    }
}
