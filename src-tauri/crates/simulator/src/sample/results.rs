//! Result files: what a new practice server answers to the sample of the kind that is sent, worked out by the same
//! desks over a database that nobody keeps.

use csv::StringRecord;
use rusqlite::Connection;

use super::{Sample, rows};
use crate::{
    Error,
    catalogue::Catalogue,
    db::{self, registrations::Branches},
    desk::Desk,
    layout::{Direction, Layout},
    residents,
    service::Counter,
};

/// So many people a new server's 住基 knows.
const RESIDENTS: u64 = 2000;

/// The rows of a result.
pub fn rows_of(
    sample: &Sample,
    result: &Layout,
    catalogue: &Catalogue,
    mut take: impl FnMut(Vec<String>) -> Result<(), Error>,
) -> Result<(), Error> {
    let sent = sender(sample, result, catalogue)?;
    let c = db::in_memory()?;
    let count = usize::try_from(sample.rows.max(RESIDENTS)).unwrap_or(usize::MAX);
    db::residents::fill(&c, residents::people(sample.seed, count))?;
    for earlier in earlier_kinds(sent, sample, catalogue)? {
        let right = Sample {
            mistakes: false,
            ..sample.clone()
        };
        answer(&c, &right, earlier, catalogue, |_| Ok(()))?;
    }
    answer(&c, sample, sent, catalogue, &mut take)
}

/// The kind that has such a result: the one that is named, else the first.
fn sender<'c>(
    sample: &Sample,
    result: &Layout,
    catalogue: &'c Catalogue,
) -> Result<&'c Layout, Error> {
    let has_it = |it: &&Layout| {
        it.direction == Direction::Send && it.result_kind.as_ref() == Some(&result.kind)
    };
    let found = match &sample.of {
        Some(kind) => Some(catalogue.of_kind(kind, sample.today)?).filter(has_it),
        None => catalogue.layouts().iter().find(has_it),
    };
    found.ok_or_else(|| Error::Usage(format!("{} が結果になる種別がありません", result.kind)))
}

/// What must have come before, in its order.
fn earlier_kinds<'c>(
    sent: &Layout,
    sample: &Sample,
    catalogue: &'c Catalogue,
) -> Result<Vec<&'c Layout>, Error> {
    let mut all: Vec<&Layout> = Vec::new();
    for kind in &sent.order.after {
        let earlier = catalogue.of_kind(kind, sample.today)?;
        all.extend(earlier_kinds(earlier, sample, catalogue)?);
        all.push(earlier);
    }
    all.dedup_by(|a, b| a.kind == b.kind);
    Ok(all)
}

fn answer(
    c: &Connection,
    sample: &Sample,
    sent: &Layout,
    catalogue: &Catalogue,
    mut take: impl FnMut(Vec<String>) -> Result<(), Error>,
) -> Result<(), Error> {
    let desk = Desk::open(sent, catalogue)?;
    let mut counter = Counter {
        c,
        insurer: &sample.insurer,
        seed: sample.seed,
        now: 0,
        branches: Branches::resume(c, sample.seed)?,
    };
    let mut row = 0;
    rows(sample, sent, |cells| {
        row += 1;
        let record = StringRecord::from(cells);
        let refused = desk.checker.check(&record, &sample.insurer).err();
        let outcome = desk.answer(&mut counter, &record, refused)?;
        take(desk.answers.row(row, &record, &outcome))
    })?;
    Ok(counter.branches.keep(c)?)
}
