//! The data key: 32 random bytes, kept in the OS key store, or sealed by a pass phrase where there is none.
//!
//! `key.json` in the data directory tells which, and carries a check value, so that a wrong key is told apart from
//! damaged data. The check value is SHA-256 over a label and the random key: it tells nothing about it.

use crate::{
    Store,
    errors::{fault, write_fault},
    key_store, pass_phrase,
    place::{DataPlace, KEY_NOTE, write_whole},
};
use kakehashi_domain::{Code, Fault, Outcome};
use rand::{RngCore, TryRngCore, rngs::OsRng};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fs::File, io::Read, path::Path};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The key to the database. Wiped from memory when it goes.
#[derive(Clone, Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct DataKey([u8; 32]);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey")
    }
}

/// Who keeps the key.
#[derive(Debug, Clone, Copy)]
pub enum KeyCare<'a> {
    /// The OS key store.
    OsKeyStore,
    /// A pass phrase that a person knows.
    PassPhrase(&'a str),
}

/// A key that is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// Tells it from other keys, and nothing about it.
    pub mark: String,
    /// Whether the OS key store kept it; otherwise it was sealed by a pass phrase.
    pub in_os_key_store: bool,
}

#[derive(Serialize, Deserialize)]
struct KeyNote {
    check: String,
    /// Whether the set-up that made the key came to its end; until then nothing is kept under it.
    #[serde(default)]
    set_up: bool,
    /// Which database the key has opened, once the set-up has ended.
    #[serde(default)]
    database: Option<String>,
    #[serde(flatten)]
    keeper: Keeper,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "keeper", rename_all = "kebab-case")]
enum Keeper {
    OsKeyStore { entry: String },
    PassPhrase { sealed: String },
}

impl KeyNote {
    fn mark(&self) -> String {
        self.check.chars().take(8).collect()
    }
}

impl DataKey {
    #[cfg(test)]
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn raw(&self) -> &[u8; 32] {
        &self.0
    }

    fn random() -> Self {
        let mut bytes = [0; 32];
        OsRng.unwrap_err().fill_bytes(&mut bytes);
        Self(bytes)
    }

    fn check_value(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"kakehashi key check v1");
        hash.update(self.0);
        hex::encode(&hash.finalize()[..16])
    }
}

impl DataPlace {
    /// Whether the terminal was set up here. A set-up that was cut off doesn't count. It stands in the note twice, so that no
    /// changed word makes years of work a set-up that was cut off.
    pub fn is_set_up(&self) -> bool {
        let was = |note: KeyNote| note.set_up || note.database.is_some();
        self.key_note().exists() && self.read_note().map_or(true, was)
    }

    /// Whether anything is kept here, with or without its key.
    pub fn holds_anything(&self) -> bool {
        self.database().exists() || self.key_note().exists()
    }

    /// Tells the key of this place from others, and nothing about it.
    ///
    /// # Errors
    /// `KEY_MISSING` when the note can't be read.
    pub fn key_mark(&self) -> Outcome<String> {
        self.read_note().map(|note| note.mark())
    }

    /// Refuses a place whose database stands there without its key.
    ///
    /// # Errors
    /// `KEY_MISSING`; the data is left as it is.
    pub fn require_no_orphan(&self) -> Outcome<()> {
        if self.database().exists() && !self.key_note().exists() {
            return Err(Code::KeyMissing.into());
        }
        Ok(())
    }

    /// Whether the key waits for a pass phrase.
    ///
    /// # Errors
    /// `KEY_MISSING` when the note can't be read.
    pub fn key_is_sealed(&self) -> Outcome<bool> {
        Ok(matches!(
            self.read_note()?.keeper,
            Keeper::PassPhrase { .. }
        ))
    }

    /// The same of a place that is in use, without taking it; false where no note can be read.
    pub fn key_is_sealed_in(dir: &Path) -> bool {
        let note = std::fs::read(dir.join(KEY_NOTE)).ok();
        let note: Option<KeyNote> = note.and_then(|text| serde_json::from_slice(&text).ok());
        note.is_some_and(|note| matches!(note.keeper, Keeper::PassPhrase { .. }))
    }

    /// Makes the key and gives it into care. What a set-up that was cut off left behind is put aside.
    ///
    /// # Errors
    /// `ALREADY_SET_UP`, `KEY_MISSING`, `KEY_STORE_UNAVAILABLE`, `DATA_UNWRITABLE`, `DISK_FULL`.
    pub fn make_key(&self, care: KeyCare) -> Outcome<DataKey> {
        if self.is_set_up() {
            return Err(Code::AlreadySetUp.into());
        }
        self.require_no_orphan()?;
        self.put_aside().map_err(|e| write_fault(&e))?;
        let key = DataKey::random();
        self.give_into_care(&key, care, false)?;
        Ok(key)
    }

    /// Gives a key into care and notes who keeps it.
    pub(crate) fn give_into_care(&self, key: &DataKey, care: KeyCare, set_up: bool) -> Outcome<()> {
        let keeper = match care {
            KeyCare::OsKeyStore => Keeper::OsKeyStore {
                entry: key_store::put(key)?,
            },
            KeyCare::PassPhrase(phrase) => Keeper::PassPhrase {
                sealed: pass_phrase::seal(key.raw(), phrase)?,
            },
        };
        self.write_note(&KeyNote {
            check: key.check_value(),
            set_up,
            database: None,
            keeper,
        })
    }

    /// Notes that the set-up came to its end.
    ///
    /// # Errors
    /// `KEY_MISSING`, `DATA_UNWRITABLE`, `DISK_FULL`.
    pub fn finish_set_up(&self) -> Outcome<()> {
        self.write_note(&KeyNote {
            set_up: true,
            ..self.read_note()?
        })
    }

    /// Notes which database the key has opened, by its salt, where the set-up has ended and that isn't known: after it, of
    /// data of an earlier version, and after a backup was brought back.
    pub(crate) fn note_database(&self, salt: &str) -> Outcome<()> {
        let note = self.read_note()?;
        if !note.set_up || note.database.as_deref() == Some(salt) {
            return Ok(());
        }
        self.write_note(&KeyNote {
            database: Some(salt.to_owned()),
            ..note
        })
    }

    /// The salt of a database that nobody has open (whoever closes its file takes SQLite's locks away). It stands in clear at
    /// its beginning, tells it from others, and stays with it.
    fn salt(&self) -> Option<String> {
        let mut salt = [0; 16];
        File::open(self.database())
            .and_then(|mut database| database.read_exact(&mut salt))
            .ok()?;
        Some(hex::encode(salt))
    }

    /// Brings the key back.
    ///
    /// # Errors
    /// `NOT_SET_UP`, `KEY_PASS_PHRASE_NEEDED`, `KEY_PASS_PHRASE_WRONG`, `KEY_MISSING`, `DATA_KEY_WRONG`.
    pub fn bring_key(&self, pass_phrase: Option<&str>) -> Outcome<DataKey> {
        if !self.is_set_up() {
            return Err(Code::NotSetUp.into());
        }
        let note = self.read_note()?;
        let key = match (&note.keeper, pass_phrase) {
            (Keeper::OsKeyStore { entry }, _) => key_store::get(entry)?,
            (Keeper::PassPhrase { .. }, None) => return Err(Code::KeyPassPhraseNeeded.into()),
            (Keeper::PassPhrase { sealed }, Some(phrase)) => {
                let raw = pass_phrase::unseal(sealed, phrase)?;
                DataKey::from_slice(&raw).ok_or(Code::KeyMissing)?
            }
        };
        // A note that belongs to other data, or to the same before a backup was brought back, has a good key, too.
        let there = self.salt();
        let is_of_others = there.is_some() && note.database.is_some() && note.database != there;
        if key.check_value() != note.check || is_of_others {
            return Err(Code::DataKeyWrong.into());
        }
        Ok(key)
    }

    /// Makes the key irretrievable.
    pub(crate) fn forget_key(&self) -> Outcome<Option<Forgotten>> {
        let Ok(note) = self.read_note() else {
            return Ok(None);
        };
        let in_os_key_store = match &note.keeper {
            Keeper::OsKeyStore { entry } => {
                key_store::remove(entry)?;
                true
            }
            Keeper::PassPhrase { .. } => false,
        };
        let length = std::fs::metadata(self.key_note()).map_or(0, |m| m.len());
        let blank = vec![b' '; usize::try_from(length).unwrap_or_default()];
        std::fs::write(self.key_note(), blank).map_err(|e| write_fault(&e))?;
        Ok(Some(Forgotten {
            mark: note.mark(),
            in_os_key_store,
        }))
    }

    fn write_note(&self, note: &KeyNote) -> Outcome<()> {
        let text = serde_json::to_vec_pretty(note);
        let text = text.map_err(|e| Fault::new(Code::Internal).because(e))?;
        write_whole(&self.key_note(), &text).map_err(|e| write_fault(&e))
    }

    fn read_note(&self) -> Outcome<KeyNote> {
        let missing = |e: String| Fault::new(Code::KeyMissing).because(e);
        let text = std::fs::read(self.key_note()).map_err(|e| missing(e.to_string()))?;
        serde_json::from_slice(&text).map_err(|e| missing(e.to_string()))
    }
}

impl Store {
    /// Notes that the set-up came to its end.
    ///
    /// # Errors
    /// `KEY_MISSING`, `DATA_UNWRITABLE`, `DISK_FULL`.
    pub fn finish_set_up(&self) -> Outcome<()> {
        self.place().finish_set_up()?;
        self.note_key()
    }

    /// Notes that it is this database which the key opens.
    pub(crate) fn note_key(&self) -> Outcome<()> {
        let salt = self
            .db
            .query_row("PRAGMA cipher_salt", [], |row| row.get::<_, String>(0));
        self.place().note_database(&salt.map_err(fault)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_key_opens_by_its_pass_phrase_only() {
        let dir = tempfile::tempdir().unwrap();
        let place = DataPlace::take(dir.path()).unwrap();
        assert_eq!(place.bring_key(None).err().unwrap().code, Code::NotSetUp);
        let key = place
            .make_key(KeyCare::PassPhrase("合言葉 rakuda"))
            .unwrap();
        assert_eq!(place.bring_key(None).err().unwrap().code, Code::NotSetUp);
        place.finish_set_up().unwrap();
        assert!(place.key_is_sealed().unwrap());
        let code = |phrase| place.bring_key(phrase).err().map(|f| f.code);
        assert_eq!(code(None), Some(Code::KeyPassPhraseNeeded));
        assert_eq!(code(Some("rakuda")), Some(Code::KeyPassPhraseWrong));
        assert!(place.bring_key(Some("合言葉 rakuda")).unwrap() == key);
        assert_eq!(
            place.make_key(KeyCare::PassPhrase("x")).err().unwrap().code,
            Code::AlreadySetUp
        );
    }

    #[test]
    fn a_set_up_that_was_cut_off_begins_anew_and_lost_keys_touch_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let place = DataPlace::take(dir.path()).unwrap();
        place.make_key(KeyCare::PassPhrase("rakuda")).unwrap();
        std::fs::write(place.database(), b"half").unwrap();
        assert!(!place.is_set_up());
        place.make_key(KeyCare::PassPhrase("rakuda")).unwrap();
        assert!(!place.database().exists());
        let aside = std::fs::read(dir.path().join("terminal.before-1.db"));
        assert_eq!(aside.unwrap(), b"half");
        assert!(dir.path().join("key.before-1.json").exists());
        std::fs::write(place.database(), b"years of work").unwrap();
        std::fs::remove_file(place.key_note()).unwrap();
        let refused = place.make_key(KeyCare::PassPhrase("rakuda")).err().unwrap();
        assert_eq!(refused.code, Code::KeyMissing);
        assert_eq!(std::fs::read(place.database()).unwrap(), b"years of work");
    }

    #[test]
    fn a_note_of_other_data_is_told_and_no_changed_word_makes_a_terminal_new() {
        let care = KeyCare::PassPhrase("rakuda");
        let set_up = |salt: &[u8; 16]| {
            let dir = tempfile::tempdir().unwrap();
            let place = DataPlace::take(dir.path()).unwrap();
            place.make_key(care).unwrap();
            std::fs::write(place.database(), salt).unwrap();
            place.finish_set_up().unwrap();
            place.note_database(&hex::encode(salt)).unwrap();
            place.bring_key(Some("rakuda")).unwrap();
            (dir, place)
        };
        let ((_here, place), (_there, other)) =
            (set_up(b"one salt of many"), set_up(b"another of these"));
        let own = std::fs::read_to_string(place.key_note()).unwrap();
        let put_back = |note: &str| {
            std::fs::write(place.key_note(), note).unwrap();
            let opened = place.bring_key(Some("rakuda")).map(drop);
            (
                opened.err().map(|fault| fault.code),
                place.make_key(care).err().unwrap().code,
            )
        };
        let others = std::fs::read_to_string(other.key_note()).unwrap();
        assert_eq!(
            put_back(&others),
            (Some(Code::DataKeyWrong), Code::AlreadySetUp)
        );
        let mark = hex::encode(b"one salt of many");
        let lost = Some(Code::KeyMissing);
        for (from, to, code) in [
            ("true", "false", None),
            ("set_up", "set-up", None),
            ("database", "databank", None),
            (mark.as_str(), "00", Some(Code::DataKeyWrong)),
            ("pass-phrase", "os-key-store", lost),
            ("keeper", "holder", lost),
            ("sealed", "opened", lost),
            ("check", "cheque", lost),
            ("{", "", lost),
        ] {
            assert!(own.contains(from), "{from}");
            let (opened, begun) = put_back(&own.replacen(from, to, 1));
            assert_eq!((opened, begun), (code, Code::AlreadySetUp), "{from} → {to}");
        }
        std::fs::remove_file(place.key_note()).unwrap();
        assert_eq!(place.make_key(care).err().unwrap().code, Code::KeyMissing);
        assert_eq!(
            std::fs::read(place.database()).unwrap(),
            b"one salt of many"
        );
    }

    #[test]
    fn the_note_never_holds_the_key() {
        let dir = tempfile::tempdir().unwrap();
        let place = DataPlace::take(dir.path()).unwrap();
        let key = place.make_key(KeyCare::PassPhrase("rakuda")).unwrap();
        let note = std::fs::read_to_string(place.key_note()).unwrap();
        assert!(!note.contains(&hex::encode(key.0)));
    }
}
