//! The words that a window shows for what views say by a stable word: written into its sources, so that each has one home.

use crate::{place::connection::view::LayerName, view::*};
use kakehashi_domain::{
    ContactRole, ExpiryStage, LeakData, LeakSealed, LeakStep, LineKind, ProfileKind, Role,
    SendingWay, Validity,
    compare::{Finding, Word},
    identity::Element,
};
use serde::Serialize;

/// Writes in TypeScript how each stable word is read.
pub fn typescript_words() -> String {
    let mut made = [
        titles("role", "Role", Role::ALL, Role::title),
        titles("kind", "ProfileKind", ProfileKind::ALL, ProfileKind::title),
        titles("line", "LineKind", LineKind::ALL, LineKind::title),
        titles("severity", "Severity", Severity::ALL, Severity::title),
        titles("validity", "Validity", Validity::ALL, Validity::title),
        titles("layer", "LayerName", LayerName::ALL, LayerName::title),
        titles(
            "revocation",
            "RevocationState",
            RevocationState::ALL,
            RevocationState::title,
        ),
        titles("way", "SendingWay", SendingWay::ALL, SendingWay::title),
        titles(
            "standing",
            "StepStanding",
            StepStanding::ALL,
            StepStanding::title,
        ),
        titles(
            "timelines",
            "TimelineShow",
            TimelineShow::ALL,
            TimelineShow::title,
        ),
        titles("finding", "PairFinding", Finding::ALL, Finding::title),
        titles("item", "ItemWord", Word::ALL, Word::title),
        titles(
            "element",
            "Element",
            Element::ALL.iter().copied(),
            Element::title,
        ),
        titles(
            "contact",
            "ContactRole",
            ContactRole::ALL,
            ContactRole::title,
        ),
        titles("leakData", "LeakData", LeakData::ALL, LeakData::title),
        titles(
            "leakSealed",
            "LeakSealed",
            LeakSealed::ALL,
            LeakSealed::title,
        ),
        titles("leakStep", "LeakStep", LeakStep::ALL, LeakStep::title),
        urgent(),
    ];
    made.sort_by_key(|(kind, _)| *kind);
    let kinds: String = made
        .iter()
        .map(|(kind, _)| format!("\t{kind},\n"))
        .collect();
    let words: Vec<String> = made.into_iter().map(|(_, words)| words).collect();
    format!(
        "import type {{\n{kinds}}} from \"./bindings\";\n\n{}",
        words.join("\n")
    )
}

/// The type of the stable words, and how each is read.
type Made = (&'static str, String);

fn titles<T: Copy + Serialize>(
    name: &str,
    kind: &'static str,
    all: impl IntoIterator<Item = T>,
    title: fn(T) -> &'static str,
) -> Made {
    let line = |each: T| format!("\t{}: \"{}\",\n", key(each), title(each));
    let lines: String = all.into_iter().map(line).collect();
    let words = format!("export const {name}Title: Record<{kind}, string> = {{\n{lines}}};\n");
    (kind, words)
}

fn urgent() -> Made {
    let line = |stage: ExpiryStage| format!("\t{}: {},\n", key(stage), stage.is_urgent());
    let lines: String = ExpiryStage::ALL.into_iter().map(line).collect();
    let words = format!("export const isUrgent: Record<ExpiryStage, boolean> = {{\n{lines}}};\n");
    ("ExpiryStage", words)
}

/// A stable word as a key, in quotation marks where it isn't a name.
fn key(word: impl Serialize) -> String {
    let word = serde_json::to_value(word).unwrap_or_default();
    let word = word.as_str().unwrap_or_default().to_owned();
    if word.contains('-') {
        format!("\"{word}\"")
    } else {
        word
    }
}
