//! `kakehashi` as a clerk, an approver or an administrator would run it.

use crate::{Practice, Server};
use serde_json::Value;
use std::process::{Command, Output};

/// A terminal's command line in a practice place.
pub struct Cli<'a> {
    practice: &'a Practice,
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

    /// Fails unless the command was refused with this code and exit status.
    #[track_caller]
    pub fn expect_code(self, code: &str, status: i32) -> Self {
        assert_eq!((self.code(), self.status), (code, status), "{}", self.said);
        self
    }
}

impl<'a> Cli<'a> {
    /// A terminal that nobody has set up.
    pub fn new(practice: &'a Practice) -> Self {
        Self { practice }
    }

    /// A terminal ready to send: administrator, profile, certificate, clerk, approver, login at the server.
    pub fn ready(practice: &'a Practice, server: &Server) -> Self {
        let cli = Self::set_up(practice, &server.url());
        let login = "server login --server-user clerk --server-password-file server-first.secret \
                     --new-password-file server.secret";
        cli.clerk(login).expect_status(0);
        cli
    }

    /// Administrator, profile, certificate, clerk and approver; no word with the server yet.
    pub fn set_up(practice: &'a Practice, url: &str) -> Self {
        let cli = Self::new(practice);
        cli.run(None, "init --admin kanri --password-file admin.secret")
            .expect_status(0);
        let fingerprint = practice.fingerprint();
        let profile = format!(
            "profile add renshu --kind training --url {url} --insurer 06990014 --terminal RENSHU01 \
             --ca pki/ca.pem --ca-fingerprint {fingerprint}"
        );
        cli.admin(&profile).expect_status(0);
        cli.admin("cert import RENSHU01.p12 --pass-file p12.secret")
            .expect_status(0);
        for (id, role) in [("tantou", "clerk"), ("shonin", "approver")] {
            let add = format!(
                "users add {id} --name {id} --role {role} --first-password-file {role}-first.secret"
            );
            cli.admin(&add).expect_status(0);
            let change = format!("password change --new-password-file {role}.secret");
            cli.run(Some((id, &format!("{role}-first"))), &change)
                .expect_status(0);
        }
        cli
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
        let Output {
            status,
            stdout,
            stderr,
        } = self.command(who, line).output().unwrap();
        let json = serde_json::from_slice(&stdout).unwrap_or(Value::Null);
        let said = String::from_utf8_lossy(&stderr).into_owned();
        Ran {
            status: status.code().unwrap_or(-1),
            json,
            said,
        }
    }

    /// The command, not started yet.
    pub fn command(&self, who: Option<(&str, &str)>, line: &str) -> Command {
        let mut command = self.practice.command("kakehashi");
        command.args(line.split_whitespace());
        command.args([
            "--json",
            "--data-dir",
            "terminal",
            "--key-pass-file",
            "key.secret",
        ]);
        if let Some((user, secret)) = who {
            command.args([
                "--user",
                user,
                "--password-file",
                &format!("{secret}.secret"),
            ]);
        }
        command
    }
}
