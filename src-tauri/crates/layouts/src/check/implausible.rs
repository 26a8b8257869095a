//! What a birth date or a place in the household makes implausible of a row: it waits until the whole file was read, since a
//! column that slipped is one message and no hundred.

use super::{
    finding::Finding,
    hit::{Hit, What},
    row::{Known, check_row},
    setting::CheckSetting,
};
use crate::{
    definition::{Layout, RowRule},
    read::Cells,
};

/// The rules that go by the birth date or the place in the household.
pub(crate) struct Implausible {
    rules: Vec<bool>,
}

impl Implausible {
    pub(crate) fn of_layout(layout: &Layout) -> Self {
        // Without people nothing can have slipped from one to another.
        let Some(who) = &layout.identity else {
            return Self { rules: Vec::new() };
        };
        let place = who.head.as_ref().map(|head| head.column);
        let columns = [layout.subject.birth_date, place];
        let waits = |rule: &RowRule| columns.iter().flatten().any(|at| rule.test.goes_by(*at));
        Self {
            rules: layout.row_rules.iter().map(waits).collect(),
        }
    }

    /// A finding of such a rule, to be told later. None for any other.
    pub(crate) fn of(&self, rule: Option<usize>, found: &Finding) -> Option<Hit> {
        let rule = rule.filter(|rule| self.rules.get(*rule) == Some(&true))?;
        Some(Hit {
            row: found.row,
            other: 0,
            what: What::Implausible {
                rule: u16::try_from(rule).ok()?,
                code: found.code,
                severity: found.severity,
            },
        })
    }
}

/// Such a finding, once the row was read again.
pub(super) fn told(setting: &CheckSetting, number: u32, row: &Cells, rule: u16) -> Option<Finding> {
    let mut told = None;
    let mut report = |broken: Option<usize>, finding| {
        if broken == Some(usize::from(rule)) {
            told = Some(finding);
        }
    };
    check_row(setting, number, row, &mut Known::default(), &mut report);
    told
}
