//! The check beside one pass of the `csv` crate over the same warm file.

use crate::{
    alone, folder,
    meter::{beside, seconds},
    report::{Report, Wanted},
};
use chrono::NaiveDate;
use kakehashi_acceptance::program;
use kakehashi_layouts::{CheckSetting, CheckSummary, Layout, check};
use serde_json::{Value, json};
use std::{fs, fs::File, ops::ControlFlow, path::Path, path::PathBuf, process::Command};

const ROWS: u32 = 1_000_000;
const TURNS: usize = 9;
const DEFINITION: &str = include_str!("../../assets/layouts/member-registration.toml");
const GATES: &str = "[identity]";
/// False 確認 are at most one in so many rows.
const GOOD_ROWS_A_CONFIRM: u32 = 2_000;

pub fn measure(report: &mut Report) {
    let utf8 = sample(ROWS);
    let cp932 = as_cp932(&utf8);
    for (encoding, file, most) in [("utf-8", &utf8, 1.5), ("cp932", &cp932, 1.8)] {
        let definition = in_encoding(encoding);
        let layout = Layout::parse(&definition).unwrap();
        let mut summary = CheckSummary::default();
        let ours = || summary = check_file(file, &layout);
        let best = beside(TURNS, ours, || csv_pass(file));
        let what = format!("check of {ROWS} rows, {encoding}, all gates");
        report.add(
            &what,
            "one csv pass",
            "×",
            best.ratio(),
            Wanted::AtMost(most),
            best.words(),
        );
        let what = format!("rows that wait for a decision, of {ROWS} good ones, {encoding}");
        let waiting = f64::from(summary.confirms.all());
        let most = Wanted::AtMost(f64::from(ROWS / GOOD_ROWS_A_CONFIRM));
        report.add(&what, "–", "rows", waiting, most, String::new());
        let (without, _) = definition.split_once(GATES).unwrap();
        let gates = 48.0 * f64::from(ROWS) / f64::from(1 << 20);
        for (text, gates, most) in [
            (without, "no gates", 64.0),
            (&definition, "all gates", 64.0 + gates),
        ] {
            let path = folder().join("definition.toml");
            fs::write(&path, text).unwrap();
            let answer = alone::ask("check", &[file.to_str().unwrap(), path.to_str().unwrap()]);
            let what = format!("memory of the check, {encoding}, {gates}");
            let note = format!("{} rows", answer["rows"]);
            report.add(
                &what,
                "before it",
                "MiB",
                answer["mib"].as_f64().unwrap(),
                Wanted::AtMost(most),
                note,
            );
        }
    }
}

/// Checks a file by a definition, both named by path.
pub fn one(file: &str, definition: &str) -> Value {
    let layout = Layout::parse(&fs::read_to_string(definition).unwrap()).unwrap();
    let mut summary = CheckSummary::default();
    let took = seconds(|| summary = check_file(file.as_ref(), &layout));
    let broken: u32 = summary.by_code.values().sum();
    json!({"seconds": took, "rows": summary.rows, "broken": broken})
}

/// A file of 加入者情報 without mistakes, made once for each count of rows.
pub fn sample(rows: u32) -> PathBuf {
    let file = folder().join(format!("members-{rows}.csv"));
    let line = format!("sample --kind member-registration --rows {rows} --out");
    let mut command = Command::new(program("kakehashi-simulator"));
    let made = command.args(line.split_whitespace()).arg(&file).status();
    assert!(made.unwrap().success());
    file
}

/// The shipped definition for another encoding.
fn in_encoding(encoding: &str) -> String {
    DEFINITION.replacen(
        "encoding = \"utf-8\"",
        &format!("encoding = \"{encoding}\""),
        1,
    )
}

/// The same rows in CP932; what it doesn't have becomes a letter that it has.
fn as_cp932(utf8: &Path) -> PathBuf {
    let text = fs::read_to_string(utf8).unwrap();
    let mut bytes = Vec::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (coded, _, has_others) = encoding_rs::SHIFT_JIS.encode(line);
        if has_others {
            let own = |letter: char| {
                !encoding_rs::SHIFT_JIS
                    .encode(letter.encode_utf8(&mut [0; 4]))
                    .2
            };
            let line: String = line
                .chars()
                .map(|letter| if own(letter) { letter } else { '田' })
                .collect();
            bytes.extend_from_slice(&encoding_rs::SHIFT_JIS.encode(&line).0);
        } else {
            bytes.extend_from_slice(&coded);
        }
    }
    let file = utf8.with_extension("cp932.csv");
    fs::write(&file, bytes).unwrap();
    file
}

pub fn csv_pass(file: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let (mut record, mut rows) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).unwrap() {
        rows += 1;
    }
    rows
}

fn check_file(file: &Path, layout: &Layout) -> CheckSummary {
    let setting = CheckSetting::new(layout, NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
    let mut go_on = |_| ControlFlow::Continue(());
    check(
        &mut File::open(file).unwrap(),
        &setting,
        &mut |_| {},
        &mut go_on,
    )
    .unwrap()
}
