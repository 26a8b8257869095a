//! One program of tests under wine, as cargo's runner.
//!
//! What it says is kept until it ends well: in a long run the reason of a failure is far above the last line.

use super::{TARGET, place};
use crate::{Done, parts::built};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Child, Command},
    thread::sleep,
    time::Duration,
};

/// Under load wine loses a program before it begins, now and then.
const STARTS: u32 = 3;

/// Cargo's setting that has it run programs by this one; as a list, because a checkout may lie where a path has spaces.
/// Forgets what programs of an earlier run said.
pub(crate) fn setting() -> Result<String, String> {
    let said = folder();
    let _was_not_there = fs::remove_dir_all(&said);
    fs::create_dir_all(&said).map_err(|e| e.to_string())?;
    // Not the program that runs: building the workspace may have put another in its place.
    let own = built("kakehashi-xtask");
    Ok(format!(
        "target.{TARGET}.runner = [{own:?}, \"under-wine\", {said:?}]"
    ))
}

/// Runs a program of tests with its arguments. One that ended badly before any of its tests did is started again: what is
/// wrong with the program itself goes wrong each time.
pub(crate) fn run_under_wine(words: &[String]) -> Done {
    let [folder, program, arguments @ ..] = words else {
        return Err("under-wine FOLDER PROGRAM [ARGUMENT…]".to_owned());
    };
    let named = |e: io::Error| format!("{program}: {e}");
    let name = Path::new(program).file_stem().unwrap_or_default();
    let said = Path::new(folder).join(name).with_extension("txt");
    for start in 1..=STARTS {
        let file = File::create(&said).map_err(named)?;
        let mut wine = Command::new("/usr/bin/wine");
        wine.arg(program).args(arguments).stdout(file);
        let mut child = wine.spawn().map_err(named)?;
        pass_on(&said, &mut child).map_err(named)?;
        let status = child.wait().map_err(named)?;
        if status.success() {
            return fs::remove_file(&said).map_err(named);
        }
        println!("{program} ended with {status}");
        if has_begun(&said) {
            break;
        }
        println!("none of its tests had ended: start {start} of {STARTS}");
    }
    Err(format!("{program} failed"))
}

/// Says again what failed, from where it is told.
pub(crate) fn tell_failures() {
    for file in fs::read_dir(folder()).into_iter().flatten().flatten() {
        let said = fs::read_to_string(file.path()).unwrap_or_default();
        let told = said.find("\nfailures:\n").map_or(&*said, |at| &said[at..]);
        println!("\n--- {}\n{told}", file.path().display());
    }
}

fn has_begun(said: &Path) -> bool {
    let said = fs::read_to_string(said).unwrap_or_default();
    said.lines().any(|line| line.starts_with("test "))
}

/// Copies to our own output what a child writes into a file, until it ends. A pipe would stay open as long as anything
/// that wine leaves running.
fn pass_on(said: &Path, child: &mut Child) -> io::Result<()> {
    let mut from = File::open(said)?;
    let mut to = io::stdout();
    loop {
        let has_ended = child.try_wait()?.is_some();
        io::copy(&mut from, &mut to)?;
        to.flush()?;
        if has_ended {
            return Ok(());
        }
        sleep(Duration::from_millis(20));
    }
}

fn folder() -> PathBuf {
    place().join("said")
}
