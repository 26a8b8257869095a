//! What is kept of employers and of the files that they brought. The files themselves lie sealed beside it.

use crate::{core::shelf::moment, people::collection::view::CameBy};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::Shelf;
use kakehashi_store::{Numbered, SealedFile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A 事業所 that brings numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct EmployerRecord {
    pub id: u32,
    /// 法人番号; empty where nobody knows it.
    pub number: String,
    pub name: String,
    /// How many people the list of the 事業所 says that there are.
    pub people: Option<u32>,
    pub due: Option<NaiveDate>,
    /// Of whom a number is here, its 本人確認 settled: as the employer calls them.
    pub settled: BTreeSet<String>,
    /// Who stood in a file without that.
    pub lacking: BTreeSet<String>,
    /// Files that came.
    pub deliveries: Vec<u32>,
    pub reminded: Vec<Reminded>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Reminded {
    pub at: DateTime<Utc>,
    pub by: String,
    pub how: String,
}

impl EmployerRecord {
    /// A 事業所 of which nothing came yet.
    pub fn new(id: u32, number: &str, name: &str) -> Self {
        Self {
            id,
            number: number.to_owned(),
            name: name.to_owned(),
            people: None,
            due: None,
            settled: BTreeSet::new(),
            lacking: BTreeSet::new(),
            deliveries: Vec::new(),
            reminded: Vec::new(),
        }
    }

    /// By what it is known again.
    pub fn key_of<'a>(number: &'a str, name: &'a str) -> &'a str {
        if number.is_empty() { name } else { number }
    }

    /// How many people there are, as far as is known.
    pub fn everybody(&self) -> u32 {
        let seen = self.settled.len() + self.lacking.len();
        self.people
            .unwrap_or(0)
            .max(u32::try_from(seen).unwrap_or(u32::MAX))
    }

    /// Of how many the number is missing.
    pub fn missing(&self) -> u32 {
        let settled = u32::try_from(self.settled.len()).unwrap_or(u32::MAX);
        self.everybody().saturating_sub(settled)
    }

    /// What a file of it brought: a later one settles who was lacking before.
    pub fn take(&mut self, delivery: &DeliveryRecord) {
        self.deliveries.push(delivery.id);
        self.settled.extend(delivery.settled.iter().cloned());
        self.lacking.extend(delivery.lacking.iter().cloned());
        let Self {
            settled, lacking, ..
        } = self;
        lacking.retain(|person| !settled.contains(person));
    }

    /// A file of it was the wrong one.
    pub fn give_back(&mut self, delivery: &DeliveryRecord) {
        self.deliveries.retain(|id| *id != delivery.id);
        for person in delivery.settled.iter().chain(&delivery.lacking) {
            self.settled.remove(person);
            self.lacking.remove(person);
        }
    }
}

impl Numbered for EmployerRecord {
    const SHELF: Shelf = Shelf::Employer;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.name, self.number)
    }

    fn is_open(&self) -> bool {
        self.deliveries.is_empty() || self.missing() > 0
    }

    fn about(&self) -> Option<String> {
        Some(Self::key_of(&self.number, &self.name).to_owned())
    }
}

/// A file of an employer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DeliveryRecord {
    pub id: u32,
    pub employer: u32,
    pub office: String,
    pub file_name: String,
    /// The sheet of a workbook; empty for text.
    pub sheet: String,
    /// Of the file as it came.
    pub sha256: String,
    pub kind: String,
    pub version: String,
    /// The rows in the columns of the definition, in UTF-8.
    pub file: SealedFile,
    pub rows: u32,
    pub settled: BTreeSet<String>,
    pub lacking: BTreeSet<String>,
    /// From which of its rows on which row of the sheet follows.
    pub places: Vec<(u32, u32)>,
    /// Rows of the sheet whose number got its zero back.
    pub restored: Vec<u32>,
    pub came_by: CameBy,
    pub tracking: String,
    pub received_on: NaiveDate,
    pub by: String,
    pub at: DateTime<Utc>,
    /// Its line in the 授受簿, as it came.
    pub line: u32,
    /// The line by which it went to the 基幹システム.
    pub hand_over: Option<u32>,
    /// When it was taken over there, and the numbers went from here.
    pub taken_at: Option<DateTime<Utc>>,
}

impl DeliveryRecord {
    /// The row of the sheet, as the employer sees it; 0 for the file as a whole.
    pub fn place_of(&self, row: u32) -> u32 {
        let from = self.places.iter().rev().find(|(begin, _)| *begin <= row);
        from.map_or(row, |(begin, place)| place + (row - begin))
    }
}

impl Numbered for DeliveryRecord {
    const SHELF: Shelf = Shelf::Delivery;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}\n{}", self.office, self.file_name, self.tracking)
    }

    fn is_open(&self) -> bool {
        self.taken_at.is_none()
    }

    fn ended_at(&self) -> Option<String> {
        self.taken_at.map(moment)
    }

    fn about(&self) -> Option<String> {
        self.hand_over.map(|line| line.to_string())
    }
}
