//! How far each terminal's own log had come, as it told: kept apart from whoever could write that log anew.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::DbError;

/// So many of each terminal are kept: some years of days.
const KEPT: i64 = 1_000;

/// The head of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogHead {
    /// Number of the last entry.
    pub entries: i64,
    /// Its hash.
    pub sha256: String,
    /// Unix milliseconds.
    pub told_at: i64,
}

/// The furthest head of a terminal.
///
/// # Errors
/// What the database says.
pub fn last(c: &Connection, terminal: &str) -> Result<Option<LogHead>, DbError> {
    Ok(c.prepare_cached(
        "SELECT entries, sha256, told_at FROM log_heads WHERE terminal = ?1
         ORDER BY entries DESC LIMIT 1",
    )?
    .query_row([terminal], read)
    .optional()?)
}

/// Keeps a head behind the last one; the same again is fine. Tells whether it was kept: a log never grows shorter, and what
/// was said of an entry stays so.
///
/// # Errors
/// What the database says.
pub fn keep(c: &Connection, terminal: &str, head: &LogHead) -> Result<bool, DbError> {
    let fits = last(c, terminal)?.is_none_or(|last| {
        head.entries > last.entries || (head.entries == last.entries && head.sha256 == last.sha256)
    });
    if fits {
        c.execute(
            "INSERT OR IGNORE INTO log_heads VALUES (?1, ?2, ?3, ?4)",
            params![terminal, head.entries, head.sha256, head.told_at],
        )?;
        c.execute(
            "DELETE FROM log_heads WHERE terminal = ?1 AND entries <= (
                 SELECT entries FROM log_heads WHERE terminal = ?1
                 ORDER BY entries DESC LIMIT 1 OFFSET ?2)",
            params![terminal, KEPT],
        )?;
    }
    Ok(fits)
}

fn read(row: &Row<'_>) -> rusqlite::Result<LogHead> {
    Ok(LogHead {
        entries: row.get(0)?,
        sha256: row.get(1)?,
        told_at: row.get(2)?,
    })
}
