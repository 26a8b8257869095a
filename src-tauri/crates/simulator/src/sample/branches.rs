//! Who the rows speak of: the people of the seed, with the 被保険者枝番 that a server has paid them.

use std::{fs, path::Path};

use super::Sample;
use super::people::{People, Person};
use crate::{Error, db::registrations::branch_of_new_server, layout::Encoding};

/// How many people are looked through for a registration before the file is taken for another seed's.
const LOOK_AHEAD: usize = 500;
/// Headings of a 被保険者枝番 file as the terminal hands it out.
const HEADINGS: [&str; 4] = ["記号", "番号", "枝番（2桁）", "被保険者枝番"];

/// A line of a 被保険者枝番 file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    symbol: String,
    number: String,
    card_branch: String,
    server_branch: String,
}

impl Registration {
    /// 記号, 番号 and 枝番2桁, and what was paid for them.
    pub(crate) fn new([symbol, number, card_branch]: [String; 3], server_branch: String) -> Self {
        Registration {
            symbol,
            number,
            card_branch,
            server_branch,
        }
    }
}

/// Reads a 被保険者枝番 file as the terminal hands it out: in the character code of the house, UTF-8 where none is named.
///
/// # Errors
/// When it can't be read or lacks a heading.
pub fn read(path: &Path, encoding: Option<Encoding>) -> Result<Vec<Registration>, Error> {
    let broken = |e: csv::Error| Error::content(path, e);
    let bytes = fs::read(path).map_err(Error::file(path))?;
    let text = encoding.unwrap_or(Encoding::Utf8).table().decode(&bytes).0;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().map_err(broken)?.clone();
    let place = |title: &str| {
        let found = headings
            .iter()
            .position(|h| h.trim_start_matches('\u{feff}') == title);
        found.ok_or_else(|| Error::content(path, format!("「{title}」の列がありません")))
    };
    let places = HEADINGS.map(place);
    let [Ok(symbol), Ok(number), Ok(card_branch), Ok(server_branch)] = places else {
        return Err(places
            .into_iter()
            .find_map(Result::err)
            .unwrap_or_else(|| Error::content(path, "見出しが違います")));
    };
    let mut found = Vec::new();
    for row in reader.records() {
        let row = row.map_err(broken)?;
        found.push(Registration {
            symbol: row[symbol].to_owned(),
            number: row[number].to_owned(),
            card_branch: row[card_branch].to_owned(),
            server_branch: row[server_branch].to_owned(),
        });
    }
    if found.is_empty() {
        return Err(Error::content(path, "行がありません"));
    }
    Ok(found)
}

/// The people of the rows, one after another.
pub struct Roll<'s> {
    people: People,
    branches: &'s [Registration],
    seed: u64,
    /// Whether the file of 被保険者枝番 still goes along with the people.
    goes_along: bool,
}

impl<'s> Roll<'s> {
    /// Begins with the first.
    pub fn new(sample: &'s Sample) -> Self {
        Roll {
            people: People::new(sample.seed, sample.today),
            branches: &sample.branches,
            seed: sample.seed,
            goes_along: true,
        }
    }

    /// The person of a row.
    pub fn next(&mut self, row: u64) -> Person {
        match self.registration(row).cloned() {
            Some(registration) => self.registered(&registration),
            None => self.people.next().unwrap_or_default(),
        }
    }

    /// The 被保険者枝番 of a row's person.
    pub fn branch(&self, row: u64) -> String {
        self.registration(row).map_or_else(
            || branch_of_new_server(self.seed, row + 1),
            |registration| registration.server_branch.clone(),
        )
    }

    /// How often every person has had a row before this one.
    pub fn round(&self, row: u64) -> u64 {
        row.checked_div(self.branches.len() as u64).unwrap_or(0)
    }

    fn registration(&self, row: u64) -> Option<&Registration> {
        let at = row.checked_rem(self.branches.len() as u64)?;
        self.branches.get(usize::try_from(at).ok()?)
    }

    /// The person of the seed who was registered so; a made-up one when there is none.
    fn registered(&mut self, registration: &Registration) -> Person {
        let is_it = |person: &Person| {
            person.symbol == registration.symbol
                && person.number == registration.number
                && person.card_branch == registration.card_branch
        };
        let look_ahead = if self.goes_along { LOOK_AHEAD } else { 1 };
        let mut found = Person::default();
        for person in self.people.by_ref().take(look_ahead) {
            let is_found = is_it(&person);
            found = person;
            if is_found {
                return found;
            }
        }
        self.goes_along = false;
        Person {
            symbol: registration.symbol.clone(),
            number: registration.number.clone(),
            card_branch: registration.card_branch.clone(),
            ..found
        }
    }
}
