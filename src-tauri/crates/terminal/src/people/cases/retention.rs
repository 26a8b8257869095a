//! Closed cases go when their period is over, with a line in the 廃棄記録簿. Their numbers are never given anew.

use super::record::CaseRecord;
use crate::core::{
    act::Act, area::Old, gate::Permit, in_parts::ROWS_AT_ONCE, look::Look, meter::small,
    shelf::moment,
};
use kakehashi_domain::{Outcome, Retention};

impl Look {
    pub(crate) fn old_cases(&self) -> Outcome<Vec<Old>> {
        let (now, period) = (self.now(), &Retention::shipped()?.identity_case);
        let is_old = |record: &CaseRecord| {
            let closed = record.closed.as_ref();
            closed.is_some_and(|closed| period.is_over(closed.at, now))
        };
        let mut old: Vec<CaseRecord> = self.books()?.ended_records(&moment(now))?;
        old.retain(is_old);
        let ids: Vec<u32> = old.iter().map(|record| record.id).collect();
        let (what, why) = (
            "本人確認の記録",
            format!("閉じてから{}年たった", period.years),
        );
        let old = |ids: &[u32]| {
            let (ids, why) = (ids.to_vec(), why.clone());
            Old::at_once(move |c| {
                let permit = Permit::of_terminal(Act::dispose, what);
                let line = c.disposed(&permit, what, small(ids.len() as u64), &why)?;
                c.write(&permit, |store| {
                    let mut ids = ids.iter();
                    ids.try_for_each(|id| store.remove_record::<CaseRecord>(*id))?;
                    store.put_record(&line)
                })
            })
        };
        Ok(ids.chunks(ROWS_AT_ONCE).map(old).collect())
    }
}
