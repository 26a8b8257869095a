//! Masters: an entry with the same key is replaced.

use csv::StringRecord;

use super::{Counter, Outcome, Service, cells, role};
use crate::{
    Error,
    db::{DbError, entries},
    layout::Layout,
};

/// Keeps the entries of a master.
pub struct ReplaceMaster {
    kind: String,
    key: Vec<usize>,
}

impl ReplaceMaster {
    /// Looks the columns up.
    ///
    /// # Errors
    /// When one is missing.
    pub fn new(layout: &Layout, key: &[String]) -> Result<Self, Error> {
        Ok(ReplaceMaster {
            kind: layout.kind.clone(),
            key: layout.positions(key)?,
        })
    }
}

impl Service for ReplaceMaster {
    fn act(&self, counter: &mut Counter<'_>, row: &StringRecord) -> Result<Outcome, DbError> {
        let key = cells(row, &self.key);
        entries::put(counter.c, &self.kind, &key, "", row)?;
        Ok(Outcome::done(vec![role("key", key.join(" "))]))
    }
}
