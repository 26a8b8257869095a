//! Entries that are kept by kind and key: copies of people's data, and masters.

use csv::StringRecord;
use rusqlite::{Connection, OptionalExtension, params};

use super::DbError;

/// Keeps an entry; one with the same key is replaced.
///
/// # Errors
/// What the database says.
pub fn put(
    c: &Connection,
    kind: &str,
    key: &[&str],
    server_branch: &str,
    row: &StringRecord,
) -> Result<(), DbError> {
    let cells: Vec<&str> = row.iter().collect();
    let [key, body] = [key, &cells].map(|parts| serde_json::json!(parts).to_string());
    c.prepare_cached("INSERT OR REPLACE INTO entries VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![kind, key, server_branch, body])?;
    Ok(())
}

/// Tells whether there is an entry of a kind for a 被保険者枝番.
///
/// # Errors
/// What the database says.
pub fn has_of(c: &Connection, kind: &str, server_branch: &str) -> Result<bool, DbError> {
    Ok(c.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM entries WHERE kind = ?1 AND server_branch = ?2)",
    )?
    .query_row(params![kind, server_branch], |row| row.get(0))?)
}

/// The cells of an entry.
///
/// # Errors
/// What the database says.
pub fn cells(c: &Connection, kind: &str, key: &[&str]) -> Result<Option<Vec<String>>, DbError> {
    let key = serde_json::json!(key).to_string();
    let body: Option<String> = c
        .prepare_cached("SELECT body FROM entries WHERE kind = ?1 AND key = ?2")?
        .query_row(params![kind, key], |row| row.get(0))
        .optional()?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}
