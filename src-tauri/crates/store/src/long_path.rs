//! Windows' limit to the length of a path, and how it is lifted. Rust does it by itself; SQLite doesn't.

use std::{
    io,
    path::{Path, PathBuf},
};

/// The path for somebody else's code; where Windows would find it too long, in the form without a limit.
#[cfg(windows)]
pub(crate) fn without_limit(path: &Path) -> io::Result<PathBuf> {
    use std::{
        ffi::OsString,
        os::windows::ffi::OsStrExt,
        path::{self, Component, Prefix},
    };
    /// Of 260 letters a folder keeps 12 for a name in it; SQLite adds `-journal`.
    const LONGEST: usize = 240;
    let absolute = path::absolute(path)?;
    let is_long = absolute.as_os_str().encode_wide().count() > LONGEST;
    let first = absolute.components().next();
    let is_on_a_disk =
        matches!(first, Some(Component::Prefix(p)) if matches!(p.kind(), Prefix::Disk(_)));
    if !is_long || !is_on_a_disk {
        return Ok(absolute);
    }
    let mut unlimited = OsString::from(r"\\?\");
    unlimited.push(absolute);
    Ok(unlimited.into())
}

/// Elsewhere there is nothing to lift.
#[cfg(not(windows))]
pub(crate) fn without_limit(path: &Path) -> io::Result<PathBuf> {
    Ok(path.to_owned())
}

#[cfg(all(test, windows))]
mod tests {
    use super::*;
    use std::fs;

    /// wine has no such limit: it shows that the form is understood, not that it is needed.
    #[test]
    fn a_long_path_gets_the_form_without_a_limit_and_others_stay() {
        let dir = tempfile::tempdir().unwrap();
        let dir = std::path::absolute(dir.path()).unwrap();
        assert_eq!(without_limit(&dir).unwrap(), dir);
        let deep = dir.join(vec!["深いフォルダー"; 40].join("/"));
        fs::create_dir_all(&deep).unwrap();
        let unlimited = without_limit(&deep.join("../深いフォルダー")).unwrap();
        let text = unlimited.to_str().unwrap();
        assert!(text.starts_with(r"\\?\") && !text.contains('/') && !text.contains(".."));
        fs::write(unlimited.join("a"), "a").unwrap();
        assert!(deep.join("a").exists());
    }
}
