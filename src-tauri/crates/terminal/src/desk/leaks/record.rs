//! Leaks, as stored.

use super::view::{LeakEvent, LeakFacts, LeakReport};
use kakehashi_domain::{Code, Fault, LeakState, LeakStep, Outcome, Shelf};
use kakehashi_store::Numbered;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct LeakRecord {
    pub id: u32,
    pub state: LeakState,
    pub facts: LeakFacts,
    pub reports: Vec<LeakReport>,
    /// By 利用者ID.
    pub events: Vec<LeakEvent>,
}

impl Numbered for LeakRecord {
    const SHELF: Shelf = Shelf::Leak;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        self.facts.what.clone()
    }

    fn is_open(&self) -> bool {
        self.state != LeakState::Final
    }
}

impl LeakRecord {
    /// Takes a part of the report.
    ///
    /// # Errors
    /// `LEAK_STATE`.
    pub fn step(&mut self, report: LeakReport) -> Outcome<()> {
        let next = self.state.after(report.step);
        self.state = next.ok_or_else(|| self.refusal())?;
        self.reports.push(report);
        Ok(())
    }

    /// That it isn't so that this can be done.
    pub fn refusal(&self) -> Fault {
        let fault = Fault::new(Code::LeakState).with("leak", self.id);
        fault.with("state", self.state.title())
    }

    pub fn made(&self, step: LeakStep) -> Option<&LeakReport> {
        self.reports.iter().find(|report| report.step == step)
    }
}

/// What differs between two accounts of a leak, in words.
pub(super) fn differences(before: &LeakFacts, after: &LeakFacts) -> String {
    let people = |facts: &LeakFacts| {
        let people = facts.people.map(|people| format!("{people} 人"));
        people.unwrap_or_else(|| "調べている".to_owned())
    };
    let moved = |title: &str, before: String, after: String| {
        (before != after).then(|| format!("{title} {before} → {after}"))
    };
    let written = |title: &str, is_other: bool| is_other.then(|| title.to_owned());
    let told = [
        moved(
            "知った日",
            before.found_on.to_string(),
            after.found_on.to_string(),
        ),
        moved("人数", people(before), people(after)),
        moved(
            "暗号化",
            before.sealed.title().to_owned(),
            after.sealed.title().to_owned(),
        ),
        written("起きた日", before.happened_on != after.happened_on),
        written("データ", before.data != after.data),
        written("不正の目的", before.malice != after.malice),
        written("不特定多数", before.public != after.public),
        written("概要", before.what != after.what),
        written("原因", before.cause != after.cause),
        written("二次被害", before.harm != after.harm),
        written("本人への対応", before.told != after.told),
        written("公表", before.published != after.published),
        written("再発防止", before.prevention != after.prevention),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    told.join("、")
}
