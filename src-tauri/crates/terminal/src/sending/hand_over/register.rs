//! The 授受簿: a line for each file that leaves.

use crate::{
    core::{
        area::{Task, Urgency},
        controller::Controller,
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    people::{
        collection::{TakenDelivery, keep_taken_delivery},
        numbers::{Taken, keep_taken},
    },
    sending::hand_over::{record::HandOverRecord, view::HandOverView},
};
use kakehashi_domain::{Code, Fault, Outcome, Role};
use kakehashi_store::Transaction;

impl Controller {
    pub(super) fn begin_hand_over(
        &mut self,
        by: String,
        what: String,
        path: String,
        sealed: bool,
    ) -> Outcome<HandOverRecord> {
        let record = HandOverRecord {
            id: self.books()?.next_number::<HandOverRecord>()?,
            what,
            path,
            rows: 0,
            sha256: String::new(),
            sealed,
            by,
            at: self.now(),
            settled_at: None,
            erasing: false,
            incoming: None,
        };
        self.keep(|store| store.put_record(&record))?;
        Ok(record)
    }

    /// The line of what was written is finished; that of what wasn't goes.
    pub(super) fn end_hand_over(
        &mut self,
        permit: &Permit,
        mut record: HandOverRecord,
        written: Outcome<(u32, String)>,
        more: impl FnOnce(&Transaction<'_>, &HandOverRecord) -> Outcome<()>,
    ) -> Outcome<HandOverView> {
        match written {
            Ok((rows, sha256)) => (record.rows, record.sha256) = (rows, sha256),
            Err(fault) => {
                self.keep(|store| store.remove_record::<HandOverRecord>(record.id))?;
                return Err(fault);
            }
        }
        self.write(permit, |store| {
            store.put_record(&record)?;
            more(store, &record)
        })?;
        Ok(self.hand_over_view(record))
    }

    /// What was settled already stays as it is.
    pub(crate) fn settle_hand_over(&mut self, permit: &Permit, id: u32) -> Outcome<()> {
        match self.settled(id)? {
            Some(settled) => self.write(permit, |store| settled.keep(store)),
            None => Ok(()),
        }
    }
}

/// A line of the 授受簿 with what ends by its being settled.
pub(crate) struct Settled {
    line: HandOverRecord,
    taken: Vec<Taken>,
    deliveries: Vec<TakenDelivery>,
}

impl Settled {
    pub fn keep(&self, store: &Transaction<'_>) -> Outcome<()> {
        store.put_record(&self.line)?;
        let mut taken = self.taken.iter();
        taken.try_for_each(|number| keep_taken(store, number))?;
        let mut deliveries = self.deliveries.iter();
        deliveries.try_for_each(|file| keep_taken_delivery(store, file))
    }
}

impl Look {
    /// A line as it is once it is settled; None for one that is.
    pub(crate) fn settled(&self, id: u32) -> Outcome<Option<Settled>> {
        let known: Option<HandOverRecord> = self.books()?.record(id)?;
        let Some(mut line) = known.filter(|line| line.settled_at.is_none()) else {
            return Ok(None);
        };
        line.settled_at = Some(self.now());
        let taken = self.numbers_taken_by(id)?;
        let deliveries = self.deliveries_taken_by(id)?;
        Ok(Some(Settled {
            line,
            taken,
            deliveries,
        }))
    }

    pub(super) fn hand_over_of(&self, id: u32) -> Outcome<HandOverView> {
        let record = self.books()?.record(id)?;
        let missing = || Fault::new(Code::Internal).because("no such line in the 授受簿");
        Ok(self.hand_over_view(record.ok_or_else(missing)?))
    }

    pub(super) fn open_hand_over_views(&self) -> Outcome<Vec<HandOverView>> {
        let open: Vec<HandOverRecord> = self.books()?.open_records()?;
        Ok(open.into_iter().map(|r| self.hand_over_view(r)).collect())
    }

    pub(super) fn hand_over_views(&self, part: &ListPart) -> Outcome<Vec<HandOverView>> {
        let newest_first: Vec<HandOverRecord> = self.books()?.records(part.asked())?;
        let views = newest_first.into_iter().map(|r| self.hand_over_view(r));
        Ok(views.collect())
    }

    fn hand_over_view(&self, record: HandOverRecord) -> HandOverView {
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
            incoming: record.incoming,
        }
    }
}

impl Look {
    pub(crate) fn hand_over_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        if !viewer.has(Role::Clerk) {
            return Ok(None);
        }
        let open = self.books()?.count_open_records::<HandOverRecord>()?;
        Ok((open > 0).then(|| Task {
            urgency: Urgency::Planned,
            mark: "引き渡し".into(),
            title: "書き出したファイルの引き渡しを済ませる".into(),
            summary: format!("{open} 件"),
            why: "暗号化されていないファイルが、まだ残っているかもしれません。".into(),
            button: Some("確かめる".into()),
            path: "/records".into(),
        }))
    }
}
