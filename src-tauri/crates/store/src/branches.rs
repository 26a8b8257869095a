//! Which 被保険者枝番 a person had in an earlier result. Person and 枝番 are kept as marks that only the data key makes:
//! the table tells that something is another than before, and names nobody.

use crate::{Reader, Store, Transaction, errors::fault};
use kakehashi_domain::Outcome;
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// What stands for a text.
type Mark = [u8; 16];

/// Makes marks, away from the store.
#[derive(Clone)]
pub struct Marker(Zeroizing<[u8; 32]>);

impl fmt::Debug for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Marker")
    }
}

impl Marker {
    /// What a result says of a person in a row.
    pub fn of(&self, row: u32, registration: &str, branch: &str) -> MarkedBranch {
        MarkedBranch {
            row,
            person: self.mark("person", registration),
            branch: self.mark("branch", branch),
        }
    }

    fn mark(&self, what: &str, text: &str) -> Mark {
        let hash = Sha256::new_with_prefix(self.0.as_slice());
        let hash = hash.chain_update(what).chain_update(text).finalize();
        let mut mark = Mark::default();
        mark.copy_from_slice(&hash[..16]);
        mark
    }
}

/// A person's 被保険者枝番 by its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedBranch {
    /// The row that said it.
    pub row: u32,
    person: Mark,
    branch: Mark,
}

impl Store {
    /// What makes marks under this store's key.
    pub fn marker(&self) -> Marker {
        let hash = Sha256::new_with_prefix(self.key().raw());
        Marker(Zeroizing::new(
            hash.chain_update("kakehashi branches v1").finalize().into(),
        ))
    }
}

impl Reader {
    /// Those that are another than an earlier result said.
    ///
    /// # Errors
    /// Those of the database.
    pub fn other_branches(
        &self,
        profile: &str,
        said: &[MarkedBranch],
    ) -> Outcome<Vec<MarkedBranch>> {
        let sql = "SELECT branch FROM known_branch WHERE profile = ?1 AND person = ?2";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let mut others = Vec::new();
        for said in said {
            let known = statement.query_row(params![profile, said.person], |r| r.get(0));
            let known: Option<Mark> = known.optional().map_err(fault)?;
            if known.is_some_and(|known| known != said.branch) {
                others.push(said.clone());
            }
        }
        Ok(others)
    }
}

impl Transaction<'_> {
    /// Keeps what a result said.
    ///
    /// # Errors
    /// Those of the database.
    pub fn keep_branches(&self, profile: &str, said: &[MarkedBranch]) -> Outcome<()> {
        let sql = "INSERT INTO known_branch (profile, person, branch) VALUES (?1, ?2, ?3)
                   ON CONFLICT (profile, person) DO NOTHING";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        said.iter().try_for_each(|said| {
            let kept = statement.execute(params![profile, said.person, said.branch]);
            kept.map(drop).map_err(fault)
        })
    }

    /// Forgets people whose registration is over: they may get another one.
    ///
    /// # Errors
    /// Those of the database.
    pub fn forget_branches(&self, profile: &str, over: &[MarkedBranch]) -> Outcome<()> {
        let sql = "DELETE FROM known_branch WHERE profile = ?1 AND person = ?2";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        over.iter().try_for_each(|over| {
            let gone = statement.execute(params![profile, over.person]);
            gone.map(drop).map_err(fault)
        })
    }

    /// Notes which people a job's result speaks of otherwise than before.
    ///
    /// # Errors
    /// Those of the database.
    pub fn dispute_branches(
        &self,
        profile: &str,
        others: &[MarkedBranch],
        job: u32,
    ) -> Outcome<()> {
        let sql = "UPDATE known_branch SET disputed = ?3 WHERE profile = ?1 AND person = ?2";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        others.iter().try_for_each(|other| {
            let noted = statement.execute(params![profile, other.person, job]);
            noted.map(drop).map_err(fault)
        })
    }

    /// Two people asked the server, and gave the job up: what it said otherwise isn't held against a later result.
    ///
    /// # Errors
    /// Those of the database.
    pub fn settle_branches(&self, job: u32) -> Outcome<()> {
        let sql = "DELETE FROM known_branch WHERE disputed = ?1";
        self.db.execute(sql, [job]).map(drop).map_err(fault)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use crate::database::tests::open;

    #[test]
    fn another_branch_than_before_is_told_until_it_is_settled_or_the_person_is_over() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let marker = store.marker();
        let first = [
            marker.of(1, "1-2-00", "0001"),
            marker.of(2, "1-2-01", "0002"),
        ];
        store.transact(|s| s.keep_branches("p", &first)).unwrap();
        let (same, other) = (
            marker.of(7, "1-2-00", "0001"),
            marker.of(8, "1-2-01", "0003"),
        );
        let said = [same, other.clone()];
        let others = || [other.clone()];
        assert_eq!(store.other_branches("p", &said).unwrap(), others());
        assert_eq!(store.other_branches("q", &said).unwrap(), []);
        store.transact(|s| s.keep_branches("p", &said)).unwrap();
        assert_eq!(store.other_branches("p", &said).unwrap(), others());
        store
            .transact(|s| s.dispute_branches("p", &others(), 5))
            .unwrap();
        store.transact(|s| s.settle_branches(4)).unwrap();
        assert_eq!(store.other_branches("p", &said).unwrap(), others());
        store.transact(|s| s.settle_branches(5)).unwrap();
        assert_eq!(store.other_branches("p", &said).unwrap(), []);
        let moved = [marker.of(1, "1-2-00", "0009")];
        store.transact(|s| s.forget_branches("p", &moved)).unwrap();
        assert_eq!(store.other_branches("p", &moved).unwrap(), []);
    }
}
