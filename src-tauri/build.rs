//! Bakes the configuration and the screens into the program, and tells Windows how it wants to be treated.

use std::process::ExitCode;
use tauri_build::{Attributes, WindowsAttributes, try_build};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=windows.manifest");
    let windows = WindowsAttributes::new().app_manifest(include_str!("windows.manifest"));
    match try_build(Attributes::new().windows_attributes(windows)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error:#}");
            ExitCode::FAILURE
        }
    }
}
