//! Pairs of a comparison: many records, of which a person is shown one after another.

use crate::{
    Reader, Transaction,
    errors::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

/// What a pair waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairStanding {
    /// Nothing: nobody had to look; it is kept to be looked at as one of many.
    Sample,
    /// Anybody.
    Waiting,
    /// Another person than the one who spoke.
    SecondWanted,
    /// Nothing: it is decided.
    Settled,
}

/// How many pairs of a comparison wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// For this person.
    pub for_user: u32,
    /// For anybody.
    pub open: u32,
    /// Decided.
    pub settled: u32,
}

impl Reader {
    /// A pair by its row.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pair<T: DeserializeOwned>(&self, comparison: u32, row: u32) -> Outcome<Option<T>> {
        let sql = "SELECT body FROM pair WHERE comparison = ?1 AND row = ?2";
        let body: Option<String> = self
            .db
            .query_row(sql, [comparison, row], |r| r.get(0))
            .optional()
            .map_err(fault)?;
        body.as_deref().map(from_body).transpose()
    }

    /// The first pair after a row that waits for this person; from the beginning when there is none after it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn next_pair<T: DeserializeOwned>(
        &self,
        comparison: u32,
        user: &str,
        after: u32,
    ) -> Outcome<Option<T>> {
        let sql = "SELECT body FROM pair WHERE comparison = ?1 AND row = (SELECT min(row) FROM (
                     SELECT min(row) AS row FROM pair
                     WHERE comparison = ?1 AND standing = ?2 AND row > ?5
                     UNION ALL
                     SELECT min(row) FROM pair
                     WHERE comparison = ?1 AND standing = ?3 AND row > ?5 AND said_by <> ?4))";
        let first_after = |row: u32| -> Outcome<Option<T>> {
            let (waiting, second) = (
                PairStanding::Waiting as u8,
                PairStanding::SecondWanted as u8,
            );
            let values = params![comparison, waiting, second, user, row];
            Ok(self.bodies(sql, values)?.pop())
        };
        Ok(match first_after(after)? {
            None if after > 0 => first_after(0)?,
            found => found,
        })
    }

    /// Pairs of one standing, in the order of the file.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pairs<T: DeserializeOwned>(
        &self,
        comparison: u32,
        standing: PairStanding,
    ) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM pair WHERE comparison = ?1 AND standing = ?2 ORDER BY row";
        self.bodies(sql, params![comparison, standing as u8])
    }

    /// Pairs after a row of which something was said that this person may see: those that are settled, and those of
    /// which only they have spoken. In the order of the file, at most `most`.
    ///
    /// # Errors
    /// Those of the database.
    pub fn decided_pairs<T: DeserializeOwned>(
        &self,
        comparison: u32,
        user: &str,
        after: u32,
        most: u32,
    ) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM pair WHERE comparison = ?1 AND row > ?5
                   AND (standing = ?2 OR (standing = ?3 AND said_by = ?4)) ORDER BY row LIMIT ?6";
        let values = params![
            comparison,
            PairStanding::Settled as u8,
            PairStanding::SecondWanted as u8,
            user,
            after,
            most
        ];
        self.bodies(sql, values)
    }

    /// How many pairs of a comparison wait, and how many are decided.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pair_counts(&self, comparison: u32, user: &str) -> Outcome<PairCounts> {
        let sql = "SELECT
                     coalesce(sum(standing = ?2 OR (standing = ?3 AND said_by <> ?4)), 0),
                     coalesce(sum(standing IN (?2, ?3)), 0), coalesce(sum(standing = ?5), 0)
                   FROM pair WHERE comparison = ?1";
        let values = params![
            comparison,
            PairStanding::Waiting as u8,
            PairStanding::SecondWanted as u8,
            user,
            PairStanding::Settled as u8
        ];
        let counts = |r: &rusqlite::Row| {
            Ok(PairCounts {
                for_user: r.get(0)?,
                open: r.get(1)?,
                settled: r.get(2)?,
            })
        };
        self.db.query_row(sql, values, counts).map_err(fault)
    }

    /// How many pairs wait for this person, in all comparisons.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pairs_waiting_for(&self, user: &str) -> Outcome<u32> {
        let sql = "WITH known(last) AS (SELECT last FROM numbering WHERE shelf = 'comparison')
                   SELECT (SELECT count(*) FROM pair, known WHERE standing = ?1 AND comparison <= last)
                        + (SELECT count(*) FROM pair, known
                           WHERE standing = ?2 AND said_by <> ?3 AND comparison <= last)";
        let values = params![
            PairStanding::Waiting as u8,
            PairStanding::SecondWanted as u8,
            user
        ];
        self.db.query_row(sql, values, |r| r.get(0)).map_err(fault)
    }
}

impl Transaction<'_> {
    /// Stores a pair, replacing what was known of it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn put_pair(
        &self,
        comparison: u32,
        row: u32,
        standing: PairStanding,
        said_by: Option<&str>,
        body: &impl Serialize,
    ) -> Outcome<()> {
        self.touch(Shelf::Pair);
        let sql = "INSERT INTO pair VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (comparison, row) DO UPDATE
                   SET standing = excluded.standing, said_by = excluded.said_by, body = excluded.body";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let values = params![comparison, row, standing as u8, said_by, to_body(body)?];
        statement.execute(values).map(drop).map_err(fault)
    }

    /// Forgets pairs that were brought for a comparison which never came to be: no record has its number.
    pub(crate) fn sweep_pairs(&self) -> Outcome<()> {
        let sql = "DELETE FROM pair WHERE comparison >
                   (SELECT coalesce(max(last), 0) FROM numbering WHERE shelf = 'comparison')";
        self.db.execute(sql, []).map(drop).map_err(fault)
    }

    /// Forgets some pairs of a comparison, at most so many, when it is disposed of. Gives back how many went.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_pairs(&self, comparison: u32, most: usize) -> Outcome<usize> {
        self.touch(Shelf::Pair);
        let sql = "DELETE FROM pair WHERE comparison = ?1 AND row IN
                   (SELECT row FROM pair WHERE comparison = ?1 LIMIT ?2)";
        self.db
            .execute(sql, params![comparison, most])
            .map_err(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Store, database::tests::open};

    #[test]
    fn each_person_is_led_to_what_waits_for_them() {
        use PairStanding::{Sample, SecondWanted, Settled, Waiting};
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let pairs = [
            (1, Sample, None),
            (2, Waiting, None),
            (3, SecondWanted, Some("a")),
            (4, Settled, Some("a")),
            (5, Waiting, None),
        ];
        store
            .transact(|s| {
                let put = |(row, standing, by)| s.put_pair(1, row, standing, by, &row);
                pairs.into_iter().try_for_each(put)?;
                s.put_pair(2, 1, Waiting, None, &100)?;
                // Brought for a comparison that never came to be.
                s.put_pair(3, 1, Waiting, None, &200)?;
                let given = "INSERT INTO numbering VALUES ('comparison', 2)";
                s.db.execute(given, []).map(drop).map_err(fault)
            })
            .unwrap();
        let next = |user, after| store.next_pair::<u32>(1, user, after).unwrap();
        assert_eq!(
            [next("a", 0), next("a", 2), next("a", 5)],
            [Some(2), Some(5), Some(2)]
        );
        assert_eq!([next("b", 0), next("b", 2)], [Some(2), Some(3)]);
        assert_eq!(store.next_pair::<u32>(9, "a", 0).unwrap(), None);
        let waiting = |store: &Store, user| store.pairs_waiting_for(user).unwrap();
        let of_a = store.pair_counts(1, "a").unwrap();
        assert_eq!((of_a.for_user, of_a.open, of_a.settled), (2, 3, 1));
        assert_eq!(store.pair_counts(1, "b").unwrap().for_user, 3);
        assert_eq!([waiting(&store, "a"), waiting(&store, "b")], [3, 4]);
        assert_eq!(store.pairs::<u32>(1, Sample).unwrap(), [1]);
        let mut clear = |most| store.transact(|s| s.clear_pairs(1, most)).unwrap();
        assert_eq!([clear(3), clear(3), clear(3)], [3, 2, 0]);
        assert_eq!(waiting(&store, "b"), 1);
        drop(store);
        let store = open(dir.path()).unwrap();
        assert_eq!(store.pair::<u32>(3, 1).unwrap(), None);
        assert_eq!(store.pair::<u32>(2, 1).unwrap(), Some(100));
    }
}
