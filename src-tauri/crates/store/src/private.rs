//! Folders for this account alone.

use std::{fs, io, path::Path};

/// Makes the folder when it isn't there, for its owner only. An empty one that was there, made for us or left by a
/// sudden end, becomes as private.
pub(crate) fn make_private(dir: &Path) -> io::Result<()> {
    let was_there = dir.exists();
    fs::create_dir_all(dir)?;
    let is_empty = fs::read_dir(dir)?.next().is_none();
    let restricted = restrict(dir, is_empty);
    if restricted.is_err() && !was_there {
        let _next_time_it_is_tried_again = fs::remove_dir(dir);
    }
    restricted
}

#[cfg(unix)]
fn restrict(dir: &Path, _is_empty: bool) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700))
}

/// This account, the system and the administrators, whatever the folder above allows. Once, while nothing is in it: an
/// administrator may have let others in since.
#[cfg(windows)]
fn restrict(dir: &Path, is_empty: bool) -> io::Result<()> {
    use crate::long_path::without_limit;
    if is_empty {
        kakehashi_operating_system::keep_to_ourselves(&without_limit(dir)?)
    } else {
        Ok(())
    }
}
