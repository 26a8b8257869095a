//! What must be on the machine: system libraries, Node, the packages of the screens.

use crate::{
    Done,
    parts::{done, npm, root, works},
};
use std::{fs, process::Command};

/// To build the window.
const TO_BUILD: &[&str] = &[
    "libwebkit2gtk-4.1-dev",
    "libssl-dev",
    "pkg-config",
    "build-essential",
    "fonts-noto-cjk",
];
/// To drive the window without a display and the pages in a browser, to read what they print, to try a key store, and what
/// others make and serve certificates with.
const TO_TEST: &[&str] = &[
    "chromium",
    "poppler-utils",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "xdotool",
    "dbus",
    "gnome-keyring",
    "openssl",
    "libnss3-tools",
    "gnutls-bin",
    "default-jre-headless",
    "nginx",
];

/// What a speed is measured against.
const TO_BENCH: &[&str] = &["curl", "python3-venv"];

/// Installs what a run needs.
pub(crate) fn prepare_run() -> Done {
    system_packages(TO_BUILD)?;
    screen_packages()
}

/// Installs what the measurements need besides.
pub(crate) fn prepare_bench() -> Done {
    let all: Vec<&str> = TO_BUILD.iter().chain(TO_BENCH).copied().collect();
    system_packages(&all)?;
    screen_packages()
}

/// Installs what the tests need besides.
pub(crate) fn prepare_test() -> Done {
    let all: Vec<&str> = TO_BUILD.iter().chain(TO_TEST).copied().collect();
    system_packages(&all)?;
    screen_packages()
}

/// Installs what is missing of these packages.
pub(crate) fn system_packages(wanted: &[&str]) -> Done {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let installed = |name: &str| {
        let asked = Command::new("dpkg-query")
            .args(["-W", "-f=${db:Status-Status}", name])
            .output();
        asked.is_ok_and(|answer| answer.stdout == b"installed")
    };
    let missing: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|name| !installed(name))
        .collect();
    if missing.is_empty() {
        println!("system libraries: all there");
        return Ok(());
    }
    let line = format!(
        "apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    let Some(rights) = Rights::of_this_account() else {
        return Err(format!(
            "system libraries are missing. Please run:\n\n    sudo apt-get update && sudo {line}\n"
        ));
    };
    println!("installing: {}", missing.join(" "));
    done(&mut rights.command("apt-get update -q"))?;
    done(&mut rights.command(&line))
}

/// How this account may install, without a question.
enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn of_this_account() -> Option<Self> {
        if !works(Command::new("apt-get").arg("--version")) {
            return None;
        }
        let id = Command::new("id").arg("-u").output().ok()?;
        if id.stdout.trim_ascii() == b"0" {
            return Some(Self::Root);
        }
        works(Command::new("sudo").args(["-n", "true"])).then_some(Self::Sudo)
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(match self {
            Self::Root => "env",
            Self::Sudo => "sudo",
        });
        command
            .arg("DEBIAN_FRONTEND=noninteractive")
            .args(line.split_whitespace());
        command
    }
}

/// `npm ci`, unless the lock file is the one that was installed last.
fn screen_packages() -> Done {
    if !works(Command::new("node").arg("--version")) {
        return Err(
            "Node 20.19 or later is missing: https://nodejs.org/ or your distribution's package"
                .into(),
        );
    }
    let ui = root().join("ui");
    let lock = fs::read(ui.join("package-lock.json")).map_err(|e| e.to_string())?;
    let note = ui.join("node_modules/.installed-lock.json");
    if fs::read(&note).is_ok_and(|installed| installed == lock) {
        println!("packages of the screens: all there");
        return Ok(());
    }
    done(&mut npm("ci --no-audit --no-fund"))?;
    fs::write(note, lock).map_err(|e| e.to_string())
}
