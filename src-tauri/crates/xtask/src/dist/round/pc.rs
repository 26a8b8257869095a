//! A PC under wine on which the installer is tried: what runs there, and what is found there afterwards.

use crate::{Done, parts::done, windows::Wine};
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// The registry key of the uninstall entry.
const ENTRY: &str = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Kakehashi";
const AUTOSTART: &str = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run";
const NOTIFIER: &str = r"HKLM\Software\Classes\AppUserModelId\jp.kakehashi.terminal";

/// The PC.
pub(super) struct Pc {
    wine: Wine,
}

/// How a program ended there.
pub(super) struct Ended {
    pub code: i32,
    pub said: String,
}

impl Ended {
    pub fn of(output: io::Result<Output>) -> Result<Self, String> {
        let output = output.map_err(|e| e.to_string())?;
        Ok(Self {
            code: output.status.code().unwrap_or(-1),
            said: String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr),
        })
    }
}

impl Pc {
    /// A new one.
    pub fn new() -> Result<Self, String> {
        Wine::fresh("round").map(|wine| Self { wine })
    }

    /// Runs a program to the end of everything that it started.
    pub fn run(&self, program: &Path, words: &[&str]) -> Result<Ended, String> {
        let ended = self.run_beside(program, words)?;
        self.wait()?;
        Ok(ended)
    }

    /// Waits until nothing runs any more.
    pub fn wait(&self) -> Done {
        let mut wait = Command::new("wineserver");
        done(self.wine.host(wait.arg("--wait")))
    }

    /// Runs a program to its end, whatever else runs.
    pub fn run_beside(&self, program: &Path, words: &[&str]) -> Result<Ended, String> {
        let mut command = Command::new("wine");
        Ended::of(self.wine.host(command.arg(program).args(words)).output())
    }

    /// Starts a program that shows something, on this display.
    pub fn start_on(&self, display: &str, program: &Path) -> Result<Child, String> {
        let mut command = Command::new("wine");
        let command = self.wine.host(command.arg(program));
        let shown = command.env("DISPLAY", display).stdout(Stdio::null());
        shown
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| e.to_string())
    }

    /// Starts a program that waits for what is typed, until that ends.
    pub fn start(&self, program: &Path, words: &[&str]) -> Result<Child, String> {
        let mut command = Command::new("wine");
        let command = self.wine.host(command.arg(program).args(words));
        let silent = command.stdout(Stdio::null()).stderr(Stdio::null());
        silent
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|e| e.to_string())
    }

    /// A file of drive C.
    pub fn file(&self, path: &str) -> PathBuf {
        self.wine.drive_c().join(path)
    }

    /// The data of the account that runs this, where the programs put it by themselves.
    pub fn data(&self) -> Result<PathBuf, String> {
        let users = fs::read_dir(self.file("users")).map_err(|e| e.to_string())?;
        let places = users.flatten().map(|user| {
            let own = "AppData/Local/kakehashi/Kakehashi/data";
            user.path().join(own)
        });
        let mut there = places.filter(|place| place.exists());
        there.next().ok_or_else(|| "no data anywhere".to_owned())
    }

    /// The version that Windows lists as installed.
    pub fn listed_version(&self) -> Result<Option<String>, String> {
        self.registry(ENTRY, "DisplayVersion")
    }

    /// What is opened when somebody logs in.
    pub fn autostart(&self) -> Result<Option<String>, String> {
        self.registry(AUTOSTART, "Kakehashi")
    }

    /// The name under which Windows shows our notifications.
    pub fn notifier(&self) -> Result<Option<String>, String> {
        self.registry(NOTIFIER, "DisplayName")
    }

    /// Pretends to be this version of Windows.
    pub fn pretend(&self, version: &str) -> Done {
        self.run(Path::new("winecfg"), &["-v", version]).map(drop)
    }

    /// Takes a registry key away.
    pub fn forget(&self, key: &str) -> Done {
        let ended = self.run(Path::new("reg"), &["delete", key, "/f"])?;
        require(ended.code == 0, || ended.said)
    }

    fn registry(&self, key: &str, name: &str) -> Result<Option<String>, String> {
        let ended = self.run(Path::new("reg"), &["query", key, "/v", name])?;
        let mut lines = ended.said.lines();
        Ok(lines.find_map(|line| {
            let (_, value) = line.trim().strip_prefix(name)?.split_once("REG_SZ")?;
            Some(value.trim().to_owned())
        }))
    }
}

/// Text as the installer's log has it.
pub(super) fn utf16(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Ok(char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect())
}

/// Names of a folder, in order.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let text = |name: &OsStr| name.to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| text(&entry.file_name())).collect();
    names.sort();
    names
}

/// Ends the round unless something is so.
pub(super) fn require(is_so: bool, what: impl FnOnce() -> String) -> Done {
    if is_so { Ok(()) } else { Err(what()) }
}
