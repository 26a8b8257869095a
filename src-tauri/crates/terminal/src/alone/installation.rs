//! Whether the programs beside this one are those that were shipped: the installer lays their fingerprints there.

use kakehashi_domain::{Code, Fault, Outcome};
use sha2::{Digest, Sha256};
use std::{env, fs, path::Path};

const LIST: &str = "files.sha256";

/// Compares every file of the list. Where there is no list, nothing was installed.
///
/// # Errors
/// `INSTALLATION_DAMAGED` for the first file that is missing or not as shipped.
pub fn check_installation() -> Outcome<String> {
    let own = env::current_exe().ok();
    match own.as_deref().and_then(Path::parent) {
        Some(folder) => check_folder(folder),
        None => Err(damaged(LIST)),
    }
}

fn check_folder(folder: &Path) -> Outcome<String> {
    let Ok(list) = fs::read_to_string(folder.join(LIST)) else {
        return Ok("導入プログラムによらない置き方です".to_owned());
    };
    for line in list.lines() {
        let (expected, name) = line.split_once("  ").ok_or_else(|| damaged(LIST))?;
        let bytes = fs::read(folder.join(name)).map_err(|e| damaged(name).because(e.kind()))?;
        if hex::encode(Sha256::digest(bytes)) != expected {
            return Err(damaged(name));
        }
    }
    Ok("配布したままです".to_owned())
}

/// Whether the installer laid the practice server beside this program.
pub(crate) fn practice_server_is_installed() -> bool {
    let own = env::current_exe().ok();
    own.as_deref().and_then(Path::parent).is_some_and(|folder| {
        let server = format!("kakehashi-simulator{}", env::consts::EXE_SUFFIX);
        folder.join(LIST).exists() && folder.join(server).exists()
    })
}

fn damaged(name: &str) -> Fault {
    Fault::new(Code::InstallationDamaged).with("file", name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // Test code: a failure here is a failed test.
    use super::*;

    #[test]
    fn a_changed_or_missing_program_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path();
        assert!(check_folder(place).is_ok(), "not installed");
        fs::write(place.join("a.dll"), "shipped").unwrap();
        let line = format!("{}  a.dll\n", hex::encode(Sha256::digest("shipped")));
        fs::write(place.join(LIST), &line).unwrap();
        assert!(check_folder(place).is_ok());
        let named = || check_folder(place).unwrap_err().params["file"].clone();
        fs::write(place.join("a.dll"), "exchanged").unwrap();
        assert_eq!(named(), "a.dll");
        fs::remove_file(place.join("a.dll")).unwrap();
        assert_eq!(named(), "a.dll");
    }
}
