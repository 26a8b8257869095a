//! 個人番号 that a look-up brought, beside each other: each one that there can be, and one for each person.

use super::rows::unfit;
use crate::sending::jobs::layouts::JobLayouts;
use kakehashi_domain::{Outcome, PersonalNumber};
use kakehashi_layouts::Row;
use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
};

/// Kept as hashes, as with 被保険者枝番: none of them is there in clear.
#[derive(Default)]
pub(super) struct Numbers {
    random: RandomState,
    people: HashMap<u64, u64>,
}

impl Numbers {
    pub fn take(&mut self, layouts: &JobLayouts, sent: &Row, answer: &Row) -> Outcome<()> {
        let told = layouts.sent.number_told_in(&layouts.result);
        let number = told.map(|at| answer.at(at)).unwrap_or_default();
        if number.is_empty() {
            return Ok(());
        }
        let at = sent.number();
        if PersonalNumber::value_of(number).is_err() {
            return Err(unfit(format!("{at}行目の個人番号が、番号の形でない")));
        }
        // One person may be looked up for two registrations.
        let person = self.random.hash_one(sent.person());
        let number = self.random.hash_one(number);
        if *self.people.entry(number).or_insert(person) == person {
            return Ok(());
        }
        Err(unfit(format!("{at}行目の個人番号が、ほかの人のものと同じ")))
    }
}
