//! The data files themselves.

use crate::cases::{day, rules};
use kakehashi_domain::identity::{Actor, Rule};
use std::collections::HashSet;

#[test]
fn every_row_of_both_tables_is_there_once_with_its_source() {
    let ids: HashSet<_> = rules().rows.iter().map(|row| &row.id).collect();
    assert_eq!(ids.len(), rules().rows.len());
    let of_the_tables = |by| {
        rules()
            .rows
            .iter()
            .filter(move |row| row.by == by && is_seeds(row))
    };
    assert_eq!(of_the_tables(Actor::Person).count(), 25);
    assert_eq!(of_the_tables(Actor::Agent).count(), 26);
    for row in &rules().rows {
        let prefix = if row.by == Actor::Person { "P-" } else { "A-" };
        assert!(row.id.starts_with(prefix), "{}", row.id);
        assert!(
            !row.source.is_empty() && !row.title.is_empty(),
            "{}",
            row.id
        );
        assert!(row.valid_from >= day("2015-10-05"), "{}", row.id);
    }
}

#[test]
fn only_what_was_read_is_called_todays_article() {
    for row in &rules().rows {
        assert_eq!(
            row.current_article.is_some(),
            row.current_verified,
            "{}",
            row.id
        );
    }
    let verified = rules().rows.iter().filter(|row| row.current_verified);
    let ids: Vec<_> = verified.map(|row| row.id.as_str()).collect();
    assert_eq!(
        ids,
        ["P-F-N1", "P-F-I1", "P-F-I2", "P-F-I3", "P-C-N1", "P-C-I1"]
    );
}

#[test]
fn rows_and_documents_fit_each_other() {
    let named: HashSet<_> = rules().rows.iter().flat_map(|row| &row.documents).collect();
    for id in &named {
        assert!(rules().document(id).is_some(), "{id}");
    }
    let kinds: HashSet<_> = rules().documents.iter().map(|kind| &kind.id).collect();
    assert_eq!(kinds.len(), rules().documents.len());
    for kind in &rules().documents {
        assert_eq!(named.contains(&kind.id), !kind.never, "{}", kind.id);
        assert!(
            !kind.label.is_empty() && !kind.source.is_empty(),
            "{}",
            kind.id
        );
    }
}

#[test]
fn rows_that_add_up_stand_together_and_agree() {
    let grouped = || rules().rows.iter().filter(|row| row.group.is_some());
    for row in grouped() {
        let places = rules().rows.iter().enumerate();
        let places: Vec<_> = places
            .filter(|(_, other)| other.group == row.group)
            .collect();
        let together = places.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
        let agree = places.iter().all(|(_, other)| {
            (other.n, &other.elements, other.of) == (row.n, &row.elements, row.of)
        });
        assert!(together && agree, "{}", row.id);
    }
    assert_eq!(grouped().count(), 4);
}

/// Rows beside the tables of 2014 have no article of theirs.
fn is_seeds(row: &&Rule) -> bool {
    row.seed_article.is_some()
}
