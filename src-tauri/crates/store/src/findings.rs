//! Findings of the check: as many as a file has rows, and more. Any window of them is read without the rest.

use crate::{
    Reader, Transaction,
    errors::fault,
    shelf::{from_body, to_body},
};
use kakehashi_domain::{Outcome, Shelf};
use rusqlite::params;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// A finding to be stored.
#[derive(Debug, Clone)]
pub struct FindingRecord<'a, T> {
    /// Its code and severity: the group that it stands in.
    pub group: (&'a str, &'a str),
    /// Data row in the file, from 1; 0 when the whole file is meant.
    pub row: u32,
    /// Heading of the column; empty when the row as a whole is meant.
    pub column: &'a str,
    /// What names the person's registration.
    pub registration: &'a str,
    /// What names the 事業所; empty where the file has none.
    pub employer: &'a str,
    /// The caller's record.
    pub body: &'a T,
}

/// How many findings a group has in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingCount {
    /// The code.
    pub code: String,
    /// The severity.
    pub severity: String,
    /// Heading of the column.
    pub column: String,
    /// Findings.
    pub count: u32,
}

/// Which findings of a group are wanted; None leaves nothing out.
#[derive(Debug, Clone, Copy, Default)]
pub struct FindingQuery<'a> {
    /// Code of the group.
    pub code: &'a str,
    /// Severity of the group.
    pub severity: &'a str,
    /// In this column only.
    pub column: Option<&'a str>,
    /// Of this 事業所 only.
    pub employer: Option<&'a str>,
    /// Of this row, or with this in the registration.
    pub words: Option<&'a str>,
}

impl Reader {
    /// How many findings each group has, column by column.
    ///
    /// # Errors
    /// Those of the database.
    pub fn finding_counts(&self, job: u32) -> Outcome<Vec<FindingCount>> {
        let sql = "SELECT code, severity, \"column\", count FROM finding_group WHERE job = ?1 ORDER BY 1, 2, 4 DESC";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let count = |r: &rusqlite::Row| {
            Ok(FindingCount {
                code: r.get(0)?,
                severity: r.get(1)?,
                column: r.get(2)?,
                count: r.get(3)?,
            })
        };
        let rows = statement.query_map([job], count).map_err(fault)?;
        rows.map(|row| row.map_err(fault)).collect()
    }

    /// How many findings answer the query.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when they can't be read.
    pub fn count_findings(&self, job: u32, query: &FindingQuery) -> Outcome<u32> {
        let places = self.finding_places(job, query)?;
        Ok(u32::try_from(places.len()).unwrap_or(u32::MAX))
    }

    /// A window of the findings that answer the query, in the order of the file.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when a record can't be read.
    pub fn findings<T: DeserializeOwned>(
        &self,
        job: u32,
        query: &FindingQuery,
        offset: u32,
        limit: u32,
    ) -> Outcome<Vec<T>> {
        if query.is_whole_group() {
            let sql = "SELECT body FROM finding WHERE job = ?1 AND code = ?2 AND severity = ?3
                       AND place >= ?4 ORDER BY place LIMIT ?5";
            return self.bodies(sql, params![job, query.code, query.severity, offset, limit]);
        }
        let places = self.finding_places(job, query)?;
        let window = places.iter().skip(offset as usize).take(limit as usize);
        let window: Vec<u32> = window.copied().collect();
        self.findings_at(job, query, &window)
    }

    /// The findings at some places of a group.
    ///
    /// # Errors
    /// As [`Reader::findings`].
    pub fn findings_at<T: DeserializeOwned>(
        &self,
        job: u32,
        query: &FindingQuery,
        places: &[u32],
    ) -> Outcome<Vec<T>> {
        let sql = "SELECT body FROM finding
                   WHERE job = ?1 AND code = ?2 AND severity = ?3 AND place = ?4";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let body = |place: &u32| {
            let values = params![job, query.code, query.severity, place];
            let body = statement.query_row(values, |r| r.get::<_, String>(0));
            from_body(&body.map_err(fault)?)
        };
        places.iter().map(body).collect()
    }
}

impl Transaction<'_> {
    /// Stores findings behind those that their groups have already.
    ///
    /// # Errors
    /// Those of the database.
    pub fn add_findings<T: Serialize>(
        &self,
        job: u32,
        findings: &[FindingRecord<T>],
    ) -> Outcome<()> {
        self.touch_job(Shelf::Finding, job);
        let mut places: BTreeMap<(String, String), u32> = BTreeMap::new();
        let mut grown: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
        for FindingCount {
            code,
            severity,
            count,
            ..
        } in self.finding_counts(job)?
        {
            *places.entry((code, severity)).or_default() += count;
        }
        let sql = "INSERT INTO finding VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let mut groups: BTreeMap<(&str, &str), Vec<&FindingRecord<T>>> = BTreeMap::new();
        for each in findings {
            groups.entry(each.group).or_default().push(each);
        }
        for ((code, severity), group) in groups {
            let known = places.get(&(code.to_owned(), severity.to_owned()));
            let first = known.copied().unwrap_or_default();
            for (place, each) in (first..).zip(&group) {
                let values = params![job, code, severity, place, to_body(each.body)?];
                statement.execute(values).map_err(fault)?;
                *grown.entry((code, severity, each.column)).or_default() += 1;
            }
            self.add_finding_part(job, first, &group)?;
        }
        let sql = "INSERT INTO finding_group VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (job, code, severity, \"column\") DO UPDATE SET count = count + excluded.count";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        for ((code, severity, column), count) in grown {
            let values = params![job, code, severity, column, count];
            statement.execute(values).map_err(fault)?;
        }
        Ok(())
    }

    /// Lays the findings of a code down anew, where people have decided how bad they are.
    ///
    /// # Errors
    /// Those of the database.
    pub fn replace_findings<T: Serialize>(
        &self,
        job: u32,
        code: &str,
        findings: &[FindingRecord<T>],
    ) -> Outcome<()> {
        for sql in [
            "DELETE FROM finding WHERE job = ?1 AND code = ?2",
            "DELETE FROM finding_part WHERE job = ?1 AND code = ?2",
            "DELETE FROM finding_group WHERE job = ?1 AND code = ?2",
        ] {
            self.db.execute(sql, params![job, code]).map_err(fault)?;
        }
        self.add_findings(job, findings)
    }

    /// Forgets some of a job's findings, at most so many: before it is checked again, or when it is disposed of. From the
    /// first on none is found any more. Gives back how many went.
    ///
    /// # Errors
    /// Those of the database.
    pub fn clear_findings(&self, job: u32, most: usize) -> Outcome<usize> {
        self.touch_job(Shelf::Finding, job);
        for sql in [
            "DELETE FROM finding_part WHERE job = ?1",
            "DELETE FROM finding_group WHERE job = ?1",
        ] {
            self.db.execute(sql, [job]).map_err(fault)?;
        }
        let sql = "DELETE FROM finding WHERE job = ?1 AND (code, severity, place) IN
                   (SELECT code, severity, place FROM finding WHERE job = ?1 LIMIT ?2)";
        self.db.execute(sql, params![job, most]).map_err(fault)
    }
}

impl FindingQuery<'_> {
    fn is_whole_group(&self) -> bool {
        self.column.is_none() && self.employer.is_none() && self.words.is_none()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{Store, database::tests::open};
    use kakehashi_domain::JobState;

    /// Rows 1 to 3,000: an error in every row, by turns in three columns, and a warning in every tenth.
    fn filled(store: &mut Store) -> u32 {
        let job = store.transact(|s| s.add_job(JobState::Checked, "x", &()));
        let job = job.unwrap();
        let columns = ["番号", "住所", "氏名"];
        for batch in (1..=3_000_u32).collect::<Vec<_>>().chunks(700) {
            let texts: Vec<(String, String)> = batch
                .iter()
                .map(|row| (format!("101-{}", row + 10), format!("事業所{}", row % 2)))
                .collect();
            let findings: Vec<_> = batch
                .iter()
                .zip(&texts)
                .map(|(row, (registration, employer))| FindingRecord {
                    group: ("WRONG", "error"),
                    row: *row,
                    column: columns[*row as usize % 3],
                    registration,
                    employer,
                    body: row,
                })
                .collect();
            let warnings: Vec<_> = findings
                .iter()
                .filter(|f| f.row % 10 == 0)
                .map(|f| FindingRecord {
                    group: ("WRONG", "warning"),
                    ..f.clone()
                })
                .collect();
            store.transact(|s| s.add_findings(job, &findings)).unwrap();
            store.transact(|s| s.add_findings(job, &warnings)).unwrap();
        }
        job
    }

    pub(crate) const ERRORS: FindingQuery = FindingQuery {
        code: "WRONG",
        severity: "error",
        column: None,
        employer: None,
        words: None,
    };

    #[test]
    fn any_window_of_a_group_is_read_by_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let job = filled(&mut store);
        let window: Vec<u32> = store.findings(job, &ERRORS, 2_990, 50).unwrap();
        assert_eq!(window, (2_991..=3_000).collect::<Vec<_>>());
        let warnings = FindingQuery {
            severity: "warning",
            ..ERRORS
        };
        let window: Vec<u32> = store.findings(job, &warnings, 298, 50).unwrap();
        assert_eq!(window, [2_990, 3_000]);
        assert_eq!(store.error_rows(job).unwrap().len(), 3_000);
        assert_eq!(
            store.finding_employers(job).unwrap(),
            [("事業所0".to_owned(), 1_800), ("事業所1".to_owned(), 1_500)]
        );
    }

    #[test]
    fn findings_are_sought_by_column_row_registration_and_employer() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(dir.path()).unwrap();
        let job = filled(&mut store);
        let seek = |query: FindingQuery, offset| -> (u32, Vec<u32>) {
            let count = store.count_findings(job, &query).unwrap();
            (count, store.findings(job, &query, offset, 3).unwrap())
        };
        let column = FindingQuery {
            column: Some("住所"),
            ..ERRORS
        };
        assert_eq!(seek(column, 500), (1_000, vec![1_501, 1_504, 1_507]));
        let both = FindingQuery {
            employer: Some("事業所0"),
            ..column
        };
        assert_eq!(seek(both, 0), (500, vec![4, 10, 16]));
        let row = FindingQuery {
            words: Some("101-2999"),
            ..ERRORS
        };
        assert_eq!(seek(row, 0), (1, vec![2_989]));
        // As a row number it is met exactly; as a part of a registration anywhere.
        let number = FindingQuery {
            words: Some("299"),
            ..ERRORS
        };
        assert_eq!(seek(number, 0).0, 1 + 13);
        let of_both = FindingQuery {
            words: Some("101-1"),
            ..both
        };
        assert_eq!(seek(of_both, 0), (183, vec![4, 94, 100]));
        let counts = store.finding_counts(job).unwrap();
        let of = |severity: &str| {
            counts
                .iter()
                .filter(|c| c.severity == severity)
                .map(|c| c.count)
                .sum::<u32>()
        };
        assert_eq!((counts.len(), of("error"), of("warning")), (6, 3_000, 300));
        let mut clear = |most| store.transact(|s| s.clear_findings(job, most)).unwrap();
        assert_eq!(
            [clear(2_000), clear(2_000), clear(2_000)],
            [2_000, 1_300, 0]
        );
        assert!(store.finding_counts(job).unwrap().is_empty());
    }
}
