//! Counting findings on their way out.

use super::{finding::Finding, finding_code::FindingCode, row_set::RowSet};
use crate::definition::Severity;
use std::collections::BTreeMap;

/// What a check comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckSummary {
    /// Data rows.
    pub rows: u32,
    /// Distinct rows with an error.
    pub error_rows: u32,
    /// Distinct rows with a warning and no error.
    pub warning_rows: u32,
    /// Findings by code, those of the whole file included.
    pub by_code: BTreeMap<FindingCode, u32>,
    /// Whether it was stopped before its end; the numbers are those so far.
    pub cancelled: bool,
}

/// Counts findings and hands them on.
pub(crate) struct Tally<'f> {
    on_finding: &'f mut dyn FnMut(Finding),
    pub rows: u32,
    pub cancelled: bool,
    by_code: BTreeMap<FindingCode, u32>,
    errors: RowSet,
    warnings: RowSet,
}

impl<'f> Tally<'f> {
    pub(crate) fn new(on_finding: &'f mut dyn FnMut(Finding)) -> Self {
        Self {
            on_finding,
            rows: 0,
            cancelled: false,
            by_code: BTreeMap::new(),
            errors: RowSet::default(),
            warnings: RowSet::default(),
        }
    }

    /// Takes a finding; of those that would speak of every line, only the first.
    pub(crate) fn add(&mut self, finding: Finding) {
        let is_once = finding.code == FindingCode::LoneCr;
        if is_once && self.by_code.contains_key(&finding.code) {
            return;
        }
        *self.by_code.entry(finding.code).or_default() += 1;
        match finding.severity {
            Severity::Error => self.errors.insert(finding.row),
            Severity::Warning => self.warnings.insert(finding.row),
            Severity::Info => {}
        }
        (self.on_finding)(finding);
    }

    pub(crate) fn summary(self) -> CheckSummary {
        CheckSummary {
            rows: self.rows,
            error_rows: self.errors.data_rows(),
            warning_rows: self.warnings.without(&self.errors).data_rows(),
            by_code: self.by_code,
            cancelled: self.cancelled,
        }
    }
}
