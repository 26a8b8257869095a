//! `cargo xtask dist --windows`: what a vendor carries to the terminal, in `target/windows/dist/`.

mod bill;
mod components;
mod installer;
mod round;
mod signing;

pub(crate) use round::round;
pub(crate) use signing::sign_file;

use crate::{
    Done, book,
    parts::{Parts, done, npm, root},
    system::prepare_run,
    windows::{TARGET, Toolchain, place, text_of},
};
use components::Component;
use installer::Installer;
use signing::Signing;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Our programs; everything else in the installer comes as it is.
const PROGRAMS: &[&str] = &[
    "kakehashi-app.exe",
    "kakehashi.exe",
    "kakehashi-simulator.exe",
];
const WEB_VIEW_LOADER: &str = "WebView2Loader.dll";

pub(crate) fn dist() -> Done {
    let mut parts = Parts::default();
    let outcome = all(&mut parts);
    parts.report();
    outcome
}

fn all(parts: &mut Parts) -> Done {
    let signing = Signing::from_outside()?;
    let mut toolchain = None;
    parts.part("What must be on the machine", || {
        prepare_run()?;
        toolchain = Some(Toolchain::prepare()?);
        Ok(())
    })?;
    let toolchain = toolchain.ok_or("the toolchain is gone")?;
    parts.part("Screens", || done(&mut npm("run build")))?;
    parts.part("Programs for Windows", || build(&toolchain))?;
    let out = place().join("dist");
    let files = out.join("files");
    parts.part("Third parties", || {
        fresh_folder(&out)?;
        fresh_folder(&files)?;
        let components = components::all(&toolchain)?;
        stage(&files, &components)?;
        bill::write(&files, &components, &version()?)
    })?;
    parts.part("Signatures", || seal(&files, signing.as_ref()))?;
    parts.part("Installer", || {
        let installer = Installer {
            version: version()?,
            files: &files,
            signing: signing.as_ref(),
        };
        let made = installer.make(&out)?;
        let policies = ["kakehashi.admx", "ja-JP/kakehashi.adml"];
        let policies = policies.map(|name| root().join("installer").join(name));
        let mut all = vec![made, files.join("sbom.cdx.json"), files.join(book::PAGE)];
        all.extend(policies);
        write_sums(&out, &all)
    })?;
    println!("\n{}", out.display());
    match signing {
        None => println!("UNSIGNED: for tests only. {}", signing::HOW),
        Some(Signing { clock: None, .. }) => {
            println!(
                "NO TIMESTAMP: the signatures end with their certificate. {}",
                signing::HOW
            );
        }
        Some(_) => {}
    }
    Ok(())
}

fn build(toolchain: &Toolchain) -> Done {
    let line = "build --release --locked --package kakehashi-app --package kakehashi-cli --package kakehashi-simulator";
    done(
        toolchain
            .cargo(line)
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
    )
}

/// The version of the workspace.
pub(crate) fn version() -> Result<String, String> {
    Ok(env!("CARGO_PKG_VERSION").to_owned())
}

/// Lays everything that is installed into one folder.
fn stage(files: &Path, components: &[Component]) -> Done {
    let built = place().join(TARGET).join("release");
    for program in PROGRAMS {
        copy(&built.join(program), &files.join(program))?;
    }
    let loader = components
        .iter()
        .find(|component| component.name == "webview2-com-sys")
        .and_then(|component| component.folder.as_ref())
        .ok_or("webview2-com-sys is not among the packages")?;
    let loader = loader.join("x64").join(WEB_VIEW_LOADER);
    copy(&loader, &files.join(WEB_VIEW_LOADER))?;
    let icon = root().join("src-tauri/icons/icon.ico");
    copy(&icon, &files.join("kakehashi.ico"))?;
    book::write(files)
}

/// Signs our programs, looks that Microsoft's signature still stands, and writes the fingerprints that the app compares.
fn seal(files: &Path, signing: Option<&Signing>) -> Done {
    if let Some(signing) = signing {
        for program in PROGRAMS {
            signing.sign(&files.join(program))?;
        }
    }
    signing::require_microsoft(&files.join(WEB_VIEW_LOADER))?;
    let programs = PROGRAMS.iter().chain([&WEB_VIEW_LOADER]);
    let installed = programs.filter(|name| **name != "kakehashi-simulator.exe");
    let paths: Vec<PathBuf> = installed.map(|name| files.join(name)).collect();
    fs::write(files.join("files.sha256"), sums(&paths)?).map_err(|e| e.to_string())
}

fn write_sums(folder: &Path, made: &[PathBuf]) -> Done {
    for path in made {
        let target = folder.join(path.file_name().unwrap_or_default());
        if *path != target {
            copy(path, &target)?;
        }
    }
    fs::write(folder.join("SHA256SUMS.txt"), sums(made)?).map_err(|e| e.to_string())
}

/// Lines as `sha256sum` writes them, names without folders.
fn sums(paths: &[PathBuf]) -> Result<String, String> {
    let mut lines = String::new();
    for path in paths {
        let said = text_of(Command::new("sha256sum").arg(path))?;
        let sum = said.split_whitespace().next().unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        lines += &format!("{sum}  {name}\n");
    }
    Ok(lines)
}

pub(crate) fn fresh_folder(folder: &Path) -> Done {
    let _was_not_there = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(|e| e.to_string())
}

pub(crate) fn copy(from: &Path, to: &Path) -> Done {
    fs::copy(from, to)
        .map(drop)
        .map_err(|e| format!("{}: {e}", from.display()))
}
