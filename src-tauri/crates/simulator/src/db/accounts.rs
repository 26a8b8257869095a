//! Accounts, their passwords and locks, and sessions.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::DbError;
use crate::limits;

/// The password that every account begins with; good for one change only.
pub const INITIAL_PASSWORD: &str = "Hajimete-2026";
const ACCOUNTS: [&str; 2] = ["clerk", "system"];
const FAILURES: u32 = 5;

/// What came of a user id and a password.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right, and a password of one's own.
    Right,
    /// Right, but the initial password.
    MustChange,
    /// Unknown user or wrong password.
    Wrong,
    /// Too many failures, until this moment (Unix milliseconds).
    LockedUntil(i64),
}

/// Makes the accounts of a new database; without a password that is good, with the initial one.
///
/// # Errors
/// What the database says.
pub fn prepare(c: &Connection, password: Option<&str>) -> Result<(), DbError> {
    for user in ACCOUNTS {
        let known: bool = c.query_row(
            "SELECT EXISTS (SELECT 1 FROM accounts WHERE user = ?1)",
            [user],
            |row| row.get(0),
        )?;
        if !known {
            c.execute(
                "INSERT INTO accounts (user, password_hash, must_change) VALUES (?1, ?2, ?3)",
                params![
                    user,
                    hash(password.unwrap_or(INITIAL_PASSWORD)),
                    password.is_none()
                ],
            )?;
        }
    }
    Ok(())
}

/// Judges a user id and a password, and counts failures.
///
/// # Errors
/// What the database says.
pub fn verify(
    c: &Connection,
    user: &str,
    password: &str,
    now: i64,
    lock_ms: i64,
) -> Result<Verdict, DbError> {
    let found = c
        .query_row(
            "SELECT password_hash, must_change, failures, locked_until FROM accounts WHERE user = ?1",
            [user],
            |row| {
                let (hash, must_change): (String, bool) = (row.get(0)?, row.get(1)?);
                let (failures, locked_until): (u32, i64) = (row.get(2)?, row.get(3)?);
                Ok((hash, must_change, failures, locked_until))
            },
        )
        .optional()?;
    let Some((hash, must_change, failures, locked_until)) = found else {
        return Ok(Verdict::Wrong);
    };
    if locked_until > now {
        return Ok(Verdict::LockedUntil(locked_until));
    }
    if matches(&hash, password) {
        note_failures(c, user, 0, 0)?;
        return Ok(if must_change {
            Verdict::MustChange
        } else {
            Verdict::Right
        });
    }
    if failures + 1 < FAILURES {
        note_failures(c, user, failures + 1, 0)?;
        return Ok(Verdict::Wrong);
    }
    note_failures(c, user, 0, now + lock_ms)?;
    Ok(Verdict::LockedUntil(now + lock_ms))
}

/// Sets a new password and ends the user's sessions.
///
/// # Errors
/// What the database says.
pub fn set_password(c: &Connection, user: &str, password: &str) -> Result<(), DbError> {
    c.execute(
        "UPDATE accounts SET password_hash = ?2, must_change = 0 WHERE user = ?1",
        params![user, hash(password)],
    )?;
    c.execute("DELETE FROM sessions WHERE user = ?1", [user])?;
    Ok(())
}

/// Opens a session; only the token's hash is kept.
///
/// # Errors
/// What the database says.
pub fn open_session(
    c: &Connection,
    token: &str,
    user: &str,
    certificate_sha256: &[u8],
    now: i64,
    expires_at: i64,
) -> Result<(), DbError> {
    // A day is left in which an old token is still told that it has expired.
    c.execute(
        "DELETE FROM sessions WHERE expires_at < ?1",
        [now - 86_400_000],
    )?;
    c.execute(
        "DELETE FROM sessions WHERE user = ?1 AND token_sha256 NOT IN
           (SELECT token_sha256 FROM sessions WHERE user = ?1 ORDER BY expires_at DESC, rowid DESC LIMIT ?2)",
        params![user, limits::SESSIONS - 1],
    )?;
    c.execute(
        "INSERT INTO sessions VALUES (?1, ?2, ?3, ?4)",
        params![token_hash(token), user, certificate_sha256, expires_at],
    )?;
    Ok(())
}

/// When the session of this token and certificate ends; `None` when there is none.
///
/// # Errors
/// What the database says.
pub fn session_end(
    c: &Connection,
    token: &str,
    certificate_sha256: &[u8],
) -> Result<Option<i64>, DbError> {
    Ok(c.prepare_cached(
        "SELECT expires_at FROM sessions WHERE token_sha256 = ?1 AND certificate_sha256 = ?2",
    )?
    .query_row(params![token_hash(token), certificate_sha256], |row| {
        row.get(0)
    })
    .optional()?)
}

/// Ends a session.
///
/// # Errors
/// What the database says.
pub fn close_session(c: &Connection, token: &str) -> Result<(), DbError> {
    c.execute(
        "DELETE FROM sessions WHERE token_sha256 = ?1",
        params![token_hash(token)],
    )?;
    Ok(())
}

fn note_failures(c: &Connection, user: &str, count: u32, until: i64) -> Result<(), DbError> {
    c.execute(
        "UPDATE accounts SET failures = ?2, locked_until = ?3 WHERE user = ?1",
        params![user, count, until],
    )?;
    Ok(())
}

fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Cheap on purpose: these accounts protect nothing but practice.
fn hasher() -> Argon2<'static> {
    Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(1024, 1, 1, None).unwrap_or_default(),
    )
}

/// An empty text, which no password matches, should hashing ever fail.
fn hash(password: &str) -> String {
    let salt: [u8; 16] = rand::random();
    SaltString::encode_b64(&salt)
        .and_then(|salt| {
            Ok(hasher()
                .hash_password(password.as_bytes(), &salt)?
                .to_string())
        })
        .unwrap_or_default()
}

fn matches(hash: &str, password: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok())
}
