//! What the server does with a row that is formally right: one module a service, chosen by the definition.

mod copies;
mod inquiries;
mod masters;
mod registrations;
mod residents;

use csv::StringRecord;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::{
    Error,
    catalogue::Catalogue,
    db::{DbError, registrations::Branches},
    layout::{Layout, ServiceDefinition},
};

/// What one transaction works on.
pub struct Counter<'c> {
    /// The transaction.
    pub c: &'c Connection,
    /// Whose server this is.
    pub insurer: &'c str,
    /// The scenario's seed.
    pub seed: u64,
    /// Unix milliseconds.
    pub now: i64,
    /// The 被保険者枝番 that are paid out.
    pub branches: Branches,
}

/// What came of a row.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// 処理結果メッセージ; empty = the row is done.
    pub message: String,
    /// Values for the roles of the result's columns.
    pub answer: Vec<(String, String)>,
}

/// A service: acts on rows of one layout.
pub trait Service: Send + Sync {
    /// Acts on a row that is formally right.
    ///
    /// # Errors
    /// What the database says; what is wrong with the row is its [`Outcome`].
    fn act(&self, counter: &mut Counter<'_>, row: &StringRecord) -> Result<Outcome, DbError>;
}

/// The role of the 被保険者枝番 that is paid out.
pub const BRANCH: &str = "branch";

/// The service that a definition asks for.
///
/// # Errors
/// [`Error::Usage`] when the definition names columns that it doesn't have.
pub fn of(layout: &Layout, catalogue: &Catalogue) -> Result<Box<dyn Service>, Error> {
    let Some(definition) = &layout.service else {
        return Ok(Box::new(Accept));
    };
    Ok(match definition {
        ServiceDefinition::Register { .. } => {
            Box::new(registrations::Register::new(layout, definition)?)
        }
        ServiceDefinition::KeepCopy { branch, key } => {
            Box::new(copies::KeepCopy::new(layout, catalogue, branch, key)?)
        }
        ServiceDefinition::ReplaceMaster { key, .. } => {
            Box::new(masters::ReplaceMaster::new(layout, key)?)
        }
        ServiceDefinition::FindNumber {
            five_items, asked, ..
        } => Box::new(residents::FindNumber::new(layout, five_items, asked)?),
        ServiceDefinition::VerifyNumber { number, .. } => {
            Box::new(residents::VerifyNumber::new(layout, number)?)
        }
        ServiceDefinition::Inquire { .. } => Box::new(inquiries::Inquire::new(layout, definition)?),
    })
}

/// What is done with the rows of a kind of which nothing else is said: they are taken.
struct Accept;

impl Service for Accept {
    fn act(&self, _: &mut Counter<'_>, _: &StringRecord) -> Result<Outcome, DbError> {
        Ok(Outcome::default())
    }
}

impl Outcome {
    /// A row that is refused.
    pub fn refused(message: impl Into<String>) -> Self {
        Outcome {
            message: message.into(),
            answer: Vec::new(),
        }
    }

    /// A row that is done.
    pub fn done(answer: Vec<(String, String)>) -> Self {
        Outcome {
            message: String::new(),
            answer,
        }
    }

    /// The value of a role.
    pub fn value(&self, role: &str) -> &str {
        let found = self.answer.iter().find(|(name, _)| name == role);
        found.map_or("", |(_, value)| value)
    }
}

/// The same for the same seed, person and thing.
pub fn drawn(seed: u64, branch: &str, thing: &str) -> u64 {
    let digest = Sha256::digest(format!("{seed} {branch} {thing}"));
    digest
        .iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Some cells of a row.
fn cells<'r>(row: &'r StringRecord, places: &[usize]) -> Vec<&'r str> {
    places.iter().map(|at| &row[*at]).collect()
}

/// One value of an answer.
fn role(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}
