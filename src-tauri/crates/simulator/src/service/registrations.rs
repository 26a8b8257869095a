//! 加入者情報: registers people, pays 被保険者枝番 out, and compares the 5情報 with the practice 住基.

use csv::StringRecord;

use super::{BRANCH, Counter, Outcome, Service, role};
use crate::{
    Error,
    db::{
        DbError, mismatches,
        registrations::{self, Change, ChangeKind},
        residents, symbols,
    },
    http::mismatches::differing,
    layout::{Changes, Layout, ServiceDefinition},
};

/// Registers people.
pub struct Register {
    change: usize,
    changes: Changes,
    registration: [usize; 3],
    number: usize,
    five_items: Option<[usize; 5]>,
    /// The columns that protect a person, and the values that set it.
    protection: (Vec<usize>, Vec<String>),
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
            five_items,
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
            five_items: five_items
                .as_ref()
                .map(|ids| places(layout, ids))
                .transpose()?,
            protection: match &layout.protection {
                Some(it) => (layout.positions(&it.columns)?, it.set.clone()),
                None => Default::default(),
            },
        })
    }

    /// Whether a row protects its person; None where it says nothing.
    fn withheld(&self, row: &StringRecord) -> Option<bool> {
        let (columns, set) = &self.protection;
        let mut said = columns
            .iter()
            .map(|at| &row[*at])
            .filter(|cell| !cell.is_empty())
            .peekable();
        said.peek()?;
        Some(said.any(|cell| set.iter().any(|it| it == cell)))
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
            withheld: self.withheld(row),
        };
        let (c, insurer, branches) = (counter.c, counter.insurer, &mut counter.branches);
        Ok(match registrations::apply(c, insurer, branches, &change)? {
            Ok(server_branch) => {
                let again = kind == ChangeKind::NewNumber;
                symbols::ask(c, insurer, &server_branch, counter.now, again)?;
                self.compare(counter, row, &change, &server_branch)?;
                Outcome::done(vec![role(BRANCH, server_branch)])
            }
            Err(message) => Outcome::refused(message),
        })
    }
}

impl Register {
    /// Reports a registration whose number belongs to a person with other 5情報. A number that the small practice 住基
    /// doesn't hold tells nothing.
    fn compare(
        &self,
        counter: &Counter<'_>,
        row: &StringRecord,
        change: &Change,
        server_branch: &str,
    ) -> Result<(), DbError> {
        let Some(places) = self.five_items else {
            return Ok(());
        };
        let is_over = matches!(change.kind, ChangeKind::Lost | ChangeKind::Cancelled);
        let resident = match is_over {
            true => None,
            false => residents::with_number(counter.c, &change.personal_number)?,
        };
        let registered = places.map(|at| row[at].to_owned());
        let found = resident.and_then(|resident| {
            let mut resident = resident.five_items();
            if change.withheld == Some(true) {
                resident[4].clone_from(&registered[4]); // where they live isn't told, not even that it differs
            }
            let differs = !differing(&registered, &resident).is_empty();
            differs.then_some((server_branch, registered, resident))
        });
        let registration = [&change.symbol, &change.number, &change.card_branch].map(Clone::clone);
        mismatches::note(
            counter.c,
            counter.insurer,
            &registration,
            found,
            counter.now,
        )
    }
}

/// The places of the five items.
pub(super) fn places(layout: &Layout, ids: &[String; 5]) -> Result<[usize; 5], Error> {
    let mut places = [0; 5];
    for (place, id) in places.iter_mut().zip(ids) {
        *place = layout.position(id)?;
    }
    Ok(places)
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
