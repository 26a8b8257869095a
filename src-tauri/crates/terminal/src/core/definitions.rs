//! The definitions at hand: those that are used for new files, and retired ones for the jobs that were checked by them.

use crate::{
    core::{controller::Controller, look::Look},
    place::definitions::house,
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Outcome, Shelf};
use kakehashi_layouts::{Catalogue, HouseEncoding, Layout};
use kakehashi_store::Reader;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A definition that an administrator imported. A retired one is kept for the jobs that were checked by it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DefinitionRecord {
    pub kind: String,
    pub version: String,
    pub text: String,
    pub sha256: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
}

/// Definitions by their use.
#[derive(Debug, Clone)]
pub(crate) struct Definitions {
    /// Shipped and imported ones, for new files.
    pub used: Catalogue,
    /// The character code that those which fix none of their own follow.
    pub house: HouseEncoding,
    retired: Catalogue,
}

impl Definitions {
    pub fn shipped() -> Self {
        Self {
            used: Catalogue::shipped().clone(),
            house: HouseEncoding::Utf8,
            retired: Catalogue::default(),
        }
    }

    /// Shipped definitions follow the house's character code, and so do imported ones that say so.
    fn of(records: &[DefinitionRecord], house: Option<HouseEncoding>) -> Self {
        let read = |is_retired: bool| {
            let wanted = records
                .iter()
                .filter(move |record| record.retired_at.is_some() == is_retired);
            wanted.filter_map(read)
        };
        let shipped = Self::shipped();
        let (used, retired) = (
            shipped.used.with(read(false)),
            shipped.retired.with(read(true)),
        );
        let at_home = |all: Catalogue| match house {
            Some(house) => Catalogue::default().with(all.all().map(|it| it.in_house(house))),
            None => all,
        };
        Self {
            used: at_home(used),
            retired: at_home(retired),
            house: house.unwrap_or(HouseEncoding::Utf8),
        }
    }

    /// As they are kept, for who looks in without login.
    pub fn kept(books: &Reader) -> Outcome<Self> {
        let records: Vec<DefinitionRecord> = books.all(Shelf::Definition)?;
        Ok(Self::of(&records, house::chosen(books)?))
    }

    /// A certain version, retired or not.
    ///
    /// # Errors
    /// `KIND_UNKNOWN`.
    pub fn of_version(&self, kind: &str, version: &str) -> Outcome<Arc<Layout>> {
        let used = self.used.of_version(kind, version);
        used.or_else(|_| self.retired.of_version(kind, version))
            .cloned()
    }
}

impl Controller {
    /// Reads the imported definitions; whenever data opens, and after each change.
    pub fn load_definitions(&mut self) -> Outcome<()> {
        let definitions = Definitions::of(&self.definition_records()?, self.house_encoding()?);
        self.live().definitions = Arc::new(definitions);
        Ok(())
    }
}

impl Look {
    pub fn definitions(&self) -> Arc<Definitions> {
        self.live().definitions.clone()
    }

    pub fn definition_records(&self) -> Outcome<Vec<DefinitionRecord>> {
        self.books()?.all(Shelf::Definition)
    }
}

/// What an earlier program took and this one can't read is shown as such in the list; it is used for nothing.
fn read(record: &DefinitionRecord) -> Option<Layout> {
    let parsed = Layout::parse(&record.text);
    if parsed.is_err() {
        let (kind, version) = (record.kind.as_str(), record.version.as_str());
        tracing::warn!(kind, version, "an imported definition can't be read");
    }
    parsed.ok().map(Layout::as_own)
}
