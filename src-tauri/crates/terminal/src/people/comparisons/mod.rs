//! 突合の確認: pairs of records are taken in and compared; people look at those that need eyes, one for B and two for C;
//! the result goes to the 基幹システム. What was decided is stored pair by pair, so that leaving loses nothing.

pub(crate) mod view;

mod record;
mod register;
mod result;
mod shown;
mod taking;

use crate::{
    core::{
        act::{Act, Trail},
        blocking::blocking,
        controller::{Answer, Controller, Terminal},
    },
    files,
    files::sealing::HandOutTo,
    people::comparisons::view::{ComparisonView, PairGround, PairView},
    sending::hand_over::view::HandOverView,
};
use kakehashi_domain::{
    Code, Fault, Outcome, Role,
    compare::{Finding, Ground, Opinion},
};
use kakehashi_store::PairStanding;
pub(crate) use record::ComparisonRecord;
use record::PairRecord;
pub(crate) use record::Sides;
pub(crate) use register::put_taken;
use register::{put, put_pair};
pub(crate) use shown::pair_items;
use shown::pair_view;
use std::io::Write;
pub(crate) use taking::{Taken, take_pairs_of};

/// Either may be one of the two people.
const LOOKERS: [Role; 2] = [Role::Clerk, Role::Approver];

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
                let record = c.new_comparison(files::name_of(&path), &taken, by, None)?;
                c.commit(&trail, |store| put_taken(store, &record, &taken))?;
                c.comparison_view(record)
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

fn on_comparison(act: Act, id: u32) -> Trail {
    Trail::new(act, format!("突合{id}"))
}

fn not_found(id: u32) -> Fault {
    Fault::new(Code::ComparisonNotFound).with("comparison", id)
}
