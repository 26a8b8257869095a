//! Files that know each other in a circle are read as one; each circle stands here, with its reason.

use crate::texts;
use std::collections::{BTreeMap, BTreeSet};

/// A crate's folder, the files of a circle, and why they know each other.
type Circle = (&'static str, &'static [&'static str], &'static str);

const CIRCLES: &[Circle] = &[
    (
        "src-tauri/crates/domain/src/",
        &["compare::folded", "compare::verdict"],
        "a comparison is of two records once folded, and tells itself from them",
    ),
    (
        "src-tauri/crates/layouts/src/",
        &["definition::layout", "definition::protection"],
        "a definition holds the one before it, which lacks the columns that protect",
    ),
    (
        "src-tauri/crates/layouts/src/",
        &["read::plain::declaration", "read::plain::xml"],
        "a declaration is read with the letters that XML takes for spaces",
    ),
    (
        "src-tauri/crates/layouts/src/",
        &["read::recognise", "read::records", "read::sheet"],
        "what a file is, is told by its first records, and how they are cut by what it is",
    ),
    (
        "src-tauri/crates/layouts/src/",
        &["check::hit", "check::implausible"],
        "a hit names the rule, and the rule is told by its hits",
    ),
    (
        "src-tauri/crates/layouts/src/",
        &["check::gate", "check::household"],
        "households are one of the gates, and looked at with what the gate gathered",
    ),
    (
        "src-tauri/crates/layouts/src/",
        &["check::drift", "check::file_notes", "check::shifts"],
        "columns that slipped are told once for a file, whichever of the two finds them",
    ),
    (
        "src-tauri/crates/layouts/src/",
        &[
            "check::earlier",
            "check::keys",
            "check::person_key",
            "check::protection",
            "check::setting",
            "check::steady",
        ],
        "an earlier file is part of the setting of a check, and is made of the keys of one",
    ),
    (
        "src-tauri/crates/store/src/",
        &["key", "key_store"],
        "a key knows where it lies, and there it is a key",
    ),
    (
        "src-tauri/crates/store/src/",
        &["backup", "copies", "database"],
        "a database is copied before it is migrated or backed up, and a copy is a database",
    ),
    (
        "src-tauri/crates/terminal/src/",
        &[
            "core::act",
            "core::controller",
            "core::definitions",
            "core::doubt",
            "core::gate",
            "core::look",
            "core::session",
            "core::user",
            "core::world",
            "files::listed",
            "place::definitions::house",
            "place::key_home",
            "sending::jobs::record",
        ],
        "one thing in several files: a look holds what stands now, and each part is looked at through it",
    ),
    (
        "src-tauri/crates/simulator/src/",
        &["server", "work"],
        "the server begins the work, and the work is done on the server's data",
    ),
    (
        "src-tauri/crates/simulator/src/",
        &["pki::register", "pki::terminal"],
        "a terminal's certificate stands in the register, which issues it",
    ),
    (
        "src-tauri/crates/cli/src/",
        &["commands::protected", "commands::reveal"],
        "an address is revealed as a number is",
    ),
    (
        "src-tauri/crates/cli/src/",
        &["commands::corrections", "commands::send"],
        "what is sent is printed with what can be corrected, and what was corrected as what is sent",
    ),
    (
        "src-tauri/crates/cli/src/",
        &["commands::decisions", "commands::jobs"],
        "a job's lines hold those of its answers, and an answer is followed by its job's line",
    ),
    (
        "src-tauri/crates/cli/src/",
        &[
            "args",
            "commands",
            "opening",
            "output",
            "taken",
            "words_of_clap",
        ],
        "one program: the table of commands is what arguments, help and outputs are told from",
    ),
    (
        "src-tauri/src/",
        &["tray", "watch"],
        "what is watched is told in the tray, where it is paused",
    ),
];

const FOLDERS: [&str; 10] = [
    "src-tauri/crates/domain/src/",
    "src-tauri/crates/layouts/src/",
    "src-tauri/crates/client-identity/src/",
    "src-tauri/crates/server-link/src/",
    "src-tauri/crates/store/src/",
    "src-tauri/crates/terminal/src/",
    "src-tauri/crates/operating-system/src/",
    "src-tauri/crates/simulator/src/",
    "src-tauri/crates/cli/src/",
    "src-tauri/src/",
];

#[test]
fn files_know_each_other_in_no_circle_without_a_reason() {
    for folder in FOLDERS {
        let found = circles(&arrows(folder));
        let known = CIRCLES.iter().filter(|(of, ..)| *of == folder);
        let known = known.map(|(_, files, why)| {
            assert!(!why.is_empty());
            files.iter().map(|file| (*file).to_owned()).collect()
        });
        let known: BTreeSet<BTreeSet<String>> = known.collect();
        assert_eq!(found, known, "{folder}: circles");
    }
}

type Arrows = BTreeMap<String, BTreeSet<String>>;

/// Which module of a crate names which others, but in its tests.
fn arrows(folder: &str) -> Arrows {
    let sources: BTreeMap<String, String> = texts(&[folder])
        .into_iter()
        .filter_map(|(path, text)| {
            let within = path.strip_prefix(folder)?.strip_suffix(".rs")?;
            let module = within.strip_suffix("/mod").unwrap_or(within);
            Some((module.replace('/', "::"), text))
        })
        .collect();
    let known = |from: &str, path: &str| {
        let ends = path.match_indices("::").map(|(end, _)| end);
        let parts = ends.chain([path.len()]).map(|end| &path[..end]);
        let longest = parts.filter(|it| sources.contains_key(*it)).last();
        longest.filter(|it| *it != from).map(str::to_owned)
    };
    let named = |(module, text): (&String, &String)| {
        let named = uses(module, text);
        let named = named.iter().filter_map(|path| known(module, path));
        (module.clone(), named.collect())
    };
    sources.iter().map(named).collect()
}

/// What a module names by `use`, from the root of its crate.
fn uses(module: &str, text: &str) -> Vec<String> {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut paths = Vec::new();
    for tree in shipped.split("use ").skip(1) {
        let tree = tree.split(';').next().unwrap_or_default();
        let tree: String = tree.split_whitespace().collect::<Vec<_>>().join(" ");
        if tree.starts_with("crate::") || tree.starts_with("super::") {
            leaves("", &tree, &mut paths);
        }
    }
    let from_root = |path: String| {
        let mut above = module;
        let mut rest = path.as_str();
        while let Some(below) = rest.strip_prefix("super::") {
            above = above.rsplit_once("::").map_or("", |(above, _)| above);
            rest = below;
        }
        match rest.strip_prefix("crate::") {
            Some(rest) => rest.to_owned(),
            None => format!("{above}::{rest}")
                .trim_start_matches("::")
                .to_owned(),
        }
    };
    paths.into_iter().map(from_root).collect()
}

/// Each path of a `use` tree.
fn leaves(before: &str, tree: &str, found: &mut Vec<String>) {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&tree[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[start..]);
    for part in parts.into_iter().map(str::trim).filter(|it| !it.is_empty()) {
        match part.split_once('{') {
            Some((path, inner)) => {
                let inner = inner.rsplit_once('}').map_or(inner, |(inner, _)| inner);
                leaves(&format!("{before}{path}"), inner, found);
            }
            None => {
                let path = part.split(" as ").next().unwrap_or_default();
                found.push(format!("{before}{path}"));
            }
        }
    }
}

/// The modules from each of which one comes back to it.
fn circles(arrows: &Arrows) -> BTreeSet<BTreeSet<String>> {
    let reached: Arrows = arrows
        .keys()
        .map(|from| (from.clone(), reach(arrows, from)))
        .collect();
    let round = reached.iter().filter(|(from, all)| all.contains(*from));
    let circle = |(from, all): (&String, &BTreeSet<String>)| {
        let back = all.iter().filter(|to| reached[*to].contains(from));
        back.cloned().collect()
    };
    round.map(circle).collect()
}

fn reach(arrows: &Arrows, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut next = vec![from];
    while let Some(module) = next.pop() {
        for to in arrows.get(module).into_iter().flatten() {
            if found.insert(to.clone()) {
                next.push(to);
            }
        }
    }
    found
}

#[test]
fn a_circle_is_found_over_any_number_of_files() {
    let arrow = |from: &str, to: &[&str]| {
        let to = to.iter().map(|it| (*it).to_owned()).collect();
        (from.to_owned(), to)
    };
    let arrows = Arrows::from([
        arrow("a", &["b"]),
        arrow("b", &["c"]),
        arrow("c", &["a", "d"]),
        arrow("d", &[]),
    ]);
    let circle = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(circles(&arrows), BTreeSet::from([circle.into()]));
    let text = "use super::{b::C, d};\nuse crate::{a::{self, e as f}, g};";
    assert_eq!(
        uses("x::y", text),
        ["x::b::C", "x::d", "a::self", "a::e", "g"]
    );
}
