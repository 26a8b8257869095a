//! Programs for Windows, made on Linux: Debian's compiler with a standard library built once, and mingw to link.
//!
//! rustup's compiler comes without what this target needs; Debian packages compiler and library sources as one. What is
//! built once lies in the user's cache, outside the checkout, under the version of the compiler that built it.

mod openssl;
mod runner;
mod sysroot;
mod test;
mod wine;

pub(crate) use runner::run_under_wine;
pub(crate) use test::{test, test_as_part};
pub(crate) use wine::Wine;

use crate::{
    Done,
    parts::{done, root, target, works},
    system::system_packages,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

pub(crate) const TARGET: &str = "x86_64-pc-windows-gnu";
const COMPILER: &str = "/usr/bin/rustc";
const PACKAGES: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "gcc-mingw-w64-x86-64-posix",
    "g++-mingw-w64-x86-64-posix",
    "binutils-mingw-w64-x86-64",
    "mingw-w64-x86-64-dev",
    "make",
    "perl",
    "wine",
    "wine64",
];
/// What OpenSSL wants of Windows.
const SYSTEM_LIBRARIES: &[&str] = &["ws2_32", "bcrypt", "crypt32", "user32", "advapi32"];

/// Everything that builds for Windows.
pub(crate) struct Toolchain {
    sysroot: PathBuf,
    openssl: PathBuf,
}

impl Toolchain {
    /// Whether this system can have it: its packages are Debian's.
    pub fn is_to_be_had() -> bool {
        works(Command::new("apt-cache").args(["show", PACKAGES[0]]))
    }

    /// Installs the packages, builds what is built once, and fetches what the programs are built from.
    pub fn prepare() -> Result<Self, String> {
        system_packages(PACKAGES)?;
        let sysroot = cached(&format!("sysroot-{}", compiler_version()?), sysroot::build)?;
        let openssl = format!("openssl-{}-{}", openssl::recipe(), c_compiler_version()?);
        let openssl = cached(&openssl, openssl::build)?;
        let toolchain = Self { sysroot, openssl };
        done(&mut toolchain.cargo("fetch --locked"))?;
        Ok(toolchain)
    }

    /// Where OpenSSL and its licence lie.
    pub fn openssl(&self) -> &Path {
        &self.openssl
    }

    /// Which OpenSSL, as its own headers say.
    pub fn openssl_version(&self) -> Result<String, String> {
        let header = self.openssl.join("include/openssl/opensslv.h");
        let header = fs::read_to_string(header).map_err(|e| e.to_string())?;
        let mut lines = header.lines();
        let line = lines.find(|line| line.contains("OPENSSL_FULL_VERSION_STR"));
        let version = line.and_then(|line| line.split('"').nth(1));
        Ok(version.ok_or("OpenSSL names no version")?.to_owned())
    }

    /// Cargo for Windows, with the words of a line.
    pub fn cargo(&self, line: &str) -> Command {
        let mut command = debian("/usr/bin/cargo");
        command.args(line.split_whitespace()).current_dir(root());
        let mut flags = format!("--sysroot={}", self.sysroot.display());
        for library in SYSTEM_LIBRARIES {
            flags += &format!(" -Clink-arg=-l{library}");
        }
        let mut set = |name: &str, value: &str| {
            command.env(format!("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_{name}"), value);
        };
        set("RUSTFLAGS", &flags);
        set("LINKER", "x86_64-w64-mingw32-gcc");
        let openssl = "X86_64_PC_WINDOWS_GNU_OPENSSL";
        command
            .env(format!("{openssl}_LIB_DIR"), self.openssl.join("lib"))
            .env(
                format!("{openssl}_INCLUDE_DIR"),
                self.openssl.join("include"),
            )
            .env("CARGO_BUILD_TARGET", TARGET)
            .env("CARGO_TARGET_DIR", place());
        command
    }
}

/// Where everything for Windows is built.
pub(crate) fn place() -> PathBuf {
    target().join("windows")
}

/// A program of Debian's compiler, which must not hear of the one that runs this.
fn debian(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let of_the_other = text.starts_with("CARGO") || text.starts_with("RUST");
        let says_how_to_build = text.starts_with("CARGO_PROFILE_") || text == "CARGO_INCREMENTAL";
        if of_the_other && !says_how_to_build && text != "CARGO_HOME" {
            command.env_remove(&name);
        }
    }
    let rest = env::var_os("PATH").unwrap_or_default();
    let first = [PathBuf::from("/usr/bin")].into_iter();
    if let Ok(path) = env::join_paths(first.chain(env::split_paths(&rest))) {
        command.env("PATH", path);
    }
    command.env_remove("LD_LIBRARY_PATH").env("RUSTC", COMPILER);
    command
}

/// A folder of the cache, made whole or not at all.
fn cached(name: &str, build: impl FnOnce(&Path) -> Done) -> Result<PathBuf, String> {
    let cache = cache()?;
    let folder = cache.join(name);
    if folder.exists() {
        println!("{name}: in the cache");
        return Ok(folder);
    }
    println!("{name}: building once, into {}", cache.display());
    let half = cache.join(format!("{name}.half"));
    let _left_from_before = fs::remove_dir_all(&half);
    fs::create_dir_all(&half).map_err(|e| e.to_string())?;
    build(&half)?;
    fs::rename(half, &folder).map_err(|e| e.to_string())?;
    Ok(folder)
}

fn cache() -> Result<PathBuf, String> {
    let own = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    let cache = own.or_else(home).ok_or("neither XDG_CACHE_HOME nor HOME")?;
    Ok(cache.join("kakehashi-windows"))
}

/// Of the C compiler, whose runtime comes with it.
fn c_compiler_version() -> Result<String, String> {
    let said = text_of(Command::new("x86_64-w64-mingw32-gcc").arg("-dumpfullversion"))?;
    Ok(format!("gcc-{}", said.trim()))
}

/// Version and commit of the compiler.
fn compiler_version() -> Result<String, String> {
    let said = text_of(debian(COMPILER).arg("-vV"))?;
    let field = |name: &str| said.lines().find_map(|line| line.strip_prefix(name));
    let release = field("release: ").unwrap_or("unknown");
    let commit = field("commit-hash: ").unwrap_or("unknown");
    Ok(format!("{release}-{commit}"))
}

/// What a command says, when it ends well.
pub(crate) fn text_of(command: &mut Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let output = command.output().map_err(|e| format!("{shown}: {e}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{shown} ended with {}: {said}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
