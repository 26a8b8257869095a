//! What is named instead of a file: standard input, pipes, devices, folders. Nothing hangs, and each is said as what it is.

#![cfg(unix)]

use kakehashi_acceptance::{Cli, Practice, Ran};
use std::{
    fs::File,
    io::Write,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const CHECK: &str = "check FILE --kind member-registration";

/// Every command that reads what a person names, without login.
const READERS: &[&str] = &[
    CHECK,
    "audit verify --file FILE",
    "identity check FILE",
    "layout check FILE",
    "layout diff FILE FILE",
    "compare FILE --out verdicts.csv",
    "cert show FILE",
    "check right.csv --kind member-registration --layout FILE",
];

fn pipe(practice: &Practice, name: &str) {
    let made = Command::new("mkfifo").arg(practice.file(name)).status();
    assert!(made.unwrap().success());
}

fn quick(run: impl FnOnce() -> Ran) -> Ran {
    let begun = Instant::now();
    let ran = run();
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}: {}", ran.said);
    ran
}

#[test]
fn a_folder_and_a_device_are_named_as_such_by_every_reader() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    practice.sample("right.csv", 2, "");
    std::fs::create_dir(practice.file("folder")).unwrap();
    for line in READERS {
        for (name, code) in [
            ("folder", "FILE_IS_FOLDER"),
            ("/dev/zero", "FILE_IS_DEVICE"),
        ] {
            let ran = quick(|| cli.run(None, &line.replace("FILE", name)));
            ran.expect_code(code, 2);
        }
    }
    let password = cli.run(None, "users list --user kanri --password-file folder");
    password.expect_code("FILE_IS_FOLDER", 2);
    let password = cli.run(None, "users list --user kanri --password-file /dev/zero");
    password.expect_code("FILE_IS_DEVICE", 2);
}

#[test]
fn a_pipe_without_a_writer_ends_by_itself() {
    let practice = Practice::new();
    practice.sample("right.csv", 2, "");
    // All at once: each of them is patient for a few seconds.
    thread::scope(|scope| {
        let readers = READERS.iter().copied();
        let readers = readers.chain(["users list --user a --password-file FILE"]);
        for (nth, line) in readers.enumerate() {
            let (practice, name) = (&practice, format!("pipe{nth}"));
            pipe(practice, &name);
            scope.spawn(move || {
                let line = line.replace("FILE", &name);
                let ran = quick(|| Cli::new(practice).run(None, &line));
                ran.expect_code("PIPE_SILENT", 2);
            });
        }
    });
    pipe(&practice, "pipe");
    let cli = Cli::set_up(&practice, "https://localhost:9");
    let sent = quick(|| cli.clerk("send pipe --kind member-registration"));
    sent.expect_code("FILE_IS_PIPE", 2);
}

#[test]
fn what_comes_in_is_read_by_pipe_and_by_standard_input() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    let right = practice.sample("kanyusha.csv", 5, "");
    pipe(&practice, "pipe");
    let text = std::fs::read(&right).unwrap();
    let by_pipe = thread::scope(|scope| {
        scope.spawn(|| {
            // Later than the reader, which waits for it.
            thread::sleep(Duration::from_millis(500));
            let mut pipe = File::options()
                .write(true)
                .open(practice.file("pipe"))
                .unwrap();
            pipe.write_all(&text).unwrap();
        });
        cli.run(None, &CHECK.replace("FILE", "pipe"))
    });
    assert_eq!(by_pipe.number("rows"), 5, "{}", by_pipe.said);
    for name in ["-", "/dev/stdin"] {
        let mut command = cli.command(None, &CHECK.replace("FILE", name));
        command.stdin(File::open(&right).unwrap());
        assert_eq!(Ran::from(command).number("rows"), 5, "{name}");
        let mut command = cli.command(None, &CHECK.replace("FILE", name));
        let mut cat = Command::new("cat")
            .arg(&right)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        command.stdin(cat.stdout.take().unwrap());
        assert_eq!(Ran::from(command).number("rows"), 5, "{name}");
        cat.wait().unwrap();
    }
    let mut twice = cli.command(None, &CHECK.replace("FILE", "- -"));
    twice.stdin(File::open(&right).unwrap());
    let twice = Ran::from(twice);
    assert_eq!(twice.json["files"][0]["rows"], 5, "{}", twice.json);
    assert_eq!(twice.json["files"][1]["problem"]["code"], "INPUT_INVALID");
}

#[test]
fn an_empty_or_cut_log_is_broken_and_another_file_is_none() {
    let practice = Practice::new();
    let cli = Cli::new(&practice);
    for (text, status, code) in [
        ("", 1, ""),
        ("{\"entry\":1,\"body\":\"{", 1, ""),
        ("こんにちは\n", 2, "NOT_AN_AUDIT_LOG"),
        ("a,b,c\n", 2, "NOT_AN_AUDIT_LOG"),
        ("{\"other\":1}\n", 2, "NOT_AN_AUDIT_LOG"),
    ] {
        std::fs::write(practice.file("log.jsonl"), text).unwrap();
        let ran = cli.run(None, "audit verify --file log.jsonl");
        assert_eq!(
            (ran.status, ran.code()),
            (status, code),
            "{text}: {}",
            ran.said
        );
        if status == 1 {
            assert_eq!(ran.json["intact"], false, "{text}");
        }
    }
}
