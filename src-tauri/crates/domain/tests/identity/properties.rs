//! What holds for every case.

use crate::cases::{DATES, add, answer, day, open_cases, pool, rules, with};
use kakehashi_domain::identity::{
    Actor, Answer, Case, Channel, Document, Element, Hardship, Rules, Sides, Verifier, Way, check,
};
use proptest::{prelude::*, sample::select};
use std::collections::{BTreeSet, HashSet};

/// A set without one of its members is no longer complete, and a row is needed if a set falls with it.
#[test]
fn minimal_sets_are_minimal_and_every_row_is_needed() {
    // Between them, these three may do all that anyone may.
    let whom = [
        Verifier::Insurer,
        Verifier::Employer,
        Verifier::Municipality,
    ];
    let last = day(DATES[5]);
    let mut needed = BTreeSet::new();
    let mut largest = 0;
    for case in open_cases().filter(|case| case.date == last && whom.contains(&case.verifier)) {
        for way in answer(&case).lacking {
            largest = largest.max(way.0.len());
            for at in 0..way.0.len() {
                let mut less = way.clone();
                less.0.remove(at);
                assert!(!answer(&with(&case, &less)).complete, "{case:?} {way:?}");
            }
            let used = answer(&with(&case, &way)).rules;
            let falls = |id: &String| !answer_without(id, &with(&case, &way)).complete;
            let new: Vec<_> = used.into_iter().filter(|id| !needed.contains(id)).collect();
            needed.extend(new.into_iter().filter(falls));
        }
    }
    let every: BTreeSet<_> = rules().rows.iter().map(|row| row.id.clone()).collect();
    assert_eq!(needed, every);
    assert_eq!(largest, 4, "some need four documents");
}

fn answer_without(row: &str, case: &Case) -> Answer {
    let mut fewer: Rules = rules().clone();
    fewer.rows.retain(|other| other.id != row);
    check(&fewer, case).unwrap()
}

fn open_case() -> impl Strategy<Value = Case> {
    select(open_cases().collect::<Vec<_>>())
}

/// Any document, in any order or disorder.
fn any_document() -> impl Strategy<Value = Document> {
    let dates = prop::option::of(select(DATES.map(day).to_vec()));
    let sides = prop::option::of(select(Sides::ALL.to_vec()));
    let register = prop::option::of(any::<bool>());
    let owner = prop::option::weighted(0.9, select(Actor::ALL.to_vec()));
    let copy = prop::bool::weighted(0.2);
    (select(pool()), dates, sides, register, owner, copy).prop_map(
        |(document, expires, sides, matches_register, of, copy)| Document {
            expires,
            sides,
            matches_register,
            of,
            copy,
            ..document
        },
    )
}

/// A case with any circumstances and some documents.
fn any_case() -> impl Strategy<Value = Case> {
    let reason = || prop::option::of(Just("難しい".to_owned()));
    let hardship = (reason(), reason(), reason());
    let hardship = hardship.prop_map(|(number, identity, authority)| Hardship {
        number,
        identity,
        authority,
    });
    let documents = prop::collection::vec(any_document(), 0..12);
    (open_case(), hardship, any::<bool>(), documents).prop_map(
        |(case, hardship, existing_file, documents)| {
            let mut case = Case {
                hardship,
                existing_file,
                ..case
            };
            documents
                .into_iter()
                .for_each(|document| add(&mut case, document));
            case
        },
    )
}

/// Whether the heap holds the set: so many different ones of each kind, of the right owner.
fn holds(heap: &[Document], way: &Way, by: Actor) -> bool {
    way.0.iter().all(|needed| {
        let owner = needed.of.or((by == Actor::Person).then_some(Actor::Person));
        let kind = rules().document(&needed.id).unwrap();
        let fits = |document: &&Document| {
            let is_right = owner.is_none() || kind.is_statement() || document.of == owner;
            document.id == needed.id && is_right
        };
        let there: HashSet<_> = heap
            .iter()
            .filter(fits)
            .map(|document| &document.label)
            .collect();
        let wanted = way
            .0
            .iter()
            .filter(|other| other.id == needed.id && other.of == needed.of);
        there.len() >= wanted.count()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_a_document_never_undoes_completeness(case in any_case(), more in any_document()) {
        let mut larger = case.clone();
        add(&mut larger, more);
        prop_assert!(!answer(&case).complete || answer(&larger).complete);
    }

    /// The list is whole: a heap of documents in good order is complete if and only if it holds a listed set.
    #[test]
    fn a_heap_is_complete_when_it_holds_a_minimal_set(
        case in open_case(),
        heap in prop::collection::vec(select(pool()), 0..20),
    ) {
        let mut filled = case.clone();
        heap.iter().for_each(|document| add(&mut filled, document.clone()));
        let listed = answer(&case).lacking;
        let holds = listed.iter().any(|way| holds(&heap, way, case.by));
        prop_assert_eq!(answer(&filled).complete, holds);
    }

    #[test]
    fn each_set_that_is_lacking_completes_the_case(case in any_case()) {
        for way in answer(&case).lacking.iter().take(20) {
            prop_assert!(answer(&with(&case, way)).complete, "{:?}", way);
        }
    }

    #[test]
    fn without_a_number_nothing_is_complete(case in any_case()) {
        let mut case = case;
        let numbers: Vec<_> =
            rules().rows.iter().filter(|row| row.elements.contains(&Element::Number)).collect();
        case.documents.retain(|document| !numbers.iter().any(|row| row.documents.contains(&document.id)));
        prop_assert!(!answer(&case).complete);
    }

    #[test]
    fn the_telephone_without_an_earlier_file_is_never_complete(case in any_case()) {
        let case = Case { channel: Channel::Telephone, existing_file: false, ..case };
        let answer = answer(&case);
        prop_assert!(!answer.complete && answer.lacking.is_empty());
    }
}
