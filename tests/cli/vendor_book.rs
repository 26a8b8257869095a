//! `assets/vendor-book.md` is true: each example does what it says, and its lists are the tables of the program.

use kakehashi_acceptance::{Practice, begun, program};
use kakehashi_layouts::{FindingCode, Severity};
use serde_json::Value;
use std::{fmt::Write, fs, path::Path, path::PathBuf};

fn book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/vendor-book.md")
}

/// The text between the two marks of a list, in place of what stands there.
fn with_list(book: &str, name: &str, list: &str) -> String {
    let begin = book.find(&format!("<!-- {name}: ")).unwrap();
    let begin = begin + book[begin..].find("-->\n").unwrap() + "-->\n".len();
    let end = book.find(&format!("<!-- /{name} -->")).unwrap();
    format!("{}{list}{}", &book[..begin], &book[end..])
}

fn findings() -> String {
    let mut list = String::from("| コード | 重さ | 何か | 対処方法 |\n|---|---|---|---|\n");
    for code in FindingCode::ALL {
        let severity = match code.severity() {
            Severity::Error => "誤り",
            Severity::Confirm => "確認",
            Severity::Warning => "警告",
            Severity::Info => "情報",
        };
        let (title, remedy) = (code.title(), code.remedy());
        writeln!(list, "| `{code}` | {severity} | {title} | {remedy} |").unwrap();
    }
    list
}

/// As the command line tells them: next steps name commands.
fn codes() -> String {
    let said = begun(|| {
        let mut codes = std::process::Command::new(program("kakehashi"));
        codes.args(["codes", "--json"]).output()
    });
    let said: Value = serde_json::from_slice(&said.stdout).unwrap();
    let mut list = String::from(
        "| 番号 | コード | 終了コード | 何が起きたか | 次にすること |\n|---|---|---|---|---|\n",
    );
    for code in said["errors"].as_array().unwrap() {
        let text = |name: &str| code[name].as_str().unwrap();
        let (number, name, exit) = (text("number"), text("code"), &code["exit"]);
        let (sentence, next) = (text("sentence"), text("next_step"));
        writeln!(
            list,
            "| {number} | `{name}` | {exit} | {sentence} | {next} |"
        )
        .unwrap();
    }
    list
}

#[test]
fn the_lists_of_the_vendor_book_are_the_programs_tables() {
    let text = fs::read_to_string(book()).unwrap();
    let right = with_list(
        &with_list(&text, "findings", &findings()),
        "codes",
        &codes(),
    );
    if std::env::var_os("UPDATE_BOOK").is_some() {
        fs::write(book(), &right).unwrap();
        return;
    }
    assert!(
        text == right,
        "the book is older than the tables: UPDATE_BOOK=1 writes it"
    );
}

/// A fenced block of the book.
struct Block<'b> {
    language: &'b str,
    /// What stands behind the language.
    about: &'b str,
    lines: Vec<&'b str>,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<Block<'_>> = None;
    for line in text.lines() {
        match (open.take(), line.strip_prefix("```")) {
            (Some(block), Some(_)) => blocks.push(block),
            (None, Some(head)) => {
                let (language, about) = head.split_once(' ').unwrap_or((head, ""));
                open = Some(Block {
                    language,
                    about,
                    lines: Vec::new(),
                });
            }
            (Some(mut block), None) => {
                block.lines.push(line);
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    blocks
}

/// What is expected of a command.
struct Step<'b> {
    command: &'b str,
    status: i32,
    says: Vec<&'b str>,
}

fn steps<'b>(lines: &[&'b str]) -> Vec<Step<'b>> {
    let mut steps: Vec<Step<'b>> = Vec::new();
    for line in lines {
        match line.strip_prefix("$ ") {
            Some(typed) => {
                let (command, status) = typed.split_once("   # → ").unwrap_or((typed, "0"));
                steps.push(Step {
                    command,
                    status: status.parse().unwrap(),
                    says: Vec::new(),
                });
            }
            None => steps.last_mut().unwrap().says.push(line),
        }
    }
    steps
}

/// The commands of a recipe: what follows `run: |`, and the items of `script:`.
fn recipe<'b>(lines: &[&'b str]) -> Vec<Step<'b>> {
    let commands = lines
        .iter()
        .map(|line| line.trim().trim_start_matches("- "));
    let commands = commands.filter(|line| line.starts_with("kakehashi "));
    let step = |command| Step {
        command,
        status: 0,
        says: Vec::new(),
    };
    commands.map(step).collect()
}

/// Every name of the shown document is there, and holds the same sort of thing.
fn assert_has(shown: &Value, is: &Value, at: &str) {
    match (shown, is) {
        (Value::Object(shown), Value::Object(is)) if at.ends_with("by_code") => {
            let is_code = |name: &String| FindingCode::parse(name).is_some();
            assert!(shown.keys().chain(is.keys()).all(is_code), "{at}");
        }
        (Value::Object(shown), Value::Object(is)) => {
            for (name, value) in shown {
                let found = is.get(name).unwrap_or_else(|| panic!("no {name} in {at}"));
                assert_has(value, found, &format!("{at}.{name}"));
            }
        }
        (shown, is) => {
            let sort = std::mem::discriminant::<Value>;
            assert_eq!(sort(shown), sort(is), "{at}");
        }
    }
}

#[test]
#[cfg_attr(
    windows,
    ignore = "the book's commands are typed into bash, which wine has not"
)]
fn every_example_of_the_vendor_book_does_what_it_says() {
    let text = fs::read_to_string(book()).unwrap();
    let (practice, blocks) = (Practice::new(), blocks(&text));
    // All commands in one shell, as somebody types them; what is started goes when it ends.
    let mut script = String::from("shopt -s expand_aliases\ntrap 'kill $(jobs -p)' EXIT\n");
    let mut all: Vec<Step<'_>> = Vec::new();
    let mut documents = Vec::new();
    for block in &blocks {
        if let Some(name) = block.about.strip_prefix("file=") {
            let file = practice.file(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, block.lines.join("\n") + "\n").unwrap();
        }
        match block.language {
            "console" => all.extend(steps(&block.lines)),
            "yaml" => all.extend(recipe(&block.lines)),
            "json" if !block.about.starts_with("file=") => {
                let shown: Value = serde_json::from_str(&block.lines.join("\n")).unwrap();
                documents.push((block.about, shown));
            }
            "json" | "toml" => {}
            other => panic!("a block of {other}"),
        }
    }
    for (at, step) in all.iter().enumerate() {
        let command = step.command;
        let is_plain =
            command.ends_with('&') || command.starts_with("alias ") || command.contains(" > ");
        match is_plain {
            true => writeln!(script, "{command}\necho 0 > {at}.status").unwrap(),
            false => writeln!(script, "{command} > {at}.said 2>&1\necho $? > {at}.status").unwrap(),
        }
    }
    let programs = program("kakehashi").parent().unwrap().to_owned();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    fs::write(practice.file("book.sh"), script).unwrap();
    let mut shell = std::process::Command::new("bash");
    shell.arg("book.sh").current_dir(practice.path());
    shell.env("PATH", path).env("HOME", practice.file("home"));
    shell.env_remove("DBUS_SESSION_BUS_ADDRESS");
    assert!(shell.status().unwrap().success());
    assert!(all.len() > 40, "{}", all.len());
    for (at, step) in all.iter().enumerate() {
        let read = |ending: &str| fs::read_to_string(practice.file(&format!("{at}.{ending}")));
        let (status, said) = (read("status").unwrap(), read("said").unwrap_or_default());
        assert_eq!(
            status.trim(),
            step.status.to_string(),
            "{}: {said}",
            step.command
        );
        for line in &step.says {
            assert!(
                said.contains(line),
                "{} doesn't say {line}: {said}",
                step.command
            );
        }
    }
    for (command, shown) in documents {
        let mut words = command.split(' ');
        let mut run = practice.command(words.next().unwrap());
        run.args(words);
        let output = begun(|| run.output());
        let is: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_has(&shown, &is, command);
    }
}
