//! Processing one file: batches of rows are checked, acted on and answered.

use std::io::{self, Read};

use csv::StringRecord;
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use super::rows::{Rows, Unreadable};
use crate::{
    Error,
    app::App,
    db::{DbError, blobs::Pieces, jobs, jobs::Job, registrations::Branches},
    desk::Desk,
    service::Counter,
    sheet::Sheet,
};

/// Batches grow with what is done: small files get through in steps, large ones with few writes.
const SMALLEST_BATCH: u64 = 1000;
const LARGEST_BATCH: u64 = 100_000;
/// Rows may be long; a batch isn't.
const LARGEST_BATCH_BYTES: usize = 32 * 1024 * 1024;
/// What stands in a result for a character that its code doesn't hold.
const SUBSTITUTE: char = '〓';

/// Why the work broke off; it is taken up again.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The database.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The stored file.
    #[error("stored file: {0}")]
    Read(#[from] io::Error),
    /// A file that could be read once can't be read again.
    #[error("stored file has changed")]
    Changed,
    /// The server stops.
    #[error("stopped")]
    Stopped,
}

impl From<Unreadable> for Broken {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::File(_) => Broken::Changed,
            Unreadable::Storage(error) => Broken::Read(error),
        }
    }
}

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Broken::Read(io::Error::other(error))
    }
}

/// One row, checked; acted on afterwards.
struct Checked {
    row: u64,
    record: StringRecord,
    refused: Option<String>,
}

/// Goes on behind the rows that are done, to the end.
pub fn process(
    app: &App,
    desk: &Desk,
    mut job: Job,
    stop: &watch::Receiver<bool>,
) -> Result<(), Broken> {
    let mut rows = Rows::new(Pieces::new(&app.db, &job.upload), &desk.layout)?;
    let mut record = StringRecord::new();
    for _ in 0..job.ok + job.failed {
        rows.next(&mut record)?;
    }
    loop {
        if *stop.borrow() {
            return Err(Broken::Stopped);
        }
        let batch = next_batch(app, desk, &mut rows, &job)?;
        if batch.is_empty() {
            return finish(app, desk, job);
        }
        job = app
            .db
            .write_blocking(|c| answer(app, desk, c, job, batch))?;
    }
}

fn next_batch<R: Read>(
    app: &App,
    desk: &Desk,
    rows: &mut Rows<R>,
    job: &Job,
) -> Result<Vec<Checked>, Broken> {
    let size = (job.ok + job.failed).clamp(SMALLEST_BATCH, LARGEST_BATCH);
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let mut record = StringRecord::new();
    while (batch.len() as u64) < size && bytes < LARGEST_BATCH_BYTES && rows.next(&mut record)? {
        let row = job.ok + job.failed + batch.len() as u64 + 1;
        let ordered = app
            .scenario
            .row_errors
            .iter()
            .find(|e| row.checked_rem(e.every) == Some(0));
        bytes += record.as_slice().len();
        batch.push(Checked {
            row,
            refused: match ordered {
                Some(error) => Some(error.message.clone()),
                None => desk.checker.check(&record, &app.insurer).err(),
            },
            record: record.clone(),
        });
    }
    Ok(batch)
}

fn answer(
    app: &App,
    desk: &Desk,
    c: &rusqlite::Transaction<'_>,
    mut job: Job,
    batch: Vec<Checked>,
) -> Result<Job, Broken> {
    let result = desk.answers.result();
    let mut sheet = if job.ok + job.failed == 0 {
        Sheet::new(result, Vec::new())?
    } else {
        Sheet::further(result, Vec::new())
    }
    .substituting(SUBSTITUTE);
    let mut counter = Counter {
        c,
        insurer: &app.insurer,
        seed: app.scenario.seed,
        now: app.now_ms(),
        branches: Branches::resume(c, app.scenario.seed)?,
    };
    for checked in batch {
        let outcome = desk.answer(&mut counter, &checked.record, checked.refused)?;
        let is_done = outcome.message.is_empty();
        job.ok += u64::from(is_done);
        job.failed += u64::from(!is_done);
        sheet.write(desk.answers.row(checked.row, &checked.record, &outcome))?;
    }
    counter.branches.keep(c)?;
    let bytes = sheet.pause()?;
    job.result_bytes += bytes.len() as u64;
    jobs::progress(c, &job, app.now_ms(), &bytes)?;
    Ok(job)
}

fn finish(app: &App, desk: &Desk, mut job: Job) -> Result<(), Broken> {
    let mut digest = Sha256::new();
    io::copy(&mut Pieces::new(&app.db, &job.receipt), &mut digest)?;
    let tail = Sheet::further(desk.answers.result(), Vec::new()).end()?;
    digest.update(&tail);
    job.result_bytes += tail.len() as u64;
    let sha256 = hex::encode(digest.finalize());
    Ok(app.db.write_blocking(|c| {
        if !tail.is_empty() {
            jobs::progress(c, &job, app.now_ms(), &tail)?;
        }
        jobs::finish(c, &job, &sha256, app.now_ms())
    })?)
}
