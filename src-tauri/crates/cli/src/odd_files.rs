//! Every command of the table, with something that is no file in place of every text that it takes, one at a time: it ends,
//! soon, in words, and not by a fault of ours.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout)] // Test code: a failure here is a failed test. It counts aloud.

use crate::words_of_clap::command;
use clap::{Arg, Command, builder::ValueParser};
use std::{
    any::TypeId,
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{self, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// A pipe that nobody writes into is waited for four seconds; under load a program takes its time.
const MOST: Duration = Duration::from_secs(40);
const WORKERS: usize = 4;
const PASSWORD: &str = "renshu-no-aikotoba";
const DEVICE: &str = "/dev/zero";
const PIPE: &str = "pipe";
/// What else is no file, by its name in the folder.
const OTHERS: [&str; 4] = [
    "folder",
    "nowhere",
    "to-zero",
    "evil\u{202e}\u{1b}[2J\n.csv",
];

/// A command by its words, and the place among them of the text that is tried.
#[derive(Clone)]
struct Try {
    words: Vec<String>,
    at: usize,
}

impl Try {
    fn with(&self, odd: &str) -> Vec<String> {
        let mut words = self.words.clone();
        odd.clone_into(&mut words[self.at]);
        words
    }
}

/// How a command ended.
struct Ended {
    status: Option<i32>,
    code: String,
    said: String,
    took: Duration,
}

#[test]
fn no_command_hangs_or_breaks_over_what_is_no_file() {
    let mut all = Vec::new();
    tries(&command(), &[], &mut all);
    assert!(all.len() > 100, "{} texts", all.len());
    let long = env::var_os("KAKEHASHI_LONG").is_some();
    let folders: Vec<tempfile::TempDir> = (0..WORKERS).map(|_| prepared()).collect();
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let codes = Mutex::new(BTreeMap::<String, u32>::new());
    thread::scope(|scope| {
        for folder in &folders {
            scope.spawn(|| {
                while let Some(tried) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for odd in odd_for(tried, folder.path(), long) {
                        let words = tried.with(&odd);
                        let ended = run(folder.path(), &words);
                        *codes.lock().unwrap().entry(ended.code.clone()).or_default() += 1;
                        if let Some(why) = objection(&ended) {
                            let line = format!("{words:?}: {why}: {}", ended.said);
                            wrong.lock().unwrap().push(line);
                        }
                    }
                }
            });
        }
    });
    let (wrong, codes) = (wrong.into_inner().unwrap(), codes.into_inner().unwrap());
    let tried: u32 = codes.values().sum();
    println!(
        "odd files: {tried} tried with {} texts, wrong {}; {codes:?}",
        all.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let read = codes.get("FILE_IS_DEVICE").copied().unwrap_or_default();
    assert!(read > 20, "only {read} commands came as far as the file");
}

/// What is tried: a device first. Whoever tells it as one asks what everything is, pipes too.
fn odd_for(tried: &Try, folder: &Path, long: bool) -> Vec<String> {
    let mut odd = vec![DEVICE.to_owned()];
    if long || run(folder, &tried.with(DEVICE)).code != "FILE_IS_DEVICE" {
        odd.push(PIPE.to_owned());
    }
    if long {
        odd.extend(OTHERS.map(str::to_owned));
    }
    odd
}

fn objection(ended: &Ended) -> Option<String> {
    let Ended {
        status,
        code,
        said,
        took,
    } = ended;
    match status {
        None => Some("it was killed, or died".to_owned()),
        Some(70 | 101) => Some(format!("a fault of ours: {code}")),
        Some(_) if *took > MOST => Some(format!("{took:?}")),
        Some(_) if said.contains(['\u{1b}', '\u{202e}']) => Some("letters that act".to_owned()),
        Some(_) => None,
    }
}

fn tries(of: &Command, path: &[String], all: &mut Vec<Try>) {
    for below in of.get_subcommands() {
        let name = below.get_name().to_owned();
        let path: Vec<String> = path.iter().cloned().chain([name]).collect();
        tries(below, &path, all);
    }
    if path.is_empty() || of.is_subcommand_required_set() {
        return;
    }
    let own: Vec<&Arg> = of
        .get_arguments()
        .filter(|arg| !arg.is_hide_set())
        .collect();
    for tried in own.iter().filter(|arg| is_text(arg)) {
        let mut words = path.to_vec();
        for arg in own.iter().filter(|arg| arg.is_required_set()) {
            if arg.get_id() != tried.get_id() {
                words.extend(words_of(arg, &fitting(arg)));
            }
        }
        words.extend(words_of(tried, ""));
        let at = words.len() - 1;
        all.push(Try { words, at });
    }
}

fn is_text(arg: &Arg) -> bool {
    let texts = [
        ValueParser::string(),
        ValueParser::path_buf(),
        ValueParser::os_string(),
    ];
    let of = arg.get_value_parser().type_id();
    arg.get_action().takes_values()
        && texts.iter().any(|text| of == text.type_id())
        && arg.get_possible_values().is_empty()
}

/// Something that the argument takes.
fn fitting(arg: &Arg) -> String {
    if let Some(first) = arg.get_possible_values().first() {
        return first.get_name().to_owned();
    }
    let is_date = arg.get_value_parser().type_id() == TypeId::of::<chrono::NaiveDate>();
    let value = match arg.get_id().as_str() {
        "out" => "out.csv",
        "kind" => "member-registration",
        _ if is_date => "2026-11-30",
        _ if is_text(arg) => "right.csv",
        _ => "1",
    };
    value.to_owned()
}

fn words_of(arg: &Arg, value: &str) -> Vec<String> {
    let name = arg.get_long().map(|long| format!("--{long}"));
    let value = arg.get_action().takes_values().then(|| value.to_owned());
    name.into_iter().chain(value).collect()
}

fn program(name: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let found = test.ancestors().nth(2).unwrap().join(name);
    let say = "cargo build --workspace --bins";
    assert!(found.exists(), "{}: {say}", found.display());
    found
}

/// A terminal with its people and a connection that leads to nobody, and what is no file.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    for (name, text) in [
        ("pw", PASSWORD),
        ("first", "saisho-no-aikotoba"),
        ("key", "kagi-no-aikotoba"),
    ] {
        fs::write(file(name), text).unwrap();
    }
    for own in ["folder", "home", "tmp"] {
        fs::create_dir(file(own)).unwrap();
    }
    std::os::unix::fs::symlink(DEVICE, file("to-zero")).unwrap();
    let made = process::Command::new("mkfifo").arg(file(PIPE)).status();
    assert!(made.unwrap().success());
    let simulator = |line: &str| {
        let mut command = process::Command::new(program("kakehashi-simulator"));
        command.args(line.split(' ')).current_dir(folder.path());
        assert!(command.output().unwrap().status.success(), "{line}");
    };
    simulator("pki --dir pki");
    simulator("issue --dir pki --terminal RENSHU01 --pass-file pw --out t.p12");
    simulator("sample --kind member-registration --rows 3 --out right.csv");
    let fingerprint = fs::read_to_string(file("pki/ca.sha256.txt")).unwrap();
    let profile = format!(
        "profile add renshu --kind training --url https://localhost:1 --insurer 06990014 \
         --terminal RENSHU01 --ca pki/ca.pem --ca-fingerprint {}",
        fingerprint.trim()
    );
    let steps = [
        ("", "init --admin kanri --password-file pw"),
        (
            "kanri",
            "users add minna --name みんな --role clerk --role approver --first-password-file first",
        ),
        ("kanri", &profile),
        ("kanri", "cert import t.p12 --pass-file pw"),
    ];
    for (who, line) in steps {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let ended = run_as(folder.path(), who, "pw", &words);
        assert_eq!(ended.status, Some(0), "{line}: {}", ended.said);
    }
    let change = ["password", "change", "--new-password-file", "pw"].map(str::to_owned);
    let ended = run_as(folder.path(), "minna", "first", &change);
    assert_eq!(ended.status, Some(0), "{}", ended.said);
    folder
}

/// As a clerk and approver; where that isn't enough, as the administrator.
fn run(folder: &Path, words: &[String]) -> Ended {
    let ended = run_as(folder, "minna", "pw", words);
    match ended.code.as_str() {
        "PERMISSION_DENIED" => run_as(folder, "kanri", "pw", words),
        _ => ended,
    }
}

fn run_as(folder: &Path, who: &str, password: &str, words: &[String]) -> Ended {
    let mut command = process::Command::new(program("kakehashi"));
    command.args(words).arg("--json").current_dir(folder);
    command.env_clear();
    for (name, value) in [
        ("PATH", env::var("PATH").unwrap().as_str()),
        ("HOME", folder.join("home").to_str().unwrap()),
        ("TMPDIR", folder.join("tmp").to_str().unwrap()),
        ("KAKEHASHI_DATA_DIR", "data"),
        ("KAKEHASHI_KEY_PASS_FILE", "key"),
        ("KAKEHASHI_USER", who),
        ("KAKEHASHI_PASSWORD_FILE", password),
    ] {
        if !value.is_empty() {
            command.env(name, value);
        }
    }
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let begun = Instant::now();
    let child = command.spawn().unwrap();
    let id = child.id();
    let (done, ended) = std::sync::mpsc::channel();
    thread::spawn(move || done.send(child.wait_with_output()));
    let output = ended.recv_timeout(MOST * 2);
    let took = begun.elapsed();
    let Ok(Ok(output)) = output else {
        let _it_may_have_ended = process::Command::new("kill").arg(id.to_string()).status();
        return Ended {
            status: None,
            code: "HANGS".to_owned(),
            said: String::new(),
            took,
        };
    };
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    Ended {
        status: output.status.code(),
        code: answer["problem"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
        took,
    }
}
