//! The comparisons that are kept, what they ask of whom, and when they go.

use super::{
    not_found,
    record::{ComparisonRecord, PairRecord},
    result, subject,
    taking::Taken,
};
use crate::core::{
    act::Act,
    area::{Old, Rest, Task, Urgency, Waiting},
    controller::Terminal,
    gate::Permit,
    in_parts::{ROWS_AT_ONCE, rest_after},
    look::Look,
    retention,
};
use chrono::{DateTime, Utc};
use kakehashi_domain::{
    Code, Fault, Outcome, Shelf,
    compare::{Finding, Item},
};
use kakehashi_store::{Owner, PairStanding, Transaction};
use std::{collections::HashSet, sync::Arc};

impl Look {
    /// A comparison that is to be kept, of a look-up where `job` is given.
    pub(crate) fn new_comparison(
        &self,
        file_name: String,
        taken: &Taken,
        by: &str,
        job: Option<u32>,
    ) -> Outcome<ComparisonRecord> {
        let books = self.books()?;
        let open: Vec<ComparisonRecord> = books.open_records()?;
        let is_same = |known: &&ComparisonRecord| known.source.sha256 == taken.source.file().sha256;
        if let Some(known) = open.iter().find(is_same)
            && job.is_none()
        {
            return Err(Fault::new(Code::ComparisonTaken).with("comparison", known.id));
        }
        let id = books.next_number::<ComparisonRecord>()?;
        let mut record = taken.record(id, file_name, by.to_owned(), self.now());
        record.job = job;
        Ok(record)
    }

    /// The comparison of what a look-up found.
    pub(crate) fn comparison_of_job(&self, job: u32) -> Outcome<Option<u32>> {
        let of_job: Vec<ComparisonRecord> = self.books()?.records_about(&job.to_string())?;
        Ok(of_job.first().map(|record| record.id))
    }

    /// The registrations whose number must not be handed over: people said that they are somebody else, or that the
    /// data are wrong.
    ///
    /// # Errors
    /// `COMPARISON_UNFINISHED` while a pair waits for anybody.
    pub(crate) fn not_the_same(&self, comparison: u32) -> Outcome<HashSet<String>> {
        let books = self.books()?;
        let open = books.pair_counts(comparison, "")?.open;
        if open > 0 {
            return Err(Fault::new(Code::ComparisonUnfinished).with("pairs", open));
        }
        let settled: Vec<PairRecord> = books.pairs(comparison, PairStanding::Settled)?;
        let others = settled
            .into_iter()
            .filter(|pair| pair.review.finding() != Some(Finding::Same));
        Ok(others.map(|pair| pair.id).collect())
    }

    /// Where both records of a pair say that the person lives.
    pub(crate) fn pair_addresses(&self, id: u32, row: u32) -> Outcome<[String; 2]> {
        let pair: Option<PairRecord> = self.books()?.pair(id, row)?;
        let pair = pair.ok_or_else(|| not_found(id))?;
        Ok([pair.a, pair.b].map(|side| side.record().text(Item::Address).to_owned()))
    }

    pub(super) fn comparison_record(&self, id: u32) -> Outcome<ComparisonRecord> {
        let record = self.books()?.record(id)?;
        record.ok_or_else(|| not_found(id))
    }

    /// A comparison that may still change: what the result said when it was written stays so.
    pub(super) fn unsaved_comparison(&self, id: u32) -> Outcome<ComparisonRecord> {
        let record = self.comparison_record(id)?;
        if record.saved_at.is_some() {
            return Err(Fault::new(Code::WrongState).with("state", "書き出し済み"));
        }
        Ok(record)
    }

    pub(super) fn result_source(&self, viewer: &Permit, id: u32) -> Outcome<result::Source> {
        let record = self.comparison_record(id)?;
        let view = self.comparison_view(viewer, record.clone())?;
        if !view.finished {
            let pairs = view
                .open
                .max(u32::from(view.sample_seen_by.is_none()) * view.sample);
            return Err(Fault::new(Code::ComparisonUnfinished).with("pairs", pairs));
        }
        let books = self.books()?;
        Ok(result::Source {
            sealed: [
                books.open_sealed(&record.source.id)?,
                books.open_sealed(&record.source.id)?,
            ],
            settled: books.pairs(id, PairStanding::Settled)?,
        })
    }

    pub(crate) fn pairs_waiting(&self, viewer: &Permit, waiting: &mut Waiting) -> Outcome<()> {
        waiting.pairs = self.pairs_for(viewer)?;
        Ok(())
    }

    /// Pairs that wait for this person, in all comparisons.
    fn pairs_for(&self, viewer: &Permit) -> Outcome<u32> {
        if !Act::answer_pair.who.allows(&viewer.roles) {
            return Ok(0);
        }
        self.books()?.pairs_waiting_for(&viewer.user)
    }

    pub(crate) fn comparison_task(&self, viewer: &Permit) -> Outcome<Option<Task>> {
        let waiting = self.pairs_for(viewer)?;
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
}

impl Look {
    /// The pairs of comparisons whose result was written long ago, and their file: the pairs first, so that the end of a
    /// comparison says that all is gone.
    pub(crate) fn old_comparisons(&self) -> Outcome<Vec<Old>> {
        let at = self.now().to_rfc3339();
        let old = |mut record: ComparisonRecord| {
            record.disposed = true;
            let permit = Permit::of_terminal(Act::dispose, subject(record.id));
            let at = at.clone();
            Old::by_parts(move |c| {
                if c.keep(|store| clear_pairs(store, record.id))? == Rest::More {
                    return Ok(Rest::More);
                }
                c.write(&permit, |store| {
                    store.dispose_sealed(&record.source.id, &at)?;
                    store.put_record(&record)
                })?;
                Ok(Rest::Nothing)
            })
        };
        let ended = self.ended(retention::COMPARISON)?;
        Ok(ended.into_iter().map(old).collect())
    }
}

/// Clears some of the pairs of a comparison.
fn clear_pairs(store: &Transaction<'_>, id: u32) -> Outcome<Rest> {
    Ok(rest_after(store.clear_pairs(id, ROWS_AT_ONCE)?))
}

impl Terminal {
    /// Takes a comparison in for whoever asked for it; gives its number.
    ///
    /// # Errors
    /// `COMPARISON_TAKEN`, `DISK_FULL`.
    pub(crate) async fn take_comparison(
        &self,
        permit: Permit,
        name: String,
        taken: Taken,
        job: Option<u32>,
    ) -> Outcome<u32> {
        let _one_at_a_time = self.receiving.lock().await;
        let (by, taken) = (permit.user.clone(), Arc::new(taken));
        let known = taken.clone();
        let record = self
            .see(move |look| look.new_comparison(name, &known, &by, job))
            .await?;
        let id = record.id;
        self.bring_pairs(id, &taken).await?;
        self.ask(move |c| c.write(&permit, |store| put_taken(store, &record, &taken)))
            .await?;
        Ok(id)
    }

    /// Brings the pairs that people will look at, some at a time; nobody sees them before the comparison stands. Whoever
    /// calls holds [`Shared::receiving`] until it does: both go by the next number.
    ///
    /// [`Shared::receiving`]: crate::core::controller::Shared::receiving
    pub(crate) async fn bring_pairs(&self, id: u32, taken: &Taken) -> Outcome<()> {
        self.clear_in_parts(move |store| clear_pairs(store, id))
            .await?;
        self.keep_in_parts(&taken.pairs, move |store, pair| put_pair(store, id, pair))
            .await
    }
}

/// Puts a comparison whose pairs were brought.
pub(crate) fn put_taken(
    store: &Transaction<'_>,
    record: &ComparisonRecord,
    taken: &Taken,
) -> Outcome<()> {
    let owner = Owner {
        of: Shelf::Comparison,
        id: record.id,
        part: "source",
    };
    store.add_sealed(&taken.source, owner, &record.taken_at.to_rfc3339())?;
    store.put_record(record)
}

/// Says when the result was written; from then on the days of keeping count.
pub(super) fn mark_saved(store: &Transaction<'_>, id: u32, at: DateTime<Utc>) -> Outcome<()> {
    let record = store.record(id)?;
    let mut record: ComparisonRecord = record.ok_or_else(|| not_found(id))?;
    record.saved_at = Some(at);
    store.put_record(&record)
}

pub(super) fn put_pair(store: &Transaction<'_>, comparison: u32, pair: &PairRecord) -> Outcome<()> {
    store.put_pair(comparison, pair.row, pair.standing(), pair.said_by(), pair)
}
