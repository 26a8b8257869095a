//! Closed cases go when their period is over, with a line in the 廃棄記録簿. Their numbers are never given anew.

use super::record::CaseRecord;
use crate::{
    core::{act::Act, controller::Controller, gate::Permit, shelf::moment},
    sending::disposal::DisposalRecord,
};
use kakehashi_domain::{Outcome, Retention};

impl Controller {
    pub(crate) fn dispose_of_old_cases(&mut self) -> Outcome<()> {
        let (now, period) = (self.now(), &Retention::shipped()?.identity_case);
        let is_old = |record: &CaseRecord| {
            let closed = record.closed.as_ref();
            closed.is_some_and(|closed| period.is_over(closed.at, now))
        };
        let mut old: Vec<CaseRecord> = self.books()?.ended_records(&moment(now))?;
        old.retain(is_old);
        if old.is_empty() {
            return Ok(());
        }
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
            for record in &old {
                store.remove_record::<CaseRecord>(record.id)?;
            }
            store.put_record(&line)
        })
    }
}
