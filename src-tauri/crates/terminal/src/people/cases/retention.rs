//! Closed cases go when their period is over, with a line in the 廃棄記録簿. Their numbers are never given anew.

use super::record::CaseRecord;
use crate::{
    core::{act::Act, controller::Controller, gate::Permit, look::Look, shelf},
    sending::disposal::{DisposalRecord, put_disposal},
};
use kakehashi_domain::{Outcome, Retention, Shelf};

/// The setting that remembers the last number of a case that is gone.
const LAST: &str = "last-case";

impl Look {
    /// The number of the next case.
    pub(super) fn next_case(&self) -> Outcome<u32> {
        let known = self.case_records()?.last().map_or(0, |last| last.id);
        let gone: Option<u32> = self.books()?.get(Shelf::Setting, LAST)?;
        Ok(known.max(gone.unwrap_or(0)) + 1)
    }
}

impl Controller {
    pub(crate) fn dispose_of_old_cases(&mut self) -> Outcome<()> {
        let (now, period) = (self.now(), &Retention::shipped()?.identity_case);
        let is_old = |record: &CaseRecord| {
            let closed = record.closed.as_ref();
            closed.is_some_and(|closed| period.is_over(closed.at, now))
        };
        let mut old = self.case_records()?;
        old.retain(is_old);
        let Some(last) = old.last().map(|record| record.id) else {
            return Ok(());
        };
        let line = DisposalRecord {
            id: self.next_disposal()?,
            what: "本人確認の記録".to_owned(),
            rows: u32::try_from(old.len()).unwrap_or(u32::MAX),
            why: format!("閉じてから{}年たった", period.years),
            by: "system".to_owned(),
            at: now,
        };
        let permit = Permit::of_terminal(Act::dispose, "本人確認の記録");
        self.write(&permit, |store| {
            store.put(Shelf::Setting, LAST, &last)?;
            for record in &old {
                store.remove(Shelf::Case, &shelf::numbered(record.id))?;
            }
            put_disposal(store, &line)
        })
    }
}
