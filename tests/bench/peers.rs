//! The part of the rules that others can express (`peers/schema.json`: width, required, code list, pattern), checked by
//! them and by us. All must find the same cells, or the times mean nothing.

use crate::{
    alone, check, folder,
    report::{Report, Wanted},
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const SCHEMA: &str = include_str!("peers/schema.json");
const TURNS: usize = 3;
/// By script: so many rows, and how many times as fast as it we are to be. The slow one gets fewer.
const PEERS: [(&str, u32, f64); 3] = [
    ("duckdb", 1_000_000, 1.3),
    ("pandas", 1_000_000, 7.0),
    ("frictionless", 100_000, 50.0),
];

pub fn measure(report: &mut Report) {
    let schema = folder().join("schema.json");
    fs::write(&schema, SCHEMA).unwrap();
    let rules = folder().join("rules.toml");
    fs::write(&rules, definition(&serde_json::from_str(SCHEMA).unwrap())).unwrap();
    let python = python();
    for (peer, rows, least) in PEERS {
        let what = format!("the rules of schema.json, {rows} rows");
        let Ok(python) = &python else {
            let why = python.as_ref().unwrap_err().clone();
            report.miss(&what, peer, "× faster", Wanted::AtLeast(least), why);
            continue;
        };
        let file = with_mistakes(&check::sample(rows));
        let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..TURNS {
            let own = alone::ask("check", &[file.to_str().unwrap(), rules.to_str().unwrap()]);
            let other = by_script(python, peer, &file, &schema);
            assert_eq!(
                own["broken"], other["broken"],
                "{peer} found other cells than we did"
            );
            ours = ours.min(own["seconds"].as_f64().unwrap());
            theirs = theirs.min(other["seconds"].as_f64().unwrap());
        }
        let note = format!("{ours:.3} s beside {theirs:.3} s");
        report.add(
            &what,
            peer,
            "× faster",
            theirs / ours,
            Wanted::AtLeast(least),
            note,
        );
    }
    qsv(report, &schema, &rules);
}

/// qsv comes as a program, not from PyPI: it is measured where it is installed. What crates.io has (16.1.0) doesn't compile.
fn qsv(report: &mut Report, schema: &Path, rules: &Path) {
    let (rows, wanted) = (1_000_000, Wanted::AtLeast(3.0));
    let what = format!("the rules of schema.json, {rows} rows");
    let installed = |name: &&str| Command::new(name).arg("--version").output().is_ok();
    let Some(program) = ["qsv", "qsvlite"].into_iter().find(installed) else {
        let why = "no qsv or qsvlite to be found";
        return report.miss(&what, "qsv validate", "× faster", wanted, why.to_owned());
    };
    let file = with_mistakes(&check::sample(rows));
    let json_schema = folder().join("json-schema.json");
    let fields: Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    fs::write(&json_schema, as_json_schema(&fields).to_string()).unwrap();
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..TURNS {
        let own = alone::ask("check", &[file.to_str().unwrap(), rules.to_str().unwrap()]);
        let mut validate = Command::new(program);
        validate
            .args(["validate", "--quiet"])
            .arg(&file)
            .arg(&json_schema);
        let took = crate::meter::seconds(|| validate.output().unwrap());
        let found = fs::read_to_string(file.with_extension("csv.validation-errors.tsv"))
            .unwrap_or_default();
        assert_eq!(
            own["broken"],
            found.lines().skip(1).count(),
            "qsv found other cells than we did"
        );
        ours = ours.min(own["seconds"].as_f64().unwrap());
        theirs = theirs.min(took);
    }
    let note = format!("{ours:.3} s beside {theirs:.3} s");
    report.add(
        &what,
        "qsv validate",
        "× faster",
        theirs / ours,
        wanted,
        note,
    );
}

/// A Python with the peers in it, or why there is none.
fn python() -> Result<PathBuf, String> {
    let place = folder().join("peers");
    let python = place.join("bin/python");
    let wanted = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/peers/requirements.txt");
    done(Command::new("python3").args(["-m", "venv"]).arg(&place))?;
    let install = ["-m", "pip", "install", "--quiet", "--requirement"];
    done(Command::new(&python).args(install).arg(wanted))?;
    Ok(python)
}

fn done(command: &mut Command) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|why| format!("{command:?}: {why}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().unwrap_or_default();
    output
        .status
        .success()
        .then_some(())
        .ok_or_else(|| format!("not installed: {last}"))
}

fn by_script(python: &Path, peer: &str, file: &Path, schema: &Path) -> Value {
    let script = format!("bench/peers/{peer}_rules.py");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
    let mut command = Command::new(python);
    let output = command
        .arg(script)
        .arg(file)
        .arg(schema)
        .arg("2")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{peer}: {said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The same rules as one of our definitions.
fn definition(schema: &Value) -> String {
    let mut text = String::from(
        "kind = \"peers\"\ntitle = \"比較\"\nfile_title = \"比較\"\nstatus = \"provisional\"\nversion = \"1\"\n\
         effective_from = \"2016-01-01\"\nsource = \"peers/schema.json\"\nnote = \"比較\"\ndirection = \"collect\"\n\
         group = \"registration\"\n[format]\ntype = \"csv\"\nencoding = \"utf-8\"\nbom = \"optional\"\nheader = true\n\
         line_end = \"crlf\"\nmax_rows = 1000000\nfile_name = \"x.csv\"\n",
    );
    for (at, field) in schema["fields"].as_array().unwrap().iter().enumerate() {
        let limits = &field["constraints"];
        text += &format!(
            "[[column]]\nid = \"c{at}\"\ntitle = {}\nrequired = {}\n",
            field["name"],
            limits["required"] == true
        );
        text += &if let Some(codes) = limits["enum"].as_array() {
            let codes: Vec<String> = codes
                .iter()
                .map(|code| format!("{code} = {code}"))
                .collect();
            format!("type = \"code\"\ncodes = {{ {} }}\n", codes.join(", "))
        } else if let Some(pattern) = limits["pattern"].as_str() {
            let digits = pattern.trim_start_matches("^[0-9]{").trim_end_matches("}$");
            format!("type = \"digits\"\nexact_chars = {digits}\n")
        } else {
            format!("type = \"text\"\nmax_chars = {}\n", limits["maxLength"])
        };
    }
    text
}

/// The same rules as qsv wants them. An empty cell is null to it.
fn as_json_schema(schema: &Value) -> Value {
    let mut properties = serde_json::Map::new();
    for field in schema["fields"].as_array().unwrap() {
        let mut rule = field["constraints"].clone();
        let required = rule["required"] == true;
        rule.as_object_mut().unwrap().remove("required");
        rule["type"] = if required {
            "string".into()
        } else {
            serde_json::json!(["string", "null"])
        };
        properties.insert(field["name"].as_str().unwrap().to_owned(), rule);
    }
    serde_json::json!({"type": "object", "properties": properties})
}

/// The sample with four kinds of broken cells, one in a thousand rows each.
fn with_mistakes(sample: &Path) -> PathBuf {
    let text = fs::read_to_string(sample).unwrap();
    let mut broken = String::with_capacity(text.len() + text.len() / 50);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let mut cells: Vec<&str> = line.split(',').collect();
        let long = "長".repeat(51);
        match number % 1000 {
            100 => cells[1] = "",
            300 => cells[10] = &long,
            500 => cells[13] = "3",
            700 => cells[14] = "95O3816",
            _ => {}
        }
        broken += &cells.join(",");
    }
    let file = sample.with_extension("mistakes.csv");
    fs::write(&file, broken).unwrap();
    file
}
