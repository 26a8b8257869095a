//! 突合不一致: registrations whose 5情報 aren't those of the practice 住基.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::DbError;

/// 漢字氏名, カナ氏名, 生年月日, 性別, 住所.
pub type Five = [String; 5];

/// How a mismatch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Viewing is stopped.
    Open,
    /// A later registration agrees, or there is none any more.
    Resolved,
    /// 理由付き疑いなし.
    NoDoubt,
}

/// A mismatch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// From 1, never used again.
    pub id: i64,
    /// 記号, 番号, 枝番2桁.
    pub registration: [String; 3],
    /// 被保険者枝番.
    pub server_branch: String,
    /// Unix milliseconds.
    pub reported_at: i64,
    /// How it stands.
    pub state: State,
    /// As registered.
    pub registered: Five,
    /// As the 住基 has it.
    pub resident: Five,
}

const COLUMNS: &str =
    "id, symbol, number, card_branch, server_branch, reported_at, state, registered, resident";
const PAGE: u32 = 200;

impl State {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Resolved => "resolved",
            State::NoDoubt => "no-doubt",
        }
    }

    fn of(word: &str) -> Self {
        [State::Resolved, State::NoDoubt]
            .into_iter()
            .find(|state| state.word() == word)
            .unwrap_or(State::Open)
    }
}

/// Some mismatches behind an id, in the order of their ids.
///
/// # Errors
/// What the database says.
pub fn page(c: &Connection, insurer: &str, after: i64) -> Result<Vec<Mismatch>, DbError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM mismatches WHERE insurer = ?1 AND id > ?2 ORDER BY id LIMIT ?3"
    ))?
    .query_map(params![insurer, after, PAGE], read)?
    .collect::<Result<_, _>>()?)
}

/// One of an insurer's mismatches.
///
/// # Errors
/// What the database says.
pub fn find(c: &Connection, insurer: &str, id: i64) -> Result<Option<Mismatch>, DbError> {
    Ok(c.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM mismatches WHERE insurer = ?1 AND id = ?2"
    ))?
    .query_row(params![insurer, id], read)
    .optional()?)
}

/// Keeps what a new registration came to: a mismatch, or that there is none (`None`). One that is open takes the new
/// contents; one of which 理由付き疑いなし was said isn't reported again for the same contents.
///
/// # Errors
/// What the database says.
pub fn note(
    c: &Connection,
    insurer: &str,
    registration: &[String; 3],
    found: Option<(&str, Five, Five)>,
    now: i64,
) -> Result<(), DbError> {
    let [symbol, number, card_branch] = registration;
    let last = c
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM mismatches WHERE insurer = ?1 AND symbol = ?2 AND number = ?3
             AND card_branch = ?4 ORDER BY id DESC LIMIT 1"
        ))?
        .query_row(params![insurer, symbol, number, card_branch], read)
        .optional()?;
    let open = last.as_ref().filter(|last| last.state == State::Open);
    match (found, open) {
        (None, Some(open)) => set(c, open.id, State::Resolved),
        (None, None) => Ok(()),
        (Some((_, registered, resident)), Some(open)) => {
            c.prepare_cached("UPDATE mismatches SET registered = ?2, resident = ?3 WHERE id = ?1")?
                .execute(params![open.id, list(&registered), list(&resident)])?;
            Ok(())
        }
        (Some((branch, registered, resident)), None) => {
            let is_known = |last: &Mismatch| {
                last.state == State::NoDoubt
                    && last.registered == registered
                    && last.resident == resident
            };
            if last.as_ref().is_some_and(is_known) {
                return Ok(());
            }
            c.prepare_cached(
                "INSERT INTO mismatches (insurer, symbol, number, card_branch, server_branch, reported_at, state,
                 registered, resident) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7, ?8)",
            )?
            .execute(params![
                insurer,
                symbol,
                number,
                card_branch,
                branch,
                now,
                list(&registered),
                list(&resident)
            ])?;
            Ok(())
        }
    }
}

/// Registers 理由付き疑いなし.
///
/// # Errors
/// What the database says.
pub fn clear(c: &Connection, id: i64, reason: &str, evidence: &str) -> Result<(), DbError> {
    c.execute(
        "UPDATE mismatches SET reason = ?2, evidence = ?3 WHERE id = ?1",
        params![id, reason, evidence],
    )?;
    set(c, id, State::NoDoubt)
}

fn set(c: &Connection, id: i64, state: State) -> Result<(), DbError> {
    c.execute(
        "UPDATE mismatches SET state = ?2 WHERE id = ?1",
        params![id, state.word()],
    )?;
    Ok(())
}

fn list(five: &Five) -> String {
    serde_json::json!(five).to_string()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Mismatch> {
    let five = |at| {
        let text: String = row.get(at)?;
        Ok::<Five, rusqlite::Error>(serde_json::from_str(&text).unwrap_or_default())
    };
    Ok(Mismatch {
        id: row.get(0)?,
        registration: [row.get(1)?, row.get(2)?, row.get(3)?],
        server_branch: row.get(4)?,
        reported_at: row.get(5)?,
        state: State::of(&row.get::<_, String>(6)?),
        registered: five(7)?,
        resident: five(8)?,
    })
}
