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
        act::Act,
        blocking::blocking,
        controller::{Controller, Terminal},
        gate::Permit,
        look::Look,
        part::ListPart,
    },
    files::{name_of, sealing::HandOutTo},
    people::comparisons::view::{ComparisonView, DecidedPair, PairGround, PairView},
    sending::hand_over::{record::HandOverRecord, view::HandOverView},
};
use kakehashi_domain::{
    Code, Fault, Outcome,
    compare::{Finding, Ground, Opinion},
};
use kakehashi_store::{PairStanding, Transaction};
pub(crate) use record::ComparisonRecord;
use record::PairRecord;
pub(crate) use record::Sides;
pub(crate) use register::put_taken;
use register::{mark_saved, put_pair};
pub(crate) use shown::pair_items;
use shown::pair_view;
use std::{
    future::{Ready, ready},
    io::Write,
};
pub(crate) use taking::{Taken, take_pairs_of};

/// Decided pairs shown at once.
const AT_ONCE: u32 = 50;

/// What the log calls a comparison.
pub(crate) fn subject(id: u32) -> String {
    format!("突合{id}")
}

/// What the log calls a pair of it.
pub(crate) fn row_subject(id: u32, row: u32) -> String {
    format!("突合{id}の{row}行目")
}

/// Takes a file of pairs in (a sealed copy) and compares them.
///
/// # Errors
/// Those of reading the file; `COMPARISON_TAKEN`, `DISK_FULL`.
pub(crate) async fn take_pairs(
    terminal: &Terminal,
    permit: Permit,
    path: String,
) -> Outcome<ComparisonView> {
    let (dir, from, viewer) = (terminal.dir.clone(), path.clone(), permit.clone());
    let taken = blocking(move || taking::take(&dir, &from)).await?;
    let id = terminal
        .take_comparison(permit, name_of(&path), taken, None)
        .await?;
    comparison(terminal, viewer, id).await
}

/// The comparisons, newest first.
pub(crate) async fn comparisons(
    terminal: &Terminal,
    permit: Permit,
    part: ListPart,
) -> Outcome<Vec<ComparisonView>> {
    let list = move |look: &Look| {
        let records: Vec<ComparisonRecord> = look.books()?.records(part.asked())?;
        let view = |record| look.comparison_view(&permit, record);
        records.into_iter().map(view).collect()
    };
    terminal.see(list).await
}

/// A comparison.
///
/// # Errors
/// `COMPARISON_NOT_FOUND`.
pub(crate) async fn comparison(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<ComparisonView> {
    let view = move |look: &Look| look.comparison_view(&permit, look.comparison_record(id)?);
    terminal.see(view).await
}

/// The next pair that waits for this person after a row, round to the first; None when none waits.
///
/// # Errors
/// As [`comparison`].
pub(crate) async fn next_pair(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    after: u32,
) -> Outcome<Option<PairView>> {
    note_look(terminal, permit.clone(), id).await?;
    let next = move |look: &Look| {
        let pair: Option<PairRecord> = look.books()?.next_pair(id, &permit.user, after)?;
        let marks = look.marks()?;
        Ok(pair.map(|pair| pair_view(id, &pair, &marks)))
    };
    terminal.see(next).await
}

/// Some of the pairs that needed no eyes.
///
/// # Errors
/// As [`comparison`].
pub(crate) async fn pair_sample(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<Vec<PairView>> {
    note_look(terminal, permit, id).await?;
    let sample = move |look: &Look| {
        let pairs: Vec<PairRecord> = look.books()?.pairs(id, PairStanding::Sample)?;
        let marks = look.marks()?;
        let view = |pair| pair_view(id, pair, &marks);
        Ok(pairs.iter().map(view).collect())
    };
    terminal.see(sample).await
}

/// Notes that a person looks at what is personal in a comparison.
async fn note_look(terminal: &Terminal, permit: Permit, id: u32) -> Outcome<()> {
    let note = move |c: &mut Controller| {
        c.comparison_record(id)?;
        c.note_look(&permit, Act::view_pairs, &subject(id))
    };
    terminal.ask(note).await
}

/// The reasons for saying that two records are one person's.
pub(crate) fn grounds(_: &Terminal, _: Permit) -> Ready<Outcome<Vec<PairGround>>> {
    ready(Ok(pair_grounds()))
}

/// The reasons for saying that two records are one person's.
pub fn pair_grounds() -> Vec<PairGround> {
    let ground = |ground: &Ground| PairGround {
        ground: *ground,
        title: ground.title().to_owned(),
    };
    Ground::ALL.iter().map(ground).collect()
}

/// A person has looked at the sample, and lets those without eyes pass.
///
/// # Errors
/// `WRONG_STATE` once the result was written, and those of [`comparison`].
pub(crate) async fn accept_sample(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
) -> Outcome<ComparisonView> {
    let viewer = permit.clone();
    let accept = move |c: &mut Controller| {
        let mut record = c.unsaved_comparison(id)?;
        record.sample_seen_by = Some(permit.user.clone());
        c.write(&permit, |store| store.put_record(&record))
    };
    terminal.ask(accept).await?;
    comparison(terminal, viewer, id).await
}

/// A person doubts a pair of the sample: two people will look at it.
///
/// # Errors
/// As [`accept_sample`].
pub(crate) async fn doubt_pair(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    row: u32,
) -> Outcome<ComparisonView> {
    let doubt = |_: &Look, pair: &mut PairRecord| {
        pair.review.doubt();
        Ok(())
    };
    on_pair(terminal, permit, (id, row), doubt).await
}

/// What a person says of a pair.
///
/// # Errors
/// `SECOND_PERSON_WANTED`, `GROUND_MISSING`, and those of [`accept_sample`].
pub(crate) async fn answer_pair(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    row: u32,
    finding: Finding,
    ground: Option<Ground>,
) -> Outcome<ComparisonView> {
    let by = permit.user.clone();
    let answer = move |look: &Look, pair: &mut PairRecord| {
        pair.review.answer(Opinion {
            by,
            at: look.now(),
            finding,
            ground: ground.filter(|_| finding == Finding::Same),
        })
    };
    on_pair(terminal, permit, (id, row), answer).await
}

/// Some pairs of which something was said, after a row: what is settled, and one's own first word.
///
/// # Errors
/// As [`comparison`].
pub(crate) async fn decided_pairs(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    after: u32,
) -> Outcome<Vec<DecidedPair>> {
    note_look(terminal, permit.clone(), id).await?;
    let list = move |look: &Look| {
        let is_open = look.comparison_record(id)?.saved_at.is_none();
        let (books, marks) = (look.books()?, look.marks()?);
        let pairs: Vec<PairRecord> = books.decided_pairs(id, &permit.user, after, AT_ONCE)?;
        let shown = |pair: &PairRecord| look.decided_pair(&permit, id, pair, is_open, &marks);
        Ok(pairs.iter().map(shown).collect())
    };
    terminal.see(list).await
}

/// Takes back what was said of a pair; it waits for eyes again. Possible until the result is written.
///
/// # Errors
/// `WRONG_STATE`, and those of [`accept_sample`].
pub(crate) async fn reopen_pair(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    row: u32,
) -> Outcome<ComparisonView> {
    let by = permit.user.clone();
    let reopen = move |_: &Look, pair: &mut PairRecord| pair.review.reopen(&by);
    on_pair(terminal, permit, (id, row), reopen).await
}

async fn on_pair(
    terminal: &Terminal,
    permit: Permit,
    (id, row): (u32, u32),
    change: impl FnOnce(&Look, &mut PairRecord) -> Outcome<()> + Send + 'static,
) -> Outcome<ComparisonView> {
    let viewer = permit.clone();
    let keep = move |c: &mut Controller| {
        c.unsaved_comparison(id)?;
        let pair: Option<PairRecord> = c.books()?.pair(id, row)?;
        let mut pair = pair.ok_or_else(|| not_found(id))?;
        change(c, &mut pair)?;
        c.write(&permit, |store| put_pair(store, id, &pair))
    };
    terminal.ask(keep).await?;
    comparison(terminal, viewer, id).await
}

/// Writes the result for the 基幹システム, once nothing waits and somebody has looked at the sample.
///
/// # Errors
/// `COMPARISON_UNFINISHED`, `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE`, and those of [`comparison`].
pub(crate) async fn save_comparison(
    terminal: &Terminal,
    permit: Permit,
    id: u32,
    to: HandOutTo,
) -> Outcome<HandOverView> {
    let viewer = permit.clone();
    let source = move |look: &Look| Ok((look.result_source(&viewer, id)?, look.now()));
    let (source, now) = terminal.see(source).await?;
    let write = move |sink: &mut dyn Write| result::write(source, sink);
    let mark = move |store: &Transaction<'_>, _: &HandOverRecord| mark_saved(store, id, now);
    terminal.hand_out_line(permit, to, write, mark).await
}

fn not_found(id: u32) -> Fault {
    Fault::new(Code::ComparisonNotFound).with("comparison", id)
}
