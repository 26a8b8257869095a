//! Uploads: how far each one is and what became of it.

use rusqlite::{Connection, OptionalExtension, params};

use super::{DbError, blobs};

/// What became of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadState {
    /// Takes bytes, or waits for its job.
    Open,
    /// A job has it.
    Used,
    /// Terminated or expired.
    Ended,
}

/// One upload.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name.
    pub id: String,
    /// Whole size in bytes.
    pub length: u64,
    /// Bytes kept.
    pub offset: u64,
    /// `Upload-Metadata`, as it was sent.
    pub metadata: Option<String>,
    /// What became of it.
    pub state: UploadState,
    /// Unix milliseconds.
    pub expires_at: i64,
    /// Of the whole file, when it was known at the last byte.
    pub sha256: Option<String>,
}

/// Makes an upload, and clears away those that have expired.
///
/// # Errors
/// What the database says.
pub fn create(c: &Connection, upload: &Upload, now: i64) -> Result<(), DbError> {
    sweep(c, now)?;
    c.execute(
        "INSERT INTO uploads (id, length, metadata, expires_at, sha256) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            upload.id,
            upload.length.cast_signed(),
            upload.metadata,
            upload.expires_at,
            upload.sha256
        ],
    )?;
    Ok(())
}

/// How many take bytes or wait for their job.
///
/// # Errors
/// What the database says.
pub fn open_count(c: &Connection) -> Result<u32, DbError> {
    let count = "SELECT COUNT(*) FROM uploads WHERE state = 'open'";
    Ok(c.query_row(count, [], |row| row.get(0))?)
}

/// Finds an upload; one that has expired counts as ended.
///
/// # Errors
/// What the database says.
pub fn find(c: &Connection, id: &str, now: i64) -> Result<Option<Upload>, DbError> {
    Ok(c.prepare_cached(
        "SELECT id, length, offset, metadata, state, expires_at, sha256 FROM uploads WHERE id = ?1",
    )?
    .query_row([id], |row| {
        let expires_at: i64 = row.get(5)?;
        let state = match row.get::<_, String>(4)?.as_str() {
            "used" => UploadState::Used,
            "open" if expires_at > now => UploadState::Open,
            _ => UploadState::Ended,
        };
        Ok(Upload {
            id: row.get(0)?,
            length: row.get::<_, i64>(1)?.cast_unsigned(),
            offset: row.get::<_, i64>(2)?.cast_unsigned(),
            metadata: row.get(3)?,
            state,
            expires_at,
            sha256: row.get(6)?,
        })
    })
    .optional()?)
}

/// Moves the offset; the digest is known at the last byte, if no restart came between.
///
/// # Errors
/// What the database says.
pub fn advance(c: &Connection, id: &str, offset: u64, sha256: Option<&str>) -> Result<(), DbError> {
    c.prepare_cached("UPDATE uploads SET offset = ?2, sha256 = ?3 WHERE id = ?1")?
        .execute(params![id, offset.cast_signed(), sha256])?;
    Ok(())
}

/// Hands the upload over to a job.
///
/// # Errors
/// What the database says.
pub fn hand_over(c: &Connection, id: &str) -> Result<(), DbError> {
    c.execute(
        "UPDATE uploads SET state = 'used', metadata = NULL WHERE id = ?1",
        [id],
    )?;
    Ok(())
}

/// Ends the upload and drops its bytes; the name stays, so that it can be told gone.
///
/// # Errors
/// What the database says.
pub fn end(c: &Connection, id: &str) -> Result<(), DbError> {
    blobs::cut(c, id, 0)?;
    c.execute(
        "UPDATE uploads SET state = 'ended', metadata = NULL WHERE id = ?1",
        [id],
    )?;
    Ok(())
}

/// Ends whatever has expired.
///
/// # Errors
/// What the database says.
pub fn sweep(c: &Connection, now: i64) -> Result<(), DbError> {
    let expired: Vec<String> = c
        .prepare_cached("SELECT id FROM uploads WHERE state = 'open' AND expires_at <= ?1")?
        .query_map([now], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    expired.iter().try_for_each(|id| end(c, id))
}
