//! WebView2 brought from beside the installer, by stand-ins for Microsoft's programs.

use super::{Round, pc::require};
use crate::{
    Done,
    dist::fresh_folder,
    parts::{done, root},
};
use std::{fs, path::Path, process::Command};

const WEB_VIEW_FIXED: &str = "Microsoft.WebView2.FixedVersionRuntime.99.0.1.2.x64";
const WEB_VIEW_PROGRAM: &str = "msedgewebview2.exe";
const WEB_VIEW_MARK: &str = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
const WEB_VIEW_SETUP: &str = "MicrosoftEdgeWebView2RuntimeInstallerX64.exe";
const WEB_VIEW_LIBRARY: &str = "msedge.dll";

impl Round {
    pub(super) fn bring_web_view(&self) -> Done {
        let log = self.install(&self.current, &[], 0)?;
        require(log.contains("WebView2がありません"), || log.clone())?;
        let setup = self.current.with_file_name(WEB_VIEW_SETUP);
        stand_in("web_view.c", &setup)?;
        let log = self.install(&self.current, &[], 0)?;
        let refused = log.contains("署名を確かめられない");
        let called = self.pc.file("web-view.txt");
        require(refused && !called.exists(), || log.clone())?;

        let shell = "windows/system32/WindowsPowerShell/v1.0/powershell.exe";
        stand_in("signer.c", &self.pc.file(shell))?;
        let log = self.install(&self.current, &[], 0)?;
        require(log.contains("WebView2: 99.0.1.2"), || log.clone())?;
        let called = fs::read_to_string(called).map_err(|e| e.to_string())?;
        require(called.ends_with("/silent /install"), || called)?;
        fs::remove_file(setup).map_err(|e| e.to_string())?;
        self.bring_fixed_web_view()
    }

    /// Where nothing is installed, the fixed version beside the installer is laid beside the programs.
    fn bring_fixed_web_view(&self) -> Done {
        self.pc.forget(WEB_VIEW_MARK)?;
        let beside = self.current.with_file_name(WEB_VIEW_FIXED);
        fresh_folder(&beside)?;
        stand_in("web_view.c", &beside.join(WEB_VIEW_PROGRAM))?;
        // Another one each time: an installation with a newer one beside it renews it.
        for version in ["first", "second"] {
            fs::write(beside.join(WEB_VIEW_LIBRARY), version).map_err(|e| e.to_string())?;
            let log = self.install(&self.current, &[], 0)?;
            require(log.contains("WebView2: 固定版"), || log.clone())?;
            let laid = self.program("WebView2");
            let library = fs::read_to_string(laid.join(WEB_VIEW_LIBRARY));
            let whole = laid.join(WEB_VIEW_PROGRAM).exists() && library.is_ok_and(|l| l == version);
            require(whole, || format!("not the {version} fixed version: {log}"))?;
        }
        fs::remove_dir_all(beside).map_err(|e| e.to_string())
    }
}

/// Builds what stands in for a program of Microsoft's.
fn stand_in(source: &str, program: &Path) -> Done {
    let mut gcc = Command::new("x86_64-w64-mingw32-gcc");
    gcc.args(["-O2", "-o"]).arg(program);
    let sources = root().join("src-tauri/crates/xtask/src/dist/round");
    done(gcc.arg(sources.join(source)))
}
