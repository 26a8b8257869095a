//! A case in the making: what was answered, and which question comes next.

use super::{
    Actor, AgentKind, Attested, Case, Channel, Document, Element, Hardship, Prompt, Rules, Verifier,
};
use crate::{Code, Fault, Outcome, lean_text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was answered so far. Nothing in it names the person, the number or a document's number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Who checks.
    pub verifier: Option<Verifier>,
    /// Who brings the number.
    pub by: Option<Actor>,
    /// By what right, where an agent comes.
    pub agent_kind: Option<AgentKind>,
    /// How the number comes.
    pub channel: Option<Channel>,
    /// Whether a file made after an earlier 本人確認 is used.
    pub existing_file: Option<bool>,
    /// Why the ordinary documents are difficult.
    pub hardship: Hardship,
    /// What was shown.
    pub documents: Vec<Document>,
    /// What the verifier recognises.
    pub attested: Vec<Attested>,
    /// How many things that only the person knows were answered.
    pub questions_answered: u32,
}

/// The question that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseQuestion {
    /// By which route, so who checks?
    Verifier,
    /// Who is before you?
    By,
    /// By what right?
    AgentKind,
    /// How do they reach you?
    Channel,
    /// Is there a file of an earlier 本人確認? Asked on the telephone only.
    ExistingFile,
    /// What do they show?
    Documents,
}

/// An answer of the verifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum CaseAnswer {
    /// Who checks.
    Verifier {
        /// Who.
        verifier: Verifier,
    },
    /// Who brings the number.
    By {
        /// Who.
        by: Actor,
    },
    /// By what right.
    AgentKind {
        /// Which.
        agent_kind: AgentKind,
    },
    /// How the number comes.
    Channel {
        /// How.
        channel: Channel,
    },
    /// Whether there is a file of an earlier 本人確認.
    ExistingFile {
        /// Whether.
        yes: bool,
    },
    /// A document is shown, or a statement made.
    Shows {
        /// Its kind.
        id: String,
        /// Whose it is.
        of: Option<Actor>,
        /// Tells documents of one kind apart.
        label: Option<String>,
    },
    /// What was shown is taken back.
    TakesBack {
        /// Its place among what was shown, from 0.
        index: usize,
    },
    /// What has to be confirmed of a document.
    Confirms {
        /// Its place among what was shown, from 0.
        index: usize,
        /// Which question.
        prompt: Prompt,
        /// The answer.
        yes: bool,
    },
    /// Why the ordinary documents are difficult; None takes it back.
    Difficult {
        /// For what.
        element: Element,
        /// Why.
        reason: Option<String>,
    },
}

impl From<Case> for Facts {
    fn from(case: Case) -> Self {
        Self {
            verifier: Some(case.verifier),
            by: Some(case.by),
            agent_kind: case.agent_kind,
            channel: Some(case.channel),
            existing_file: Some(case.existing_file),
            hardship: case.hardship,
            documents: case.documents,
            attested: case.attested,
            questions_answered: case.questions_answered,
        }
    }
}

impl Facts {
    /// The question that comes next.
    pub fn next_question(&self) -> CaseQuestion {
        let by_agent = self.by == Some(Actor::Agent);
        let on_phone = self.channel == Some(Channel::Telephone);
        let open = [
            (self.verifier.is_none(), CaseQuestion::Verifier),
            (self.by.is_none(), CaseQuestion::By),
            (
                by_agent && self.agent_kind.is_none(),
                CaseQuestion::AgentKind,
            ),
            (self.channel.is_none(), CaseQuestion::Channel),
            (
                on_phone && self.existing_file.is_none(),
                CaseQuestion::ExistingFile,
            ),
        ];
        let first = open.into_iter().find(|(is_open, _)| *is_open);
        first.map_or(CaseQuestion::Documents, |(_, question)| question)
    }

    /// The case with everything that was shown; None while a question before that is open.
    pub fn case(&self, date: NaiveDate) -> Option<Case> {
        if self.next_question() != CaseQuestion::Documents {
            return None;
        }
        Some(Case {
            date,
            by: self.by?,
            agent_kind: self.agent_kind,
            channel: self.channel?,
            verifier: self.verifier?,
            existing_file: self.existing_file.unwrap_or(false),
            hardship: self.hardship.clone(),
            documents: self.documents.clone(),
            attested: self.attested.clone(),
            questions_answered: self.questions_answered,
        })
    }

    /// The case with only those documents of which everything is confirmed.
    pub fn confirmed_case(&self, rules: &Rules, date: NaiveDate) -> Option<Case> {
        let mut case = self.case(date)?;
        let channel = case.channel;
        case.documents.retain(|document| {
            let kind = rules.document(&document.id);
            kind.is_some_and(|kind| document.open_prompts(kind, channel, date).is_empty())
        });
        Some(case)
    }

    /// What was shown, and after it what was recognised or answered, as if it were a document.
    pub fn shown(&self, rules: &Rules, date: NaiveDate) -> Vec<Document> {
        self.case(date)
            .map_or_else(Vec::new, |case| case.evidence(rules))
    }

    /// Takes an answer.
    ///
    /// # Errors
    /// [`Code::InputInvalid`] for an unknown document, a place where nothing lies, or a text that holds a number.
    pub fn answer(&mut self, rules: &Rules, answer: CaseAnswer) -> Outcome<()> {
        match answer {
            CaseAnswer::Verifier { verifier } => self.verifier = Some(verifier),
            CaseAnswer::By { by } => {
                self.by = Some(by);
                self.agent_kind = self.agent_kind.filter(|_| by == Actor::Agent);
            }
            CaseAnswer::AgentKind { agent_kind } => self.agent_kind = Some(agent_kind),
            CaseAnswer::Channel { channel } => self.channel = Some(channel),
            CaseAnswer::ExistingFile { yes } => self.existing_file = Some(yes),
            CaseAnswer::Shows { id, of, label } => return self.show(rules, id, of, label),
            CaseAnswer::TakesBack { index } => return self.take_back(index),
            CaseAnswer::Confirms { index, prompt, yes } => {
                let document = self.documents.get_mut(index).ok_or_else(no_such_document)?;
                let kind = rules.document(&document.id).ok_or_else(no_such_document)?;
                document.confirm(kind, prompt, yes);
            }
            CaseAnswer::Difficult { element, reason } => {
                let reason = reason.map(|text| lean_text("理由", &text)).transpose()?;
                self.hardship.set(element, reason);
            }
        }
        Ok(())
    }

    fn show(
        &mut self,
        rules: &Rules,
        id: String,
        of: Option<Actor>,
        label: Option<String>,
    ) -> Outcome<()> {
        let kind = rules.document(&id).ok_or_else(no_such_document)?;
        match id.as_str() {
            "employment_relation" => self.attested = vec![Attested::EmploymentRelation],
            "questions_answered" => self.questions_answered = rules.questions_needed,
            _ => {
                let label = label
                    .map(|text| lean_text("書類の名前", &text))
                    .transpose()?;
                // A file of an earlier 本人確認 that is shown exists.
                if id == "past_file" {
                    self.existing_file = Some(true);
                }
                let of = of.filter(|_| self.by == Some(Actor::Agent));
                self.documents.push(Document {
                    of,
                    label: label.filter(|_| kind.several),
                    ..Document::of_kind(&id)
                });
            }
        }
        Ok(())
    }

    fn take_back(&mut self, index: usize) -> Outcome<()> {
        let statement = index.checked_sub(self.documents.len());
        match statement {
            None => drop(self.documents.remove(index)),
            Some(at) if at < self.attested.len() => drop(self.attested.remove(at)),
            Some(at) if at == self.attested.len() && self.questions_answered > 0 => {
                self.questions_answered = 0;
            }
            Some(_) => return Err(no_such_document()),
        }
        Ok(())
    }
}

fn no_such_document() -> Fault {
    let fault = Fault::new(Code::InputInvalid).with("field", "書類");
    fault.with("hint", "一覧にある書類を選んでください。")
}
