//! The tables that the program works by, for those who type their words or read them in answers.

use kakehashi_layouts::{Catalogue, Encoding, FindingCode};
use serde::Serialize;
use ts_rs::TS;

/// Something that a check can find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct FindingKind {
    /// Its code.
    pub code: &'static str,
    /// `error`, `confirm`, `warning` or `info`, where the definition doesn't say otherwise.
    pub severity: &'static str,
    /// A short heading.
    pub title: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// Everything that a check can find, the gravest first.
pub fn finding_codes() -> Vec<FindingKind> {
    let all = FindingCode::ALL.iter();
    let kind = |code: &FindingCode| FindingKind {
        code: code.as_str(),
        severity: code.severity().as_str(),
        title: code.title(),
        remedy: code.remedy(),
    };
    all.map(kind).collect()
}

/// Every shipped kind of file by its name, with its title.
pub fn kind_names() -> Vec<(String, String)> {
    let all = Catalogue::shipped().all();
    let mut names: Vec<_> = all.map(|it| (it.kind.clone(), it.title.clone())).collect();
    names.dedup_by(|one, other| one.0 == other.0);
    names
}

/// Every character code by its word, with its title.
pub fn encodings() -> Vec<(String, String)> {
    let all = Encoding::EVERY.iter();
    let names = all.map(|it| (it.as_str().to_owned(), it.title().to_owned()));
    names.collect()
}
