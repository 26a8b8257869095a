//! 加入者情報: registers people and pays 被保険者枝番 out.

use csv::StringRecord;

use super::{BRANCH, Counter, Outcome, Service, role};
use crate::Error;
use crate::db::DbError;
use crate::db::registrations::{self, Change, ChangeKind};
use crate::layout::{Changes, Layout, ServiceDefinition};

/// Registers people.
pub struct Register {
    change: usize,
    changes: Changes,
    registration: [usize; 3],
    number: usize,
}

impl Register {
    /// Looks the columns up.
    ///
    /// # Errors
    /// When one is missing.
    pub fn new(layout: &Layout, definition: &ServiceDefinition) -> Result<Self, Error> {
        let ServiceDefinition::Register {
            change,
            changes,
            registration: [symbol, member, card_branch],
            number,
        } = definition
        else {
            return Err(Error::Usage(format!(
                "{} は登録ではありません",
                layout.kind
            )));
        };
        Ok(Register {
            change: layout.position(change)?,
            changes: changes.clone(),
            registration: [
                layout.position(symbol)?,
                layout.position(member)?,
                layout.position(card_branch)?,
            ],
            number: layout.position(number)?,
        })
    }
}

impl Service for Register {
    fn act(&self, counter: &mut Counter<'_>, row: &StringRecord) -> Result<Outcome, DbError> {
        let Some(kind) = change_kind(&self.changes, &row[self.change]) else {
            return Ok(Outcome::refused("異動区分がこのサーバーにありません"));
        };
        let [symbol, number, card_branch] = self.registration.map(|at| row[at].to_owned());
        let change = Change {
            kind,
            symbol,
            number,
            card_branch,
            personal_number: row[self.number].to_owned(),
        };
        let Counter {
            c,
            insurer,
            branches,
            ..
        } = counter;
        Ok(match registrations::apply(c, insurer, branches, &change)? {
            Ok(server_branch) => Outcome::done(vec![role(BRANCH, server_branch)]),
            Err(message) => Outcome::refused(message),
        })
    }
}

fn change_kind(changes: &Changes, code: &str) -> Option<ChangeKind> {
    let Changes {
        acquired,
        lost,
        details,
        new_number,
        cancelled,
    } = changes;
    let kinds = [
        (acquired, ChangeKind::Acquired),
        (lost, ChangeKind::Lost),
        (details, ChangeKind::Details),
        (new_number, ChangeKind::NewNumber),
        (cancelled, ChangeKind::Cancelled),
    ];
    let found = kinds
        .iter()
        .find(|(codes, _)| codes.iter().any(|c| c == code));
    found.map(|(_, kind)| *kind)
}
