//! wine, to run what was built: a prefix of our own, with the one library that wine 8 lacks.

use super::place;
use crate::{
    Done,
    parts::{done, root},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A prefix: wine's idea of a PC.
pub(crate) struct Wine {
    prefix: PathBuf,
}

impl Wine {
    /// The prefix for tests, made when it isn't there.
    pub fn kept() -> Result<Self, String> {
        let wine = Self::at("wine");
        if !wine.prefix.join(".whole").exists() {
            wine.make()?;
        }
        Ok(wine)
    }

    /// A prefix on which nothing was ever done.
    pub fn fresh(name: &str) -> Result<Self, String> {
        let wine = Self::at(name);
        wine.make()?;
        Ok(wine)
    }

    fn at(name: &str) -> Self {
        Self {
            prefix: place().join(name),
        }
    }

    /// Has a command, and what it starts, run on this PC.
    pub fn host<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("WINEPREFIX", &self.prefix)
            .env("WINEARCH", "win64")
            .env("WINEDEBUG", "-all")
            // Neither .NET nor a browser is wanted; without this wine asks for them in a window.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            // By this wine knows that words in its command line are UTF-8.
            .env("LC_ALL", "C.UTF-8")
            .env_remove("DISPLAY")
    }

    /// Drive C.
    pub fn drive_c(&self) -> PathBuf {
        self.prefix.join("drive_c")
    }

    fn make(&self) -> Done {
        let _was_not_there = fs::remove_dir_all(&self.prefix);
        fs::create_dir_all(&self.prefix).map_err(|e| e.to_string())?;
        let mut boot = Command::new("wineboot");
        done(self.host(boot.arg("--init")))?;
        let mut configure = Command::new("wine");
        done(self.host(configure.args(["winecfg", "-v", "win10"])))?;
        let mut wait = Command::new("wineserver");
        done(self.host(wait.arg("--wait")))?;
        bring_missing_library(&self.drive_c().join("windows/system32"))?;
        fs::write(self.prefix.join(".whole"), "").map_err(|e| e.to_string())
    }
}

/// Rust's standard library imports this; without it every program would end silently. Never shipped.
fn bring_missing_library(system: &Path) -> Done {
    let mut gcc = Command::new("x86_64-w64-mingw32-gcc");
    gcc.args(["-shared", "-O2", "-o"])
        .arg(system.join("bcryptprimitives.dll"))
        .arg(root().join("src-tauri/crates/xtask/src/windows/bcryptprimitives.c"))
        .arg("-ladvapi32");
    done(&mut gcc)
}
