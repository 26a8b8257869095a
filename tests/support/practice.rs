//! A practice place in a temporary folder: PKI, certificate, secrets, samples, and the server as a process.

use crate::{begun, copy_folder};
use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::UNIX_EPOCH,
};
use tempfile::TempDir;

/// Secrets of the practice, as files `NAME.secret`.
pub const SECRETS: &[(&str, &str)] = &[
    ("p12", "合言葉 renshu"),
    ("key", "renshu-no-kagi-2026"),
    ("admin", "kanri-renshu-2026"),
    ("clerk-first", "saisho-no-tantou"),
    ("clerk", "tantou-renshu-2026"),
    ("approver-first", "saisho-no-shonin"),
    ("approver", "shonin-renshu-2026"),
    ("server-first", "Hajimete-2026"),
    ("server", "Renshu-Server-2026"),
    ("wrong", "chigau-aikotoba-99"),
];

/// A program of the workspace, built by `cargo build --workspace --bins`.
pub fn program(name: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let built = test
        .ancestors()
        .nth(2)
        .unwrap()
        .join(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(
        built.exists(),
        "{} is missing: cargo build --workspace --bins",
        built.display()
    );
    built
}

/// A practice place. Everything that the programs write by themselves goes to folders inside it.
pub struct Practice {
    dir: TempDir,
}

impl Practice {
    /// PKI, a certificate for RENSHU01 and the secrets; no server yet.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, secret) in SECRETS {
            fs::write(dir.path().join(format!("{name}.secret")), secret).unwrap();
        }
        for own in ["home", "tmp"] {
            fs::create_dir(dir.path().join(own)).unwrap();
        }
        let practice = Self { dir };
        practice.simulator("pki --dir pki");
        practice.simulator(
            "issue --dir pki --terminal RENSHU01 --pass-file p12.secret --out RENSHU01.p12",
        );
        practice
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The authority's fingerprint, as on the paper.
    pub fn fingerprint(&self) -> String {
        fs::read_to_string(self.file("pki/ca.sha256.txt"))
            .unwrap()
            .trim()
            .to_owned()
    }

    /// Makes a sample of 加入者情報.
    pub fn sample(&self, name: &str, rows: u32, more: &str) -> PathBuf {
        self.simulator(&format!(
            "sample --kind member-registration --rows {rows} {more} --out {name}"
        ));
        self.file(name)
    }

    /// Runs the practice server's program to its end; gives what it said.
    pub fn simulator(&self, line: &str) -> String {
        let mut command = self.command("kakehashi-simulator");
        command.args(line.split_whitespace());
        let output = begun(|| command.output());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success(),
            "kakehashi-simulator {line}: {said}"
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Brings a folder as `make` makes it, which costs seconds: by a copy, if a test made it before with the same
    /// program.
    pub(crate) fn bring_folder(&self, folder: &str, make: impl FnOnce()) {
        let program = program("kakehashi");
        let age = fs::metadata(&program).unwrap().modified().unwrap();
        let age = age.duration_since(UNIX_EPOCH).unwrap().as_nanos();
        let template = program.with_file_name(format!("acceptance-{folder}-{age}"));
        if template.exists() {
            return copy_folder(&template, &self.file(folder));
        }
        make();
        // Whole or not at all: another test may look for it at the same time.
        let fresh = tempfile::tempdir_in(program.parent().unwrap()).unwrap();
        copy_folder(&self.file(folder), &fresh.path().join(folder));
        let _another_was_first = fs::rename(fresh.path().join(folder), template);
    }

    /// Starts the server; `scenario` is the text of a scenario file.
    pub fn serve(&self, scenario: &str) -> Server {
        self.serve_as("pki", scenario)
    }

    /// Starts it with the certificate, and for the terminals, of another folder than `pki`.
    pub fn serve_as(&self, pki: &str, scenario: &str) -> Server {
        Server::start(self, 0, pki, scenario)
    }

    /// A command whose home and temporary folder lie inside the place.
    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(program(name));
        command.current_dir(self.path());
        command
            .env("HOME", self.file("home"))
            .env("TMPDIR", self.file("tmp"))
            .env("TMP", self.file("tmp"));
        for name in [
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "DBUS_SESSION_BUS_ADDRESS",
        ] {
            command.env_remove(name);
        }
        command
    }
}

impl Default for Practice {
    fn default() -> Self {
        Self::new()
    }
}

/// The running practice server; it ends with the value.
pub struct Server {
    child: Child,
    pki: String,
    /// Its port, kept over a restart.
    pub port: u16,
}

impl Server {
    fn start(practice: &Practice, port: u16, pki: &str, scenario: &str) -> Self {
        fs::write(practice.file("scenario.toml"), scenario).unwrap();
        let line = format!(
            "serve --listen 127.0.0.1:{port} --dir {pki} --data server --scenario scenario.toml"
        );
        let mut log = fs::File::options();
        log.append(true).create(true);
        let log = log.open(practice.file("server.log")).unwrap();
        let mut command = practice.command("kakehashi-simulator");
        command.args(line.split_whitespace());
        command.stdout(Stdio::piped()).stderr(log);
        let mut child = begun(|| command.spawn());
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let first = lines
            .next()
            .expect("the practice server says where it listens");
        let port = first.rsplit(':').next().unwrap().parse().unwrap();
        assert!(
            lines.any(|line| line == "ready"),
            "the practice server did not get ready"
        );
        let pki = pki.to_owned();
        Self { child, pki, port }
    }

    /// `https://localhost:PORT`.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// kill -9, then a new process on the same port and data.
    pub fn kill_and_restart(&mut self, practice: &Practice, scenario: &str) {
        self.kill();
        *self = Self::start(practice, self.port, &self.pki, scenario);
    }

    /// kill -9.
    pub fn kill(&mut self) {
        let _ended_already = self.child.kill();
        let _ended_already = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}
