//! Parts of a run: each has a name, is timed, and ends the run when it fails.

use crate::Done;
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

/// The parts done so far and how long each took.
#[derive(Default)]
pub(crate) struct Parts {
    took: Vec<(String, Duration)>,
    left_out: Vec<String>,
}

impl Parts {
    /// Does a part.
    pub fn part(&mut self, name: &str, work: impl FnOnce() -> Done) -> Done {
        println!("\n=== {name}");
        let began = Instant::now();
        let done = work();
        let took = began.elapsed();
        self.took.push((name.to_owned(), took));
        done.map_err(|why| format!("{name}: {why} (after {:.1} s)", took.as_secs_f64()))
    }

    /// Says, now and at the end, that something was left out.
    pub fn leave_out(&mut self, what: String) {
        println!("\n!!! {what}");
        self.left_out.push(what);
    }

    /// Says how long each part took, and what was left out.
    pub fn report(&self) {
        println!("\nHow long each part took");
        for (name, took) in &self.took {
            println!("  {:>7.1} s  {name}", took.as_secs_f64());
        }
        let all: Duration = self.took.iter().map(|(_, took)| *took).sum();
        println!("  {:>7.1} s  together", all.as_secs_f64());
        for what in &self.left_out {
            println!("\n!!! {what}");
        }
    }
}

/// The top of the checkout.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(3).unwrap_or(own).to_owned()
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program built by cargo.
pub(crate) fn built(name: &str) -> PathBuf {
    target()
        .join("debug")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// `cargo` with the words of a line.
pub(crate) fn cargo(line: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(line.split_whitespace()).current_dir(root());
    command
}

/// `npm` in the folder of the screens.
pub(crate) fn npm(line: &str) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command
        .args(line.split_whitespace())
        .current_dir(root().join("ui"));
    command
}

/// Runs a command to its end.
pub(crate) fn done(command: &mut Command) -> Done {
    let shown = format!("{command:?}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown} ended with {status}")),
        Err(error) => Err(format!("{shown} could not start: {error}")),
    }
}

/// Whether a command runs to a good end, silently.
pub(crate) fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}
