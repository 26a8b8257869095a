//! Records with a number of their own, on shelves that grow with the years. No number is ever given twice.

use crate::{
    Part, Reader, Transaction,
    errors::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

/// A record with a number, and what it is found by. Moments are RFC 3339 in UTC, ending in `Z`.
pub trait Numbered: Serialize + DeserializeOwned {
    /// Where it stands.
    const SHELF: Shelf;

    /// Its number, from 1.
    fn id(&self) -> u32;

    /// What people seek it by.
    fn words(&self) -> String;

    /// Whether it still asks something of somebody.
    fn is_open(&self) -> bool {
        false
    }

    /// From when on its days of keeping count; None while they don't, or when nothing is left to dispose of.
    fn ended_at(&self) -> Option<String> {
        None
    }

    /// What else it is found by.
    fn about(&self) -> Option<String> {
        None
    }
}

impl Reader {
    /// A record by its number.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when the record can't be read.
    pub fn record<T: Numbered>(&self, id: u32) -> Outcome<Option<T>> {
        let sql = "SELECT body FROM record WHERE shelf = ?1 AND id = ?2";
        let body = self
            .db
            .query_row(sql, params![T::SHELF.word(), id], |r| r.get::<_, String>(0));
        let body = body.optional().map_err(fault)?;
        body.as_deref().map(from_body).transpose()
    }

    /// Records, newest first.
    ///
    /// # Errors
    /// As [`Reader::record`].
    pub fn records<T: Numbered>(&self, part: Part) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM record WHERE shelf = ?1 AND id < ?2
                   AND (?3 = '' OR instr(words, ?3) > 0) ORDER BY id DESC LIMIT ?4";
        let (before, words, most) = part.values();
        self.bodies(sql, params![T::SHELF.word(), before, words, most])
    }

    /// As [`Reader::records`], those that ask nothing of anybody any more.
    ///
    /// # Errors
    /// As [`Reader::record`].
    pub fn closed_records<T: Numbered>(&self, part: Part) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM record WHERE shelf = ?1 AND open = 0 AND id < ?2
                   AND (?3 = '' OR instr(words, ?3) > 0) ORDER BY id DESC LIMIT ?4";
        let (before, words, most) = part.values();
        self.bodies(sql, params![T::SHELF.word(), before, words, most])
    }

    /// All that still ask something of somebody, oldest first.
    ///
    /// # Errors
    /// As [`Reader::record`].
    pub fn open_records<T: Numbered>(&self) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM record WHERE shelf = ?1 AND open = 1 ORDER BY id";
        self.bodies(sql, [T::SHELF.word()])
    }

    /// How many still ask something of somebody.
    ///
    /// # Errors
    /// Those of the database.
    pub fn count_open_records<T: Numbered>(&self) -> Outcome<u32> {
        let sql = "SELECT count(*) FROM record WHERE shelf = ?1 AND open = 1";
        let shelf = T::SHELF.word();
        self.db.query_row(sql, [shelf], |r| r.get(0)).map_err(fault)
    }

    /// Those of which something is left to dispose of, and that ended before a moment; oldest end first.
    ///
    /// # Errors
    /// As [`Reader::record`].
    pub fn ended_records<T: Numbered>(&self, before: &str) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM record WHERE shelf = ?1 AND ended < ?2 ORDER BY ended";
        self.bodies(sql, [T::SHELF.word(), before])
    }

    /// Those that are about something, oldest first.
    ///
    /// # Errors
    /// As [`Reader::record`].
    pub fn records_about<T: Numbered>(&self, about: &str) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM record WHERE shelf = ?1 AND about = ?2 ORDER BY id";
        self.bodies(sql, [T::SHELF.word(), about])
    }

    /// How many are about something.
    ///
    /// # Errors
    /// Those of the database.
    pub fn count_records_about<T: Numbered>(&self, about: &str) -> Outcome<u32> {
        let sql = "SELECT count(*) FROM record WHERE shelf = ?1 AND about = ?2";
        let values = [T::SHELF.word(), about];
        self.db.query_row(sql, values, |r| r.get(0)).map_err(fault)
    }

    /// The number that the next record gets.
    ///
    /// # Errors
    /// Those of the database.
    pub fn next_number<T: Numbered>(&self) -> Outcome<u32> {
        let sql = "SELECT last FROM numbering WHERE shelf = ?1";
        let last = self.db.query_row(sql, [T::SHELF.word()], |r| r.get(0));
        let last: Option<u32> = last.optional().map_err(fault)?;
        Ok(last.unwrap_or(0) + 1)
    }
}

impl Transaction<'_> {
    /// Puts a record in its place; its number counts as given from then on.
    ///
    /// # Errors
    /// Those of the database.
    pub fn put_record<T: Numbered>(&self, record: &T) -> Outcome<()> {
        self.touch(T::SHELF);
        let sql = "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (shelf, id) DO UPDATE
                   SET open = excluded.open, ended = excluded.ended, about = excluded.about,
                       words = excluded.words, body = excluded.body";
        let shelf = T::SHELF.word();
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let values = params![
            shelf,
            record.id(),
            record.is_open(),
            record.ended_at(),
            record.about(),
            record.words(),
            to_body(record)?
        ];
        statement.execute(values).map_err(fault)?;
        let sql = "INSERT INTO numbering VALUES (?1, ?2) ON CONFLICT (shelf) DO UPDATE
                   SET last = max(last, excluded.last)";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let given = statement.execute(params![shelf, record.id()]);
        given.map(drop).map_err(fault)
    }

    /// Takes a record away for good.
    ///
    /// # Errors
    /// Those of the database.
    pub fn remove_record<T: Numbered>(&self, id: u32) -> Outcome<()> {
        self.touch(T::SHELF);
        let sql = "DELETE FROM record WHERE shelf = ?1 AND id = ?2";
        let gone = self.db.execute(sql, params![T::SHELF.word(), id]);
        gone.map(drop).map_err(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::tests::{made_by_version, open};
    use serde::Deserialize;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Line {
        id: u32,
        what: String,
        settled: Option<String>,
    }

    impl Numbered for Line {
        const SHELF: Shelf = Shelf::HandOver;

        fn id(&self) -> u32 {
            self.id
        }

        fn words(&self) -> String {
            self.what.clone()
        }

        fn is_open(&self) -> bool {
            self.settled.is_none()
        }

        fn ended_at(&self) -> Option<String> {
            self.settled.clone()
        }

        fn about(&self) -> Option<String> {
            self.what.strip_prefix("of ").map(str::to_owned)
        }
    }

    fn line(id: u32, what: &str, settled: Option<&str>) -> Line {
        let (what, settled) = (what.to_owned(), settled.map(str::to_owned));
        Line { id, what, settled }
    }

    #[test]
    fn records_come_part_by_part_and_by_what_they_are_found_by() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let lines = [
            line(1, "of 5", None),
            line(2, "a", Some("2026-10-01T00:00:00Z")),
            line(3, "of 5", Some("2026-11-01T00:00:00Z")),
            line(4, "b", None),
        ];
        store
            .transact(|s| lines.iter().try_for_each(|line| s.put_record(line)))
            .unwrap();
        let ids = |found: Outcome<Vec<Line>>| -> Vec<u32> {
            found.unwrap().iter().map(|line| line.id).collect()
        };
        let part = |before, words, most| Part {
            before,
            words,
            most,
        };
        assert_eq!(ids(store.records(Part::newest(3))), [4, 3, 2]);
        assert_eq!(ids(store.records(part(Some(2), "", 3))), [1]);
        assert_eq!(ids(store.records(part(None, "of", 9))), [3, 1]);
        assert_eq!(ids(store.closed_records(Part::newest(9))), [3, 2]);
        assert_eq!(ids(store.open_records()), [1, 4]);
        assert_eq!(store.count_open_records::<Line>().unwrap(), 2);
        assert_eq!(ids(store.ended_records("2026-10-15T00:00:00Z")), [2]);
        assert_eq!(ids(store.records_about("5")), [1, 3]);
        assert_eq!(store.count_records_about::<Line>("5").unwrap(), 2);
        store
            .transact(|s| s.put_record(&line(1, "of 6", Some("2026-10-01T00:00:00Z"))))
            .unwrap();
        assert_eq!(ids(store.open_records()), [4]);
        assert_eq!(ids(store.records_about("6")), [1]);
    }

    #[test]
    fn a_number_is_given_once_though_its_record_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        assert_eq!(store.next_number::<Line>().unwrap(), 1);
        for id in [1, 2] {
            store
                .transact(|s| s.put_record(&line(id, "a", None)))
                .unwrap();
        }
        store.transact(|s| s.remove_record::<Line>(2)).unwrap();
        store
            .transact(|s| s.put_record(&line(1, "b", None)))
            .unwrap();
        assert_eq!(store.next_number::<Line>().unwrap(), 3);
        assert_eq!(store.record::<Line>(2).unwrap(), None);
    }

    #[test]
    fn look_ups_of_an_earlier_version_are_found_by_person_and_what_they_cost_is_summed() {
        let dir = tempfile::tempdir().unwrap();
        let asking = |row: u32, settled: &str| {
            format!(
                r#"INSERT INTO shelf VALUES ('asking', '0000000004/000000000{row}',
                    '{{"job":4,"row":{row},"who":{{"registration":"1-{row}","name":"練習"}},"settled":{settled}}}');"#
            )
        };
        let job = |way: &str, hits: &str| {
            format!(
                r#"INSERT INTO job (state, sha256, body) VALUES ('"confirmed"', 'x',
                    '{{"way":"{way}","look_up":{{"purpose":"1","yen_per_hit":10,"postage_yen":500,"hits":{hits}}}}}');"#
            )
        };
        let filled = [
            asking(1, "null"),
            asking(2, r#"{"at":"2026-10-01T00:00:00Z"}"#),
            "INSERT INTO shelf VALUES ('asked', 'p/1-1',
                '{\"registration\":\"1-1\",\"at\":\"2026-09-01T00:00:00Z\"}');"
                .to_owned(),
            job("direct", "3"),
            job("media", "4"),
            job("direct", "null"),
        ];
        made_by_version(dir.path(), 12, &filled.concat());
        let store = open(dir.path()).unwrap();
        let sql = "SELECT shelf || id || open || ifnull(ended, '-') || about || words FROM record ORDER BY 1";
        let mut statement = store.db.prepare(sql).unwrap();
        let rows = statement.query_map([], |r| r.get(0)).unwrap();
        let rows: Vec<String> = rows.map(Result::unwrap).collect();
        assert_eq!(
            rows,
            [
                "asked102026-09-01T00:00:00Zp/1-11-1",
                "asking11-0000000004/00000000011-1\n練習",
                "asking202026-10-01T00:00:00Z0000000004/00000000021-2\n練習",
            ]
        );
        assert_eq!(store.yen_of_look_ups().unwrap(), 30 + 40 + 500);
        let sql = "SELECT body ->> '$.id' FROM record WHERE shelf = 'asking' AND id = 2";
        let id: u32 = store.db.query_row(sql, [], |r| r.get(0)).unwrap();
        assert_eq!(id, 2);
    }

    #[test]
    fn what_stood_on_shelves_before_is_found_as_ever() {
        let dir = tempfile::tempdir().unwrap();
        let put = |name: &str, key: &str, body: &str| {
            format!("INSERT INTO shelf VALUES ('{name}', '{key}', '{body}');")
        };
        let filled = [
            put(
                "hand-over",
                "0000000001",
                r#"{"id":1,"what":"結果","path":"/a","settled_at":null}"#,
            ),
            put(
                "hand-over",
                "0000000003",
                r#"{"id":3,"what":"枝番","path":"/b","settled_at":"2026-10-01T00:00:00Z"}"#,
            ),
            put(
                "disposal",
                "0000000002",
                r#"{"id":2,"what":"索引","why":"日が来た"}"#,
            ),
            put(
                "comparison",
                "0000000001",
                r#"{"id":1,"file_name":"f","saved_at":"2026-10-01T00:00:00Z","disposed":false,"job":4}"#,
            ),
            put(
                "comparison",
                "0000000002",
                r#"{"id":2,"file_name":"g","saved_at":"2026-10-01T00:00:00Z","disposed":true,"job":null}"#,
            ),
            put(
                "case",
                "0000000002",
                r#"{"id":2,"state":"closed","closed":{"at":"2026-10-01T00:00:00Z"},"form":{"state":"printed"},"subject":"s"}"#,
            ),
            put(
                "mismatch",
                "0000000001",
                r#"{"id":1,"profile":"p","server_id":7,"closed_at":null,"registration":"1-2","both":{"registered":{"kanji":"山田"}}}"#,
            ),
            put(
                "number",
                "0000000004",
                r#"{"id":4,"number":null,"taken_at":"2026-10-01T00:00:00Z","hand_over":3,"owner":{"symbol":"1","number":"2","card_branch":"","name_kana":"ヤマダ"}}"#,
            ),
            put("setting", "last-case", "5"),
        ];
        made_by_version(dir.path(), 8, &filled.concat());
        let store = open(dir.path()).unwrap();
        let column = |sql: &str| -> Vec<String> {
            let mut statement = store.db.prepare(sql).unwrap();
            let rows = statement.query_map([], |r| r.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let open = "SELECT shelf || id FROM record WHERE open = 1 ORDER BY 1";
        assert_eq!(column(open), ["hand-over1", "mismatch1"]);
        let ended = "SELECT shelf || id FROM record WHERE ended < '2026-10-02' ORDER BY 1";
        assert_eq!(column(ended), ["case2", "comparison1", "number4"]);
        let about = "SELECT shelf || about FROM record WHERE about IS NOT NULL ORDER BY 1";
        let found_by = ["caseprinted", "comparison4", "mismatchp/7", "number3"];
        assert_eq!(column(about), found_by);
        let sought = "SELECT words FROM record WHERE shelf IN ('mismatch', 'number') ORDER BY 1";
        assert_eq!(column(sought), ["1-2\nヤマダ", "1-2\n山田"]);
        let last = "SELECT shelf || last FROM numbering ORDER BY 1";
        let given = [
            "case5",
            "comparison2",
            "disposal2",
            "hand-over3",
            "mismatch1",
            "number4",
        ];
        assert_eq!(column(last), given);
        assert!(column("SELECT name FROM shelf").is_empty());
    }
}
