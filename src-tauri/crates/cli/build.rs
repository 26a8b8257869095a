//! Tells Windows how it wants to be treated: as its user, with long paths.

use std::{env, io};

fn main() -> io::Result<()> {
    const MANIFEST: &str = "../../windows.manifest";
    println!("cargo::rerun-if-changed={MANIFEST}");
    if env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return Ok(());
    }
    let mut resource = tauri_winres::WindowsResource::new();
    resource.set_manifest_file(MANIFEST);
    resource.compile()
}
