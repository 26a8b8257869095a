//! Lists the shipped definitions, so that a new one is no more than a file in `assets/layouts`.
#![allow(clippy::expect_used)] // a build script stops by failing

use std::{env, fmt::Write, fs, path::Path};

fn main() {
    let from = env::var("CARGO_MANIFEST_DIR").expect("cargo names the crate's folder");
    let folder = Path::new(&from).join("../../../assets/layouts");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(&folder).expect("the folder of the definitions");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    let mut list = String::from("[\n");
    for path in files {
        let path = path.canonicalize().expect("a definition");
        writeln!(list, "    include_str!({path:?}),").expect("memory");
    }
    list.push(']');
    let out = env::var("OUT_DIR").expect("cargo names the folder to write to");
    fs::write(Path::new(&out).join("definitions.rs"), list).expect("a writable folder");
}
