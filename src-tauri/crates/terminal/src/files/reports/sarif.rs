//! SARIF 2.1.0: a rule for each code, a result for each finding.

use super::{InFile, Reported, unwritable};
use kakehashi_domain::{Outcome, harmless_json};
use serde_json::{Value, json};
use std::{collections::BTreeMap, io::Write};

pub(crate) fn write(sink: &mut dyn Write, files: &[InFile<'_>]) -> Outcome<()> {
    let all = || files.iter().flat_map(|(_, found)| *found);
    let rules: BTreeMap<&str, Value> = all().map(|one| (one.code, rule(one))).collect();
    let results = files.iter().flat_map(|(file, found)| {
        let uri = uri(&file.file);
        found.iter().map(move |one| result(&uri, one))
    });
    let unread = files.iter().filter_map(|(file, _)| {
        let problem = file.outcome.as_ref().err()?;
        let place =
            json!([{ "physicalLocation": { "artifactLocation": { "uri": uri(&file.file) } } }]);
        Some(json!({
            "level": "error",
            "descriptor": { "id": problem.number },
            "message": { "text": problem.sentence },
            "locations": place,
        }))
    });
    let unread: Vec<Value> = unread.collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kakehashi check",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_values().collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": unread.is_empty(),
                "toolExecutionNotifications": unread,
            }],
            "results": results.collect::<Vec<_>>(),
        }],
    });
    let text = harmless_json(&format!("{document:#}"));
    writeln!(sink, "{text}").map_err(unwritable)
}

fn rule(one: &Reported) -> Value {
    json!({
        "id": one.code,
        "shortDescription": { "text": one.title },
        "help": { "text": one.remedy },
    })
}

fn result(uri: &str, one: &Reported) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri } });
    if let Some(line) = one.line {
        place["region"] = json!({ "startLine": line });
    }
    let level = match one.severity {
        "error" => "error",
        "info" => "note",
        _ => "warning",
    };
    json!({
        "ruleId": one.code,
        "level": level,
        "message": { "text": one.words() },
        "locations": [{ "physicalLocation": place }],
        "properties": { "row": one.row, "column": one.column, "severity": one.severity },
    })
}

/// A path as a relative reference.
fn uri(path: &str) -> String {
    let bytes = path.replace('\\', "/").into_bytes();
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    bytes.into_iter().map(one).collect()
}
