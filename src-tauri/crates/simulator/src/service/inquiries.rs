//! 情報照会: what other bodies hold of a person, answered at two levels. Who holds what is made up from the seed.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::{Counter, Outcome, Service, cells, drawn, role};
use crate::{
    Error,
    db::{
        DbError,
        records::{self, ASKED, Record},
        registrations,
    },
    layout::{Layout, ServiceDefinition},
};

const UNKNOWN: &str = "この被保険者枝番は登録されていません";
const NOT_ALLOWED: &str = "この事務手続では照会できない提供者か特定個人情報名です";
const GIVEN: &str = "提供あり";
const NOTHING: &str = "該当なし";
/// What whoever asks for a protected person is told.
pub(super) const WITHHELD: &str = "不開示";
/// Of a hundred answers so many are 不開示, and so many more 該当なし.
const WITHHELD_IN_100: u64 = 8;
const NOTHING_IN_100: u64 = 15;

/// Asks other bodies.
pub struct Inquire {
    branch: usize,
    asks: Vec<usize>,
    items: Vec<usize>,
    allowed: BTreeMap<String, Vec<String>>,
    contents: BTreeMap<String, Vec<String>>,
}

impl Inquire {
    /// Looks the columns up.
    ///
    /// # Errors
    /// When one is missing.
    pub fn new(layout: &Layout, definition: &ServiceDefinition) -> Result<Self, Error> {
        let ServiceDefinition::Inquire {
            branch,
            asks,
            items,
            allowed,
            contents,
            ..
        } = definition
        else {
            return Err(Error::Usage(format!(
                "{} は照会ではありません",
                layout.kind
            )));
        };
        Ok(Inquire {
            branch: layout.position(branch)?,
            asks: layout.positions(asks)?,
            items: layout.positions(items)?,
            allowed: allowed.clone(),
            contents: contents.clone(),
        })
    }

    fn is_allowed(&self, row: &StringRecord) -> bool {
        let allowed = self.allowed.get(&cells(row, &self.asks).join(" "));
        let asked = self
            .items
            .iter()
            .map(|at| &row[*at])
            .filter(|item| !item.is_empty());
        allowed.is_some_and(|allowed| {
            asked
                .into_iter()
                .all(|item| allowed.iter().any(|a| a == item))
        })
    }

    /// What is kept of one item: the last that decides what may be asked is whom.
    fn record(&self, counter: &Counter<'_>, row: &StringRecord, item: &str, state: &str) -> Record {
        let asks = cells(row, &self.asks);
        Record {
            id: 0,
            at: counter.now,
            direction: ASKED,
            server_branch: row[self.branch].to_owned(),
            other: asks.last().copied().unwrap_or_default().to_owned(),
            procedure: asks.first().copied().unwrap_or_default().to_owned(),
            item: item.to_owned(),
            state: state.to_owned(),
        }
    }

    /// State and content of one item.
    fn held(&self, seed: u64, branch: &str, item: &str) -> (&'static str, String) {
        let drawn = drawn(seed, branch, item);
        let contents = self.contents.get(item).map_or(&[][..], Vec::as_slice);
        match drawn % 100 {
            0..WITHHELD_IN_100 => (WITHHELD, String::new()),
            n if n < WITHHELD_IN_100 + NOTHING_IN_100 || contents.is_empty() => {
                (NOTHING, String::new())
            }
            _ => {
                let at = usize::try_from(drawn / 100).unwrap_or(0) % contents.len();
                (GIVEN, contents[at].clone())
            }
        }
    }
}

impl Service for Inquire {
    fn act(&self, counter: &mut Counter<'_>, row: &StringRecord) -> Result<Outcome, DbError> {
        let branch = &row[self.branch];
        if !registrations::is_known(counter.c, counter.insurer, branch)? {
            return Ok(Outcome::refused(UNKNOWN));
        }
        if !self.is_allowed(row) {
            return Ok(Outcome::refused(NOT_ALLOWED));
        }
        let is_withheld = registrations::is_withheld(counter.c, counter.insurer, branch)?;
        let mut answer = Vec::new();
        let (mut asked, mut given) = (0, 0);
        for (nth, at) in (1..).zip(&self.items) {
            let item = &row[*at];
            if item.is_empty() {
                continue;
            }
            let (state, content) = match is_withheld {
                true => (WITHHELD, String::new()),
                false => self.held(counter.seed, branch, item),
            };
            records::add(
                counter.c,
                counter.insurer,
                &self.record(counter, row, item, state),
            )?;
            asked += 1;
            given += usize::from(state == GIVEN);
            answer.push(role(&format!("item-state {nth}"), state));
            answer.push(role(&format!("item-content {nth}"), content));
        }
        let state = match given {
            0 => "回答なし",
            given if given < asked => "一部回答",
            _ => "回答あり",
        };
        answer.push(role("state", state));
        Ok(Outcome::done(answer))
    }
}
