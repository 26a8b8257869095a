//! The same lints with the Windows target, and under wine the tests that need no window.

use super::{Toolchain, runner, wine::Wine};
use crate::{
    Done,
    dist::{dist, round},
    parts::{Parts, done, root},
};
use std::process::Command;

/// Everything but the window, which is linted only, and this.
const WINDOWLESS: &str = "--workspace --exclude kakehashi-app --exclude kakehashi-xtask --locked";

/// Of the command line's tests: what server and people do, whichever system the terminal is. Each starts dozens of
/// programs, which takes wine minutes; the long run has them.
const LONG: &[&str] = &[
    "every_kind::",
    "imported_definitions::",
    "lost_answers::",
    "people_checked::",
    "wrong_order::",
    "wrong_people::",
    "wrong_servers::",
];

/// `cargo xtask test --windows`.
pub(crate) fn test(long: bool) -> Done {
    let mut parts = Parts::default();
    let outcome = Bench::prepare(&mut parts).and_then(|bench| bench.test(&mut parts, long));
    parts.report();
    outcome
}

/// As a part of all tests. A system that has no such compiler leaves that out and says so, unless all was asked for.
pub(crate) fn test_as_part(parts: &mut Parts, long: bool) -> Done {
    if !long && !Toolchain::is_to_be_had() {
        let why = "nothing was tried for Windows: this system has no packages to build for it";
        parts.leave_out(why.to_owned());
        return Ok(());
    }
    Bench::prepare(parts)?.test(parts, long)
}

/// What such tests run with.
struct Bench {
    toolchain: Toolchain,
    wine: Wine,
}

impl Bench {
    fn prepare(parts: &mut Parts) -> Result<Self, String> {
        let mut made = None;
        parts.part("Windows: what must be on the machine", || {
            let toolchain = Toolchain::prepare()?;
            let wine = Wine::kept()?;
            made = Some(Self { toolchain, wine });
            Ok(())
        })?;
        made.ok_or_else(|| "nothing was prepared".to_owned())
    }

    fn test(&self, parts: &mut Parts, long: bool) -> Done {
        parts.part("Windows: lints", || {
            let line = "clippy --workspace --all-targets --locked -- -D warnings";
            done(&mut self.toolchain.cargo(line))
        })?;
        parts.part("Windows: programs and tests", || {
            done(self.windowless("build").args(["--bins", "--tests"]))
        })?;
        parts.part("Windows: tests without a window, under wine", || {
            let mut tests = self.windowless("test");
            tests.arg("--config").arg(runner::setting()?);
            tests.args(["--no-fail-fast", "--lib", "--bins", "--tests", "--"]);
            if !long {
                tests.args(LONG.iter().flat_map(|name| ["--skip", name]));
            }
            self.wine.host(&mut tests);
            if long {
                tests.env("KAKEHASHI_LONG", "1");
            }
            done(tests.env("INSTA_UPDATE", "no")).inspect_err(|_| runner::tell_failures())
        })?;
        if long {
            dist()?;
            parts.part("Windows: the installer, under wine", || round(None))?;
        }
        Ok(())
    }

    /// One setting for building and running: what insta reads is built in.
    fn windowless(&self, verb: &str) -> Command {
        let mut cargo = self.toolchain.cargo(&format!("{verb} {WINDOWLESS}"));
        // insta would ask cargo for the root, which wine can't start.
        cargo.env("INSTA_WORKSPACE_ROOT", root());
        cargo
    }
}
