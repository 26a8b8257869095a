//! What may be shown in a case, in the order of the tables.

use super::{
    Actor, Case, Channel, Document, Element, Objection, Rule, Rules, Sides,
    objection::{of_kind, of_row},
};

/// Something that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its kind.
    pub id: String,
    /// Whose it must be.
    pub of: Option<Actor>,
    /// What it can confirm.
    pub elements: Vec<Element>,
    /// Why it wouldn't count even in good order.
    pub objection: Option<Objection>,
}

/// Whatever a row names for this way of coming; then what looks right and never counts.
pub fn choices(rules: &Rules, case: &Case) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    // Who shows an earlier file has one; only on the telephone is it asked for before.
    let case = &Case {
        existing_file: case.existing_file || case.channel != Channel::Telephone,
        ..case.clone()
    };
    for row in &rules.rows {
        for id in &row.documents {
            let Some(objection) = objection_to(rules, case, row, id) else {
                continue;
            };
            let known = choices.iter_mut().find(|c| c.id == *id && c.of == row.of);
            match known {
                Some(choice) => {
                    choice.elements.extend(&row.elements);
                    choice.objection = choice.objection.and(objection);
                }
                None => choices.push(Choice {
                    id: id.clone(),
                    of: row.of,
                    elements: row.elements.clone(),
                    objection,
                }),
            }
        }
    }
    let never = rules.documents.iter().filter(|kind| kind.never);
    choices.extend(never.map(|kind| Choice {
        id: kind.id.clone(),
        of: None,
        elements: Vec::new(),
        objection: Some(Objection::NeverAccepted),
    }));
    for choice in &mut choices {
        choice.elements.sort_unstable();
        choice.elements.dedup();
    }
    choices
}

/// Outer None: the row isn't for this case. Inner None: in good order it counts.
fn objection_to(rules: &Rules, case: &Case, row: &Rule, id: &str) -> Option<Option<Objection>> {
    let kind = rules.document(id)?;
    let document = Document {
        of: row.of,
        sides: Some(Sides::Both),
        matches_register: Some(true),
        ..Document::of_kind(id)
    };
    let objection =
        of_row(rules, case, row, &document).or_else(|| of_kind(kind, &document, case.date));
    match objection {
        Some(
            Objection::NotForThisActor
            | Objection::NotForChannel
            | Objection::NotForVerifier
            | Objection::NotForAgentKind,
        ) => None,
        other => Some(other),
    }
}
