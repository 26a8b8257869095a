//! Comparisons of 5情報 and their pairs, as shown.

use chrono::{DateTime, Utc};
use kakehashi_domain::compare::{Finding, Ground, ReviewState, Verdict, Word};
use serde::Serialize;
use ts_rs::TS;

/// A file of pairs that was taken in and compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparisonView {
    /// Number on this terminal, from 1.
    pub id: u32,
    /// Name of the file.
    pub file_name: String,
    /// Who took it in.
    pub taken_by: String,
    /// When.
    pub taken_at: DateTime<Utc>,
    /// Pairs in all.
    pub pairs: u32,
    /// Pairs that need no eyes.
    pub a: u32,
    /// Pairs that need one pair of eyes.
    pub b: u32,
    /// Pairs that need two people.
    pub c: u32,
    /// Pairs that wait for this person.
    pub waiting: u32,
    /// Pairs that wait for anybody.
    pub open: u32,
    /// Pairs that people have decided.
    pub settled: u32,
    /// How many of those without eyes are kept as a sample.
    pub sample: u32,
    /// Who looked at the sample.
    pub sample_seen_by: Option<String>,
    /// Whether the result can be written out.
    pub finished: bool,
    /// Whether it was.
    pub saved: bool,
    /// Whether what is personal in it was disposed of.
    pub disposed: bool,
    /// The look-up whose answers are compared.
    pub job: Option<u32>,
    /// Name to propose for the result.
    pub result_name: String,
}

/// A pair of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PairView {
    /// Which comparison.
    pub comparison: u32,
    /// Row of the file, from 1.
    pub row: u32,
    /// The file's own id of it.
    pub id: String,
    /// How many pairs of eyes it needs.
    pub verdict: Verdict,
    /// Why.
    pub because: String,
    /// The five items.
    pub items: Vec<PairItem>,
    /// How far it is.
    pub state: ReviewState,
    /// Whether two people have disagreed about it.
    pub disputed: bool,
    /// What was decided; None while it isn't.
    pub finding: Option<Finding>,
}

/// A pair of which something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DecidedPair {
    /// The pair.
    pub pair: PairView,
    /// What was said, first to last.
    pub said: Vec<PairOpinion>,
    /// Whether this person may take it back.
    pub reopens: bool,
}

/// What somebody said of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PairOpinion {
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What, in Japanese.
    pub finding: String,
    /// Why, where two records are said to be one person's.
    pub ground: Option<String>,
}

/// An item of two records side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PairItem {
    /// Its name.
    pub title: String,
    /// The insurer's record, in pieces: what differs is marked.
    pub a: Vec<PairPiece>,
    /// The 住基's.
    pub b: Vec<PairPiece>,
    /// How it compares.
    pub word: Word,
    /// What differs and how, where it isn't the same; for a birth date both days in full.
    pub remark: Option<String>,
    /// Whether both are left out because the person is protected.
    pub hidden: bool,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PairPiece {
    /// The letters.
    pub text: String,
    /// Whether the other record has others here.
    pub differs: bool,
}

/// A reason for saying that two records are one person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PairGround {
    /// Which.
    pub ground: Ground,
    /// Its words.
    pub title: String,
}
