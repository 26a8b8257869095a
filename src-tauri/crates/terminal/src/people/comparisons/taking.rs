//! Taking a file of pairs in: a sealed copy, a verdict for each pair, and the pairs that people will look at.

use super::record::{ComparisonRecord, PairRecord, Sides};
use crate::{
    alone::compare::CompareReport,
    files,
    files::pairs_file::{Compared, PairWriter, each_pair},
};
use kakehashi_domain::{
    Fault, Outcome,
    compare::{Review, Verdict},
};
use kakehashi_store::{DataPlace, Sealed};
use std::{path::Path, sync::Arc};

/// As many pairs without eyes are kept to be looked at, evenly from the whole file.
const SAMPLE: usize = 20;

/// A file of pairs, taken in and compared; nothing of it is stored yet.
pub(crate) struct Taken {
    pub source: Sealed,
    pub report: CompareReport,
    pub(super) pairs: Arc<Vec<PairRecord>>,
    pub sample: u32,
}

pub(super) fn take(dir: &Path, path: &str) -> Outcome<Taken> {
    let named = |fault: Fault| fault.with("file", files::name_of(path));
    judged(files::seal_copy(dir, path)?).map_err(named)
}

/// Takes pairs in that the terminal itself lays side by side.
pub(crate) fn take_pairs_of(
    dir: &Path,
    write: impl FnOnce(&mut PairWriter<'_>) -> Outcome<()>,
) -> Outcome<Taken> {
    let mut writer = DataPlace::seal(dir)?;
    let mut pairs = PairWriter::new(&mut writer)?;
    write(&mut pairs)?;
    pairs.finish()?;
    judged(writer.finish()?)
}

fn judged(source: Sealed) -> Outcome<Taken> {
    let (report, pairs, sample) = judge(&source)?;
    Ok(Taken {
        source,
        report,
        pairs: Arc::new(pairs),
        sample,
    })
}

fn judge(source: &Sealed) -> Outcome<(CompareReport, Vec<PairRecord>, u32)> {
    let compared = Compared::of(source.open()?, &mut |_| {})?;
    let mut report = CompareReport::default();
    let mut pairs = Vec::new();
    let mut sample = Sample::default();
    each_pair(source.open()?, &mut |row, id, a, b| {
        let (_, verdict) = compared.row(row, &a, &b)?;
        report.count(verdict);
        let pair = || PairRecord {
            row,
            id: id.to_owned(),
            a: Sides::of(&a),
            b: Sides::of(&b),
            verdict,
            review: Review::of(verdict),
        };
        match verdict {
            Verdict::A => sample.offer(pair),
            Verdict::B | Verdict::C => pairs.push(pair()),
        }
        Ok(())
    })?;
    let kept = sample.kept.len() as u32;
    pairs.extend(sample.kept);
    Ok((report, pairs, kept))
}

/// Every n-th pair, where n doubles whenever there are twice too many.
#[derive(Default)]
struct Sample {
    kept: Vec<PairRecord>,
    seen: usize,
    step: usize,
}

impl Sample {
    fn offer(&mut self, pair: impl FnOnce() -> PairRecord) {
        self.step = self.step.max(1);
        if self.seen.is_multiple_of(self.step) {
            self.kept.push(pair());
        }
        self.seen += 1;
        if self.kept.len() > SAMPLE {
            let mut place = 0;
            self.kept.retain(|_| {
                place += 1;
                place % 2 == 1
            });
            self.step *= 2;
        }
    }
}

impl Taken {
    pub(super) fn record(
        &self,
        id: u32,
        file_name: String,
        by: String,
        at: chrono::DateTime<chrono::Utc>,
    ) -> ComparisonRecord {
        ComparisonRecord {
            id,
            file_name,
            source: self.source.file().clone(),
            taken_by: by,
            taken_at: at,
            pairs: self.report.pairs,
            a: self.report.a,
            b: self.report.b,
            c: self.report.c,
            sample: self.sample,
            sample_seen_by: None,
            saved_at: None,
            disposed: false,
            job: None,
        }
    }
}
