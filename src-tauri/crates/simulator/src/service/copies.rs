//! 副本: rows kept of people who are registered. A benefit waits until the person's 資格 row is without error.

use csv::StringRecord;

use super::{Counter, Outcome, Service, cells, drawn};
use crate::{
    Error,
    catalogue::Catalogue,
    db::{
        DbError, entries,
        records::{self, PROVIDED, Record},
        registrations,
    },
    layout::Layout,
};

const UNKNOWN: &str = "この被保険者枝番は登録されていません";

/// Of so many people one is asked for by another insurer as soon as the 資格 is there.
const ASKED_ONE_IN: u64 = 5;

/// Keeps copies.
pub struct KeepCopy {
    kind: String,
    branch: usize,
    key: Vec<usize>,
    waits_for: Option<Earlier>,
    /// Whether others ask for it.
    is_asked_for: bool,
}

/// The kind of which the person must have an error-free row.
struct Earlier {
    column: usize,
    kind: String,
    refusal: String,
}

impl KeepCopy {
    /// Looks the columns up.
    ///
    /// # Errors
    /// When one is missing.
    pub fn new(
        layout: &Layout,
        catalogue: &Catalogue,
        branch: &str,
        key: &[String],
    ) -> Result<Self, Error> {
        let waits_for = layout.order.person.as_ref().map(|order| {
            let title = catalogue.title_of(&order.registered_by);
            Ok::<_, Error>(Earlier {
                column: layout.position(&order.column)?,
                kind: order.registered_by.clone(),
                refusal: format!("この被保険者枝番の「{title}」が、まだ登録されていません"),
            })
        });
        Ok(KeepCopy {
            kind: layout.kind.clone(),
            branch: layout.position(branch)?,
            key: layout.positions(key)?,
            is_asked_for: waits_for.is_none(),
            waits_for: waits_for.transpose()?,
        })
    }
}

impl Service for KeepCopy {
    fn act(&self, counter: &mut Counter<'_>, row: &StringRecord) -> Result<Outcome, DbError> {
        let branch = &row[self.branch];
        if !registrations::is_known(counter.c, counter.insurer, branch)? {
            return Ok(Outcome::refused(UNKNOWN));
        }
        if let Some(earlier) = &self.waits_for
            && !entries::has_of(counter.c, &earlier.kind, &row[earlier.column])?
        {
            return Ok(Outcome::refused(&earlier.refusal));
        }
        let key = cells(row, &self.key);
        entries::put(counter.c, &self.kind, &key, branch, row)?;
        if self.is_asked_for && drawn(counter.seed, branch, &self.kind).is_multiple_of(ASKED_ONE_IN)
        {
            records::add(counter.c, counter.insurer, &provided(counter.now, branch))?;
        }
        Ok(Outcome::default())
    }
}

/// That another insurer asked for the 資格 of a person, by the codes of the practice inquiry.
fn provided(at: i64, branch: &str) -> Record {
    let [other, procedure, item, state] = ["3", "04", "31", "提供あり"].map(str::to_owned);
    Record {
        id: 0,
        at,
        direction: PROVIDED,
        server_branch: branch.to_owned(),
        other,
        procedure,
        item,
        state,
    }
}
