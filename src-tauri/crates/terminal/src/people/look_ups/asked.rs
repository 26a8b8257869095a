//! Who was looked up before, when, and what came of it: nobody is to be asked for twice by mistake (会計検査院, 2017: 6.3億円
//! of needless questions in a year).

use crate::core::{clock::japan_day, look::Look, shelf::moment};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Outcome, Shelf};
use kakehashi_layouts::{Finding, FindingCode, Subject};
use kakehashi_store::{Numbered, Reader, Transaction};
use serde::{Deserialize, Serialize};

/// The latest look-up of a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AskedRecord {
    id: u32,
    profile: String,
    registration: String,
    job: u32,
    at: DateTime<Utc>,
    found: bool,
}

impl Numbered for AskedRecord {
    const SHELF: Shelf = Shelf::Asked;

    fn id(&self) -> u32 {
        self.id
    }

    fn words(&self) -> String {
        self.registration.clone()
    }

    fn ended_at(&self) -> Option<String> {
        Some(moment(self.at))
    }

    fn about(&self) -> Option<String> {
        Some(key(&self.profile, &self.registration))
    }
}

/// Keeps that somebody of a connection was asked for by a look-up, and whether they were found.
pub(super) fn keep_asked(
    store: &Transaction<'_>,
    (profile, registration): (&str, &str),
    job: u32,
    found: bool,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let known = latest(store, &key(profile, registration))?.map(|it| it.id);
    store.put_record(&AskedRecord {
        id: known.map_or_else(|| store.next_number::<AskedRecord>(), Ok)?,
        profile: profile.to_owned(),
        registration: registration.to_owned(),
        job,
        at,
        found,
    })
}

impl Look {
    /// What is to be said of each row of a look-up whose person was looked up before.
    pub(crate) fn asked_before(
        &self,
        profile: &str,
        people: Vec<(u32, Subject)>,
    ) -> Outcome<Vec<Finding>> {
        let mut told = Vec::new();
        for (row, subject) in people {
            let key = key(profile, &subject.registration);
            let record = latest(self.books()?, &key)?;
            let finding = |record: AskedRecord| {
                let message = record.in_words();
                Finding::of_row(row, subject, FindingCode::AskedBefore, &message)
            };
            told.extend(record.map(finding));
        }
        Ok(told)
    }
}

impl AskedRecord {
    fn in_words(&self) -> String {
        let day = japan_day(self.at).format("%Y年%-m月%-d日");
        let found = match self.found {
            true => "見つかっています",
            false => "見つかっていません",
        };
        let job = self.job;
        format!("この人は、{day}にも照会し、{found}（送信{job}）。")
    }
}

fn latest(books: &Reader, key: &str) -> Outcome<Option<AskedRecord>> {
    Ok(books.records_about(key)?.pop())
}

fn key(profile: &str, registration: &str) -> String {
    format!("{profile}/{registration}")
}
