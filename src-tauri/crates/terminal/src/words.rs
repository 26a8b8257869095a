//! The words that a window shows for what views say by a stable word: written into its sources, so that each has one home.

use crate::{place::connection::view::LayerName, view::*};
use kakehashi_domain::{ExpiryStage, LineKind, ProfileKind, Role, SendingWay, Validity};
use serde::Serialize;

/// Writes in TypeScript how each stable word is read.
pub fn typescript_words() -> String {
    [
        titles("roleTitle", "Role", Role::ALL, Role::title),
        titles(
            "kindTitle",
            "ProfileKind",
            ProfileKind::ALL,
            ProfileKind::title,
        ),
        titles("lineTitle", "LineKind", LineKind::ALL, LineKind::title),
        titles("severityTitle", "Severity", Severity::ALL, Severity::title),
        titles("validityTitle", "Validity", Validity::ALL, Validity::title),
        titles("layerTitle", "LayerName", LayerName::ALL, LayerName::title),
        titles(
            "revocationTitle",
            "RevocationState",
            RevocationState::ALL,
            RevocationState::title,
        ),
        titles("wayTitle", "SendingWay", SendingWay::ALL, SendingWay::title),
        urgent(),
    ]
    .join("\n")
}

fn titles<T: Copy + Serialize, const N: usize>(
    name: &str,
    kind: &str,
    all: [T; N],
    title: fn(T) -> &'static str,
) -> String {
    let line = |each: T| format!("\t{}: \"{}\",\n", key(each), title(each));
    let lines: String = all.into_iter().map(line).collect();
    format!("export const {name}: Record<{kind}, string> = {{\n{lines}}};\n")
}

fn urgent() -> String {
    let line = |stage: ExpiryStage| format!("\t{}: {},\n", key(stage), stage.is_urgent());
    let lines: String = ExpiryStage::ALL.into_iter().map(line).collect();
    format!("export const isUrgent: Record<ExpiryStage, boolean> = {{\n{lines}}};\n")
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
