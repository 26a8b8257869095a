//! 被保険者枝番 of one result beside each other: one form, one for each person, one person for each.

use super::rows::unfit;
use crate::sending::jobs::layouts::JobLayouts;
use kakehashi_domain::Outcome;
use kakehashi_layouts::Row;
use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
};

/// Kept as hashes: a million people take some tens of MiB, and none of them is there in clear.
#[derive(Default)]
pub(super) struct Branches {
    random: RandomState,
    length: Option<usize>,
    of_person: HashMap<u64, u64>,
    people: HashMap<u64, Person>,
}

/// A person is known by either: a number changes, and so does a registration.
struct Person {
    registration: u64,
    number: Option<u64>,
}

impl Branches {
    pub fn take(&mut self, layouts: &JobLayouts, sent: &Row, branch: &str) -> Outcome<()> {
        if branch.is_empty() {
            return Ok(());
        }
        let at = sent.number();
        let length = branch.chars().count();
        if *self.length.get_or_insert(length) != length {
            return Err(unfit(format!(
                "{at}行目の被保険者枝番の長さが、ほかとちがう"
            )));
        }
        let hash = |text: &str| self.random.hash_one(text);
        let branch = hash(branch);
        let number = layouts.sent.personal_number().map(|place| sent.at(place));
        let person = Person {
            registration: self
                .random
                .hash_one(sent.registration().collect::<Vec<_>>()),
            number: number.filter(|number| !number.is_empty()).map(hash),
        };
        if *self.of_person.entry(person.registration).or_insert(branch) != branch {
            return Err(unfit(format!("{at}行目の人に、被保険者枝番が2つある")));
        }
        let first = self.people.entry(branch).or_insert(Person { ..person });
        let is_same = first.registration == person.registration
            || (first.number.is_some() && first.number == person.number);
        if is_same {
            return Ok(());
        }
        Err(unfit(format!(
            "{at}行目の被保険者枝番が、ほかの人のものと同じ"
        )))
    }
}
