//! The one encrypted database: connections, key, schema.
//!
//! One connection writes, in turn and fairly; readers have connections of their own, so that a
//! status can be read while a file is processed.

pub mod accounts;
pub mod blobs;
pub mod entries;
pub mod jobs;
pub mod log_heads;
pub mod mismatches;
pub mod records;
pub mod registrations;
pub mod residents;
pub mod symbols;
pub mod uploads;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hkdf::Hkdf;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sha2::Sha256;
use tokio::sync::Mutex as FairMutex;

use crate::files;

/// Append-only: each step is one version.
const SCHEMA: [&str; 6] = [
    include_str!("db/schema_1.sql"),
    include_str!("db/schema_2.sql"),
    include_str!("db/schema_3.sql"),
    include_str!("db/schema_4.sql"),
    include_str!("db/schema_5.sql"),
    include_str!("db/schema_6.sql"),
];
const WRITER_CACHE_KIB: u32 = 64 * 1024;
const READER_CACHE_KIB: u32 = 2 * 1024;

/// Why the database could not be used.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// SQLite or SQLCipher refused.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The file was made by a newer program.
    #[error("新しい版の練習用サーバーが作ったデータです（版 {0}）")]
    Newer(i64),
    /// Another server works on the same data.
    #[error("別の練習用サーバーが同じデータを使っています")]
    InUse,
    /// The lock file could not be made.
    #[error(transparent)]
    Lock(#[from] std::io::Error),
    /// The server is being stopped.
    #[error("停止中です")]
    Stopping,
}

/// The database.
#[derive(Clone)]
pub struct Db {
    path: PathBuf,
    key: String,
    writer: Arc<FairMutex<Connection>>,
    /// Held until the last thread that may write is gone.
    _alone: Arc<File>,
    idle_readers: Arc<Mutex<Vec<Connection>>>,
}

impl Db {
    /// Opens `practice.db` in a directory, or makes it; the key is derived from `secret`.
    ///
    /// # Errors
    /// When the key is wrong, the file damaged, or made by a newer version.
    pub fn open(dir: &Path, secret: &[u8]) -> Result<Db, DbError> {
        let (path, key) = (dir.join("practice.db"), raw_key(secret));
        let alone = files::open_own(&dir.join("practice.lock"))?;
        alone.try_lock().map_err(|_| DbError::InUse)?;
        // SQLite gives its other files the rights of this one.
        files::open_own(&path)?;
        let mut writer = connect(&path, &key, WRITER_CACHE_KIB)?;
        migrate(&mut writer)?;
        Ok(Db {
            path,
            key,
            _alone: Arc::new(alone),
            writer: Arc::new(FairMutex::new(writer)),
            idle_readers: Arc::default(),
        })
    }

    /// Runs one writing transaction; an error undoes it.
    ///
    /// # Errors
    /// What the closure returns, or what the database says.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let mut connection = Arc::clone(&self.writer).lock_owned().await;
        tokio::task::spawn_blocking(move || transact(&mut connection, work))
            .await
            .unwrap_or_else(|_| Err(DbError::Stopping.into()))
    }

    /// [`Db::write`] for a thread that may block.
    ///
    /// # Errors
    /// What the closure returns, or what the database says.
    pub fn write_blocking<T, E: From<DbError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        transact(&mut self.writer.blocking_lock(), work)
    }

    /// Reads, beside whoever writes.
    ///
    /// # Errors
    /// What the closure returns, or what the database says.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let db = self.clone();
        tokio::task::spawn_blocking(move || db.read_blocking(work))
            .await
            .unwrap_or_else(|_| Err(DbError::Stopping.into()))
    }

    /// [`Db::read`] for a thread that may block.
    ///
    /// # Errors
    /// What the closure returns, or what the database says.
    pub fn read_blocking<T, E: From<DbError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self
            .idle_readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.path, &self.key, READER_CACHE_KIB)?,
        };
        let answer = work(&connection);
        self.idle_readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
        answer
    }
}

impl From<rusqlite::Error> for crate::Error {
    fn from(error: rusqlite::Error) -> Self {
        crate::Error::Database(error.into())
    }
}

/// A database that ends with its connection.
///
/// # Errors
/// What SQLite says.
pub fn in_memory() -> Result<Connection, DbError> {
    let mut connection = Connection::open_in_memory()?;
    migrate(&mut connection)?;
    Ok(connection)
}

fn transact<T, E: From<DbError>>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(DbError::from)?;
    let answer = work(&transaction)?;
    transaction.commit().map_err(DbError::from)?;
    Ok(answer)
}

/// Large pages suit the pieces of files that make up most of the database.
fn connect(path: &Path, key: &str, cache_kib: u32) -> Result<Connection, DbError> {
    let connection = Connection::open(path)?;
    connection.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE;
         PRAGMA key = \"x'{key}'\";
         PRAGMA cipher_page_size = 8192;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -{cache_kib};"
    ))?;
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), DbError> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    let steps = SCHEMA.get(done..).ok_or(DbError::Newer(version))?;
    for (version, step) in (version + 1..).zip(steps) {
        transact(connection, |tx| {
            tx.execute_batch(step)?;
            tx.pragma_update(None, "user_version", version)?;
            Ok::<_, DbError>(())
        })?;
    }
    Ok(())
}

fn raw_key(secret: &[u8]) -> String {
    let mut key = [0_u8; 32];
    // Fails only for outputs of more than 8160 bytes.
    let _ = Hkdf::<Sha256>::new(None, secret).expand(b"kakehashi practice database", &mut key);
    hex::encode(key)
}
