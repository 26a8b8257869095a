//! A bench with a certificate, its key and its authority, for the tools that make `.p12` files.
#![allow(clippy::panic, reason = "tests")]

use super::{Authority, Issued, Openssl, PASS};
use std::process::Command;

/// A folder with `certificate.pem`, `key.pem`, `ca.pem` and `in.p12`.
pub struct Bench {
    pub openssl: Openssl,
    pub authority: Authority,
    pub issued: Issued,
}

impl Bench {
    pub fn new() -> Self {
        let authority = Authority::root("Practice CA");
        let issued = authority.issue("terminal-1");
        let openssl = Openssl::new();
        let bench = Self {
            openssl,
            authority,
            issued,
        };
        let all = bench.issued.certificate.clone() + &bench.authority.pem();
        bench.openssl.pack(
            &all,
            &bench.issued.key,
            PASS,
            &["-name", "端末 ichi", "-out", "in.p12"],
        );
        bench
            .openssl
            .file("certificate.pem", &bench.issued.certificate);
        bench.openssl.file("ca.pem", &bench.authority.pem());
        bench
    }

    /// Runs a tool in the folder. One that isn't installed fails the test: silence would look like success.
    pub fn run(&self, package: &str, tool: &str, args: &[&str]) {
        let output = Command::new(tool)
            .args(args)
            .current_dir(self.openssl.dir())
            .output();
        let output = output.unwrap_or_else(|e| panic!("{tool}: {e}; apt-get install {package}"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let said = said + &String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{tool} {args:?}: {said}");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.openssl.dir().join(name)).unwrap()
    }
}
