//! Cases to be checked, and the pool of documents.

use chrono::NaiveDate;
use kakehashi_domain::identity::{
    Actor, AgentKind, Answer, Attested, Case, Channel, Document, Hardship, Rules, Sides, Verifier,
    Way, check,
};
use serde_json::{Value, json};

/// The days at which something changes, with the day before.
pub const DATES: [&str; 6] = [
    "2016-02-01",
    "2020-05-24",
    "2020-05-25",
    "2025-12-01",
    "2025-12-02",
    "2026-04-01",
];

/// Who comes.
pub const COMING: [(Actor, Option<AgentKind>); 4] = [
    (Actor::Person, None),
    (Actor::Agent, Some(AgentKind::Statutory)),
    (Actor::Agent, Some(AgentKind::Voluntary)),
    (Actor::Agent, Some(AgentKind::Corporate)),
];

pub fn rules() -> &'static Rules {
    Rules::shipped().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A case where everything is open: every reason given, and an earlier file in use.
pub fn open_case(
    (by, agent_kind): (Actor, Option<AgentKind>),
    channel: Channel,
    verifier: Verifier,
    date: &str,
) -> Case {
    let reason = || Some("紛失して再発行を待っている".to_owned());
    Case {
        date: day(date),
        by,
        agent_kind,
        channel,
        verifier,
        existing_file: true,
        hardship: Hardship {
            number: reason(),
            identity: reason(),
            authority: reason(),
        },
        documents: Vec::new(),
        attested: Vec::new(),
        questions_answered: 0,
    }
}

/// Every open case.
pub fn open_cases() -> impl Iterator<Item = Case> {
    let channels = COMING
        .iter()
        .flat_map(|who| Channel::ALL.iter().map(move |by| (who, by)));
    channels.flat_map(|(who, channel)| {
        let verifiers = Verifier::ALL.iter();
        verifiers.flat_map(move |verifier| {
            DATES
                .iter()
                .map(move |date| open_case(*who, *channel, *verifier, date))
        })
    })
}

/// Adds a document, or what stands for one.
pub fn add(case: &mut Case, document: Document) {
    match document.id.as_str() {
        "employment_relation" => case.attested.push(Attested::EmploymentRelation),
        "questions_answered" => case.questions_answered += rules().questions_needed,
        _ => case.documents.push(document),
    }
}

pub fn with(case: &Case, way: &Way) -> Case {
    let mut case = case.clone();
    way.0
        .iter()
        .for_each(|needed| add(&mut case, needed.document()));
    case
}

/// Every kind in good order, as the person's and as the agent's, those that may be several twice.
pub fn pool() -> Vec<Document> {
    let kinds = rules().documents.iter();
    let owned = kinds.flat_map(|kind| Actor::ALL.iter().map(move |of| (kind, *of)));
    let twice = owned.flat_map(|(kind, of)| {
        let count = if kind.several { 2 } else { 1 };
        (0..count).map(move |nth: usize| (kind, of, nth))
    });
    twice
        .map(|(kind, of, nth)| Document {
            of: Some(of),
            label: Some(nth.to_string()),
            sides: Some(Sides::Both),
            matches_register: Some(true),
            ..Document::of_kind(&kind.id)
        })
        .collect()
}

pub fn answer(case: &Case) -> Answer {
    check(rules(), case).unwrap()
}

/// The check of a case as the command line gets it: the example's keys, some of them replaced.
pub fn answer_to(changes: Value) -> Value {
    let mut case = json!({
        "date": "2016-02-01", "by": "person", "agent_kind": null, "channel": "in_person",
        "verifier": "insurer", "existing_file": false,
        "hardship": {"number": null, "identity": null, "authority": null},
        "documents": [], "attested": [], "questions_answered": 0,
    });
    let changes = changes.as_object().unwrap().clone();
    case.as_object_mut().unwrap().extend(changes);
    let case: Case = serde_json::from_value(case).unwrap();
    serde_json::to_value(answer(&case)).unwrap()
}
