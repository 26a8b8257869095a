//! Parts of lists that grow with the years.

use kakehashi_store::Part;
use serde::Deserialize;
use ts_rs::TS;

/// So many lines at most are read at once.
pub(crate) const MOST: u32 = 500;

/// Which part of a list is wanted: the newest that fit, from one on. Whoever gets as many lines as were asked for may ask
/// for those before the last one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ListPart {
    /// Only those with a lower number than this; null begins with the newest.
    pub before: Option<u32>,
    /// Only those that have this in their words; empty leaves nothing out.
    pub words: String,
    /// So many at most; never more than 500.
    pub most: u32,
}

impl Default for ListPart {
    fn default() -> Self {
        Self {
            before: None,
            words: String::new(),
            most: MOST,
        }
    }
}

impl ListPart {
    /// As the store is asked.
    pub(crate) fn asked(&self) -> Part<'_> {
        Part {
            before: self.before,
            words: self.words.trim(),
            most: self.most.min(MOST),
        }
    }
}
