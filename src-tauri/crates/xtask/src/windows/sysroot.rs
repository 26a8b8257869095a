//! The standard library for Windows, from Debian's sources with their own lock file.

use super::{COMPILER, TARGET, debian};
use crate::{Done, parts::done};
use std::{fs, path::Path};

const SOURCES: &str = "/usr/lib/rustlib/src/rust/library";

/// Builds it into `folder`, which then serves as `--sysroot`.
pub(super) fn build(folder: &Path) -> Done {
    let work = folder.join("build");
    let mut cargo = debian("/usr/bin/cargo");
    cargo
        .args(["build", "--release", "--locked", "--package", "sysroot"])
        .args(["--target", TARGET, "--manifest-path"])
        .arg(format!("{SOURCES}/Cargo.toml"))
        .arg("--target-dir")
        .arg(&work)
        // Stable everywhere else; the library itself may only be built so.
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "RUSTFLAGS",
            "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes",
        );
    done(&mut cargo)?;
    let library = folder.join("lib/rustlib").join(TARGET).join("lib");
    collect(&work.join(TARGET).join("release/deps"), &library).map_err(|e| e.to_string())?;
    for object in ["rsbegin", "rsend"] {
        let mut rustc = debian(COMPILER);
        rustc
            .args(["--target", TARGET, "--crate-type=rlib", "--emit"])
            .arg(format!("obj={}.o", library.join(object).display()))
            .arg(format!("{SOURCES}/rtstartup/{object}.rs"))
            .env("RUSTC_BOOTSTRAP", "1");
        done(&mut rustc)?;
    }
    fs::remove_dir_all(work).map_err(|e| e.to_string())
}

fn collect(built: &Path, library: &Path) -> std::io::Result<()> {
    fs::create_dir_all(library)?;
    for entry in fs::read_dir(built)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|end| end == "rlib") {
            fs::copy(entry.path(), library.join(entry.file_name()))?;
        }
    }
    Ok(())
}
