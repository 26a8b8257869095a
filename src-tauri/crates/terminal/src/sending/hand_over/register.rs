//! The 授受簿: a line for each file that leaves.

use crate::{
    core::{
        act::{Act, Trail},
        controller::Controller,
        shelf,
    },
    people::numbers::keep_taken,
    sending::hand_over::{record::HandOverRecord, view::HandOverView},
};
use kakehashi_domain::Outcome;
use kakehashi_store::{JobRow, Transaction};

impl Controller {
    pub(super) fn begin_hand_over(
        &mut self,
        what: String,
        path: String,
        sealed: bool,
    ) -> Outcome<HandOverRecord> {
        let id = self
            .hand_over_records()?
            .iter()
            .map(|r| r.id)
            .max()
            .unwrap_or(0)
            + 1;
        let record = HandOverRecord {
            id,
            what,
            path,
            rows: 0,
            sha256: String::new(),
            sealed,
            by: self.person()?.user.clone(),
            at: self.now(),
            settled_at: None,
        };
        self.store()?.transact(|store| put(store, &record))?;
        Ok(record)
    }

    pub(super) fn end_hand_over(
        &mut self,
        trail: &Trail,
        job: Option<u32>,
        mut record: HandOverRecord,
        written: Outcome<(u32, String)>,
    ) -> Outcome<HandOverView> {
        match written {
            Ok((rows, sha256)) => (record.rows, record.sha256) = (rows, sha256),
            Err(fault) => {
                self.store()?.transact(|store| {
                    store.remove(shelf::HAND_OVER, &shelf::numbered(record.id))
                })?;
                return Err(fault);
            }
        }
        let of_job = job.map(|id| self.job(id)).transpose()?;
        self.commit(trail, |store| {
            put(store, &record)?;
            let Some(JobRow {
                id,
                state,
                mut body,
            }) = of_job
            else {
                return Ok(());
            };
            body.branch_numbers_saved |= trail.act == Act::SaveBranchNumbers;
            body.resend_saved |= trail.act == Act::SaveResend;
            store.keep_job(id, state, &body)
        })?;
        self.tell(job);
        Ok(self.hand_over_view(record))
    }

    pub(super) fn settle_hand_over(
        &mut self,
        trail: &Trail,
        id: u32,
    ) -> Outcome<Vec<HandOverView>> {
        let now = self.now();
        let mut records = self.hand_over_records()?;
        if let Some(record) = records
            .iter_mut()
            .find(|r| r.id == id && r.settled_at.is_none())
        {
            record.settled_at = Some(now);
            let record = record.clone();
            let taken = self.numbers_taken_by(id)?;
            self.commit(trail, |store| {
                put(store, &record)?;
                taken
                    .iter()
                    .try_for_each(|number| keep_taken(store, number))
            })?;
        }
        self.hand_over_views()
    }

    pub(crate) fn hand_over_records(&mut self) -> Outcome<Vec<HandOverRecord>> {
        self.store()?.all(shelf::HAND_OVER)
    }

    pub(super) fn hand_over_views(&mut self) -> Outcome<Vec<HandOverView>> {
        let records = self.hand_over_records()?;
        Ok(records
            .into_iter()
            .rev()
            .map(|r| self.hand_over_view(r))
            .collect())
    }

    fn hand_over_view(&mut self, record: HandOverRecord) -> HandOverView {
        HandOverView {
            id: record.id,
            what: record.what,
            path: record.path,
            rows: record.rows,
            sha256: record.sha256,
            sealed: record.sealed,
            by: self.name_of(&record.by),
            at: record.at,
            settled_at: record.settled_at,
        }
    }
}

fn put(store: &Transaction<'_>, record: &HandOverRecord) -> Outcome<()> {
    store.put(shelf::HAND_OVER, &shelf::numbered(record.id), record)
}
