//! What was made to harm, through every writer of the command line: names of files, headings, cells, ids and a definition's
//! words, into lists, reports, drafts, receipts, lines and JSON. None of it acts at a terminal, makes a line of its own,
//! or is run by a table program.
#![cfg(unix)] // No file has such a name on Windows.

use crate::kit::FAST;
use kakehashi_acceptance::{Cli, Practice, begun};
use std::{
    fs,
    process::{Command, Output},
};

/// A formula, a line of its own, escape sequences of both kinds, a mark that turns the letters round, a tag.
const ACTS: &str = "=cmd\n偽の行\u{1b}[2J\u{9b}31m\u{202e}\u{2028}\u{e0041}";
const FORGED: &str = "偽の行";

/// Whether a letter does something where it is shown; line ends are for the caller to judge.
fn acts(c: char) -> bool {
    (c.is_control() && !"\r\n".contains(c)) || "\u{202e}\u{2028}\u{e0041}".contains(c)
}

#[track_caller]
fn harmless(what: &str, text: &str) {
    assert!(!text.contains(acts), "{what}: {text:?}");
    let mut lines = text.lines();
    let forged = lines.any(|line| line.trim_start().starts_with(FORGED));
    assert!(!forged, "{what}: a line of its own: {text}");
}

/// Runs it with and without `--json`; what it says is harmless, and that something was said of what was made to harm.
#[track_caller]
fn tried(command: &dyn Fn() -> Command, tells: bool) -> Output {
    let mut last = None;
    for json in [false, true] {
        let mut command = command();
        if json {
            command.arg("--json");
        }
        let output = begun(|| command.output());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (said, answered) = (text(&output.stderr), text(&output.stdout));
        let what = format!("{command:?}");
        harmless(&what, &said);
        harmless(&what, &answered);
        assert!(
            !tells || said.contains(FORGED) || answered.contains(FORGED),
            "{what}: nothing of it came that far: {said}{answered}"
        );
        last = Some(output);
    }
    last.unwrap()
}

/// The list's cells, none of which a table program runs.
#[track_caller]
fn cells(practice: &Practice, name: &str) -> Vec<String> {
    let text = fs::read_to_string(practice.file(name)).unwrap();
    harmless(name, &text);
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let cells: Vec<String> = rows
        .records()
        .flat_map(|row| {
            let row = row.unwrap();
            row.iter().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    for cell in &cells {
        let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!runs, "{name}: {cell:?}");
    }
    cells
}

#[test]
fn a_check_and_its_reports_do_nothing_beyond_their_words() {
    let practice = Practice::new();
    let name = format!("{ACTS}.csv");
    let right = fs::read_to_string(practice.sample("right.csv", 6, "--seed 1")).unwrap();
    let first = right.lines().nth(1).unwrap();
    let kanji = first.split(',').nth(10).unwrap();
    let faulty = right.replacen(kanji, "\"@x\u{1b}[2J\u{9b}31m\u{202e}\"", 1);
    fs::write(practice.file(&name), faulty).unwrap();
    let run = || {
        for made in ["f.csv", "j.xml", "s.sarif"] {
            let _from_before = fs::remove_file(practice.file(made));
        }
        let mut command = practice.command("kakehashi");
        command.args(["check", &name, "right.csv", "not-there\n偽の行.csv"]);
        command.args(["--kind", "member-registration", "--findings", "f.csv"]);
        command.args(["--junit", "j.xml", "--sarif", "s.sarif"]);
        command
    };
    let _ended = tried(&run, true);
    let found = cells(&practice, "f.csv");
    let quoted = |cell: &String| cell.starts_with('\'');
    assert!(found.iter().any(quoted), "{found:?}");
    for report in ["j.xml", "s.sarif"] {
        let text = fs::read_to_string(practice.file(report)).unwrap();
        harmless(report, &text);
    }
    let xml = fs::read_to_string(practice.file("j.xml")).unwrap();
    roxmltree::Document::parse(&xml).unwrap();
    let one = || {
        let mut command = practice.command("kakehashi");
        command.args(["check", &name, "--kind", "member-registration"]);
        command
    };
    tried(&one, false);
}

#[test]
fn comparisons_drafts_and_definitions_do_nothing_beyond_their_words() {
    let practice = Practice::new();
    let heading =
        "id,a_kanji,a_kana,a_birth,a_sex,a_address,b_kanji,b_kana,b_birth,b_sex,b_address";
    let pairs: String = [ACTS, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=1"]
        .iter()
        .map(|id| {
            format!("\"{id}\",=練習,@レンシュウ,19800101,1,x,練習,レンシュウ,19800101,1,y\r\n")
        })
        .collect();
    let name = format!("{ACTS}.csv");
    fs::write(practice.file(&name), format!("{heading}\r\n{pairs}")).unwrap();
    let compare = || {
        let _from_before = fs::remove_file(practice.file("out.csv"));
        let mut command = practice.command("kakehashi");
        command.args(["compare", &name, "--out", "out.csv"]);
        command
    };
    tried(&compare, false);
    let compared = cells(&practice, "out.csv");
    assert!(compared.iter().any(|cell| cell == "'=1"), "{compared:?}");

    let sample = format!("\"記号{ACTS}\",番号,\"=氏名\"\r\n1,2,\"{ACTS}\"\r\n");
    fs::write(practice.file(&name), sample).unwrap();
    let draft = || {
        let _from_before = fs::remove_file(practice.file("draft.toml"));
        let mut command = practice.command("kakehashi");
        command.args(["layout", "draft", "--from", &name, "--out", "draft.toml"]);
        command
    };
    tried(&draft, true);
    let text = fs::read_to_string(practice.file("draft.toml")).unwrap();
    harmless("draft.toml", &text);
    for line in [
        "layout check",
        "layout diff",
        "identity check",
        "pia",
        "audit verify --file",
    ] {
        let broken = format!("kind = \"{ACTS}\nx = \"\u{9b}31m");
        fs::write(practice.file(&name), broken).unwrap();
        let run = || {
            let mut command = practice.command("kakehashi");
            command.args(line.split(' ')).arg(&name);
            if line == "layout diff" {
                command.arg(&name);
            }
            command
        };
        tried(&run, false);
    }
}

#[test]
fn receipts_lists_and_cases_of_a_terminal_do_nothing_beyond_their_words() {
    let practice = Practice::new();
    let server = practice.serve(FAST);
    let cli = Cli::ready(&practice, &server);
    fs::create_dir_all(practice.file("kikan/in")).unwrap();
    let sample = practice.sample("right.csv", 3, "--seed 1");
    let good = format!("{ACTS}.csv");
    fs::copy(&sample, practice.file("kikan/in").join(&good)).unwrap();
    fs::write(practice.file("kikan/in").join(format!("x{ACTS}.csv")), ACTS).unwrap();
    let plain = |line: &str, last: Option<&str>| {
        let mut command = cli.command(Some(("tantou", "clerk")), line);
        command.args(last);
        command
    };
    // Without `--json`, which every command of the kit has: this is for people.
    let said = begun(|| plain("watch kikan --once --quiet 0", None).output());
    harmless("watch", &String::from_utf8_lossy(&said.stderr));
    harmless("watch --json", &String::from_utf8_lossy(&said.stdout));
    let mut receipts = 0;
    for part in ["in", "done", "error"] {
        for entry in fs::read_dir(practice.file("kikan").join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.to_string_lossy().ends_with(".receipt.json") {
                receipts += 1;
                harmless("a receipt", &fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert_eq!(receipts, 2, "{}", String::from_utf8_lossy(&said.stderr));
    let case = serde_json::json!({
        "date": "2026-04-01", "by": "person", "agent_kind": null, "channel": "in_person", "verifier": "insurer",
        "existing_file": false, "hardship": {"number": null, "identity": null, "authority": null},
        "documents": [{"id": "individual_number_card"}], "attested": [], "questions_answered": 0,
    });
    fs::write(practice.file("case.json"), case.to_string()).unwrap();
    for (line, last) in [
        ("jobs", None),
        ("jobs show 1", None),
        ("case new case.json --for", Some(ACTS)),
        ("case list", None),
        ("send --kind member-registration", Some(good.as_str())),
        ("jobs hold 1 --reason", Some(ACTS)),
        ("audit list", None),
        ("users list", None),
    ] {
        let output = begun(|| plain(line, last).output());
        harmless(line, &String::from_utf8_lossy(&output.stdout));
        harmless(line, &String::from_utf8_lossy(&output.stderr));
    }
}
