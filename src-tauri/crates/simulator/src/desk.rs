//! The desks: each takes the files of one kind in one version, with everything about it worked out once.

use std::sync::Arc;

use chrono::NaiveDate;
use csv::StringRecord;

use crate::{
    Error,
    catalogue::Catalogue,
    db::DbError,
    layout::{Direction, Encoding, Layout, Mark},
    service::{self, Counter, Outcome, Service},
    work::{answer::Answers, check::Checker},
};

/// Takes the files of one kind in one version.
pub struct Desk {
    /// The definition.
    pub layout: Layout,
    /// Its check.
    pub checker: Checker,
    /// What is done with a row.
    pub service: Box<dyn Service>,
    /// How the result is written.
    pub answers: Answers,
}

/// Every desk.
pub struct Desks {
    desks: Vec<Arc<Desk>>,
    catalogue: Catalogue,
}

impl Desks {
    /// Opens a desk for each definition that is sent.
    ///
    /// # Errors
    /// [`Error::Usage`] when a definition doesn't fit together.
    pub fn open(catalogue: Catalogue) -> Result<Self, Error> {
        let sent = catalogue
            .layouts()
            .iter()
            .filter(|layout| layout.direction == Direction::Send);
        let desks = sent.map(|layout| Desk::open(layout, &catalogue).map(Arc::new));
        Ok(Desks {
            desks: desks.collect::<Result<_, _>>()?,
            catalogue,
        })
    }

    /// The desk for a kind: of the version that is named, else of the one in force on a day.
    pub fn find(&self, kind: &str, version: Option<&str>, on: NaiveDate) -> Option<Arc<Desk>> {
        let of_kind = self.desks.iter().filter(|desk| desk.layout.kind == kind);
        let found = match version {
            Some(version) => of_kind.into_iter().find(|desk| desk.layout.takes(version)),
            None => of_kind
                .filter(|desk| desk.layout.is_in_force(on))
                .max_by_key(|desk| desk.layout.effective_from),
        };
        found.cloned()
    }

    /// The kind in force on a day that has a column, and where this stands.
    pub fn with_column(&self, id: &str, on: NaiveDate) -> Option<(&str, usize)> {
        let mut in_force = self.desks.iter().filter(|desk| desk.layout.is_in_force(on));
        in_force.find_map(|desk| Some((desk.layout.kind.as_str(), desk.layout.find(id)?)))
    }

    /// The same desk for files in another character code.
    ///
    /// # Errors
    /// None that the first one hadn't.
    pub fn in_encoding(&self, desk: Arc<Desk>, encoding: Encoding) -> Result<Arc<Desk>, Error> {
        if desk.layout.format.encoding == encoding {
            return Ok(desk);
        }
        let mut layout = desk.layout.clone();
        layout.format.encoding = encoding;
        layout.format.bom = Mark::Optional;
        Desk::open(&layout, &self.catalogue).map(Arc::new)
    }

    /// The definition of what the server gives out to everybody.
    pub fn delivered(&self, on: NaiveDate) -> Option<&Layout> {
        let delivered = |it: &&Layout| it.direction == Direction::Deliver && it.is_in_force(on);
        self.catalogue.layouts().iter().find(delivered)
    }

    /// What the files of a kind are called.
    pub fn title_of<'a>(&'a self, kind: &'a str) -> &'a str {
        self.catalogue.title_of(kind)
    }
}

impl Desk {
    /// Works everything out.
    ///
    /// # Errors
    /// [`Error::Usage`] when the definition doesn't fit together.
    pub fn open(layout: &Layout, catalogue: &Catalogue) -> Result<Self, Error> {
        let kind = layout.result_kind.as_deref().unwrap_or_default();
        let result = catalogue.of_kind(kind, layout.effective_from)?;
        Ok(Desk {
            checker: Checker::new(layout)?,
            service: service::of(layout, catalogue)?,
            answers: Answers::new(layout, result)?,
            layout: layout.clone(),
        })
    }

    /// What comes of a row that was checked.
    ///
    /// # Errors
    /// What the database says.
    pub fn answer(
        &self,
        counter: &mut Counter<'_>,
        row: &StringRecord,
        refused: Option<String>,
    ) -> Result<Outcome, DbError> {
        match refused {
            Some(message) => Ok(Outcome::refused(message)),
            None => self.service.act(counter, row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_is_sent_has_a_desk() {
        let catalogue = Catalogue::shipped().unwrap();
        let sent = |l: &&Layout| l.direction == Direction::Send;
        let kinds: Vec<String> = catalogue
            .layouts()
            .iter()
            .filter(sent)
            .map(|l| l.kind.clone())
            .collect();
        let desks = Desks::open(catalogue).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        assert!(kinds.len() >= 19, "{kinds:?}");
        for kind in &kinds {
            assert!(desks.find(kind, None, today).is_some(), "{kind}");
            assert!(
                desks.find(kind, Some("仮-1999.1"), today).is_none(),
                "{kind}"
            );
        }
    }
}
