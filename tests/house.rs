//! Rules of the house that no compiler keeps: what the window may do, who may depend on whom, what is never committed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Test code: a failure here is a failed test.
#![cfg(not(windows))] // They are about the repository, whichever system the programs are for; and wine has no git.

mod circles;
mod rooms;
mod words;

use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const LONGEST_FILE: usize = 600;
/// Generated, and checked for difference elsewhere.
const GENERATED: &str = "ui/src/platform/bindings.ts";
/// As approved: nothing from afar, nothing inline, nothing evaluated.
const CSP: &str = "default-src 'self'; img-src 'self' data:; connect-src ipc: http://ipc.localhost; \
                   object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
/// What tells others of files and tests by name.
const TELLING: &[&str] = &[
    "tests/intended_behavior.md",
    "tests/threat-model.md",
    "src-tauri/architecture.md",
];
const TOP_LEVEL: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "CHANGELOG.md",
    "src-tauri",
    "ui",
    "assets",
    "certs",
    "tests",
    "installer",
    "clippy.toml",
    "rustfmt.toml",
    "deny.toml",
    "rust-toolchain.toml",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn json_of(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

/// Everything committed, and everything that the next commit could take in.
fn committed() -> Vec<String> {
    let list = [
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ];
    let output = Command::new("git").current_dir(root()).args(list).output();
    let output = output.unwrap();
    assert!(output.status.success(), "git ls-files");
    let names = String::from_utf8(output.stdout).unwrap();
    let names = names.split_terminator('\0').map(str::to_owned);
    let there: Vec<String> = names.filter(|name| root().join(name).exists()).collect();
    assert!(there.len() > 100, "the repository has files");
    there
}

/// Committed text files under these folders.
fn texts(folders: &[&str]) -> Vec<(String, String)> {
    let named = committed().into_iter();
    let named = named.filter(|name| folders.iter().any(|folder| name.starts_with(folder)));
    let read = |name: String| Some((fs::read_to_string(root().join(&name)).ok()?, name));
    named
        .filter_map(read)
        .map(|(text, name)| (name, text))
        .collect()
}

#[test]
fn the_window_may_do_no_more_than_was_approved() {
    let config = json_of("src-tauri/tauri.conf.json");
    let app = &config["app"];
    assert_eq!(app["withGlobalTauri"], false);
    assert_eq!(app["windows"], json!([]), "windows are made in Rust");
    let security = json!({ "csp": CSP, "capabilities": ["main"] });
    assert_eq!(app["security"], security);
    for unsafe_word in ["unsafe-inline", "unsafe-eval", "https:", "*"] {
        assert!(!CSP.contains(unsafe_word), "{unsafe_word}");
    }
    assert_eq!(config["build"], json!({ "frontendDist": "../ui/dist" }));
    assert_eq!(config["plugins"], Value::Null);
}

#[test]
fn the_web_view_is_granted_two_permissions_and_no_plugin() {
    let folder = fs::read_dir(root().join("src-tauri/capabilities")).unwrap();
    let files: Vec<String> = folder
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files, ["main.json"], "one capability");
    let mut capability = json_of("src-tauri/capabilities/main.json");
    let granted = capability.as_object_mut().unwrap();
    for words in ["$schema", "description"] {
        granted.remove(words);
    }
    let approved = json!({
        "identifier": "main",
        "windows": ["main"],
        "local": true,
        "permissions": ["core:event:allow-listen", "core:event:allow-unlisten"],
    });
    assert_eq!(capability, approved);
}

#[test]
fn only_the_platform_folder_of_the_screens_knows_tauri() {
    let screens = texts(&["ui/src/"]);
    let knows = |text: &str| text.contains("@tauri-apps/") || text.contains("__TAURI");
    let knowing = screens.iter().filter(|(_, text)| knows(text));
    let names: Vec<&String> = knowing.map(|(name, _)| name).collect();
    assert!(!names.is_empty(), "the search finds it where it is");
    for name in names {
        assert!(name.starts_with("ui/src/platform/"), "{name}");
    }
}

/// Every package of the workspace's lock by name, with the names that it is built with.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--offline", "--format-version", "1"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata: {said}");
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = |value: &Value| value.as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let packages = list(&metadata["packages"]);
    let names: BTreeMap<String, String> = packages
        .iter()
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let own = found.entry(names[&text(&node["id"])].clone()).or_default();
        for dependency in list(&node["deps"]) {
            let kinds = list(&dependency["dep_kinds"]);
            if kinds.iter().any(|kind| kind["kind"] != "dev") {
                own.insert(names[&text(&dependency["pkg"])].clone());
            }
        }
    }
    found
}

fn built_with(dependencies: &BTreeMap<String, BTreeSet<String>>, name: &str) -> BTreeSet<String> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![name.to_owned()]);
    while let Some(name) = open.pop() {
        let next = dependencies[&name].iter().cloned();
        open.extend(next.filter(|n| seen.insert(n.clone())));
    }
    seen
}

#[test]
fn the_terminal_knows_no_window_and_the_practice_server_no_terminal() {
    let dependencies = dependencies();
    let app = built_with(&dependencies, "kakehashi-app");
    assert!(app.contains("tauri") && app.contains("kakehashi-terminal"));
    for windowless in ["kakehashi-terminal", "kakehashi-cli", "kakehashi-simulator"] {
        let parts = built_with(&dependencies, windowless);
        assert!(parts.contains("rustls"), "{windowless} has parts");
        assert!(!parts.contains("tauri"), "{windowless} is built with tauri");
    }
    let verifier = built_with(&dependencies, "kakehashi-audit-verify");
    assert!(!verifier.iter().any(|name| name.starts_with("kakehashi-")));
    let mut practice = built_with(&dependencies, "kakehashi-simulator");
    practice.retain(|name| name.starts_with("kakehashi"));
    assert!(practice.is_empty(), "{practice:?}");
}

#[test]
fn nothing_that_ships_knows_the_bridge_of_the_tests() {
    let dependencies = dependencies();
    for shipped in ["kakehashi-app", "kakehashi-cli"] {
        let parts = built_with(&dependencies, shipped);
        for of_tests in ["kakehashi-acceptance", "kakehashi-simulator", "axum"] {
            assert!(
                !parts.contains(of_tests),
                "{shipped} is built with {of_tests}"
            );
        }
    }
    // The pages in the window, as `npm run build` made them.
    let pages = fs::read_dir(root().join("ui/dist/assets"))
        .unwrap()
        .flatten();
    let scripts = pages.filter(|page| page.path().extension().is_some_and(|end| end == "js"));
    let scripts: Vec<String> = scripts
        .map(|it| fs::read_to_string(it.path()).unwrap())
        .collect();
    assert!(scripts.iter().any(|script| script.contains("take_in")));
    for script in scripts {
        assert!(!script.contains("/worlds") && !script.contains("/acts/"));
    }
}

#[test]
fn no_source_file_is_too_long_and_none_is_left_undone() {
    let sources = texts(&["src-tauri/", "ui/src/", "ui/browser/", "tests/"]);
    let unfinished = [concat!("todo", "!("), concat!("unimplemented", "!(")];
    let is_source = |name: &str| {
        [".rs", ".ts", ".tsx", ".css"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    let mut seen = 0;
    for (name, text) in sources.iter().filter(|(name, _)| is_source(name)) {
        seen += 1;
        let lines = text.lines().count();
        assert!(
            lines <= LONGEST_FILE || name == GENERATED,
            "{name}: {lines} lines"
        );
        for word in unfinished {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
    assert!(seen > 100, "sources were looked at");
}

#[test]
fn no_key_is_ever_committed() {
    let begin = concat!("-----BEGIN ", "");
    for name in committed() {
        let is_bundle = name.ends_with(".p12") || name.ends_with(".pfx");
        assert!(!is_bundle, "{name}");
        let bytes = fs::read(root().join(&name)).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        // A block, not the words: base64 on the line after the heading.
        for block in text.split(begin).skip(1) {
            let (heading, body) = block.split_once('\n').unwrap_or_default();
            let is_base64 = |line: &str| {
                line.len() >= 16
                    && line
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
            };
            let is_key = heading.contains("PRIVATE KEY-----")
                && body
                    .lines()
                    .next()
                    .is_some_and(|line| is_base64(line.trim()));
            assert!(!is_key, "a private key in {name}");
        }
    }
}

#[test]
fn every_layout_says_that_it_is_provisional() {
    let layouts = texts(&["assets/layouts/"]);
    assert!(layouts.len() >= 3);
    for (name, text) in layouts {
        let status = text.lines().find(|line| line.starts_with("status"));
        let value = status.and_then(|line| line.split('"').nth(1));
        assert_eq!(value, Some("provisional"), "{name}");
        assert!(
            text.contains("仮レイアウト – 公式仕様ではありません"),
            "{name}"
        );
    }
}

/// Sources that work for every kind.
const KNOW_NO_KIND: &[&str] = &[
    "src-tauri/crates/layouts/src/",
    "src-tauri/crates/terminal/src/",
    "src-tauri/crates/cli/src/",
    "src-tauri/crates/simulator/src/",
    "src-tauri/src/",
];

/// Its commands and its answers, as agreed. Some are called as the kind of file that they are about.
fn words_of_the_command_line() -> BTreeSet<String> {
    let contract = fs::read_to_string(root().join("assets/cli-contract.md")).unwrap();
    let quoted = contract.split('`').skip(1).step_by(2);
    let commands = quoted.filter_map(|words| words.split(' ').next().map(str::to_owned));
    let answers = texts(&["assets/schemas/"]).into_iter();
    let answers = answers.map(|(path, _)| Path::new(&path).file_stem().unwrap().to_owned());
    let answers = answers.map(|name| name.into_string().unwrap());
    commands.chain(answers).collect()
}

#[test]
fn no_file_kind_is_named_in_rust() {
    let definitions = texts(&["assets/layouts/"]);
    let value = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap();
        line.split('"').nth(1).unwrap().to_owned()
    };
    let names: BTreeSet<String> = definitions
        .iter()
        .flat_map(|(_, text)| [value(text, "kind = "), value(text, "file_title = ")])
        .collect();
    assert!(names.contains("member-registration"));
    let own = words_of_the_command_line();
    let sources = texts(KNOW_NO_KIND);
    assert!(sources.len() > 80, "the sources were found");
    let is_shipped = |path: &str| path.ends_with(".rs") && !path.ends_with("/tests.rs");
    for (path, text) in sources.iter().filter(|(path, _)| is_shipped(path)) {
        let shipped = text.split("#[cfg(test)]").next().unwrap();
        for name in &names {
            let is_own = path.contains("/cli/src/") && own.contains(name);
            let is_named = !is_own && shipped.contains(&format!("\"{name}\""));
            assert!(!is_named, "{path} names {name}");
        }
    }
}

/// A list for people is opened in a table program, which runs formulas: there is one way to write one. The pairs of a
/// comparison are read back, and the corrections have no terminal; both are named here.
#[test]
fn every_list_is_written_by_what_makes_formulas_harmless() {
    let others = [
        // A sheet that is read, on its way to the reader of files.
        "src-tauri/crates/terminal/src/alone/draft.rs",
        "src-tauri/crates/terminal/src/files/list.rs",
        "src-tauri/crates/terminal/src/files/pairs_file.rs",
    ];
    let writers = texts(&["src-tauri/crates/terminal/src", "src-tauri/crates/cli/src"]);
    let writers = writers
        .iter()
        .filter(|(_, text)| text.contains("csv::Writer"));
    let writers: Vec<&str> = writers.map(|(path, _)| path.as_str()).collect();
    assert_eq!(writers, others);
}

#[test]
fn the_top_level_holds_only_what_the_plan_names() {
    let tops: BTreeSet<String> = committed()
        .iter()
        .map(|name| name.split('/').next().unwrap().to_owned())
        .collect();
    for name in tops {
        let is_planned = TOP_LEVEL.contains(&name.as_str())
            || name.starts_with('.')
            || name.starts_with("LICENSE");
        assert!(is_planned, "{name} is not in the plan");
    }
}

/// `path`, `path::test`, `path::"a test of the screens"`, and `folder/{one,other}.rs` in backticks.
fn told_of(text: &str) -> Vec<(String, Option<String>)> {
    let quoted = text.split('`').skip(1).step_by(2);
    let is_path = |word: &&str| {
        let roots = [
            "src-tauri/",
            "tests/",
            "ui/",
            "assets/",
            "installer/",
            "certs/",
        ];
        roots.iter().any(|root| word.starts_with(root))
    };
    let mut told = Vec::new();
    for word in quoted.filter(is_path) {
        let (path, test) = match word.split_once("::") {
            Some((path, test)) => (path, Some(test.trim_matches('"').to_owned())),
            None => (word, None),
        };
        let path = path.trim_end_matches('/');
        match path.split_once('{').and_then(|(before, rest)| {
            let (names, after) = rest.split_once('}')?;
            Some((before, names, after))
        }) {
            Some((before, names, after)) => {
                let each = names.split(',');
                told.extend(each.map(|name| (format!("{before}{name}{after}"), test.clone())));
            }
            None => told.push((path.to_owned(), test)),
        }
    }
    told
}

/// Whose tests stand in files beside it.
const LISTS_OF_TESTS: [&str; 2] = [
    "src-tauri/crates/terminal/tests/controller/main.rs",
    "tests/cli/main.rs",
];

/// The list of the files beside one, as modules.
fn listed_beside(main: &Path) -> String {
    let beside = fs::read_dir(main.parent().unwrap()).unwrap();
    let named = beside.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let rust = named.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned));
    let names: BTreeSet<String> = rust.filter(|name| name != "main").collect();
    names.iter().map(|name| format!("mod {name};\n")).collect()
}

/// `UPDATE_MODULES=1` writes the lists.
#[test]
fn every_file_of_tests_is_in_its_list() {
    for list in LISTS_OF_TESTS {
        let path = root().join(list);
        let kept = fs::read_to_string(&path).unwrap();
        let (head, _) = kept.split_once("\nmod ").unwrap();
        let text = format!("{head}\n{}", listed_beside(&path));
        if env::var_os("UPDATE_MODULES").is_some() {
            fs::write(&path, &text).unwrap();
        } else {
            assert!(
                kept == text,
                "{list}: UPDATE_MODULES=1 cargo test --test house"
            );
        }
    }
}

#[test]
fn what_the_documents_name_is_there() {
    let mut missing = Vec::new();
    let mut tests = 0;
    for document in TELLING {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for (path, test) in told_of(&text) {
            let at = root().join(&path);
            if !at.exists() {
                missing.push(format!("{document}: {path}"));
                continue;
            }
            let Some(test) = test else { continue };
            tests += 1;
            let source = fs::read_to_string(&at).unwrap_or_default();
            let rust = format!("fn {}(", test.rsplit("::").next().unwrap());
            let screens = [format!("\"{test}"), format!("`{test}"), format!("'{test}")];
            let is_there = source.contains(&rust) || screens.iter().any(|it| source.contains(it));
            if !is_there {
                missing.push(format!("{document}: {path}::{test}"));
            }
        }
    }
    assert!(tests > 100, "tests are named: {tests}");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
