//! The check beside one pass of the `csv` crate over the same warm file, turn by turn. `cargo xtask bench` runs it.
//!
//! Words: a 加入者情報 file, its encoding, `gates` or `no-gates`, how many turns. Prints one line of JSON.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)] // a measuring program

use chrono::NaiveDate;
use kakehashi_layouts::{CheckSetting, Layout, check};
use std::{env, fs, fs::File, ops::ControlFlow, path::Path, time::Instant};

const DEFINITION: &str = include_str!("../../../../assets/layouts/member-registration.toml");

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|w| w != "--bench").collect();
    let [file, encoding, gates, turns] = words.as_slice() else {
        return; // `cargo test --benches` and the like
    };
    let layout = layout(encoding, gates == "gates");
    let (mut pass, mut checked, mut rows) = (Vec::new(), Vec::new(), 0);
    let before = peak_kib();
    for _ in 0..turns.parse().unwrap() {
        pass.push(seconds(|| csv_pass(file.as_ref())));
        checked.push(seconds(|| rows = check_file(file.as_ref(), &layout)));
    }
    let peak = peak_kib() - before;
    println!(r#"{{"rows":{rows},"csv_pass_s":{pass:?},"check_s":{checked:?},"peak_kib":{peak}}}"#);
}

/// The shipped definition for another encoding, with its gates or without.
fn layout(encoding: &str, has_gates: bool) -> Layout {
    let encoding = format!("encoding = \"{encoding}\"");
    let text = DEFINITION.replacen("encoding = \"utf-8\"", &encoding, 1);
    let end = if has_gates {
        None
    } else {
        text.find("[identity]")
    };
    Layout::parse(&text[..end.unwrap_or(text.len())]).unwrap()
}

fn csv_pass(file: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let (mut record, mut rows) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).unwrap() {
        rows += 1;
    }
    rows
}

fn check_file(file: &Path, layout: &Layout) -> u32 {
    let setting = CheckSetting::new(layout, NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
    let mut go_on = |_| ControlFlow::Continue(());
    let mut source = File::open(file).unwrap();
    check(&mut source, &setting, &mut |_| {}, &mut go_on)
        .unwrap()
        .rows
}

/// How long something took by the clock, and how much of the processors it had.
fn seconds<T>(work: impl FnOnce() -> T) -> [f64; 2] {
    let (began, cpu) = (Instant::now(), cpu_seconds());
    std::hint::black_box(work());
    [began.elapsed().as_secs_f64(), cpu_seconds() - cpu]
}

/// User and system time of this process; 0 where the system doesn't say.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = behind_name.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// The most memory that this process held; 0 where the system doesn't say.
fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or_default()
}
