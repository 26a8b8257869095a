//! 突合の確認: pairs of records are taken in and compared; people look at those that need eyes, one for B and two for C;
//! the result goes to the 基幹システム. What was decided is stored pair by pair, so that leaving loses nothing.

mod record;
mod result;
mod shown;
mod taking;

use crate::{
    Answer, Terminal,
    act::{Act, Trail},
    controller::Controller,
    files,
    password::blocking,
    view::{ComparisonView, HandOutTo, HandOverView, PairGround, PairView, Task, Urgency},
};
use chrono::TimeDelta;
use kakehashi_domain::{
    Code, Fault, Outcome, Role,
    compare::{Finding, Ground, Opinion},
};
use kakehashi_store::{PairStanding, Store};
pub(super) use record::Sides;
use record::{ComparisonRecord, PairRecord};
pub(super) use shown::pair_items;
use shown::pair_view;
use std::{collections::HashSet, io::Write};
pub(super) use taking::{Taken, take_pairs_of};

const SHELF: &str = "comparison";
/// Either may be one of the two people.
const LOOKERS: [Role; 2] = [Role::Clerk, Role::Approver];
/// Days for which pairs are kept after the result was written.
const KEPT: TimeDelta = TimeDelta::days(30);

/// The reasons for saying that two records are one person's.
pub fn pair_grounds() -> Vec<PairGround> {
    let ground = |ground: &Ground| PairGround {
        ground: *ground,
        title: ground.title().to_owned(),
    };
    Ground::ALL.iter().map(ground).collect()
}

impl Terminal {
    /// Takes a file of pairs in (a sealed copy) and compares them.
    ///
    /// # Errors
    /// Those of reading the file; `COMPARISON_TAKEN`, `PERMISSION_DENIED`, `DISK_FULL`.
    pub async fn take_pairs(&self, path: String) -> Answer<ComparisonView> {
        let trail = Trail::new(Act::TakePairs, files::name_of(&path));
        self.perform(trail, async |trail| {
            self.ask(|c| c.allow(&[Role::Clerk]).map(drop)).await?;
            let (dir, from) = (self.dir.clone(), path.clone());
            let taken = blocking(move || taking::take(&dir, &from)).await?;
            self.ask(move |c| {
                let by = c.person()?.user.clone();
                let id = c.keep_comparison(&trail, files::name_of(&path), &taken, by, None)?;
                c.shown_comparison(id)
            })
            .await
        })
        .await
    }

    /// The comparisons, newest first.
    ///
    /// # Errors
    /// `PERMISSION_DENIED`.
    pub async fn comparisons(&self) -> Answer<Vec<ComparisonView>> {
        self.look(|c| {
            c.allow(&LOOKERS)?;
            let records = c.comparison_records()?.into_iter().rev();
            records.map(|record| c.comparison_view(record)).collect()
        })
        .await
    }

    /// A comparison.
    ///
    /// # Errors
    /// `COMPARISON_NOT_FOUND`, `PERMISSION_DENIED`.
    pub async fn comparison(&self, id: u32) -> Answer<ComparisonView> {
        self.look(move |c| {
            c.allow(&LOOKERS)?;
            let record = c.comparison_record(id)?;
            c.comparison_view(record)
        })
        .await
    }

    /// The next pair that waits for this person after a row, round to the first; None when none waits.
    ///
    /// # Errors
    /// As [`Terminal::comparison`].
    pub async fn next_pair(&self, id: u32, after: u32) -> Answer<Option<PairView>> {
        self.look(move |c| {
            let user = c.allow(&LOOKERS)?.user.clone();
            c.comparison_record(id)?;
            c.note_look_at(&on_comparison(Act::ViewPairs, id))?;
            let pair: Option<PairRecord> = c.store()?.next_pair(id, &user, after)?;
            Ok(pair.map(|pair| pair_view(id, &pair)))
        })
        .await
    }

    /// Some of the pairs that needed no eyes.
    ///
    /// # Errors
    /// As [`Terminal::comparison`].
    pub async fn pair_sample(&self, id: u32) -> Answer<Vec<PairView>> {
        self.look(move |c| {
            c.allow(&LOOKERS)?;
            c.comparison_record(id)?;
            c.note_look_at(&on_comparison(Act::ViewPairs, id))?;
            let pairs: Vec<PairRecord> = c.store()?.pairs(id, PairStanding::Sample)?;
            Ok(pairs.iter().map(|pair| pair_view(id, pair)).collect())
        })
        .await
    }

    /// A person has looked at the sample, and lets those without eyes pass.
    ///
    /// # Errors
    /// As [`Terminal::comparison`].
    pub async fn accept_sample(&self, id: u32) -> Answer<ComparisonView> {
        self.perform(on_comparison(Act::AcceptSample, id), async |trail| {
            self.ask(move |c| {
                let user = c.allow(&LOOKERS)?.user.clone();
                let mut record = c.comparison_record(id)?;
                record.sample_seen_by = Some(user);
                c.commit(&trail, |store| put(store, &record))?;
                c.comparison_view(record)
            })
            .await
        })
        .await
    }

    /// A person doubts a pair of the sample: two people will look at it.
    ///
    /// # Errors
    /// As [`Terminal::comparison`].
    pub async fn doubt_pair(&self, id: u32, row: u32) -> Answer<ComparisonView> {
        self.on_pair(Act::DoubtPair, id, row, |_, pair| {
            pair.review.doubt();
            Ok(())
        })
        .await
    }

    /// What a person says of a pair.
    ///
    /// # Errors
    /// `SECOND_PERSON_WANTED`, `GROUND_MISSING`, and those of [`Terminal::comparison`].
    pub async fn answer_pair(
        &self,
        id: u32,
        row: u32,
        finding: Finding,
        ground: Option<Ground>,
    ) -> Answer<ComparisonView> {
        self.on_pair(Act::AnswerPair, id, row, move |c, pair| {
            let opinion = Opinion {
                by: c.person()?.user.clone(),
                at: c.now(),
                finding,
                ground: ground.filter(|_| finding == Finding::Same),
            };
            pair.review.answer(opinion)
        })
        .await
    }

    /// Writes the result for the 基幹システム, once nothing waits and somebody has looked at the sample.
    ///
    /// # Errors
    /// `COMPARISON_UNFINISHED`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, and those of [`Terminal::comparison`].
    pub async fn save_comparison(&self, id: u32, to: impl Into<HandOutTo>) -> Answer<HandOverView> {
        let to = to.into();
        let trail = on_comparison(Act::SaveComparison, id).note(to.target());
        self.perform(trail, async |trail| {
            let source = self.ask(move |c| c.result_source(id)).await?;
            let write = move |sink: &mut dyn Write| result::write(source, sink);
            let line = self.hand_out_line(trail, to, None, write).await?;
            self.ask(move |c| c.mark_saved(id)).await?;
            Ok(line)
        })
        .await
    }

    async fn on_pair(
        &self,
        act: Act,
        id: u32,
        row: u32,
        change: impl FnOnce(&Controller, &mut PairRecord) -> Outcome<()> + Send + 'static,
    ) -> Answer<ComparisonView> {
        let trail = Trail::new(act, format!("突合{id}の{row}行目"));
        self.perform(trail, async |trail| {
            self.ask(move |c| {
                c.allow(&LOOKERS)?;
                let record = c.comparison_record(id)?;
                let pair: Option<PairRecord> = c.store()?.pair(id, row)?;
                let mut pair = pair.ok_or_else(|| not_found(id))?;
                change(c, &mut pair)?;
                c.commit(&trail, |store| put_pair(store, id, &pair))?;
                c.comparison_view(record)
            })
            .await
        })
        .await
    }
}

impl Controller {
    /// Keeps a comparison, of a look-up where `job` is given, and gives its number.
    pub(super) fn keep_comparison(
        &mut self,
        trail: &Trail,
        file_name: String,
        taken: &taking::Taken,
        by: String,
        job: Option<u32>,
    ) -> Outcome<u32> {
        let records = self.comparison_records()?;
        let is_same = |known: &&ComparisonRecord| {
            known.source.sha256 == taken.source.sha256 && known.saved_at.is_none()
        };
        if let Some(known) = records.iter().find(is_same)
            && job.is_none()
        {
            return Err(Fault::new(Code::ComparisonTaken).with("comparison", known.id));
        }
        let id = records.last().map_or(0, |last| last.id) + 1;
        let mut record = taken.record(id, file_name, by, self.now());
        record.job = job;
        let at = record.taken_at.to_rfc3339();
        self.commit(trail, |store| {
            store.add_sealed(&taken.source, &taken.identity, &at)?;
            put(store, &record)?;
            let mut pairs = taken.pairs.iter();
            pairs.try_for_each(|pair| put_pair(store, id, pair))
        })?;
        Ok(id)
    }

    pub(super) fn shown_comparison(&mut self, id: u32) -> Outcome<ComparisonView> {
        let record = self.comparison_record(id)?;
        self.comparison_view(record)
    }

    /// The comparison of what a look-up found.
    pub(super) fn comparison_of_job(&mut self, job: u32) -> Outcome<Option<u32>> {
        let records = self.comparison_records()?;
        let of_job = records.iter().find(|record| record.job == Some(job));
        Ok(of_job.map(|record| record.id))
    }

    /// The registrations whose number must not be handed over: people said that they are somebody else, or that the
    /// data are wrong.
    ///
    /// # Errors
    /// `COMPARISON_UNFINISHED` while a pair waits for anybody.
    pub(super) fn not_the_same(&mut self, comparison: u32) -> Outcome<HashSet<String>> {
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

    fn comparison_records(&mut self) -> Outcome<Vec<ComparisonRecord>> {
        self.store()?.all(SHELF)
    }

    fn comparison_record(&mut self, id: u32) -> Outcome<ComparisonRecord> {
        let record = self.store()?.get(SHELF, &key(id))?;
        record.ok_or_else(|| not_found(id))
    }

    fn result_source(&mut self, id: u32) -> Outcome<result::Source> {
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

    fn mark_saved(&mut self, id: u32) -> Outcome<()> {
        let mut record = self.comparison_record(id)?;
        record.saved_at = Some(self.now());
        self.store()?.transact(|store| put(store, &record))
    }

    /// Pairs that wait for this person, in all comparisons.
    pub(super) fn pairs_waiting(&mut self) -> Outcome<u32> {
        let session = self.person()?.clone();
        if !session.roles.iter().any(|role| LOOKERS.contains(role)) {
            return Ok(0);
        }
        let counts = self.store()?.pair_counts(None, &session.user)?;
        Ok(counts.for_user)
    }

    pub(super) fn comparison_task(&mut self) -> Outcome<Option<Task>> {
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
    pub(super) fn dispose_of_old_comparisons(&mut self) -> Outcome<()> {
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

fn on_comparison(act: Act, id: u32) -> Trail {
    Trail::new(act, format!("突合{id}"))
}

fn not_found(id: u32) -> Fault {
    Fault::new(Code::ComparisonNotFound).with("comparison", id)
}

fn put(store: &Store, record: &ComparisonRecord) -> Outcome<()> {
    store.put(SHELF, &key(record.id), record)
}

fn put_pair(store: &Store, comparison: u32, pair: &PairRecord) -> Outcome<()> {
    store.put_pair(comparison, pair.row, pair.standing(), pair.said_by(), pair)
}

/// Keys sort like numbers.
fn key(id: u32) -> String {
    format!("{id:010}")
}
