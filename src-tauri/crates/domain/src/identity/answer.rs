//! The check itself.

use super::{Actor, Case, Document, Element, Objection, Rule, Rules, Way, bench::Bench, ways};
use crate::Outcome;
use serde::Serialize;
use ts_rs::TS;

/// What the check came to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Answer {
    /// Whether every element is confirmed.
    pub complete: bool,
    /// How each element stands.
    pub elements: Elements,
    /// Minimal sets of documents that would complete the case, fewest first.
    #[ts(type = "Array<Array<string>>")]
    pub lacking: Vec<Way>,
    /// The rows that confirm the elements.
    pub rules: Vec<String>,
    /// Documents that count for nothing.
    pub refused: Vec<Refused>,
}

/// How each element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Elements {
    /// 番号確認.
    pub number: Standing,
    /// 身元確認.
    pub identity: Standing,
    /// 代理権.
    pub authority: Standing,
}

/// How an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Confirmed.
    Ok,
    /// Not confirmed yet.
    Lacking,
    /// Nothing to confirm.
    NotRequired,
}

/// A document that counts for nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Refused {
    /// Its kind.
    pub id: String,
    /// Whose it is said to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub of: Option<Actor>,
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub label: Option<String>,
    /// Why.
    pub why: Objection,
}

/// Checks a case by the rules of its date.
///
/// # Errors
/// [`crate::Code::InputInvalid`] for an unknown document or an agent whose right isn't said.
pub fn check(rules: &Rules, case: &Case) -> Outcome<Answer> {
    case.validate(rules)?;
    let bench = Bench::new(rules, case);
    let required = required(case.by);
    let complete = required
        .iter()
        .all(|element| bench.meeting(*element).is_some());
    Ok(Answer {
        complete,
        elements: Elements {
            number: standing(&bench, Element::Number),
            identity: standing(&bench, Element::Identity),
            authority: standing(&bench, Element::Authority),
        },
        lacking: if complete {
            Vec::new()
        } else {
            ways::minimal(rules, case, required)
        },
        rules: rows_used(&bench, required),
        refused: bench
            .evidence()
            .iter()
            .filter_map(|shown| refusal(&bench, shown))
            .collect(),
    })
}

fn required(by: Actor) -> &'static [Element] {
    match by {
        Actor::Person => &[Element::Number, Element::Identity],
        Actor::Agent => &[Element::Number, Element::Identity, Element::Authority],
    }
}

fn standing(bench: &Bench, element: Element) -> Standing {
    if !required(bench.case.by).contains(&element) {
        Standing::NotRequired
    } else if bench.meeting(element).is_some() {
        Standing::Ok
    } else {
        Standing::Lacking
    }
}

fn rows_used(bench: &Bench, required: &[Element]) -> Vec<String> {
    let mut used: Vec<String> = Vec::new();
    for route in required
        .iter()
        .filter_map(|element| bench.meeting(*element))
    {
        let enough = route.first().map_or(0, |row: &Rule| row.n);
        for counted in bench.counted(route).iter().take(enough) {
            if !used.contains(&counted.row.id) {
                used.push(counted.row.id.clone());
            }
        }
    }
    used
}

fn refusal(bench: &Bench, document: &Document) -> Option<Refused> {
    let why = bench.objection(document)?;
    let Document { id, of, label, .. } = document.clone();
    Some(Refused { id, of, label, why })
}
