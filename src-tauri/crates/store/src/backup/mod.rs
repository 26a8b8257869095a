//! A backup: database, sealed files and their key in one file that a pass phrase opens.
//!
//! ```text
//! kakehashi-backup 1                        what it is
//! hexadecimal                               the identity that opens the rest, under the pass phrase (age, scrypt)
//! age (X25519, ChaCha20-Poly1305 STREAM)    a tar: contents.json, key, terminal.db, work/….age
//! ```
//! The recipient is made once for a pass phrase, so that backups by night need nobody who knows it, and no pass phrase is
//! kept. A cut or changed file doesn't open. The database is copied as it stands at one moment; a sealed file that is
//! disposed of while the backup is made isn't in it, nor is it opened by the key that came along.

mod restore;
mod write;

pub use restore::Unpacked;
pub(crate) use restore::{ASIDE, PASSING};
pub use write::BackupSource;

use crate::{errors::in_words, pass_phrase};
use age::secrecy::ExposeSecret;
use kakehashi_domain::{Code, Fault, Outcome};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use zeroize::Zeroizing;

const FIRST_LINE: &str = "kakehashi-backup 1\n";
const CONTENTS: &str = "contents.json";
const KEY: &str = "key";
const DATABASE: &str = "terminal.db";
const WORK: &str = "work";

/// To whom backups are sealed: whoever knows the pass phrase it was made with. It opens nothing itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupSeal {
    /// age's recipient.
    recipient: String,
    /// What opens it, under the pass phrase; goes along with every backup.
    identity: String,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Version of the program that made it.
    pub program: String,
    /// Version of the database.
    pub database: usize,
    /// Entries of the audit log.
    pub entries: u32,
    /// Hash of the last of them.
    pub head: String,
    /// Sealed files in it.
    pub files: u32,
}

impl BackupSeal {
    /// Makes a seal that a pass phrase opens. It takes about half a second.
    ///
    /// # Errors
    /// `INTERNAL`.
    pub fn make(phrase: &str) -> Outcome<Self> {
        let identity = age::x25519::Identity::generate();
        let secret = identity.to_string();
        Ok(Self {
            recipient: identity.to_public().to_string(),
            identity: pass_phrase::seal(secret.expose_secret().as_bytes(), phrase)?,
        })
    }

    fn recipient(&self) -> Outcome<age::x25519::Recipient> {
        let recipient = age::x25519::Recipient::from_str(&self.recipient);
        recipient.map_err(|e| Fault::new(Code::DataDamaged).because(e))
    }
}

fn open_identity(sealed: &str, phrase: &str) -> Outcome<age::x25519::Identity> {
    let secret = pass_phrase::unseal(sealed, phrase).map_err(|fault| {
        let is_wrong = fault.code == Code::KeyPassPhraseWrong;
        Fault::new(if is_wrong {
            Code::BackupPassPhraseWrong
        } else {
            Code::BackupDamaged
        })
    })?;
    let text = String::from_utf8(secret.to_vec()).map(Zeroizing::new);
    let identity = text.ok().and_then(|text| text.parse().ok());
    identity.ok_or_else(|| Code::BackupDamaged.into())
}

fn damaged(error: impl std::error::Error) -> Fault {
    Fault::new(Code::BackupDamaged).because(in_words(error))
}

#[cfg(test)]
mod tests;
