//! `cargo xtask test`: everything that must hold, cheapest first.

use crate::{
    Done,
    parts::{Parts, cargo, done, npm, works},
    system::{prepare_bench, prepare_test},
    windows,
};

pub(crate) fn test(long: bool, with_windows: bool) -> Done {
    let mut parts = Parts::default();
    let outcome = all(&mut parts, long, with_windows);
    parts.report();
    outcome
}

fn all(parts: &mut Parts, long: bool, with_windows: bool) -> Done {
    parts.part("What must be on the machine", prepare_test)?;
    // Whole, for every system: a test asks cargo about all packages without the net.
    parts.part("Packages", || done(&mut cargo("fetch --locked")))?;
    parts.part("Formatting", || done(&mut cargo("fmt --all --check")))?;
    parts.part("Screens: lint", || done(&mut npm("run lint")))?;
    parts.part("Screens: types and build", || done(&mut npm("run build")))?;
    parts.part("Lints", || {
        done(&mut cargo(
            "clippy --workspace --all-targets --locked -- -D warnings",
        ))
    })?;
    parts.part("Programs", || {
        done(&mut cargo("build --workspace --bins --locked"))
    })?;
    // As the tests are built, so that nothing is built twice.
    parts.part("Bridge", || {
        done(&mut cargo("build --workspace --examples --locked"))
    })?;
    parts.part("Screens: tests over the bridge", || done(&mut npm("test")))?;
    in_a_browser(parts)?;
    parts.part("Tests, with the real window", || {
        let mut tests = tests("--workspace --locked", long);
        if long {
            tests
                .env("KAKEHASHI_LONG", "1")
                .env("KAKEHASHI_FUZZ_SECONDS", "300");
        }
        done(&mut tests)
    })?;
    if with_windows {
        return windows::test_as_part(parts, long);
    }
    parts.leave_out("nothing was tried for Windows: cargo xtask test --windows".to_owned());
    Ok(())
}

/// The main job, every screen at three sizes, and what is printed, in the browser that Debian has.
fn in_a_browser(parts: &mut Parts) -> Done {
    const NAME: &str = "Screens: main job, axe and paper in Chromium";
    if !cfg!(target_os = "linux") {
        parts.leave_out(format!("{NAME}: only on Linux"));
        return Ok(());
    }
    parts.part(NAME, || done(&mut npm("run test:browser")))
}

/// Measures (`tests/bench`), by the programs as they ship.
pub(crate) fn bench(areas: &[String]) -> Done {
    prepare_bench()?;
    done(&mut npm("run build"))?;
    done(&mut cargo("build --release --workspace --bins --locked"))?;
    let mut speed = cargo("bench --workspace --bench speed --locked --");
    done(speed.args(areas))
}

/// Writes the TypeScript types and calls, the schemas of answers and the lists of tests anew.
pub(crate) fn bindings() -> Done {
    done(cargo("test --test house every_file_of_tests").env("UPDATE_MODULES", "1"))?;
    done(cargo("test -p kakehashi-cli schemas").env("UPDATE_SCHEMAS", "1"))?;
    done(cargo("test -p kakehashi-app bindings").env("UPDATE_BINDINGS", "1"))
}

/// The window tests alone.
pub(crate) fn screens() -> Done {
    done(&mut npm("run build"))?;
    done(&mut cargo("build --workspace --bins"))?;
    done(&mut tests("-p kakehashi-acceptance --test window", false))
}

/// nextest where it is installed, otherwise cargo's own runner. The long run takes those along that others ignore.
fn tests(selection: &str, long: bool) -> std::process::Command {
    let (runner, all) = if works(&mut cargo("nextest --version")) {
        ("nextest run", "--profile long --run-ignored all")
    } else {
        ("test", "-- --include-ignored")
    };
    let all = if long { all } else { "" };
    cargo(&format!("{runner} --no-fail-fast {selection} {all}"))
}
