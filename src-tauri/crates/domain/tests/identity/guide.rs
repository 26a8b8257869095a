//! The guide against the tables: whatever would complete a case is offered, and nothing counts before it is confirmed.

use crate::cases::{COMING, DATES, day, open_case, rules};
use kakehashi_domain::identity::{
    Actor, Case, CaseAnswer, CaseQuestion, Channel, Facts, Hardship, Prompt, Verifier, check,
    choices,
};

/// Nothing shown yet, and no reason given.
fn bare(case: Case) -> Case {
    Case {
        hardship: Hardship::default(),
        documents: Vec::new(),
        attested: Vec::new(),
        questions_answered: 0,
        ..case
    }
}

#[test]
fn whatever_would_complete_a_case_is_offered_without_objection() {
    let mut ways = 0;
    for coming in COMING {
        for channel in Channel::ALL {
            for verifier in Verifier::ALL {
                for date in DATES {
                    let case = bare(open_case(coming, *channel, *verifier, date));
                    let offered = choices(rules(), &case);
                    for needed in check(rules(), &case)
                        .unwrap()
                        .lacking
                        .iter()
                        .flat_map(|way| &way.0)
                    {
                        ways += 1;
                        let found = offered
                            .iter()
                            .find(|c| c.id == needed.id && c.of == needed.of);
                        let is_fine = found.is_some_and(|found| found.objection.is_none());
                        assert!(is_fine, "{needed:?} in {case:?}: {found:?}");
                    }
                }
            }
        }
    }
    assert!(ways > 1_000, "{ways}");
}

#[test]
fn questions_come_in_order_and_an_agent_is_asked_by_what_right() {
    let mut facts = Facts::default();
    let mut asked = Vec::new();
    let answers = [
        CaseAnswer::Verifier {
            verifier: Verifier::Insurer,
        },
        CaseAnswer::By { by: Actor::Agent },
        CaseAnswer::AgentKind {
            agent_kind: kakehashi_domain::identity::AgentKind::Statutory,
        },
        CaseAnswer::Channel {
            channel: Channel::Telephone,
        },
        CaseAnswer::ExistingFile { yes: true },
    ];
    for answer in answers {
        asked.push(facts.next_question());
        assert!(facts.case(day("2026-04-01")).is_none());
        facts.answer(rules(), answer).unwrap();
    }
    use CaseQuestion as Q;
    assert_eq!(
        asked,
        [
            Q::Verifier,
            Q::By,
            Q::AgentKind,
            Q::Channel,
            Q::ExistingFile
        ]
    );
    assert_eq!(facts.next_question(), Q::Documents);
    facts
        .answer(rules(), CaseAnswer::By { by: Actor::Person })
        .unwrap();
    assert_eq!(facts.agent_kind, None, "a person has no right of an agent");
}

#[test]
fn a_document_counts_once_everything_about_it_is_confirmed() {
    let date = day("2026-04-01");
    let mut facts: Facts = bare(open_case(
        COMING[0],
        Channel::Post,
        Verifier::Insurer,
        "2026-04-01",
    ))
    .into();
    let card = CaseAnswer::Shows {
        id: "individual_number_card".into(),
        of: None,
        label: None,
    };
    facts.answer(rules(), card).unwrap();
    let is_complete = |facts: &Facts| {
        let case = facts.confirmed_case(rules(), date).unwrap();
        check(rules(), &case).unwrap().complete
    };
    for prompt in [Prompt::InDate, Prompt::SamePerson, Prompt::BothSides] {
        assert!(!is_complete(&facts), "{prompt:?} is open");
        let yes = CaseAnswer::Confirms {
            index: 0,
            prompt,
            yes: true,
        };
        facts.answer(rules(), yes).unwrap();
    }
    assert!(is_complete(&facts));
    let no = CaseAnswer::Confirms {
        index: 0,
        prompt: Prompt::BothSides,
        yes: false,
    };
    facts.answer(rules(), no).unwrap();
    assert!(!is_complete(&facts));
}

#[test]
fn what_is_not_there_is_refused() {
    let mut facts = Facts::default();
    let shows = |id: &str| CaseAnswer::Shows {
        id: id.into(),
        of: None,
        label: None,
    };
    assert!(facts.answer(rules(), shows("library_card")).is_err());
    assert!(
        facts
            .answer(rules(), CaseAnswer::TakesBack { index: 0 })
            .is_err()
    );
    let confirms = CaseAnswer::Confirms {
        index: 3,
        prompt: Prompt::InDate,
        yes: true,
    };
    assert!(facts.answer(rules(), confirms).is_err());
    let with_number = CaseAnswer::Difficult {
        element: kakehashi_domain::identity::Element::Number,
        reason: Some("番号は1234 5678 9018".into()),
    };
    assert!(facts.answer(rules(), with_number).is_err());
    assert_eq!(facts, Facts::default());
}
