//! A case: who brings the number, how, to whom, and what they show.

use super::{Actor, AgentKind, Attested, Channel, Detail, Element, Rules, Sides, Verifier};
use crate::{Code, Fault, Outcome};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A case of 本人確認. Nothing in it names the person, the number or a document's number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The day of the check; it decides which rules hold.
    pub date: NaiveDate,
    /// Who brings the number.
    pub by: Actor,
    /// By what right, where an agent comes.
    #[serde(default)]
    pub agent_kind: Option<AgentKind>,
    /// How it comes.
    pub channel: Channel,
    /// Who checks.
    pub verifier: Verifier,
    /// Whether a 特定個人情報ファイル from an earlier 本人確認 exists and is used.
    #[serde(default)]
    pub existing_file: bool,
    /// Why the ordinary documents are difficult.
    #[serde(default)]
    pub hardship: Hardship,
    /// What is shown or sent.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// What the verifier recognises.
    #[serde(default)]
    pub attested: Vec<Attested>,
    /// How many things that only the person knows were asked for and answered rightly.
    #[serde(default)]
    pub questions_answered: u32,
}

/// Reasons why the ordinary documents are difficult, by element.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hardship {
    /// For the number.
    pub number: Option<String>,
    /// For the identity.
    pub identity: Option<String>,
    /// For the authority.
    pub authority: Option<String>,
}

impl Hardship {
    /// Whether a reason is written down.
    pub fn is_given_for(&self, element: Element) -> bool {
        let reason = self.reason(element);
        reason.is_some_and(|text| !text.trim().is_empty())
    }

    /// The reason for an element.
    pub fn reason(&self, element: Element) -> Option<&str> {
        match element {
            Element::Number => self.number.as_deref(),
            Element::Identity => self.identity.as_deref(),
            Element::Authority => self.authority.as_deref(),
        }
    }

    /// Writes down a reason, or takes it back.
    pub(super) fn set(&mut self, element: Element, reason: Option<String>) {
        match element {
            Element::Number => self.number = reason,
            Element::Identity => self.identity = reason,
            Element::Authority => self.authority = reason,
        }
    }
}

/// A document, by kind and by what the verifier has seen of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its kind, an id of `documents.toml`.
    pub id: String,
    /// Whose it is.
    #[serde(default)]
    pub of: Option<Actor>,
    /// Whether it is a copy.
    #[serde(default)]
    pub copy: bool,
    /// Its last day.
    #[serde(default)]
    pub expires: Option<NaiveDate>,
    /// Whether it is in date, where the day itself isn't kept.
    #[serde(default)]
    pub in_date: Option<bool>,
    /// Whether what it bears agrees with the person; None is not said.
    #[serde(default)]
    pub matches_person: Option<bool>,
    /// The day it was issued.
    #[serde(default)]
    pub issued: Option<NaiveDate>,
    /// Which sides are there.
    #[serde(default)]
    pub sides: Option<Sides>,
    /// Tells documents of one kind apart.
    #[serde(default)]
    pub label: Option<String>,
    /// Whether it agrees with the 住民票; None is not confirmed.
    #[serde(default)]
    pub matches_register: Option<bool>,
    /// What it bears; None is all that a rule may ask for.
    #[serde(default)]
    pub shows: Option<Vec<Detail>>,
}

impl Document {
    /// A document of which nothing more is said.
    pub fn of_kind(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..Self::default()
        }
    }
}

impl Case {
    /// Refuses what can't be a case: unknown documents, or an agent whose right isn't said.
    pub(super) fn validate(&self, rules: &Rules) -> Outcome<()> {
        let invalid = |field: &str, hint: &str| {
            Err(Fault::new(Code::InputInvalid)
                .with("field", field)
                .with("hint", hint))
        };
        match (self.by, self.agent_kind) {
            (Actor::Person, Some(_)) => {
                return invalid("agent_kind", "本人のときは null にしてください。");
            }
            (Actor::Agent, None) => {
                let hint = "statutory、voluntary、corporate のどれかを入れてください。";
                return invalid("agent_kind", hint);
            }
            (Actor::Person, None) | (Actor::Agent, Some(_)) => {}
        }
        let is_known = |document: &&Document| {
            rules
                .document(&document.id)
                .is_some_and(|kind| !kind.is_statement())
        };
        match self
            .documents
            .iter()
            .position(|document| !is_known(&document))
        {
            Some(at) => {
                let hint = format!("{}番目の書類の id は一覧にありません。", at + 1);
                invalid("documents", &hint)
            }
            None => Ok(()),
        }
    }

    /// The documents, and what was recognised or answered as if it were one.
    pub(super) fn evidence(&self, rules: &Rules) -> Vec<Document> {
        let mut evidence = self.documents.clone();
        evidence.extend(self.attested.iter().map(|attested| match attested {
            Attested::EmploymentRelation => Document::of_kind("employment_relation"),
        }));
        if self.questions_answered >= rules.questions_needed {
            evidence.push(Document::of_kind("questions_answered"));
        }
        evidence
    }
}
