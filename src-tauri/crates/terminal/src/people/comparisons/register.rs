//! The comparisons that are kept, what they ask of whom, and when they go.

use super::{
    LOOKERS, not_found, on_comparison,
    record::{ComparisonRecord, PairRecord},
    result, taking,
};
use crate::{
    core::{act::Act, controller::Controller, shelf},
    desk::home::view::{Task, Urgency},
    people::comparisons::view::ComparisonView,
};
use chrono::TimeDelta;
use kakehashi_domain::{Code, Fault, Outcome, Role, compare::Finding};
use kakehashi_store::{Owner, PairStanding, Transaction};
use std::collections::HashSet;

const SHELF: &str = "comparison";
/// Days for which pairs are kept after the result was written.
const KEPT: TimeDelta = TimeDelta::days(30);

impl Controller {
    /// A comparison that is to be kept, of a look-up where `job` is given.
    pub(crate) fn new_comparison(
        &mut self,
        file_name: String,
        taken: &taking::Taken,
        by: String,
        job: Option<u32>,
    ) -> Outcome<ComparisonRecord> {
        let records = self.comparison_records()?;
        let is_same = |known: &&ComparisonRecord| {
            known.source.sha256 == taken.source.file().sha256 && known.saved_at.is_none()
        };
        if let Some(known) = records.iter().find(is_same)
            && job.is_none()
        {
            return Err(Fault::new(Code::ComparisonTaken).with("comparison", known.id));
        }
        let id = records.last().map_or(0, |last| last.id) + 1;
        let mut record = taken.record(id, file_name, by, self.now());
        record.job = job;
        Ok(record)
    }

    pub(crate) fn shown_comparison(&mut self, id: u32) -> Outcome<ComparisonView> {
        let record = self.comparison_record(id)?;
        self.comparison_view(record)
    }

    /// The comparison of what a look-up found.
    pub(crate) fn comparison_of_job(&mut self, job: u32) -> Outcome<Option<u32>> {
        let records = self.comparison_records()?;
        let of_job = records.iter().find(|record| record.job == Some(job));
        Ok(of_job.map(|record| record.id))
    }

    /// The registrations whose number must not be handed over: people said that they are somebody else, or that the
    /// data are wrong.
    ///
    /// # Errors
    /// `COMPARISON_UNFINISHED` while a pair waits for anybody.
    pub(crate) fn not_the_same(&mut self, comparison: u32) -> Outcome<HashSet<String>> {
        let store = self.store()?;
        let open = store.pair_counts(Some(comparison), "")?.open;
        if open > 0 {
            return Err(Fault::new(Code::ComparisonUnfinished).with("pairs", open));
        }
        let settled: Vec<PairRecord> = store.pairs(comparison, PairStanding::Settled)?;
        let others = settled
            .into_iter()
            .filter(|pair| pair.review.finding() != Some(Finding::Same));
        Ok(others.map(|pair| pair.id).collect())
    }

    pub(super) fn comparison_records(&mut self) -> Outcome<Vec<ComparisonRecord>> {
        self.store()?.all(SHELF)
    }

    pub(super) fn comparison_record(&mut self, id: u32) -> Outcome<ComparisonRecord> {
        let record = self.store()?.get(SHELF, &shelf::numbered(id))?;
        record.ok_or_else(|| not_found(id))
    }

    pub(super) fn result_source(&mut self, id: u32) -> Outcome<result::Source> {
        self.allow(&[Role::Clerk])?;
        let record = self.comparison_record(id)?;
        let view = self.comparison_view(record.clone())?;
        if !view.finished {
            let pairs = view
                .open
                .max(u32::from(view.sample_seen_by.is_none()) * view.sample);
            return Err(Fault::new(Code::ComparisonUnfinished).with("pairs", pairs));
        }
        let store = self.store()?;
        Ok(result::Source {
            sealed: [
                store.open_sealed(&record.source.id)?,
                store.open_sealed(&record.source.id)?,
            ],
            settled: store.pairs(id, PairStanding::Settled)?,
        })
    }

    pub(super) fn mark_saved(&mut self, id: u32) -> Outcome<()> {
        let mut record = self.comparison_record(id)?;
        record.saved_at = Some(self.now());
        self.store()?.transact(|store| put(store, &record))
    }

    /// Pairs that wait for this person, in all comparisons.
    pub(crate) fn pairs_waiting(&mut self) -> Outcome<u32> {
        let session = self.person()?.clone();
        if !session.roles.iter().any(|role| LOOKERS.contains(role)) {
            return Ok(0);
        }
        let counts = self.store()?.pair_counts(None, &session.user)?;
        Ok(counts.for_user)
    }

    pub(crate) fn comparison_task(&mut self) -> Outcome<Option<Task>> {
        let waiting = self.pairs_waiting()?;
        Ok((waiting > 0).then(|| Task {
            urgency: Urgency::Waiting,
            mark: "突合".into(),
            title: "突合のちがいを目で確かめる".into(),
            summary: format!("{waiting} 組"),
            why: "記録がちがうところを見て、同じ人かを決めます。".into(),
            button: Some("見る".into()),
            path: "/comparisons".into(),
        }))
    }

    /// Disposes of the pairs of comparisons whose result was written long ago.
    pub(crate) fn dispose_of_old_comparisons(&mut self) -> Outcome<()> {
        let now = self.now();
        for mut record in self.comparison_records()? {
            let is_old = record.saved_at.is_some_and(|at| at < now - KEPT);
            if record.disposed || !is_old {
                continue;
            }
            record.disposed = true;
            let trail = on_comparison(Act::Dispose, record.id).by("system");
            self.commit(&trail, |store| {
                store.dispose_sealed(&record.source.id, &now.to_rfc3339())?;
                store.clear_pairs(record.id)?;
                put(store, &record)
            })?;
        }
        Ok(())
    }
}

/// Puts a comparison with the pairs that people will look at.
pub(crate) fn put_taken(
    store: &Transaction<'_>,
    record: &ComparisonRecord,
    taken: &taking::Taken,
) -> Outcome<()> {
    let owner = Owner {
        of: SHELF,
        id: record.id,
        part: "source",
    };
    store.add_sealed(&taken.source, owner, &record.taken_at.to_rfc3339())?;
    put(store, record)?;
    let mut pairs = taken.pairs.iter();
    pairs.try_for_each(|pair| put_pair(store, record.id, pair))
}

pub(super) fn put(store: &Transaction<'_>, record: &ComparisonRecord) -> Outcome<()> {
    store.put(SHELF, &shelf::numbered(record.id), record)
}

pub(super) fn put_pair(store: &Transaction<'_>, comparison: u32, pair: &PairRecord) -> Outcome<()> {
    store.put_pair(comparison, pair.row, pair.standing(), pair.said_by(), pair)
}
