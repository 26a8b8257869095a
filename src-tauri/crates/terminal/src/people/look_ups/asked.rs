//! Who was looked up before, when, and what came of it: nobody is to be asked for twice by mistake (会計検査院, 2017: 6.3億円
//! of needless questions in a year).

use crate::core::{clock::japan_day, controller::Controller, look::Look, retention};
use chrono::{DateTime, Utc};
use kakehashi_domain::{Outcome, Shelf};
use kakehashi_layouts::{Finding, FindingCode, Subject};
use kakehashi_store::Transaction;
use serde::{Deserialize, Serialize};

/// The latest look-up of a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct AskedRecord {
    profile: String,
    registration: String,
    job: u32,
    at: DateTime<Utc>,
    found: bool,
}

/// Keeps who was asked for by a look-up, with whether they were found.
pub(super) fn keep_asked(
    store: &Transaction<'_>,
    profile: &str,
    job: u32,
    asked: &[(String, bool)],
    at: DateTime<Utc>,
) -> Outcome<()> {
    asked.iter().try_for_each(|(registration, found)| {
        let record = AskedRecord {
            profile: profile.to_owned(),
            registration: registration.clone(),
            job,
            at,
            found: *found,
        };
        store.put(Shelf::Asked, &key(profile, registration), &record)
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
            let record: Option<AskedRecord> = self.books()?.get(Shelf::Asked, &key)?;
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

impl Controller {
    /// Forgets look-ups of long ago.
    pub(crate) fn forget_old_asked(&mut self) -> Outcome<()> {
        let limit = retention::LOOKED_UP.limit(self.now());
        let known: Vec<AskedRecord> = self.books()?.all(Shelf::Asked)?;
        let old = known.iter().filter(|record| record.at < limit);
        let old = old.map(|it| key(&it.profile, &it.registration));
        let old: Vec<String> = old.collect();
        if old.is_empty() {
            return Ok(());
        }
        self.keep(|store| {
            old.iter()
                .try_for_each(|key| store.remove(Shelf::Asked, key))
        })
    }
}

fn key(profile: &str, registration: &str) -> String {
    format!("{profile}/{registration}")
}
