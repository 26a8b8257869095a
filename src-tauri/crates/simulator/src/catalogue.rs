//! Every definition that ships, by kind, version and day.

use chrono::NaiveDate;

use crate::{Error, layout::Layout};

const SHIPPED: &[&str] = include!(concat!(env!("OUT_DIR"), "/definitions.rs"));

/// Every definition that the server knows.
#[derive(Debug)]
pub struct Catalogue(Vec<Layout>);

impl Catalogue {
    /// Reads the shipped definitions.
    ///
    /// # Errors
    /// [`Error::Usage`] when one of them is broken.
    pub fn shipped() -> Result<Self, Error> {
        let layouts = SHIPPED.iter().map(|text| Layout::parse(text));
        Ok(Catalogue(layouts.collect::<Result<_, _>>()?))
    }

    /// All of them.
    pub fn layouts(&self) -> &[Layout] {
        &self.0
    }

    /// The definition of a kind on a day: of those in force the one that came last.
    ///
    /// # Errors
    /// [`Error::Usage`] when there is none.
    pub fn of_kind(&self, kind: &str, on: NaiveDate) -> Result<&Layout, Error> {
        let in_force = self
            .0
            .iter()
            .filter(|l| l.kind == kind && l.is_in_force(on));
        in_force.max_by_key(|l| l.effective_from).ok_or_else(|| {
            Error::Usage(format!("ファイル種別 {kind} は練習用サーバーにありません"))
        })
    }

    /// What the business of a kind is called.
    pub fn title_of<'a>(&'a self, kind: &'a str) -> &'a str {
        let found = self.0.iter().find(|layout| layout.kind == kind);
        found.map_or(kind, |layout| &layout.title)
    }
}
