//! The contract of the command line (`assets/cli-contract.md`), row by row.

use kakehashi_acceptance::{Cli, Practice, begun};
use std::{collections::BTreeSet, fs, path::Path, process::Output};

/// Rows, or options of a row, that aren't built, and whose business they are. The test fails when one begins to work.
const NOT_YET: &[(&str, &str)] = &[];

/// A command of the table with the options that its row names.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    path: String,
    options: Vec<String>,
}

fn contract() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/cli-contract.md");
    fs::read_to_string(page).unwrap()
}

/// The rows of the table of commands: what is typed, and what is said of it.
fn rows(page: &str) -> Vec<(String, String)> {
    let lines = page
        .lines()
        .skip_while(|line| !line.starts_with("| command "));
    let rows = lines.skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        // A `|` inside of a code span separates nothing.
        let (mut depth, mut end) = (false, row.len());
        for (at, c) in row.char_indices().skip(1) {
            depth ^= c == '`';
            if c == '|' && !depth {
                end = at;
                break;
            }
        }
        (row[1..end].to_owned(), row[end..].to_owned())
    })
    .collect()
}

/// What stands between backticks.
fn spans(text: &str) -> Vec<String> {
    let spans = text.split('`').skip(1).step_by(2);
    spans.map(|span| span.replace("\\|", "|")).collect()
}

fn named(span: &str) -> Vec<Named> {
    let is_word = |word: &&str| {
        let parts = word.split('|');
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && parts
                .into_iter()
                .all(|part| part.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
    };
    let words = span.split(' ').take_while(is_word);
    let mut paths = vec![String::new()];
    for word in words {
        let both = |path: &String| {
            let one = |part| format!("{path} {part}").trim().to_owned();
            word.split('|').map(one).collect::<Vec<_>>()
        };
        paths = paths.iter().flat_map(both).collect();
    }
    let options: Vec<String> = span
        .split([' ', '[', ']'])
        .filter(|word| word.starts_with("--"))
        .map(str::to_owned)
        .collect();
    let named = |path| Named {
        path,
        options: options.clone(),
    };
    paths.into_iter().map(named).collect()
}

fn all_named() -> Vec<Named> {
    let page = contract();
    let rows = rows(&page);
    assert!(rows.len() > 35, "only {} rows were read", rows.len());
    let spans = rows.iter().flat_map(|(typed, _)| spans(typed));
    let all: Vec<Named> = spans
        .flat_map(|span| named(&span))
        .filter(|it| !it.path.is_empty())
        .collect();
    assert!(all.len() > 85, "only {} commands were read", all.len());
    all
}

fn help(practice: &Practice, path: &str) -> Output {
    let mut command = practice.command("kakehashi");
    command.args(path.split(' ')).arg("--help");
    begun(|| command.output())
}

/// Whether a help is the command's own: a group answers for a word that it doesn't know. A group may have another name, too.
fn answers_for(help: &str, path: &str) -> bool {
    let usage = help.lines().find_map(|line| line.split_once("kakehashi "));
    let usage = usage.map_or("", |(_, rest)| rest).split(' ');
    let mut shown = usage.take_while(|word| !word.starts_with(['[', '<', '-']));
    let mut typed = path.split(' ');
    let is_group = shown.next().is_some() && typed.next().is_some();
    is_group && shown.eq(typed)
}

#[test]
fn every_command_of_the_contract_is_there_and_takes_its_options() {
    let practice = Practice::new();
    let mut not_yet: BTreeSet<&str> = NOT_YET.iter().map(|(path, _)| *path).collect();
    let mut wrong = Vec::new();
    for Named { path, options } in all_named() {
        let help = help(&practice, &path);
        let said = String::from_utf8(help.stdout).unwrap();
        let said = said.replace("kakehashi.exe", "kakehashi");
        let is_there = help.status.success() && answers_for(&said, &path);
        if NOT_YET.iter().any(|(known, _)| *known == path) {
            not_yet.remove(path.as_str());
            if is_there {
                wrong.push(format!("{path} works now: take it off the list"));
            }
            continue;
        }
        if !is_there {
            wrong.push(format!("{path} isn't there"));
        }
        for option in options {
            let taken = said
                .split([' ', '\r', '\n', '<', '[', ']'])
                .any(|word| word == option);
            if !taken {
                wrong.push(format!("{path} takes no {option}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        not_yet.is_empty(),
        "the contract has no such rows: {not_yet:?}"
    );
}

/// The keys in the first `{…}` of what is said of a command.
fn keys(about: &str) -> Vec<String> {
    let inner = about.split_once('{').unwrap().1;
    let (mut depth, mut keys, mut word) = (0, Vec::new(), String::new());
    for c in inner.chars() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' if depth == 0 => break,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => keys.push(std::mem::take(&mut word)),
            _ if depth == 0 => word.push(c),
            _ => {}
        }
    }
    keys.push(word);
    let name = |key: &String| key.split(':').next().unwrap().trim().to_owned();
    let names = keys.iter().map(name);
    names
        .filter(|key| !key.is_empty() && key != "…" && !key.ends_with('?'))
        .collect()
}

#[test]
fn every_answer_has_the_keys_of_the_contract() {
    let practice = Practice::new();
    let server = practice.serve("");
    let cli = Cli::ready(&practice, &server);
    practice.sample("kanyusha.csv", 3, "");
    let pass = "cert import RENSHU01.p12 --pass-file p12.secret";
    let pia = "pia --people 300000 --handlers 499 --incident no";
    let page = contract();
    let rows = rows(&page);
    for (start, ran) in [
        (
            "check FILE",
            cli.run(None, "check kanyusha.csv --kind member-registration"),
        ),
        (
            "send FILE",
            cli.clerk("send kanyusha.csv --kind member-registration"),
        ),
        ("cert import", cli.admin(pass)),
        ("connection test", cli.run(None, "connection test")),
        ("pia ", cli.run(None, pia)),
    ] {
        let is_it = |(typed, _): &&(String, String)| typed.contains(&format!("`{start}"));
        let (_, about) = rows.iter().find(is_it).unwrap();
        for key in keys(about) {
            assert!(!ran.json[&key].is_null(), "{start}: {key} in {}", ran.json);
        }
    }
}

#[test]
fn every_kind_of_the_contract_is_there() {
    let practice = Practice::new();
    let kinds = Cli::new(&practice).run(None, "kinds").expect_status(0).json;
    let there = |name: &str| {
        kinds
            .as_array()
            .unwrap()
            .iter()
            .any(|kind| kind["kind"] == name)
    };
    let page = contract();
    let (_, list) = page.split_once("shipped are:").unwrap();
    let named = spans(list);
    assert!(named.len() > 20, "{named:?}");
    for name in named.iter().filter(|name| !name.contains('…')) {
        assert!(there(name), "{name}");
    }
}

#[test]
fn what_needs_no_login_by_the_contract_asks_for_none() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let page = contract();
    let (_, list) = page.split_once("**Without login**").unwrap();
    let list = list.lines().next().unwrap();
    let mut tried = 0;
    for Named { path, .. } in spans(list).iter().flat_map(|span| named(span)) {
        let more = match path.as_str() {
            "check" => "nai.csv --kind member-registration",
            "layout diff" => "nai.toml nai.toml",
            "compare" => "nai.csv --out out.csv",
            "pia" => "--people 1 --handlers 1 --incident no",
            "audit verify" => "--file nai.jsonl",
            "doctor" => continue, // as above
            "kinds" | "connection test" => "",
            _ => "nai",
        };
        let ran = cli.run(None, format!("{path} {more}").trim());
        assert!(!ran.said.contains("--user"), "{path}: {}", ran.said);
        assert_ne!(ran.code(), "NOT_LOGGED_IN", "{path}");
        tried += 1;
    }
    assert!(tried >= 8, "{tried}");
}

#[test]
fn every_exit_code_means_what_the_contract_says() {
    let practice = Practice::new();
    let cli = Cli::set_up(&practice, "https://localhost:9");
    practice.sample("mistakes.csv", 20, "--mistakes");
    practice.sample("right.csv", 2, "");
    let page = contract();
    let is_agreed = |status: i32| page.contains(&format!("\n| {status} | "));
    for (status, ran) in [
        (0, cli.clerk("jobs")),
        (
            1,
            cli.run(None, "check mistakes.csv --kind member-registration"),
        ),
        (2, cli.run(None, "check nai.csv --kind member-registration")),
        (2, cli.run(None, "check")),
        (3, cli.clerk("users list")),
        (4, cli.run(None, "connection test")),
        (5, cli.in_dir("elsewhere").clerk("jobs")),
    ] {
        assert!(is_agreed(status));
        assert_eq!(ran.status, status, "{}\n{}", ran.said, ran.json);
    }
}
