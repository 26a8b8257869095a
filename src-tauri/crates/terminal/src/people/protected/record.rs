//! Who is protected, as stored, and how a person is known again.

use crate::core::shelf::moment;
use chrono::{DateTime, NaiveDate, Utc};
use kakehashi_domain::{Outcome, Shelf, compare::folded_letters, date_value};
use kakehashi_layouts::ProtectedPerson;
use kakehashi_store::{Numbered, Reader, Transaction};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProtectedRecord {
    pub id: u32,
    /// 保険者番号, 記号, 番号, 枝番, as rows name a registration.
    pub registration: Vec<String>,
    /// The same as it is shown.
    pub shown: String,
    pub name: String,
    pub birth_date: String,
    /// The columns that protect them, by id.
    pub flags: BTreeSet<String>,
    pub source: String,
    pub since: DateTime<Utc>,
    pub by: String,
    pub until: Option<NaiveDate>,
    /// The first of two who want to end it.
    pub ending: Option<EndingRecord>,
    /// The job whose rows take it back, once two have decided that.
    pub lifted_by: Option<u32>,
    pub ended: Option<EndedRecord>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EndingRecord {
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EndedRecord {
    pub at: DateTime<Utc>,
    pub how: String,
}

impl Numbered for ProtectedRecord {
    const SHELF: Shelf = Shelf::Protected;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        format!("{}\n{}", self.shown, self.name)
    }

    fn is_open(&self) -> bool {
        self.is_alive()
    }

    fn ended_at(&self) -> Option<String> {
        self.ended.as_ref().map(|ended| moment(ended.at))
    }

    fn about(&self) -> Option<String> {
        Some(self.key())
    }
}

/// The protection of a registration that is alive, by its key.
pub(super) fn protection_of(books: &Reader, key: &str) -> Outcome<Option<ProtectedRecord>> {
    let found: Vec<ProtectedRecord> = books.records_about(key)?;
    Ok(found.into_iter().find(ProtectedRecord::is_alive))
}

impl ProtectedRecord {
    /// Keeps it; a new one gets its number.
    pub fn keep(&self, store: &Transaction<'_>) -> Outcome<()> {
        let id = match self.id {
            0 => store.next_number::<Self>()?,
            id => id,
        };
        store.put_record(&Self { id, ..self.clone() })
    }

    pub fn key(&self) -> String {
        key_of(&self.shown)
    }

    pub fn is_alive(&self) -> bool {
        self.ended.is_none()
    }

    /// The same for the check of a file.
    pub fn watched(&self) -> ProtectedPerson {
        ProtectedPerson {
            registration: self.registration.clone(),
            flags: self.flags.iter().cloned().collect(),
            subject: kakehashi_layouts::Subject {
                registration: self.shown.clone(),
                name: self.name.clone(),
                birth_date: self.birth_date.clone(),
                ..Default::default()
            },
        }
    }
}

/// 記号・番号・枝番 as one key: width, case and zeros in front tell nothing.
pub(crate) fn key_of(shown: &str) -> String {
    let parts = shown.split('-').map(|part| {
        let folded: String = folded_letters(part).collect();
        folded.trim_start_matches('0').to_owned()
    });
    parts.collect::<Vec<_>>().join("-")
}

/// A name and a birth date as one key, where the registration isn't known.
pub(crate) fn person_key(name: &str, birth_date: &str) -> String {
    let text = birth_date.split('（').next().unwrap_or_default().trim();
    let in_full = || NaiveDate::parse_from_str(text, "%Y年%m月%d日").ok();
    let day = date_value(text).or_else(in_full).map(|day| day.to_string());
    let name: String = folded_letters(name).collect();
    format!("{name} {}", day.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registration_is_one_however_it_is_written() {
        assert_eq!(key_of("健-００88-00"), key_of("健-88-0"));
        assert_ne!(key_of("101-88-00"), key_of("101-88-01"));
        let western = person_key("練習　花子", "1980年2月11日（昭和55年）");
        assert_eq!(western, person_key("練習 花子", "19800211"));
        assert_ne!(western, person_key("練習 花子", "19800212"));
    }
}
