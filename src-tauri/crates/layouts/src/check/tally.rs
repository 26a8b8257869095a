//! Counting findings on their way out.

use super::{finding::Finding, finding_code::FindingCode, row_set::RowSet};
use crate::definition::Severity;
use std::collections::BTreeMap;

/// What a check comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckSummary {
    /// Data rows.
    pub rows: u32,
    /// 誤り.
    pub errors: Tallied,
    /// 確認, of rows those without an error.
    pub confirms: Tallied,
    /// 警告, of rows those with nothing worse.
    pub warnings: Tallied,
    /// Findings by code, those of the whole file included.
    pub by_code: BTreeMap<FindingCode, u32>,
    /// Whether it was stopped before its end; the numbers are those so far.
    pub cancelled: bool,
    /// A sum of all rows that is the same in whatever order they come, however lines end, with a byte order mark or
    /// without: the same in every run.
    pub digest: u64,
    /// Rows that protect their person.
    pub protected: u32,
    /// Rows that speak of a registration that the server should know: changed, ended, taken back.
    pub of_known: u32,
    /// Of these, rows that take one back.
    pub cancels: u32,
}

/// How much there is of a severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tallied {
    /// Distinct rows.
    pub rows: u32,
    /// Findings of the whole file, which belong to no row.
    pub of_file: u32,
}

impl Tallied {
    /// Rows and findings of the whole file together.
    pub fn all(self) -> u32 {
        self.rows + self.of_file
    }
}

/// Counts findings and hands them on.
pub(crate) struct Tally<'f> {
    on_finding: &'f mut dyn FnMut(Finding),
    pub rows: u32,
    pub cancelled: bool,
    pub digest: u64,
    pub protected: u32,
    pub of_known: u32,
    pub cancels: u32,
    by_code: BTreeMap<FindingCode, u32>,
    errors: Marked,
    confirms: Marked,
    warnings: Marked,
}

#[derive(Default)]
struct Marked {
    rows: RowSet,
    of_file: u32,
}

impl Marked {
    fn add(&mut self, row: u32) {
        self.rows.insert(row);
        self.of_file += u32::from(row == 0);
    }
}

impl<'f> Tally<'f> {
    pub(crate) fn new(on_finding: &'f mut dyn FnMut(Finding)) -> Self {
        Self {
            on_finding,
            rows: 0,
            cancelled: false,
            digest: 0,
            protected: 0,
            of_known: 0,
            cancels: 0,
            by_code: BTreeMap::new(),
            errors: Marked::default(),
            confirms: Marked::default(),
            warnings: Marked::default(),
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
            Severity::Error => self.errors.add(finding.row),
            Severity::Confirm => self.confirms.add(finding.row),
            Severity::Warning => self.warnings.add(finding.row),
            Severity::Info => {}
        }
        (self.on_finding)(finding);
    }

    /// Whether something of a code was found.
    pub(crate) fn has(&self, code: FindingCode) -> bool {
        self.by_code.contains_key(&code)
    }

    pub(crate) fn summary(self) -> CheckSummary {
        let (errors, confirms, warnings) = (self.errors, self.confirms, self.warnings);
        let tallied = |rows: &RowSet, of_file| Tallied {
            rows: rows.data_rows(),
            of_file,
        };
        let confirmed = confirms.rows.without(&errors.rows);
        let warned = warnings.rows.without(&errors.rows).without(&confirmed);
        CheckSummary {
            rows: self.rows,
            errors: tallied(&errors.rows, errors.of_file),
            confirms: tallied(&confirmed, confirms.of_file),
            warnings: tallied(&warned, warnings.of_file),
            by_code: self.by_code,
            cancelled: self.cancelled,
            digest: self.digest,
            protected: self.protected,
            of_known: self.of_known,
            cancels: self.cancels,
        }
    }
}
