//! How SQLite goes about every statement of this crate: none may read through a table that grows with the years.

use crate::database::tests::open;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Tables that stay as small as they are.
const SMALL: &[&str] = &["audit_head", "sqlite_master"];

/// Statements that read all there is because all of it is wanted, by their beginning.
const WHOLE: &[(&str, &str)] = &[
    (
        "SELECT entry, body FROM audit ORDER BY entry DESC",
        "a person seeks words in the whole log, beside the writer, and is told how many entries have them",
    ),
    (
        "SELECT count(*) FROM earlier",
        "the page of the index says how many there are, beside the writer",
    ),
    ("DELETE FROM earlier", "the index is purged as a whole"),
    (
        "INSERT INTO job (state, sha256, body) VALUES (?1, ?2, ?3) RETURNING id",
        "SQLite would look for rows of `earlier` that miss their job, were there any; there never are",
    ),
];

#[test]
fn no_statement_reads_through_a_table_that_grows() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path()).unwrap();
    let statements = statements();
    assert!(statements.len() > 80, "{} statements", statements.len());
    let mut reading_through = Vec::new();
    for (file, sql) in &statements {
        let explained = store.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}"));
        let mut explained = explained.unwrap_or_else(|e| panic!("{file}: {sql}: {e}"));
        for at in 1..=explained.parameter_count() {
            explained.raw_bind_parameter(at, 1).unwrap();
        }
        let mut steps = explained.raw_query();
        while let Some(step) = steps.next().unwrap() {
            let detail: String = step.get(3).unwrap();
            let table = detail
                .strip_prefix("SCAN ")
                .and_then(|rest| rest.split(' ').next());
            let grows = table.is_some_and(|table| {
                !SMALL.contains(&table) && table != "CONSTANT" && !table.starts_with("(subquery")
            });
            let wanted = WHOLE.iter().any(|(whole, _)| plain(sql) == *whole);
            if grows && !wanted {
                reading_through.push(format!("{file}: {}\n    {detail}", plain(sql)));
            }
        }
    }
    assert!(reading_through.is_empty(), "{}", reading_through.join("\n"));
    for (whole, why) in WHOLE {
        let is_there = statements.iter().any(|(_, sql)| plain(sql) == *whole);
        assert!(
            is_there && !why.is_empty(),
            "no statement any more: {whole}"
        );
    }
}

fn plain(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every text of this crate's sources that is a statement, with the file that it stands in.
fn statements() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in sources(&root) {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        let source = fs::read_to_string(&path).unwrap();
        let source = source.split("mod tests {\n").next().unwrap();
        let texts = texts(source);
        let named: BTreeMap<&str, &str> = texts
            .iter()
            .filter_map(|(before, text)| {
                let name = before.trim_end().strip_suffix(": &str =")?;
                Some((name.rsplit(' ').next()?, text.as_str()))
            })
            .collect();
        for (_, text) in &texts {
            let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];
            if !verbs.iter().any(|verb| text.trim_start().starts_with(verb)) {
                continue;
            }
            let whole = named.iter().fold(text.clone(), |sql, (name, value)| {
                sql.replace(&format!("{{{name}}}"), value)
            });
            assert!(!whole.contains('{'), "{name}: write it whole: {whole}");
            found.push((name.clone(), whole));
        }
    }
    found
}

fn sources(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir)
        .unwrap()
        .flatten()
        .map(|entry| entry.path());
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs")
            && !path.ends_with("plans.rs")
            && !path.ends_with("tests.rs")
        {
            found.push(path);
        }
    }
    found
}

/// The texts in quotes, each with the code before it on its statement; comments are passed over.
fn texts(source: &str) -> Vec<(String, String)> {
    let (mut found, mut before) = (Vec::new(), String::new());
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
            '\'' if rest.peek() == Some(&'"') => drop(rest.next()),
            '"' => {
                let mut text = String::new();
                while let Some(c) = rest.next().filter(|c| *c != '"') {
                    match (c, rest.peek()) {
                        ('\\', Some('\n')) => {
                            while rest.next_if(|c| c.is_whitespace()).is_some() {}
                        }
                        ('\\', Some(_)) => text.extend(rest.next()),
                        _ => text.push(c),
                    }
                }
                found.push((std::mem::take(&mut before), text));
            }
            ';' => before.clear(),
            _ => before.push(c),
        }
    }
    found
}
