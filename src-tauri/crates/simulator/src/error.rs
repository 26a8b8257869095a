//! What can keep the practice server from starting, or a command from ending well.

use std::{
    io,
    path::{Path, PathBuf},
};

/// A failure outside of a request; shown to the person at the command line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path} を読み書きできません: {}", in_words(.source))]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file was read, but isn't what it should be.
    #[error("{path} の内容が正しくありません: {reason}")]
    Content {
        /// Which file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// What was asked for makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A certificate could not be made.
    #[error("証明書を作れません: {0}")]
    Certificate(#[from] rcgen::Error),
    /// A PKCS#12 file could not be made.
    #[error("PKCS#12 を作れません: {0}")]
    Pkcs12(#[from] p12_keystore::error::Error),
    /// TLS could not be set up.
    #[error("TLS を準備できません: {0}")]
    Tls(String),
    /// The database could not be opened or used.
    #[error("データベースを使えません: {0}")]
    Database(#[from] crate::db::DbError),
    /// The past of a practice insurer could not be made.
    #[error("練習の保険者の過去を作れません: {0}")]
    Past(String),
    /// The address could not be taken.
    #[error("待ち受けできません: {0}")]
    Listen(io::Error),
}

/// What the system said, in Japanese where it is what a person can mend.
fn in_words(said: &io::Error) -> String {
    const WORDS: [(io::ErrorKind, &str); 7] = [
        (io::ErrorKind::NotFound, "ファイルかフォルダーがありません"),
        (io::ErrorKind::AlreadyExists, "もうあります"),
        (io::ErrorKind::PermissionDenied, "権限がありません"),
        (io::ErrorKind::IsADirectory, "フォルダーです"),
        (io::ErrorKind::NotADirectory, "フォルダーではありません"),
        (io::ErrorKind::StorageFull, "ディスクの空きがありません"),
        (io::ErrorKind::BrokenPipe, "読む相手がいません"),
    ];
    let known = WORDS.iter().find(|(kind, _)| *kind == said.kind());
    known.map_or_else(|| said.to_string(), |(_, words)| (*words).to_owned())
}

impl Error {
    /// The exit status: 2 for wrong usage and what can't be read or written, as with `kakehashi`.
    pub fn status(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::File { .. } | Self::Content { .. } => 2,
            Self::Certificate(_)
            | Self::Pkcs12(_)
            | Self::Tls(_)
            | Self::Database(_)
            | Self::Past(_)
            | Self::Listen(_) => 1,
        }
    }

    /// Wraps an I/O error with the path it speaks of.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
        move |source| Error::File {
            path: path.to_owned(),
            source,
        }
    }

    /// Refuses the number of an insurer that may exist.
    pub(crate) fn unless_practice(insurer: &str) -> Result<(), Error> {
        if crate::number::is_practice_insurer(insurer) {
            return Ok(());
        }
        let reason = "は練習用の保険者番号ではありません（都道府県番号 99 の8桁だけを使えます）";
        Err(Error::Usage(format!("{insurer} {reason}")))
    }

    /// Says that a file's content is wrong.
    pub fn content(path: &Path, reason: impl std::fmt::Display) -> Error {
        Error::Content {
            path: path.to_owned(),
            reason: reason.to_string(),
        }
    }
}
