//! `kakehashi` as a clerk, an approver or an administrator would run it.

use crate::{Practice, Running, Server, begun};
use serde_json::Value;
use std::process::Command;

/// A terminal's command line in a practice place.
#[derive(Clone, Copy)]
pub struct Cli<'a> {
    practice: &'a Practice,
    data_dir: &'a str,
    key: Option<&'a str>,
}

/// What a command came to.
#[derive(Debug)]
pub struct Ran {
    /// Exit status.
    pub status: i32,
    /// The JSON document on stdout.
    pub json: Value,
    /// stderr.
    pub said: String,
}

impl Ran {
    /// The code of the problem, if there was one.
    pub fn code(&self) -> &str {
        self.json["problem"]["code"].as_str().unwrap_or_default()
    }

    /// Fails unless the command ended with this status.
    #[track_caller]
    pub fn expect_status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.said, self.json);
        self
    }

    /// Fails unless the command was refused with this code and exit status, in words, with a next step.
    #[track_caller]
    pub fn expect_code(self, code: &str, status: i32) -> Self {
        assert_eq!((self.code(), self.status), (code, status), "{}", self.said);
        for part in ["sentence", "next_step", "number"] {
            let words = self.json["problem"][part].as_str().unwrap_or_default();
            let is_told = !words.is_empty() && self.said.contains(words);
            assert!(is_told, "{part} of {code} on stderr: {}", self.said);
            let in_japanese = part == "number" || !words.is_ascii() && words.ends_with('。');
            assert!(in_japanese, "{part} of {code}: {words}");
        }
        assert!(!self.said.contains('{'), "a place was left: {}", self.said);
        self
    }

    /// A number of the document.
    #[track_caller]
    pub fn number(&self, name: &str) -> u64 {
        let number = self.json[name].as_u64();
        number.unwrap_or_else(|| panic!("{name} is no number in {}", self.json))
    }

    /// A text of the document.
    #[track_caller]
    pub fn text(&self, name: &str) -> &str {
        let text = self.json[name].as_str();
        text.unwrap_or_else(|| panic!("{name} is no text in {}", self.json))
    }
}

impl From<Command> for Ran {
    /// Runs it to its end.
    fn from(mut command: Command) -> Self {
        let output = begun(|| command.output());
        Self {
            status: output.status.code().unwrap_or(-1),
            json: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
            said: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl<'a> Cli<'a> {
    /// A terminal that nobody has set up.
    pub fn new(practice: &'a Practice) -> Self {
        Self {
            practice,
            data_dir: "terminal",
            key: Some("key"),
        }
    }

    /// The same, with its data elsewhere.
    pub fn in_dir(self, data_dir: &'a str) -> Self {
        Self { data_dir, ..self }
    }

    /// The same, with another pass phrase for its key, or none.
    pub fn with_key(self, key: Option<&'a str>) -> Self {
        Self { key, ..self }
    }

    /// A terminal ready to send: administrator, profile, certificate, clerk, approver, login at the server.
    pub fn ready(practice: &'a Practice, server: &Server) -> Self {
        let cli = Self::set_up(practice, &server.url());
        cli.log_in_at_server();
        cli
    }

    /// As [`Cli::ready`], every step of it by a command.
    pub fn ready_from_nothing(practice: &'a Practice, server: &Server) -> Self {
        let cli = Self::new(practice);
        cli.take_on_people();
        cli.connect(&server.url());
        cli.log_in_at_server();
        cli
    }

    /// Administrator, profile, certificate, clerk and approver; no word with the server yet.
    pub fn set_up(practice: &'a Practice, url: &str) -> Self {
        let cli = Self::new(practice);
        practice.bring_folder("terminal", || cli.take_on_people());
        cli.connect(url);
        cli
    }

    pub(crate) fn take_on_people(&self) {
        self.run(None, "init --admin kanri --password-file admin.secret")
            .expect_status(0);
        for (id, role) in [("tantou", "clerk"), ("shonin", "approver")] {
            let add = format!(
                "users add {id} --name {id} --role {role} --first-password-file {role}-first.secret"
            );
            self.admin(&add).expect_status(0);
            let change = format!("password change --new-password-file {role}.secret");
            self.run(Some((id, &format!("{role}-first"))), &change)
                .expect_status(0);
        }
    }

    fn connect(&self, url: &str) {
        let fingerprint = self.practice.fingerprint();
        let profile = format!(
            "profile add renshu --kind training --url {url} --insurer 06990014 --terminal RENSHU01 \
             --ca pki/ca.pem --ca-fingerprint {fingerprint}"
        );
        self.admin(&profile).expect_status(0);
        self.admin("cert import RENSHU01.p12 --pass-file p12.secret")
            .expect_status(0);
    }

    fn log_in_at_server(&self) {
        let login = "server login --server-user clerk --server-password-file server-first.secret \
                     --new-password-file server.secret";
        self.clerk(login).expect_status(0);
    }

    /// As the administrator.
    pub fn admin(&self, line: &str) -> Ran {
        self.run(Some(("kanri", "admin")), line)
    }

    /// As the clerk.
    pub fn clerk(&self, line: &str) -> Ran {
        self.run(Some(("tantou", "clerk")), line)
    }

    /// As the approver.
    pub fn approver(&self, line: &str) -> Ran {
        self.run(Some(("shonin", "approver")), line)
    }

    /// As somebody, by 利用者ID and the name of a secret.
    pub fn run(&self, who: Option<(&str, &str)>, line: &str) -> Ran {
        self.command(who, line).into()
    }

    /// As the clerk, without waiting for the end.
    pub fn start(&self, line: &str) -> Running {
        let log = self.practice.file("running.log");
        Running::start(self.command(Some(("tantou", "clerk")), line), log)
    }

    /// Hands a file of 加入者情報 in as the clerk and releases it as the approver; gives the job's number.
    #[track_caller]
    pub fn release(&self, file: &str, more: &str) -> u64 {
        self.release_kind("member-registration", file, more)
    }

    /// As [`Cli::release`], for any kind.
    #[track_caller]
    pub fn release_kind(&self, kind: &str, file: &str, more: &str) -> u64 {
        let send = format!("send {file} --kind {kind} {more}");
        let sent = self.clerk(&send);
        assert!(sent.status <= 1, "{}\n{}", sent.said, sent.json);
        let job = sent.number("job");
        self.approver(&format!("approve {job}")).expect_status(0);
        job
    }

    /// The command, not started yet. What every command may take stands in variables, since a command refuses an option
    /// that it doesn't use.
    pub fn command(&self, who: Option<(&str, &str)>, line: &str) -> Command {
        let mut command = self.practice.command("kakehashi");
        command.args(line.split_whitespace());
        command
            .arg("--json")
            .env("KAKEHASHI_DATA_DIR", self.data_dir);
        if let Some(key) = self.key {
            command.env("KAKEHASHI_KEY_PASS_FILE", format!("{key}.secret"));
        }
        if let Some((user, secret)) = who {
            command.env("KAKEHASHI_USER", user);
            command.env("KAKEHASHI_PASSWORD_FILE", format!("{secret}.secret"));
        }
        command
    }
}
