//! 情報提供等記録.

use rusqlite::{Connection, Row, params};

use super::DbError;

/// What this insurer asked of another body.
pub const ASKED: &str = "asked";
/// What another body was told by this insurer.
pub const PROVIDED: &str = "provided";

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// From 1; a new one has none yet.
    pub id: i64,
    /// Unix milliseconds.
    pub at: i64,
    /// [`ASKED`] or [`PROVIDED`].
    pub direction: &'static str,
    /// 被保険者枝番.
    pub server_branch: String,
    /// The other body, by its code.
    pub other: String,
    /// 事務手続, by its code.
    pub procedure: String,
    /// 特定個人情報名, by its code.
    pub item: String,
    /// What came of it.
    pub state: String,
}

const PAGE: u32 = 200;

/// Adds a record.
///
/// # Errors
/// What the database says.
pub fn add(c: &Connection, insurer: &str, record: &Record) -> Result<(), DbError> {
    c.prepare_cached(
        "INSERT INTO records (insurer, at, direction, server_branch, other, procedure, item, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        insurer,
        record.at,
        record.direction,
        record.server_branch,
        record.other,
        record.procedure,
        record.item,
        record.state
    ])?;
    Ok(())
}

/// Some behind an id, in the order of their ids.
///
/// # Errors
/// What the database says.
pub fn page(c: &Connection, insurer: &str, after: i64) -> Result<Vec<Record>, DbError> {
    Ok(c.prepare_cached(
        "SELECT id, at, direction, server_branch, other, procedure, item, state FROM records
         WHERE insurer = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
    )?
    .query_map(params![insurer, after, PAGE], read)?
    .collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Record> {
    let direction: String = row.get(2)?;
    Ok(Record {
        id: row.get(0)?,
        at: row.get(1)?,
        direction: if direction == ASKED { ASKED } else { PROVIDED },
        server_branch: row.get(3)?,
        other: row.get(4)?,
        procedure: row.get(5)?,
        item: row.get(6)?,
        state: row.get(7)?,
    })
}
