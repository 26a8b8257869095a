//! Small sets of records by name and key.

use crate::{Reader, Transaction, errors::fault};
use kakehashi_domain::{Code, Fault, Outcome, Shelf};
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

impl Reader {
    /// The record under a key.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when the record can't be read.
    pub fn get<T: DeserializeOwned>(&self, shelf: Shelf, key: &str) -> Outcome<Option<T>> {
        let sql = "SELECT body FROM shelf WHERE name = ?1 AND key = ?2";
        let body: Option<String> = self
            .db
            .query_row(sql, [shelf.word(), key], |r| r.get(0))
            .optional()
            .map_err(fault)?;
        body.as_deref().map(from_body).transpose()
    }

    /// Every record of a shelf, by key.
    ///
    /// # Errors
    /// As [`Store::get`].
    pub fn all<T: DeserializeOwned>(&self, shelf: Shelf) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM shelf WHERE name = ?1 ORDER BY key";
        self.bodies(sql, [shelf.word()])
    }

    pub(crate) fn bodies<T: DeserializeOwned>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Outcome<Vec<T>> {
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let rows = statement
            .query_map(params, |r| r.get::<_, String>(0))
            .map_err(fault)?;
        rows.map(|body| from_body(&body.map_err(fault)?)).collect()
    }
}

impl Transaction<'_> {
    /// Puts a record on a shelf, replacing the one under the same key.
    ///
    /// # Errors
    /// Those of the database.
    pub fn put(&self, shelf: Shelf, key: &str, record: &impl Serialize) -> Outcome<()> {
        let sql = "INSERT INTO shelf VALUES (?1, ?2, ?3)
                   ON CONFLICT (name, key) DO UPDATE SET body = excluded.body";
        self.touch(shelf);
        self.db
            .execute(sql, params![shelf.word(), key, to_body(record)?])
            .map(drop)
            .map_err(fault)
    }

    /// Takes a record off the shelf.
    ///
    /// # Errors
    /// Those of the database.
    pub fn remove(&self, shelf: Shelf, key: &str) -> Outcome<()> {
        let sql = "DELETE FROM shelf WHERE name = ?1 AND key = ?2";
        self.touch(shelf);
        self.db
            .execute(sql, [shelf.word(), key])
            .map(drop)
            .map_err(fault)
    }
}

pub(crate) fn to_body(record: &impl Serialize) -> Outcome<String> {
    serde_json::to_string(record).map_err(|e| Fault::new(Code::Internal).because(e))
}

pub(crate) fn from_body<T: DeserializeOwned>(body: &str) -> Outcome<T> {
    serde_json::from_str(body).map_err(|e| Fault::new(Code::DataDamaged).because(e))
}
