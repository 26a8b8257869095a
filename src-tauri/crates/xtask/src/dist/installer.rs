//! The installer, by makensis from `installer/kakehashi.nsi`.

use super::signing::Signing;
use crate::{
    parts::{done, root},
    system::system_packages,
};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// An installer to be made.
pub(super) struct Installer<'a> {
    pub version: String,
    pub files: &'a Path,
    pub signing: Option<&'a Signing>,
}

impl Installer<'_> {
    /// Makes it in `folder`. Its name says when it is unsigned.
    pub fn make(&self, folder: &Path) -> Result<PathBuf, String> {
        system_packages(&["nsis", "osslsigncode"])?;
        let unsigned = if self.signing.is_none() {
            "-unsigned"
        } else {
            ""
        };
        let out = folder.join(format!("Kakehashi-{}-setup{unsigned}.exe", self.version));
        let mut makensis = Command::new("makensis");
        makensis
            .args(["-V2", "-WX", "-INPUTCHARSET", "UTF8"])
            .arg(format!("-DVERSION={}", self.version))
            .arg(format!("-DFILES={}", self.files.display()))
            .arg(format!("-DOUT={}", out.display()));
        if let Some(signing) = self.signing {
            makensis.arg(format!("-DSIGN={}", signing.command_line()?));
            signing.hand_on(&mut makensis);
        }
        done(makensis.arg(root().join("installer/kakehashi.nsi")))?;
        Ok(out)
    }
}
