//! Taking a file of pairs in: a sealed copy, a verdict for each pair, and the pairs that people will look at.

use super::record::{ComparisonRecord, PairRecord, Sides};
use crate::{
    alone::compare::CompareReport,
    files,
    files::pairs_file::{PairWriter, SharedKeys, each_pair},
};
use kakehashi_domain::{
    Code, Fault, Outcome,
    compare::{Review, Verdict, compare},
};
use kakehashi_store::{DataPlace, SealedFile};
use std::{io, path::Path};
use zeroize::Zeroizing;

/// As many pairs without eyes are kept to be looked at, evenly from the whole file.
const SAMPLE: usize = 20;

/// A file of pairs, taken in and compared; nothing of it is stored yet.
pub(crate) struct Taken {
    pub source: SealedFile,
    pub identity: Zeroizing<String>,
    pub report: CompareReport,
    pub(super) pairs: Vec<PairRecord>,
    pub sample: u32,
}

pub(super) fn take(dir: &Path, path: &str) -> Outcome<Taken> {
    let named = |fault: Fault| fault.with("file", files::name_of(path));
    judged(dir, seal_copy(dir, path)?).map_err(named)
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
    judged(dir, writer.finish()?)
}

fn judged(dir: &Path, (source, identity): (SealedFile, Zeroizing<String>)) -> Outcome<Taken> {
    let compared = judge(dir, &source, &identity);
    let (report, pairs, sample) = compared.inspect_err(|_| {
        // What can't be compared isn't kept.
        let _swept_at_the_next_start =
            std::fs::remove_file(dir.join("work").join(format!("{}.age", source.id)));
    })?;
    Ok(Taken {
        source,
        identity,
        report,
        pairs,
        sample,
    })
}

fn seal_copy(dir: &Path, path: &str) -> Outcome<(SealedFile, Zeroizing<String>)> {
    let mut source = io::BufReader::with_capacity(1 << 20, files::open(path)?);
    let mut writer = DataPlace::seal(dir)?;
    io::copy(&mut source, &mut writer).map_err(|e| {
        if e.kind() == io::ErrorKind::StorageFull {
            return Code::DiskFull.into();
        }
        files::read_fault(path, &e)
    })?;
    writer.finish()
}

fn judge(
    dir: &Path,
    source: &SealedFile,
    identity: &str,
) -> Outcome<(CompareReport, Vec<PairRecord>, u32)> {
    let open = || DataPlace::unseal(dir, source, identity);
    let (shared, _) = SharedKeys::find(open()?, &mut |_| {})?;
    let mut report = CompareReport::default();
    let mut pairs = Vec::new();
    let mut sample = Sample::default();
    each_pair(open()?, &mut |row, id, a, b| {
        let verdict = compare(&a, &b).verdict(shared.hold(&a, &b));
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
            source: self.source.clone(),
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
