//! Who is registered, and under which 被保険者枝番.
//!
//! A 枝番 follows the registration (保険者番号, 記号, 番号, 枝番2桁), not the digits of the 個人番号.

use rusqlite::{Connection, OptionalExtension, params};

use super::DbError;

/// What a row says about a registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// 異動区分.
    pub kind: ChangeKind,
    /// 記号.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 枝番2桁.
    pub card_branch: String,
    /// 個人番号.
    pub personal_number: String,
    /// Whether the person is to be protected; None where the row says nothing.
    pub withheld: Option<bool>,
}

/// 異動区分.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// 1 取得.
    Acquired,
    /// 2 喪失.
    Lost,
    /// 3 氏名・住所変更.
    Details,
    /// 4 and 5, 個人番号の訂正・変更.
    NewNumber,
    /// 9 取消.
    Cancelled,
}

const COUNTER: &str = "server branch";
const TAKEN: &str = "同じ個人番号の加入者がすでに登録されています";
const UNKNOWN: &str = "この加入者は登録されていません";
const LOST: &str = "この加入者は資格を喪失しています";
const OTHER_NUMBER: &str =
    "登録済みの個人番号と異なります。異動区分 4（訂正）または 5（変更）で送ってください";

/// The 被保険者枝番 that are paid out, counted once per transaction.
pub struct Branches {
    given: i64,
}

impl Branches {
    /// Goes on where the last transaction ended; a new database begins at the seed.
    ///
    /// # Errors
    /// What the database says.
    pub fn resume(c: &Connection, seed: u64) -> Result<Self, DbError> {
        let given = c
            .query_row(
                "SELECT value FROM counters WHERE name = ?1",
                [COUNTER],
                |row| row.get(0),
            )
            .optional()?;
        Ok(Branches {
            given: given.unwrap_or((seed % 1_000_000).cast_signed()),
        })
    }

    /// Keeps the count.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep(self, c: &Connection) -> Result<(), DbError> {
        c.execute(
            "INSERT OR REPLACE INTO counters VALUES (?1, ?2)",
            params![COUNTER, self.given],
        )?;
        Ok(())
    }

    fn next(&self) -> String {
        nth_branch(self.given + 1)
    }
}

/// The 被保険者枝番 that a new server with this seed pays to the n-th person, from 1.
pub fn branch_of_new_server(seed: u64, nth: u64) -> String {
    nth_branch((seed % 1_000_000 + nth).cast_signed())
}

/// A stride that shares no factor with 10^8 makes numbers that don't look like a count.
fn nth_branch(nth: i64) -> String {
    format!("99{:08}", (nth.cast_unsigned() * 38_196_601) % 100_000_000)
}

/// The 被保険者枝番 of a registration: 記号, 番号, 枝番2桁.
///
/// # Errors
/// What the database says.
pub fn branch_of(
    c: &Connection,
    insurer: &str,
    [symbol, number, card_branch]: &[String; 3],
) -> Result<Option<String>, DbError> {
    let mut found = c.prepare_cached(
        "SELECT server_branch FROM registrations
         WHERE insurer = ?1 AND symbol = ?2 AND number = ?3 AND card_branch = ?4",
    )?;
    let key = params![insurer, symbol, number, card_branch];
    Ok(found.query_row(key, |row| row.get(0)).optional()?)
}

/// Tells whether a 被保険者枝番 was paid out by this server.
///
/// # Errors
/// What the database says.
pub fn is_known(c: &Connection, insurer: &str, server_branch: &str) -> Result<bool, DbError> {
    Ok(c.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM registrations WHERE insurer = ?1 AND server_branch = ?2)",
    )?
    .query_row(params![insurer, server_branch], |row| row.get(0))?)
}

/// Whether whoever asks for a 被保険者枝番 is told 不開示.
///
/// # Errors
/// What the database says.
pub fn is_withheld(c: &Connection, insurer: &str, server_branch: &str) -> Result<bool, DbError> {
    Ok(c.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM registrations
         WHERE insurer = ?1 AND server_branch = ?2 AND withheld <> 0)",
    )?
    .query_row(params![insurer, server_branch], |row| row.get(0))?)
}

/// Whether whoever asks for the person of a 個人番号 is told 不開示.
///
/// # Errors
/// What the database says.
pub fn is_number_withheld(c: &Connection, insurer: &str, number: &str) -> Result<bool, DbError> {
    Ok(c.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM registrations
         WHERE insurer = ?1 AND personal_number = ?2 AND withheld <> 0)",
    )?
    .query_row(params![insurer, number], |row| row.get(0))?)
}

struct Found {
    server_branch: String,
    personal_number: String,
    active: bool,
}

/// Applies one change; returns the 被保険者枝番, or why the row is refused.
///
/// # Errors
/// What the database says.
pub fn apply(
    c: &Connection,
    insurer: &str,
    branches: &mut Branches,
    change: &Change,
) -> Result<Result<String, &'static str>, DbError> {
    if change.kind == ChangeKind::Acquired
        && let Some(server_branch) = insert(c, insurer, branches, change)?
    {
        return Ok(Ok(server_branch));
    }
    let Some(found) = find(c, insurer, change)? else {
        return Ok(Err(if change.kind == ChangeKind::Acquired {
            TAKEN
        } else {
            UNKNOWN
        }));
    };
    let same_number = found.personal_number == change.personal_number;
    let stored = match change.kind {
        ChangeKind::Acquired if found.active && !same_number => return Ok(Err(OTHER_NUMBER)),
        ChangeKind::Acquired => store(c, insurer, change, true, &change.personal_number)?,
        ChangeKind::NewNumber => store(c, insurer, change, found.active, &change.personal_number)?,
        ChangeKind::Details if !found.active => return Ok(Err(LOST)),
        ChangeKind::Details if !same_number => return Ok(Err(OTHER_NUMBER)),
        ChangeKind::Details => store(c, insurer, change, true, &found.personal_number)?,
        ChangeKind::Lost | ChangeKind::Cancelled => {
            store(c, insurer, change, false, &found.personal_number)?
        }
    };
    Ok(if stored {
        Ok(found.server_branch)
    } else {
        Err(TAKEN)
    })
}

fn find(c: &Connection, insurer: &str, change: &Change) -> Result<Option<Found>, DbError> {
    Ok(c.prepare_cached(
        "SELECT server_branch, personal_number, active FROM registrations
         WHERE insurer = ?1 AND symbol = ?2 AND number = ?3 AND card_branch = ?4",
    )?
    .query_row(
        params![insurer, change.symbol, change.number, change.card_branch],
        |row| {
            Ok(Found {
                server_branch: row.get(0)?,
                personal_number: row.get(1)?,
                active: row.get(2)?,
            })
        },
    )
    .optional()?)
}

/// Returns `None` when the registration is known or its number taken.
fn insert(
    c: &Connection,
    insurer: &str,
    branches: &mut Branches,
    change: &Change,
) -> Result<Option<String>, DbError> {
    let server_branch = branches.next();
    let inserted = c
        .prepare_cached(
            "INSERT OR IGNORE INTO registrations VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7)",
        )?
        .execute(params![
            insurer,
            change.symbol,
            change.number,
            change.card_branch,
            server_branch,
            change.personal_number,
            change.withheld.unwrap_or_default()
        ])?;
    if inserted == 0 {
        return Ok(None);
    }
    branches.given += 1;
    Ok(Some(server_branch))
}

/// Returns `false` when another active registration has the number.
fn store(
    c: &Connection,
    insurer: &str,
    change: &Change,
    active: bool,
    personal_number: &str,
) -> Result<bool, DbError> {
    let updated = c
        .prepare_cached(
            "UPDATE OR IGNORE registrations SET active = ?5, personal_number = ?6, withheld = ifnull(?7, withheld)
             WHERE insurer = ?1 AND symbol = ?2 AND number = ?3 AND card_branch = ?4",
        )?
        .execute(params![
            insurer,
            change.symbol,
            change.number,
            change.card_branch,
            active,
            personal_number,
            change.withheld
        ])?;
    Ok(updated == 1)
}
