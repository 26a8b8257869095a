//! What the program is started with.

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};
use std::{env, fs, path::PathBuf};
use ts_rs::TS;

/// `--data-dir DIR`, `--setup-sheet FILE`, and `--self-check [--report FILE]`.
#[derive(Debug, Default)]
pub struct Options {
    /// Where the data lies.
    pub data_dir: PathBuf,
    /// What the set-up proposes.
    pub setup_sheet: Option<SetupSheet>,
    /// Whether to look only whether all is well, without a window.
    pub self_check: bool,
    /// Where the report of that goes besides stdout, which a Windows program without console doesn't have.
    pub report: Option<PathBuf>,
}

/// What a vendor, or the practice server, proposes for the set-up; a person still compares and confirms it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct SetupSheet {
    /// Name of the profile.
    pub profile: String,
    /// Which environment.
    pub kind: kakehashi_domain::ProfileKind,
    /// `https://…`.
    pub url: String,
    /// 保険者番号.
    pub insurer: String,
    /// Name of this terminal.
    pub terminal: String,
    /// Where the authority's certificate lies.
    pub trust_path: String,
    /// Where the .p12 lies.
    pub certificate_path: String,
}

impl Options {
    /// Reads the command line. A sheet that can't be read proposes nothing.
    pub fn read() -> Self {
        let mut options = Self::default();
        let mut words = env::args_os().skip(1);
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--data-dir") => options.data_dir = words.next().unwrap_or_default().into(),
                Some("--setup-sheet") => options.setup_sheet = words.next().and_then(read_sheet),
                Some("--self-check") => options.self_check = true,
                Some("--report") => options.report = words.next().map(PathBuf::from),
                Some(_) | None => {}
            }
        }
        if options.data_dir.as_os_str().is_empty() {
            let dirs = ProjectDirs::from("jp", "kakehashi", "Kakehashi");
            options.data_dir = dirs.map_or_else(
                || "kakehashi-data".into(),
                |d| d.data_local_dir().to_owned(),
            );
        }
        options
    }
}

fn read_sheet(path: std::ffi::OsString) -> Option<SetupSheet> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}
