//! JUnit XML: a suite for each file, a case for each code that was found.

use super::{InFile, Reported, unwritable};
use kakehashi_domain::{Outcome, harmless};
use std::{collections::BTreeMap, io::Write};

/// So many findings of a code are told in words.
const TOLD: usize = 20;

pub(crate) fn write(sink: &mut dyn Write, files: &[InFile<'_>]) -> Outcome<()> {
    let suites: String = files.iter().map(suite).collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"kakehashi check\">\n{suites}</testsuites>\n"
    );
    sink.write_all(text.as_bytes()).map_err(unwritable)
}

fn suite((file, found): &InFile<'_>) -> String {
    let name = attribute(&file.file);
    let report = match &file.outcome {
        Ok(report) => report,
        Err(problem) => {
            let words = attribute(&problem.sentence);
            return format!(
                "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\">\n    \
                 <testcase classname=\"{name}\" name=\"{}\"><error type=\"{}\" message=\"{words}\"/></testcase>\n  \
                 </testsuite>\n",
                attribute(&problem.number),
                attribute(&problem.number),
            );
        }
    };
    let mut of_code: BTreeMap<&str, Vec<&Reported>> = BTreeMap::new();
    for one in *found {
        of_code.entry(one.code).or_default().push(one);
    }
    let mut cases = String::new();
    let mut failures = 0;
    for (code, count) in &report.by_code {
        let all = of_code.get(code.as_str()).map_or(&[][..], Vec::as_slice);
        let severity = all.first().map_or("", |one| one.severity);
        let title = report.titles.get(code).map_or("", String::as_str);
        let head = format!("{title}（{count}件）");
        let told: Vec<String> = all
            .iter()
            .take(TOLD)
            .map(|one| text(&one.words()))
            .collect();
        let told = told.join("\n");
        let inner = if severity == "info" {
            format!("<system-out>{told}</system-out>")
        } else {
            failures += 1;
            format!(
                "<failure type=\"{severity}\" message=\"{}\">{told}</failure>",
                attribute(&head)
            )
        };
        cases.push_str(&format!(
            "    <testcase classname=\"{name}\" name=\"{}\">{inner}</testcase>\n",
            attribute(code)
        ));
    }
    if report.by_code.is_empty() {
        cases = format!("    <testcase classname=\"{name}\" name=\"check\"/>\n");
    }
    let tests = report.by_code.len().max(1);
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{cases}  </testsuite>\n"
    )
}

fn text(text: &str) -> String {
    harmless(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;")
}
