//! Families of synthetic people, made one after another from a seed.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};

use super::names::{FEMALE, MALE, PLACES, SURNAMES, TOWNS};
use crate::{
    number::{is_one_digit, personal_number},
    random::Random,
};

const BODIES: u64 = 100_000_000_000;

/// One row of 加入者情報, as text.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub change_kind: &'static str,
    pub change_date: String,
    pub notified_on: String,
    pub acquired_on: String,
    pub lost_on: String,
    pub symbol: String,
    pub number: String,
    pub card_branch: String,
    pub relationship: &'static str,
    pub name_kanji: String,
    pub name_kana: String,
    pub birth_date: String,
    pub sex: &'static str,
    pub postal_code: String,
    pub address: String,
    pub personal_number: String,
    pub number_source: &'static str,
}

/// An endless row of people.
pub struct People {
    random: Random,
    seed: u64,
    today: NaiveDate,
    numbers: Numbers,
    households: u64,
    household: Household,
    /// Surname, given name, sex and birthday, packed: nobody may share all four with another.
    taken: HashSet<u64>,
}

/// What a family shares.
#[derive(Default)]
struct Household {
    members: Vec<Role>,
    next: usize,
    surname: usize,
    symbol: String,
    number: String,
    postal_code: String,
    address: String,
    acquired_on: NaiveDate,
    notified_on: NaiveDate,
    insured_age: u64,
    insured_sex: Sex,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Insured,
    Spouse,
    Child,
    Parent,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Sex {
    #[default]
    Male,
    Female,
}

/// Writes a date as the layout wants it.
pub fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

impl People {
    pub fn new(seed: u64, today: NaiveDate) -> Self {
        let mut random = Random::new(seed);
        let numbers = Numbers::new(&mut random);
        People {
            random,
            seed,
            today,
            numbers,
            households: 0,
            household: Household::default(),
            taken: HashSet::new(),
        }
    }

    fn move_in(&mut self) -> Household {
        let random = &mut self.random;
        let mut members = vec![Role::Insured];
        if random.below(10) < 6 {
            members.push(Role::Spouse);
        }
        members.extend(std::iter::repeat_n(Role::Child, random.index(4)));
        if random.below(10) == 0 {
            members.push(Role::Parent);
        }
        let (prefix, place) = PLACES[random.index(PLACES.len())];
        let town = TOWNS[random.index(TOWNS.len())];
        let address = format!(
            "{place}{town}{}丁目{}番{}号",
            full_width(1 + random.below(5)),
            full_width(1 + random.below(30)),
            full_width(1 + random.below(20)),
        );
        let acquired_on = self.today - Days::new(random.below(30));
        let late = random
            .below(5)
            .min((self.today - acquired_on).num_days().unsigned_abs());
        self.households += 1;
        Household {
            members,
            next: 0,
            surname: random.index(SURNAMES.len()),
            symbol: (100 + (self.seed.wrapping_add(self.households / 500)) % 900).to_string(),
            number: self.households.to_string(),
            postal_code: format!("{prefix}{:04}", random.below(10_000)),
            address,
            acquired_on,
            notified_on: acquired_on + Days::new(late),
            insured_age: 22 + random.below(42),
            insured_sex: if random.below(5) < 3 {
                Sex::Male
            } else {
                Sex::Female
            },
        }
    }

    fn birth(&mut self, role: Role) -> NaiveDate {
        let insured = self.household.insured_age;
        let age = match role {
            Role::Insured => insured,
            Role::Spouse => (insured + self.random.below(9)).saturating_sub(4).max(20),
            Role::Child => self.random.below(insured.saturating_sub(20).clamp(1, 20)),
            Role::Parent => (insured + 25).min(74),
        };
        self.household.acquired_on - Days::new(age * 365 + 30 + self.random.below(330))
    }
}

impl Iterator for People {
    type Item = Person;

    fn next(&mut self) -> Option<Person> {
        if self.household.next == self.household.members.len() {
            self.household = self.move_in();
        }
        let branch = self.household.next;
        let role = self.household.members.get(branch).copied()?;
        self.household.next += 1;

        let sex = match (role, self.household.insured_sex) {
            (Role::Insured, sex) => sex,
            (Role::Spouse, Sex::Male) => Sex::Female,
            (Role::Spouse, Sex::Female) => Sex::Male,
            (Role::Child | Role::Parent, _) if self.random.below(2) == 0 => Sex::Male,
            (Role::Child | Role::Parent, _) => Sex::Female,
        };
        let given = self.random.index(MALE.len());
        let mut birth = self.birth(role);
        while !self
            .taken
            .insert(packed(self.household.surname, given, sex, birth))
        {
            birth = birth - Days::new(1);
        }
        let (family_kanji, family_kana) = SURNAMES[self.household.surname];
        let (given_kanji, given_kana) = match sex {
            Sex::Male => MALE[given],
            Sex::Female => FEMALE[given],
        };
        let home = &self.household;
        Some(Person {
            change_kind: "1",
            change_date: day(home.acquired_on),
            notified_on: day(home.notified_on),
            acquired_on: day(home.acquired_on),
            lost_on: String::new(),
            symbol: home.symbol.clone(),
            number: home.number.clone(),
            card_branch: format!("{branch:02}"),
            relationship: match role {
                Role::Insured => "0",
                Role::Spouse => "1",
                Role::Child => "2",
                Role::Parent => "3",
            },
            name_kanji: format!("{family_kanji}　{given_kanji}"),
            name_kana: format!("{family_kana}　{given_kana}"),
            birth_date: day(birth),
            sex: if sex == Sex::Male { "1" } else { "2" },
            postal_code: home.postal_code.clone(),
            address: home.address.clone(),
            personal_number: self.numbers.next(),
            number_source: ["1", "1", "1", "2", "3"][self.random.index(5)],
        })
    }
}

fn packed(surname: usize, given: usize, sex: Sex, birth: NaiveDate) -> u64 {
    let days = (birth - NaiveDate::MIN).num_days().unsigned_abs();
    ((days << 1 | u64::from(sex == Sex::Male)) << 8 | surname as u64) << 8 | given as u64
}

fn full_width(number: u64) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| {
            char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')).unwrap_or(digit)
        })
        .collect()
}

/// Distinct 個人番号: a walk with a stride that has no factor in common with 10^11.
struct Numbers {
    body: u64,
    stride: u64,
}

impl Numbers {
    /// Most that may go up, or down, one behind another: real ones that do so for twenty people were sorted.
    const IN_ORDER: u64 = 16;

    fn new(random: &mut Random) -> Self {
        let stride = 10 * random.below(BODIES / 10) + [1, 3, 7, 9][random.index(4)];
        let is_short = stride.min(BODIES - stride) < BODIES / Self::IN_ORDER;
        let longer = if is_short { BODIES / 2 } else { 0 };
        Numbers {
            body: random.below(BODIES),
            stride: (stride + longer) % BODIES,
        }
    }

    fn next(&mut self) -> String {
        loop {
            self.body = (self.body + self.stride) % BODIES;
            let number = personal_number(self.body);
            if !is_one_digit(&number) {
                return number;
            }
        }
    }
}
