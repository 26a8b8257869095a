//! Jobs: 受付, their state, counts and results.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{DbError, blobs, uploads};

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Accepted, not begun.
    Accepted,
    /// Begun.
    Processing,
    /// Done, with a result.
    Done,
    /// The file as a whole was refused.
    Refused,
}

/// One job.
#[derive(Debug, Clone)]
pub struct Job {
    /// 受付番号.
    pub receipt: String,
    /// File kind.
    pub kind: String,
    /// Version of the layout by which it is read.
    pub layout_version: Option<String>,
    /// The upload that holds the file.
    pub upload: String,
    /// Hash of the request that made it.
    pub request_sha256: String,
    /// Where it stands.
    pub state: JobState,
    /// On the whole file.
    pub message: Option<String>,
    /// Unix milliseconds.
    pub accepted_at: i64,
    /// Unix milliseconds.
    pub updated_at: i64,
    /// Data rows, once counted.
    pub total: u64,
    /// Rows registered.
    pub ok: u64,
    /// Rows refused.
    pub failed: u64,
    /// Size of the result so far.
    pub result_bytes: u64,
    /// Of the whole result, once done.
    pub result_sha256: Option<String>,
    /// Of the file as it was sent.
    pub sha256: Option<String>,
}

const COLUMNS: &str = "receipt, kind, upload, request_sha256, state, message, accepted_at, \
     updated_at, total, ok, failed, result_bytes, result_sha256, layout_version, sha256";

/// What a new job is made of.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// `Idempotency-Key`.
    pub key: String,
    /// Hash of the request.
    pub request_sha256: String,
    /// The upload.
    pub upload: String,
    /// File kind.
    pub kind: String,
    /// Version of the layout by which it is read.
    pub layout_version: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// CN of the certificate by which it came.
    pub terminal: String,
    /// `YYYYMMDD` in Japan.
    pub day: String,
    /// Unix milliseconds.
    pub now: i64,
}

/// Makes a job with the next 受付番号 of the day, and takes its upload over.
///
/// # Errors
/// What the database says.
pub fn create(c: &Connection, new: &NewJob) -> Result<String, DbError> {
    let nth = next(c, &format!("receipt {}", new.day))?;
    let receipt = format!("{}-{nth:04}", new.day);
    c.execute(
        "INSERT INTO jobs
         (receipt, idempotency_key, request_sha256, upload, kind, layout_version, accepted_at,
          updated_at, sha256, terminal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)",
        params![
            receipt,
            new.key,
            new.request_sha256,
            new.upload,
            new.kind,
            new.layout_version,
            new.now,
            new.sha256,
            new.terminal
        ],
    )?;
    uploads::hand_over(c, &new.upload)?;
    Ok(receipt)
}

/// The next value of a counter, from 1.
fn next(c: &Connection, name: &str) -> Result<i64, DbError> {
    Ok(c.prepare_cached(
        "INSERT INTO counters VALUES (?1, 1)
         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
    )?
    .query_row([name], |row| row.get(0))?)
}

/// Finds a job by its 受付番号.
///
/// # Errors
/// What the database says.
pub fn find(c: &Connection, receipt: &str) -> Result<Option<Job>, DbError> {
    one(c, "receipt = ?1", receipt)
}

/// Finds the job made under an `Idempotency-Key`.
///
/// # Errors
/// What the database says.
pub fn find_by_key(c: &Connection, key: &str) -> Result<Option<Job>, DbError> {
    one(c, "idempotency_key = ?1", key)
}

/// The oldest job that isn't finished.
///
/// # Errors
/// What the database says.
pub fn oldest_unfinished(c: &Connection) -> Result<Option<Job>, DbError> {
    one(
        c,
        "state IN ('accepted', 'processing') AND id > ?1 ORDER BY id LIMIT 1",
        "0",
    )
}

/// Tells whether a file of this kind has come to 処理完了.
///
/// # Errors
/// What the database says.
pub fn is_done_of(c: &Connection, kind: &str) -> Result<bool, DbError> {
    Ok(c.query_row(
        "SELECT EXISTS (SELECT 1 FROM jobs WHERE kind = ?1 AND state = 'done')",
        [kind],
        |row| row.get(0),
    )?)
}

/// The newest jobs, newest first.
///
/// # Errors
/// What the database says.
pub fn newest(c: &Connection, count: u32) -> Result<Vec<Job>, DbError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM jobs ORDER BY id DESC LIMIT ?1"
    ))?
    .query_map([count], read)?
    .collect::<Result<_, _>>()?)
}

/// A terminal's jobs accepted at a moment or later, behind one of them, in the order in which they came.
///
/// # Errors
/// What the database says.
pub fn since(
    c: &Connection,
    terminal: &str,
    since: i64,
    after: Option<&str>,
    count: u32,
) -> Result<Vec<Job>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs WHERE terminal = ?1 AND accepted_at >= ?2
         AND id > ifnull((SELECT id FROM jobs WHERE receipt = ?3), 0) ORDER BY id LIMIT ?4"
    );
    Ok(c.prepare_cached(&sql)?
        .query_map(params![terminal, since, after, count], read)?
        .collect::<Result<_, _>>()?)
}

/// The last job that a terminal made.
///
/// # Errors
/// What the database says.
pub fn last_of(c: &Connection, terminal: &str) -> Result<Option<Job>, DbError> {
    one(c, "terminal = ?1 ORDER BY id DESC LIMIT 1", terminal)
}

/// Moves a job to 処理中.
///
/// # Errors
/// What the database says.
pub fn begin(c: &Connection, receipt: &str, total: u64, now: i64) -> Result<(), DbError> {
    c.execute(
        "UPDATE jobs SET state = 'processing', total = ?2, updated_at = ?3 WHERE receipt = ?1",
        params![receipt, total.cast_signed(), now],
    )?;
    Ok(())
}

/// Keeps the results of some more rows.
///
/// # Errors
/// What the database says.
pub fn progress(c: &Connection, job: &Job, now: i64, result: &[u8]) -> Result<(), DbError> {
    blobs::append(
        c,
        &job.receipt,
        job.result_bytes - result.len() as u64,
        result,
    )?;
    c.prepare_cached(
        "UPDATE jobs SET ok = ?2, failed = ?3, result_bytes = ?4, updated_at = ?5
         WHERE receipt = ?1",
    )?
    .execute(params![
        job.receipt,
        job.ok.cast_signed(),
        job.failed.cast_signed(),
        job.result_bytes.cast_signed(),
        now
    ])?;
    Ok(())
}

/// Moves a job to 処理完了 and drops the uploaded bytes.
///
/// # Errors
/// What the database says.
pub fn finish(c: &Connection, job: &Job, sha256: &str, now: i64) -> Result<(), DbError> {
    c.execute(
        "UPDATE jobs SET state = 'done', result_sha256 = ?2, updated_at = ?3 WHERE receipt = ?1",
        params![job.receipt, sha256, now],
    )?;
    blobs::cut(c, &job.upload, 0)
}

/// Refuses a file as a whole and drops its bytes.
///
/// # Errors
/// What the database says.
pub fn refuse(c: &Connection, job: &Job, message: &str, now: i64) -> Result<(), DbError> {
    c.execute(
        "UPDATE jobs SET state = 'refused', message = ?2, updated_at = ?3 WHERE receipt = ?1",
        params![job.receipt, message, now],
    )?;
    blobs::cut(c, &job.upload, 0)
}

fn one(c: &Connection, condition: &str, value: &str) -> Result<Option<Job>, DbError> {
    Ok(
        c.prepare_cached(&format!("SELECT {COLUMNS} FROM jobs WHERE {condition}"))?
            .query_row([value], read)
            .optional()?,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Job> {
    let count = |index| row.get::<_, i64>(index).map(i64::cast_unsigned);
    Ok(Job {
        receipt: row.get(0)?,
        kind: row.get(1)?,
        upload: row.get(2)?,
        request_sha256: row.get(3)?,
        state: match row.get::<_, String>(4)?.as_str() {
            "accepted" => JobState::Accepted,
            "processing" => JobState::Processing,
            "done" => JobState::Done,
            _ => JobState::Refused,
        },
        message: row.get(5)?,
        accepted_at: row.get(6)?,
        updated_at: row.get(7)?,
        total: count(8)?,
        ok: count(9)?,
        failed: count(10)?,
        result_bytes: count(11)?,
        result_sha256: row.get(12)?,
        layout_version: row.get(13)?,
        sha256: row.get(14)?,
    })
}
