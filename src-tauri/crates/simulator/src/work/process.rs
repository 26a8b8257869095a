//! Processing one file: batches of rows are checked, registered and answered.

use std::io::{self, Read};

use csv::{StringRecord, Terminator, WriterBuilder};
use sha2::{Digest, Sha256};
use tokio::sync::watch;

use super::rows::{Rows, Unreadable};
use crate::app::App;
use crate::db::registrations::{self, Branches, Change};
use crate::db::{DbError, blobs::Pieces, jobs, jobs::Job};

/// Batches grow with what is done: small files get through in steps, large ones with few writes.
const SMALLEST_BATCH: u64 = 1000;
const LARGEST_BATCH: u64 = 20_000;

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

impl From<csv::Error> for Broken {
    fn from(error: csv::Error) -> Self {
        Broken::Read(error.into())
    }
}

/// One row, checked; registered or refused afterwards.
struct Checked {
    row: u64,
    key: [String; 3],
    change: Result<Change, String>,
}

/// Goes on behind the rows that are done, to the end.
pub fn process(app: &App, mut job: Job, stop: &watch::Receiver<bool>) -> Result<(), Broken> {
    let mut rows = Rows::new(Pieces::new(&app.db, &job.upload), &app.checker)?;
    let mut record = StringRecord::new();
    for _ in 0..job.ok + job.failed {
        rows.next(&mut record)?;
    }
    loop {
        if *stop.borrow() {
            return Err(Broken::Stopped);
        }
        let batch = next_batch(app, &mut rows, &job)?;
        if batch.is_empty() {
            return finish(app, &job);
        }
        job = app.db.write_blocking(|c| register(app, c, job, batch))?;
    }
}

fn next_batch<R: Read>(app: &App, rows: &mut Rows<R>, job: &Job) -> Result<Vec<Checked>, Broken> {
    let size = (job.ok + job.failed).clamp(SMALLEST_BATCH, LARGEST_BATCH);
    let mut batch = Vec::new();
    let mut record = StringRecord::new();
    while (batch.len() as u64) < size && rows.next(&mut record)? {
        let row = job.ok + job.failed + batch.len() as u64 + 1;
        let ordered = app
            .scenario
            .row_errors
            .iter()
            .find(|e| row.checked_rem(e.every) == Some(0));
        batch.push(Checked {
            row,
            key: app.checker.key(&record).map(str::to_owned),
            change: match ordered {
                Some(error) => Err(error.message.clone()),
                None => app.checker.read(&record, &app.insurer),
            },
        });
    }
    Ok(batch)
}

fn register(
    app: &App,
    c: &rusqlite::Transaction<'_>,
    mut job: Job,
    batch: Vec<Checked>,
) -> Result<Job, Broken> {
    let layout = &app.result;
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    if job.ok + job.failed == 0 {
        csv.write_record(layout.titles())?;
    }
    let mut branches = Branches::resume(c, app.scenario.seed)?;
    for checked in batch {
        let outcome = match checked.change {
            Ok(change) => registrations::apply(c, &app.insurer, &mut branches, &change)?
                .map_err(str::to_owned),
            Err(message) => Err(message),
        };
        let (server_branch, message) = match &outcome {
            Ok(server_branch) => (server_branch.as_str(), ""),
            Err(message) => ("", message.as_str()),
        };
        job.ok += u64::from(outcome.is_ok());
        job.failed += u64::from(outcome.is_err());
        let row = checked.row.to_string();
        let [symbol, number, card_branch] = checked.key.each_ref().map(String::as_str);
        csv.write_record(layout.column.iter().map(|column| match column.id.as_str() {
            "row" => row.as_str(),
            "symbol" => symbol,
            "number" => number,
            "card_branch" => card_branch,
            "server_branch" => server_branch,
            "message" => message,
            _ => "",
        }))?;
    }
    branches.keep(c)?;
    let bytes = csv.into_inner().map_err(|e| Broken::Read(e.into_error()))?;
    job.result_bytes += bytes.len() as u64;
    jobs::progress(c, &job, app.now_ms(), &bytes)?;
    Ok(job)
}

fn finish(app: &App, job: &Job) -> Result<(), Broken> {
    let mut digest = Sha256::new();
    io::copy(&mut Pieces::new(&app.db, &job.receipt), &mut digest)?;
    let sha256 = hex::encode(digest.finalize());
    Ok(app
        .db
        .write_blocking(|c| jobs::finish(c, job, &sha256, app.now_ms()))?)
}
