//! A case is for one person: the first number that is entered by it binds it to whom it belongs and to the route by which it
//! was confirmed, for good.

use super::record::{CaseRecord, Route, UsedRecord};
use crate::core::{controller::Controller, gate::Permit, look::Look};
use kakehashi_domain::{Code, Fault, Outcome};
use kakehashi_store::Transaction;

/// Whose number was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CasePerson {
    pub name_kana: String,
    pub birth_date: String,
}

/// A case that was bound, to be kept with what binds it.
pub(crate) struct BoundCase(CaseRecord);

impl BoundCase {
    pub fn keep(&self, store: &Transaction<'_>) -> Outcome<()> {
        store.put_record(&self.0)
    }
}

impl Look {
    /// Refuses a case that isn't complete, or that stood for another person already.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`, `CASE_STATE`, `CASE_USED`.
    pub(crate) fn require_case_for(&self, id: u32, person: &CasePerson) -> Outcome<()> {
        self.require_confirmed(id)?;
        let record = self.case_record(id)?;
        let route = record.route();
        match record.used {
            Some(used) if used.entry.is_some() || !used.is_of(person, &route) => {
                let gone = || "なし。入力は消した".to_owned();
                let entry = used.entry.map_or_else(gone, |entry| entry.to_string());
                let fault = Fault::new(Code::CaseUsed).with("case", id);
                Err(fault.with("entry", entry))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Binds a case to a person by the number that is entered.
    ///
    /// # Errors
    /// As [`Look::require_case_for`].
    pub(crate) fn bind_case(
        &self,
        id: u32,
        person: CasePerson,
        permit: &Permit,
        entry: u32,
    ) -> Outcome<BoundCase> {
        self.require_case_for(id, &person)?;
        let mut record = self.case_record(id)?;
        record.used = Some(UsedRecord {
            name_kana: person.name_kana,
            birth_date: person.birth_date,
            route: Some(record.route()),
            entry: Some(entry),
            signed: self.signed_by(permit),
        });
        Ok(BoundCase(record))
    }
}

impl Controller {
    /// Lets a number be entered anew, for the same person, after the one before was removed as a mistake.
    pub(crate) fn free_case(&self, id: u32) -> Outcome<Option<BoundCase>> {
        let mut record = match self.case_record(id) {
            Err(fault) if fault.code == Code::CaseNotFound => return Ok(None),
            record => record?,
        };
        if let Some(used) = &mut record.used {
            used.entry = None;
        }
        Ok(Some(BoundCase(record)))
    }
}

impl UsedRecord {
    fn is_of(&self, person: &CasePerson, route: &Route) -> bool {
        let by_it = self.route.as_ref().is_none_or(|used| used == route);
        by_it && self.name_kana == person.name_kana && self.birth_date == person.birth_date
    }
}
