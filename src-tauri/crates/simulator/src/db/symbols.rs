//! Where the 機関別符号 of each person stands.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::DbError;

/// A person's 符号; the 符号 itself is nowhere here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// From 1.
    pub id: i64,
    /// 被保険者枝番.
    pub server_branch: String,
    /// Unix milliseconds.
    pub asked_at: i64,
    /// How often it was asked for.
    pub tries: u32,
}

const PAGE: u32 = 200;

/// Asks for a person's 符号, once; `again` asks anew.
///
/// # Errors
/// What the database says.
pub fn ask(
    c: &Connection,
    insurer: &str,
    server_branch: &str,
    now: i64,
    again: bool,
) -> Result<(), DbError> {
    c.prepare_cached(
        "INSERT INTO symbols (insurer, server_branch, asked_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (insurer, server_branch) DO UPDATE
         SET asked_at = excluded.asked_at, tries = tries + 1 WHERE ?4",
    )?
    .execute(params![insurer, server_branch, now, again])?;
    Ok(())
}

/// Some behind an id, in the order of their ids.
///
/// # Errors
/// What the database says.
pub fn page(c: &Connection, insurer: &str, after: i64) -> Result<Vec<Symbol>, DbError> {
    Ok(c.prepare_cached(
        "SELECT id, server_branch, asked_at, tries FROM symbols
         WHERE insurer = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
    )?
    .query_map(params![insurer, after, PAGE], read)?
    .collect::<Result<_, _>>()?)
}

/// One person's.
///
/// # Errors
/// What the database says.
pub fn find(c: &Connection, insurer: &str, server_branch: &str) -> Result<Option<Symbol>, DbError> {
    Ok(c.prepare_cached(
        "SELECT id, server_branch, asked_at, tries FROM symbols
         WHERE insurer = ?1 AND server_branch = ?2",
    )?
    .query_row([insurer, server_branch], read)
    .optional()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Symbol> {
    Ok(Symbol {
        id: row.get(0)?,
        server_branch: row.get(1)?,
        asked_at: row.get(2)?,
        tries: row.get(3)?,
    })
}
