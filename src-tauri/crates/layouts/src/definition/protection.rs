//! Columns by which an insurer protects a person, and the version of a kind that had none of them yet.

use super::layout::Layout;
use std::sync::Arc;

/// The version of the same kind before, which lacks the last columns.
#[derive(Debug, Clone)]
pub struct EarlierVersion {
    /// Its name.
    pub version: String,
    /// How many of the last columns it lacks.
    pub lacking: usize,
    /// The definition without them.
    pub layout: Option<Arc<Layout>>,
}

/// Columns that protect a person: victims of violence, whose home nobody may learn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    /// The columns, from 0; none in a version that came before them.
    pub(crate) columns: Vec<usize>,
    /// The values that set it.
    pub(crate) set: Vec<String>,
}

impl Protection {
    /// Whether a cell protects its person.
    pub(crate) fn is_set(&self, cell: &str) -> bool {
        self.set.iter().any(|it| it == cell.trim())
    }
}

impl Layout {
    /// The version before, which lacks the last columns.
    pub(crate) fn before(&self) -> Option<&Arc<Self>> {
        self.earlier.as_ref()?.layout.as_ref()
    }

    /// The same, with the version before it made from it.
    #[must_use]
    pub(crate) fn with_before(self) -> Self {
        let Some(EarlierVersion {
            version, lacking, ..
        }) = self.earlier.clone()
        else {
            return self;
        };
        let kept = self.columns.len() - lacking;
        let mut before = Self {
            version: version.clone(),
            earlier: None,
            ..self.clone()
        };
        before.columns.truncate(kept);
        if let Some(protection) = &mut before.protection {
            protection.columns.retain(|at| *at < kept);
        }
        Self {
            earlier: Some(EarlierVersion {
                version,
                lacking,
                layout: Some(Arc::new(before)),
            }),
            ..self
        }
    }

    /// The same as somebody's own: the version before it is its own too, not the shipped one of that name.
    #[must_use]
    pub fn as_own(mut self) -> Self {
        if let Some(earlier) = &mut self.earlier {
            earlier.version = format!("{}・{}", self.version, earlier.version);
        }
        self.with_before()
    }

    /// The ids of the columns by which a row protects its person.
    pub(crate) fn set_by<'c>(&self, cell: impl Fn(usize) -> Option<&'c str>) -> Vec<String> {
        let Some(protection) = &self.protection else {
            return Vec::new();
        };
        let set = protection.columns.iter();
        let set = set.filter(|at| cell(**at).is_some_and(|text| protection.is_set(text)));
        set.map(|at| self.columns[*at].id.clone()).collect()
    }

    /// Whether a row protects its person.
    pub(crate) fn is_protected<'c>(&self, cell: impl Fn(usize) -> Option<&'c str>) -> bool {
        self.protection.as_ref().is_some_and(|it| {
            let is_set = |at: &usize| cell(*at).is_some_and(|text| it.is_set(text));
            it.columns.iter().any(is_set)
        })
    }

    /// The cells that say something of a person: not the columns that protect nobody. So a row is the same in the version
    /// before.
    pub(crate) fn telling<'c>(
        &self,
        cells: impl Iterator<Item = &'c str>,
    ) -> impl Iterator<Item = &'c str> {
        let protection = self.protection.as_ref();
        let first = protection.and_then(|it| it.columns.first().copied());
        let first = first.unwrap_or(usize::MAX);
        let tells = move |at: usize, cell: &str| {
            at < first || protection.is_some_and(|it| !it.columns.contains(&at) || it.is_set(cell))
        };
        let told = cells.enumerate().filter(move |(at, cell)| tells(*at, cell));
        told.map(|(_, cell)| cell)
    }
}
