//! Makes `ui/src/platform/bindings.ts`, `acts.ts` and `words.ts` from the table of acts, and fails when the committed files differ.
//! `UPDATE_BINDINGS=1 cargo test -p kakehashi-app bindings` writes them anew.

use crate::options::SetupSheet;
use kakehashi_terminal::{Call, calls, typescript, typescript_acts, typescript_words};

const MADE: &str =
    "// Made from the table of acts; do not edit. `cargo xtask bindings` writes it anew.\n";
const ACTS_HEAD: &str = "import type { Role } from \"./bindings\";

/** Who may do an act: anybody, whoever is logged in, or whoever has one of these roles. */
export type Allowed = \"open\" | \"person\" | Role[];

type Row = { title: string; who: Allowed };

";
/// What the window's own program answers, without the terminal.
fn of_the_desk() -> Vec<Call> {
    vec![
        Call::named::<Option<String>>("choose_file")
            .with::<String>("title")
            .with::<Vec<String>>("extensions"),
        Call::named::<Option<String>>("choose_save_file")
            .with::<String>("title")
            .with::<String>("name"),
        Call::named::<String>("suggested_folder"),
        Call::named::<()>("zoom").with::<f64>("factor"),
        Call::named::<()>("show_in_folder").with::<String>("path"),
        Call::named::<Option<SetupSheet>>("setup_sheet"),
    ]
}

#[test]
fn committed_bindings_are_current() {
    let mut all = calls();
    all.extend(of_the_desk());
    let invoke = "import { invoke } from \"@tauri-apps/api/core\";\n";
    compare(
        "bindings.ts",
        &format!("{MADE}{invoke}\n{}", typescript(&all)),
    );
    let acts = typescript_acts();
    compare("acts.ts", &format!("{MADE}{ACTS_HEAD}{acts}"));
    let words = typescript_words();
    compare("words.ts", &format!("{MADE}{words}"));
}

fn compare(name: &str, made: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/platform");
    let path = format!("{folder}/{name}");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(
        committed == made,
        "{name} is out of date: cargo xtask bindings"
    );
}
