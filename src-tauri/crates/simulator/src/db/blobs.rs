//! Files in pieces: uploads as they come in, results as they are made.

use std::io::{self, Read};

use rusqlite::{Connection, OptionalExtension, params};

use super::{Db, DbError};

/// Adds a piece that begins at `start`.
///
/// # Errors
/// What the database says.
pub fn append(c: &Connection, owner: &str, start: u64, bytes: &[u8]) -> Result<(), DbError> {
    c.prepare_cached("INSERT INTO pieces (owner, start, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![owner, start.cast_signed(), bytes])?;
    Ok(())
}

/// Drops every piece that begins at `start` or later.
///
/// # Errors
/// What the database says.
pub fn cut(c: &Connection, owner: &str, start: u64) -> Result<(), DbError> {
    c.prepare_cached("DELETE FROM pieces WHERE owner = ?1 AND start >= ?2")?
        .execute(params![owner, start.cast_signed()])?;
    Ok(())
}

/// Reads from `position` to the end of the piece that holds it; `None` behind the last.
///
/// # Errors
/// What the database says.
pub fn read_at(c: &Connection, owner: &str, position: u64) -> Result<Option<Vec<u8>>, DbError> {
    let found = c
        .prepare_cached(
            "SELECT start, bytes FROM pieces WHERE owner = ?1 AND start <= ?2
             ORDER BY start DESC LIMIT 1",
        )?
        .query_row(params![owner, position.cast_signed()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
        })
        .optional()?;
    Ok(found.and_then(|(start, mut bytes)| {
        let skip = usize::try_from(position.checked_sub(start.cast_unsigned())?).ok()?;
        (skip < bytes.len()).then(|| bytes.split_off(skip))
    }))
}

/// Reads a whole file from its beginning, for threads that may block.
pub struct Pieces {
    db: Db,
    owner: String,
    position: u64,
    piece: io::Cursor<Vec<u8>>,
}

impl Pieces {
    /// Begins with the first piece.
    pub fn new(db: &Db, owner: &str) -> Self {
        Pieces {
            db: db.clone(),
            owner: owner.to_owned(),
            position: 0,
            piece: io::Cursor::default(),
        }
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.piece.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        let next = self
            .db
            .read_blocking(|c| read_at(c, &self.owner, self.position));
        match next.map_err(io::Error::other)? {
            None => Ok(0),
            Some(bytes) => {
                self.position += bytes.len() as u64;
                self.piece = io::Cursor::new(bytes);
                self.piece.read(buffer)
            }
        }
    }
}
