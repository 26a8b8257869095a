//! What findings are sought by: the rows, columns, registrations and 事業所 of many findings that stand one after another
//! in their group are one record, a line for each, so that a million are read through within a moment. A text that is
//! the same for all of them stands there once.

use crate::{
    Reader, Transaction,
    errors::fault,
    findings::{FindingQuery, FindingRecord},
};
use kakehashi_domain::{Code, Fault, Outcome};
use rusqlite::params;
use std::{borrow::Cow, collections::BTreeMap, iter};

/// Findings of one group, from a place on.
struct Part {
    first: u32,
    rows: String,
    columns: String,
    registrations: String,
    employers: String,
}

impl Reader {
    /// The places of the findings that answer the query, ascending.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when they can't be read.
    pub fn finding_places(&self, job: u32, query: &FindingQuery) -> Outcome<Vec<u32>> {
        let sql = "SELECT first, rows, columns, registrations, employers FROM finding_part
                   WHERE job = ?1 AND code = ?2 AND severity = ?3 ORDER BY first";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let part = |r: &rusqlite::Row| {
            Ok(Part {
                first: r.get(0)?,
                rows: r.get(1)?,
                columns: r.get(2)?,
                registrations: r.get(3)?,
                employers: r.get(4)?,
            })
        };
        let parts = statement.query_map(params![job, query.code, query.severity], part);
        let mut places = Vec::new();
        for part in parts.map_err(fault)? {
            part.map_err(fault)?.find(query, &mut places);
        }
        Ok(places)
    }

    /// The 事業所 of a job's findings, with how many each has.
    ///
    /// # Errors
    /// Those of the database.
    pub fn finding_employers(&self, job: u32) -> Outcome<Vec<(String, u32)>> {
        let sql = "SELECT rows, employers FROM finding_part WHERE job = ?1";
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        self.each_pair_of_texts(sql, job, |rows, employers| {
            if !employers.contains('\n') {
                *counts.entry(employers.to_owned()).or_default() += number_of(rows);
                return Ok(());
            }
            for employer in employers.split('\n') {
                match counts.get_mut(employer) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(employer.to_owned(), 1)),
                }
            }
            Ok(())
        })?;
        Ok(counts.into_iter().collect())
    }

    /// Code and row of each finding that waits for a person's answer; row 0 stands for the file as a whole.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when they can't be read.
    pub fn rows_to_confirm(&self, job: u32) -> Outcome<Vec<(String, u32)>> {
        let sql = "SELECT rows, code FROM finding_part WHERE job = ?1 AND severity = 'confirm'";
        let mut found = Vec::new();
        self.each_pair_of_texts(sql, job, |rows, code| {
            for row in numbers(rows) {
                found.push((code.to_owned(), row?));
            }
            Ok(())
        })?;
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Numbers of the rows that can't go, ascending.
    ///
    /// # Errors
    /// Those of the database; `DATA_DAMAGED` when they can't be read.
    pub fn error_rows(&self, job: u32) -> Outcome<Vec<u32>> {
        let sql = "SELECT rows, code FROM finding_part WHERE job = ?1 AND severity = 'error'";
        let mut found = Vec::new();
        self.each_pair_of_texts(sql, job, |rows, _| {
            for row in numbers(rows) {
                found.push(row?);
            }
            Ok(())
        })?;
        found.retain(|row| *row > 0);
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn each_pair_of_texts(
        &self,
        sql: &str,
        job: u32,
        mut take: impl FnMut(&str, &str) -> Outcome<()>,
    ) -> Outcome<()> {
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let mut parts = statement.query([job]).map_err(fault)?;
        while let Some(part) = parts.next().map_err(fault)? {
            let text = |at| {
                part.get_ref(at)
                    .and_then(|v| Ok(v.as_str()?))
                    .map_err(fault)
            };
            take(text(0)?, text(1)?)?;
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Keeps what findings of one group are sought by.
    pub(crate) fn add_finding_part<T>(
        &self,
        job: u32,
        first: u32,
        group: &[&FindingRecord<T>],
    ) -> Outcome<()> {
        let Some(FindingRecord {
            group: (code, severity),
            ..
        }) = group.first()
        else {
            return Ok(());
        };
        let rows: Vec<String> = group.iter().map(|each| each.row.to_string()).collect();
        let sql = "INSERT INTO finding_part VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut statement = self.db.prepare_cached(sql).map_err(fault)?;
        let values = params![
            job,
            code,
            severity,
            first,
            rows.join("\n"),
            lines(group.iter().map(|each| each.column)),
            lines(group.iter().map(|each| each.registration)),
            lines(group.iter().map(|each| each.employer))
        ];
        statement.execute(values).map(drop).map_err(fault)
    }
}

impl Part {
    fn find(&self, query: &FindingQuery, places: &mut Vec<u32>) {
        let words = query.words.unwrap_or_default();
        let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
        let may_be_here = self.registrations.contains(words)
            || (is_number && self.rows.split('\n').any(|row| row == words));
        let has = |texts: &str, wanted: Option<&str>| {
            wanted.is_none_or(|wanted| texts.split('\n').any(|text| text == line(wanted)))
        };
        if !may_be_here
            || !has(&self.columns, query.column)
            || !has(&self.employers, query.employer)
        {
            return;
        }
        let (column, employer) = (query.column.map(line), query.employer.map(line));
        let each = self
            .rows
            .split('\n')
            .zip(Self::of_each(&self.registrations));
        let each = each
            .zip(Self::of_each(&self.columns))
            .zip(Self::of_each(&self.employers));
        for (place, (((row, registration), of_column), of_employer)) in (self.first..).zip(each) {
            let is_meant = column.as_deref().is_none_or(|it| it == of_column)
                && employer.as_deref().is_none_or(|it| it == of_employer)
                && (row == words || registration.contains(words));
            if is_meant {
                places.push(place);
            }
        }
    }

    /// The text of each finding, over and over where there is but one.
    fn of_each(texts: &str) -> impl Iterator<Item = &str> {
        let repeats = !texts.contains('\n');
        let mut each = texts.split('\n');
        iter::from_fn(move || if repeats { Some(texts) } else { each.next() })
    }
}

/// Texts a line each; one line where all are the same.
fn lines<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> String {
    let first = texts.clone().next().unwrap_or_default();
    if texts.clone().all(|text| text == first) {
        return line(first).into_owned();
    }
    texts.map(line).collect::<Vec<_>>().join("\n")
}

/// A text without line ends.
fn line(text: &str) -> Cow<'_, str> {
    match text.contains(['\r', '\n']) {
        true => text.replace(['\r', '\n'], " ").into(),
        false => text.into(),
    }
}

fn number_of(rows: &str) -> u32 {
    let ends = rows.bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(ends + 1).unwrap_or(u32::MAX)
}

fn numbers(rows: &str) -> impl Iterator<Item = Outcome<u32>> {
    let unreadable = |_| Fault::new(Code::DataDamaged).because("rows of findings");
    rows.split('\n')
        .map(move |row| row.parse().map_err(unreadable))
}

#[cfg(test)]
mod tests {
    use crate::{
        FindingQuery, FindingRecord,
        database::tests::{made_by_version, open},
        findings::tests::ERRORS,
    };
    use kakehashi_domain::JobState;

    #[test]
    fn findings_kept_by_an_earlier_version_are_sought_like_those_of_today() {
        let dir = tempfile::tempdir().unwrap();
        let mut filled =
            "INSERT INTO job (state, sha256, body) VALUES ('\"checked\"', 'x', '{}');".to_owned();
        for place in 0..4_500 {
            let (row, column) = (place + 1, ["番号", "住所"][place % 2]);
            filled += &format!(
                "INSERT INTO finding VALUES (1, 'WRONG', 'error', {place}, {row}, '{column}', '101-{row}', '', '{row}');"
            );
        }
        made_by_version(dir.path(), 9, &filled);
        let mut store = open(dir.path()).unwrap();
        let sought = |store: &crate::Store, words, column| {
            let (words, column) = (Some(words), Some(column));
            let query = FindingQuery {
                words,
                column,
                ..ERRORS
            };
            store.findings::<u32>(1, &query, 0, 10).unwrap()
        };
        assert_eq!(sought(&store, "101-4321", "番号"), [4321]);
        assert_eq!(sought(&store, "4322", "住所"), [4322]);
        assert!(sought(&store, "4322", "番号").is_empty());
        assert_eq!(store.error_rows(1).unwrap().len(), 4_500);
        assert_eq!(
            store.finding_employers(1).unwrap(),
            [(String::new(), 4_500)]
        );

        // One of today stands behind them.
        let today = FindingRecord {
            group: ("WRONG", "error"),
            row: 9_000,
            column: "番号",
            registration: "101-\n9000",
            employer: "事業所\r\n1",
            body: &9_000,
        };
        store
            .transact(|s| {
                s.keep_job(1, JobState::Checked, &())?;
                let counted =
                    "INSERT INTO finding_group VALUES (1, 'WRONG', 'error', '番号', 4500)";
                s.db.execute(counted, []).unwrap();
                s.add_findings(1, &[today])
            })
            .unwrap();
        assert_eq!(sought(&store, "101- 9000", "番号"), [9_000]);
        let of_one = FindingQuery {
            employer: Some("事業所\r\n1"),
            ..ERRORS
        };
        assert_eq!(store.finding_places(1, &of_one).unwrap(), [4_500]);
    }
}
