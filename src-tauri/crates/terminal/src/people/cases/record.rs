//! A case as stored. It names kinds of documents, people of this terminal and days; never a number or a picture.

use crate::core::{clock::japan_day, shelf::moment};
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{
    Code, Fault, Outcome, Shelf,
    identity::{
        self, Actor, AgentKind, CaseState, CaseStep, Channel, Facts, FormState, Rules, Verifier,
    },
};
use kakehashi_store::Numbered;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct CaseRecord {
    pub id: u32,
    pub subject: String,
    pub state: CaseState,
    /// The day whose rules hold: the day of the last answer.
    pub date: NaiveDate,
    pub facts: Facts,
    pub form: Option<FormRecord>,
    pub refusal: Option<String>,
    pub opened: Signed,
    pub checked: Option<Signed>,
    pub closed: Option<Signed>,
    /// Whose number was entered by it; from then on it is for nobody else.
    #[serde(default)]
    pub used: Option<UsedRecord>,
}

/// The person for whom a case was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UsedRecord {
    pub name_kana: String,
    pub birth_date: String,
    /// By which route it was confirmed; none where an earlier program noted none.
    #[serde(default)]
    pub route: Option<Route>,
    /// The number that was entered; none once it was removed as a mistake.
    pub entry: Option<u32>,
    pub signed: Signed,
}

/// Who checked, who brought the number, by what right, and how it came.
pub(super) type Route = (
    Option<Verifier>,
    Option<Actor>,
    Option<AgentKind>,
    Option<Channel>,
);

/// Who, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Signed {
    pub by: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct FormRecord {
    pub state: FormState,
    pub made_at: DateTime<Utc>,
    pub printed_at: Option<DateTime<Utc>>,
    pub returned_at: Option<DateTime<Utc>>,
}

impl CaseRecord {
    /// Moves the case on.
    pub fn step(&mut self, step: CaseStep) -> Outcome<()> {
        let next = self.state.after(step);
        self.state = next.ok_or_else(|| self.wrong_state())?;
        Ok(())
    }

    /// Moves the case to where the rules of this day put it.
    pub fn judge(&mut self, now: Signed) -> Outcome<()> {
        self.date = japan_day(now.at);
        let complete = self.is_complete(Rules::shipped()?)?;
        self.step(CaseStep::Answer { complete })?;
        self.checked = complete.then_some(now);
        Ok(())
    }

    /// The route by which it was confirmed.
    pub fn route(&self) -> Route {
        let facts = &self.facts;
        (facts.verifier, facts.by, facts.agent_kind, facts.channel)
    }

    pub fn wrong_state(&self) -> Fault {
        let fault = Fault::new(Code::CaseState).with("case", self.id);
        fault.with("state", self.state.title())
    }

    /// What the rules say of what is confirmed; None while the first questions are open.
    pub fn check(&self, rules: &Rules) -> Outcome<Option<identity::Answer>> {
        let case = self.facts.confirmed_case(rules, self.date);
        case.map(|case| identity::check(rules, &case)).transpose()
    }

    /// Whether the rules are met.
    pub fn is_complete(&self, rules: &Rules) -> Outcome<bool> {
        Ok(self.check(rules)?.is_some_and(|answer| answer.complete))
    }
}

impl Numbered for CaseRecord {
    const SHELF: Shelf = Shelf::Case;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        self.subject.clone()
    }

    fn is_open(&self) -> bool {
        self.state != CaseState::Closed
    }

    fn ended_at(&self) -> Option<String> {
        self.closed.as_ref().map(|closed| moment(closed.at))
    }

    /// How far its form is, so that forms are counted over the years.
    fn about(&self) -> Option<String> {
        self.form
            .as_ref()
            .map(|form| of_form(form.state).to_owned())
    }
}

/// What a case is about whose form is so far.
pub(super) fn of_form(state: FormState) -> &'static str {
    match state {
        FormState::Made => "made",
        FormState::Printed => "printed",
        FormState::Returned => "returned",
    }
}
