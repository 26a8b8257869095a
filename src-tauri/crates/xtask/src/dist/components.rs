//! What of others is in the programs: crates that are linked for Windows, packages of the screens, OpenSSL.

use crate::{
    parts::root,
    windows::{TARGET, Toolchain, text_of},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const PROGRAMS: &[&str] = &["kakehashi-app", "kakehashi-cli", "kakehashi-simulator"];

/// A part by others.
pub(super) struct Component {
    /// `cargo`, `npm` or `generic`, as in a package URL.
    pub kind: &'static str,
    pub name: String,
    pub version: String,
    pub license: String,
    /// Where its licence texts lie.
    pub folder: Option<PathBuf>,
}

/// All of them, by kind and name.
pub(super) fn all(toolchain: &Toolchain) -> Result<Vec<Component>, String> {
    let mut all = crates(toolchain)?;
    all.extend(packages()?);
    all.extend(linked_by_the_compiler(toolchain)?);
    all.sort_by(|a, b| (a.kind, &a.name, &a.version).cmp(&(b.kind, &b.name, &b.version)));
    Ok(all)
}

/// What no lock file names: OpenSSL under SQLCipher, Rust's library, the C runtime of the linker.
fn linked_by_the_compiler(toolchain: &Toolchain) -> Result<[Component; 4], String> {
    let documents = |package: &str| Some(Path::new("/usr/share/doc").join(package));
    let part = |name: &str, version, license: &str, folder| Component {
        kind: "generic",
        name: name.to_owned(),
        version,
        license: license.to_owned(),
        folder,
    };
    let (openssl, gcc, runtime) = (
        toolchain.openssl().to_owned(),
        "gcc-mingw-w64-x86-64-posix-runtime",
        "mingw-w64-x86-64-dev",
    );
    Ok([
        part(
            "openssl",
            toolchain.openssl_version()?,
            "Apache-2.0",
            Some(openssl),
        ),
        part(
            "rust-std",
            package_version("rust-web-src")?,
            "MIT OR Apache-2.0",
            documents("rust-web-src"),
        ),
        part(
            "mingw-w64",
            package_version(runtime)?,
            "ZPL-2.1",
            documents(runtime),
        ),
        part(
            "libgcc",
            package_version(gcc)?,
            "GPL-3.0-or-later WITH GCC-exception-3.1",
            documents(gcc),
        ),
    ])
}

fn package_version(package: &str) -> Result<String, String> {
    text_of(Command::new("dpkg-query").args(["-W", "-f=${Version}", package]))
}

fn crates(toolchain: &Toolchain) -> Result<Vec<Component>, String> {
    let line = format!("metadata --format-version=1 --locked --filter-platform {TARGET}");
    let said = text_of(&mut toolchain.cargo(&line))?;
    let metadata: Value = serde_json::from_str(&said).map_err(|e| e.to_string())?;
    let packages = list(&metadata["packages"]);
    let by_id: BTreeMap<&str, &Value> = packages.map(|p| (text(&p["id"]), p)).collect();
    let nodes = list(&metadata["resolve"]["nodes"]);
    let nodes: BTreeMap<&str, &Value> = nodes.map(|n| (text(&n["id"]), n)).collect();
    let mut waiting: Vec<&str> = by_id
        .iter()
        .filter(|(_, package)| PROGRAMS.contains(&text(&package["name"])))
        .map(|(id, _)| *id)
        .collect();
    let mut linked = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if linked.insert(id) {
            let dependencies = nodes.get(id).map(|node| list(&node["deps"]));
            let dependencies = dependencies.into_iter().flatten().filter(is_linked);
            waiting.extend(dependencies.map(|dependency| text(&dependency["pkg"])));
        }
    }
    let others = linked.iter().filter_map(|id| by_id.get(id));
    Ok(others
        .filter(|package| !package["source"].is_null())
        .map(|package| Component {
            kind: "cargo",
            name: text(&package["name"]).to_owned(),
            version: text(&package["version"]).to_owned(),
            license: text(&package["license"]).to_owned(),
            folder: Path::new(text(&package["manifest_path"]))
                .parent()
                .map(Path::to_owned),
        })
        .collect())
}

/// Neither for tests nor for the build alone.
fn is_linked(dependency: &&Value) -> bool {
    list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null())
}

fn packages() -> Result<Vec<Component>, String> {
    let ui = root().join("ui");
    let lock = fs::read(ui.join("package-lock.json")).map_err(|e| e.to_string())?;
    let lock: Value = serde_json::from_slice(&lock).map_err(|e| e.to_string())?;
    let packages = lock["packages"].as_object().into_iter().flatten();
    Ok(packages
        .filter(|(path, package)| !path.is_empty() && package["dev"] != true)
        .filter(|(path, _)| ui.join(path).exists())
        .map(|(path, package)| Component {
            kind: "npm",
            name: path
                .rsplit_once("node_modules/")
                .map_or(path.as_str(), |(_, name)| name)
                .to_owned(),
            version: text(&package["version"]).to_owned(),
            license: text(&package["license"]).to_owned(),
            folder: Some(ui.join(path)),
        })
        .collect())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
