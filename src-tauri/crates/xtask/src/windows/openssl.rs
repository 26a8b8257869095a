//! OpenSSL for SQLCipher: the sources of the crate `openssl-src`, and of them no more than a database needs.

use super::{debian, text_of};
use crate::{Done, parts::done};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::Command,
};

/// Of the crate: `300.x.y` is OpenSSL 3.
const VERSION: &str = "300.6.1";

/// Everything that SQLCipher does not call: protocols, old and other ciphers, sockets, modules loaded at run time.
const WITHOUT: &str = "shared module dso tests apps docs engine legacy ssl tls dtls quic sock async comp cms ct ocsp \
    ts srp srtp psk ui-console autoload-config ec dh dsa ml-dsa ml-kem slh-dsa lms aria bf blake2 camellia cast \
    chacha cmac des idea md4 mdc2 ocb poly1305 rc2 rc4 rmd160 scrypt argon2 seed siphash siv sm2 sm3 sm4 whirlpool \
    http cmp rfc3779 capieng padlockeng uplink hqinterop multiblock";

/// Tells builds from other sources, or with other parts left out, apart.
pub(super) fn recipe() -> String {
    let mut hash = DefaultHasher::new();
    WITHOUT.hash(&mut hash);
    format!("{VERSION}-{:08x}", hash.finish() as u32)
}

/// Builds `lib/libcrypto.a` and `include` into `folder`.
pub(super) fn build(folder: &Path) -> Done {
    let sources = sources(&folder.join("fetch"))?;
    let work = folder.join("build");
    fs::create_dir_all(&work).map_err(|e| e.to_string())?;
    let mut configure = Command::new("perl");
    configure
        .arg(sources.join("Configure"))
        .args(["mingw64", "--cross-compile-prefix=x86_64-w64-mingw32-"])
        .args(WITHOUT.split_whitespace().map(|word| format!("no-{word}")));
    done(configure.current_dir(&work))?;
    for part in ["build_generated", "libcrypto.a"] {
        let mut make = Command::new("make");
        done(make.args(["-s", "-j2", part]).current_dir(&work))?;
    }
    collect(&sources, &work, folder).map_err(|e| e.to_string())
}

/// Has cargo fetch the crate; gives the folder of OpenSSL in it.
fn sources(folder: &Path) -> Result<PathBuf, String> {
    fs::create_dir_all(folder).map_err(|e| e.to_string())?;
    let manifest = format!(
        "[package]\nname = \"fetch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[lib]\npath = \"lib.rs\"\n\
         [dependencies]\nopenssl-src = \"={VERSION}\"\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).map_err(|e| e.to_string())?;
    fs::write(folder.join("lib.rs"), "").map_err(|e| e.to_string())?;
    let mut metadata = debian("/usr/bin/cargo");
    metadata.args(["metadata", "--format-version=1"]);
    let said = text_of(metadata.current_dir(folder))?;
    let known: serde_json::Value = serde_json::from_str(&said).map_err(|e| e.to_string())?;
    let packages = known["packages"].as_array().into_iter().flatten();
    let found = packages
        .filter(|package| package["name"] == "openssl-src")
        .find_map(|package| package["manifest_path"].as_str());
    let found = found.and_then(|manifest| Path::new(manifest).parent());
    found
        .map(|crate_folder| crate_folder.join("openssl"))
        .ok_or_else(|| "cargo did not fetch openssl-src".to_owned())
}

fn collect(sources: &Path, work: &Path, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("lib"))?;
    fs::copy(work.join("libcrypto.a"), folder.join("lib/libcrypto.a"))?;
    let headers = folder.join("include/openssl");
    fs::create_dir_all(&headers)?;
    for from in [sources, work] {
        for entry in fs::read_dir(from.join("include/openssl"))? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|end| end == "h") {
                fs::copy(entry.path(), headers.join(entry.file_name()))?;
            }
        }
    }
    fs::copy(sources.join("LICENSE.txt"), folder.join("LICENSE.txt"))?;
    fs::remove_dir_all(folder.join("fetch"))?;
    fs::remove_dir_all(work)
}
