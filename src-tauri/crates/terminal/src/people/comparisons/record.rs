//! A comparison and its pairs, as stored.

use crate::core::shelf::moment;
use chrono::{DateTime, Utc};
use kakehashi_domain::{
    Shelf,
    compare::{Record, Review, ReviewState, Verdict},
};
use kakehashi_store::{Numbered, PairStanding, SealedFile};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ComparisonRecord {
    pub id: u32,
    pub file_name: String,
    pub source: SealedFile,
    pub taken_by: String,
    pub taken_at: DateTime<Utc>,
    pub pairs: u32,
    pub a: u32,
    pub b: u32,
    pub c: u32,
    pub sample: u32,
    pub sample_seen_by: Option<String>,
    pub saved_at: Option<DateTime<Utc>>,
    pub disposed: bool,
    /// The look-up whose answers are compared.
    #[serde(default)]
    pub job: Option<u32>,
}

impl Numbered for ComparisonRecord {
    const SHELF: Shelf = Shelf::Comparison;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        self.file_name.clone()
    }

    fn is_open(&self) -> bool {
        self.saved_at.is_none()
    }

    fn ended_at(&self) -> Option<String> {
        self.saved_at.filter(|_| !self.disposed).map(moment)
    }

    fn about(&self) -> Option<String> {
        self.job.map(|job| job.to_string())
    }
}

/// A pair that a person looks at, or may look at as one of many.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PairRecord {
    pub row: u32,
    pub id: String,
    pub a: Sides,
    pub b: Sides,
    pub verdict: Verdict,
    pub review: Review,
}

/// The five items of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sides {
    pub kanji: String,
    pub kana: String,
    pub birth: String,
    pub sex: String,
    pub address: String,
}

impl Sides {
    pub fn of(record: &Record<'_>) -> Self {
        Self {
            kanji: record.kanji.to_owned(),
            kana: record.kana.to_owned(),
            birth: record.birth.to_owned(),
            sex: record.sex.to_owned(),
            address: record.address.to_owned(),
        }
    }

    pub fn record(&self) -> Record<'_> {
        Record {
            kanji: &self.kanji,
            kana: &self.kana,
            birth: &self.birth,
            sex: &self.sex,
            address: &self.address,
        }
    }
}

impl PairRecord {
    /// What the store sorts by.
    pub fn standing(&self) -> PairStanding {
        let is_untouched = self.review.finding().is_none();
        match self.review.state() {
            ReviewState::Waiting => PairStanding::Waiting,
            ReviewState::SecondWanted => PairStanding::SecondWanted,
            ReviewState::Settled if is_untouched => PairStanding::Sample,
            ReviewState::Settled => PairStanding::Settled,
        }
    }

    /// Who has spoken, while a second person is wanted.
    pub fn said_by(&self) -> Option<&str> {
        let first = self.review.opinions().first();
        first.map(|said| said.by.as_str())
    }
}
