//! The installer on a PC under wine, from nothing to nothing: what it does is looked up, not believed.

use super::{
    copy, fresh_folder,
    installer::Installer,
    pc::{Ended, Pc, names, require, utf16},
    signing::Signing,
    version,
};
use crate::{
    Done,
    parts::{done, root},
    windows::place,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread::sleep,
    time::Duration,
};

/// Older than any that ships.
const PREVIOUS: &str = "0.0.1";
const FOLDER: &str = "架け橋";
const INSTALLED: &[&str] = &[
    "THIRD-PARTY.txt",
    "WebView2Loader.dll",
    "files.sha256",
    "kakehashi-app.exe",
    "kakehashi.exe",
    "kakehashi.ico",
    "sbom.cdx.json",
    "uninstall.exe",
];
const WEB_VIEW_FIXED: &str = "Microsoft.WebView2.FixedVersionRuntime.99.0.1.2.x64";
const WEB_VIEW_PROGRAM: &str = "msedgewebview2.exe";
const WEB_VIEW_MARK: &str = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
const WEB_VIEW_SETUP: &str = "MicrosoftEdgeWebView2RuntimeInstallerX64.exe";
const WEB_VIEW_LIBRARY: &str = "msedge.dll";
const MENU: &str = "ProgramData/Microsoft/Windows/Start Menu/Programs/Kakehashi 統合専用端末";
const NEWER_IS_THERE: i32 = 3;
const RUNNING: i32 = 4;
const WINDOWS_TOO_OLD: i32 = 6;
const PRACTICE_REFUSED: i32 = 5;

/// Needs what `cargo xtask dist --windows` made.
pub(crate) fn round() -> Done {
    let work = place().join("round-files");
    fresh_folder(&work)?;
    let signing = Signing::throw_away(&work)?;
    let (previous, current) = (
        make(&work, PREVIOUS, &signing)?,
        make(&work, &version()?, &signing)?,
    );
    let round = Round {
        pc: Pc::new()?,
        previous,
        current,
        certificate: work.join("certificate.pem"),
    };
    fs::write(round.pc.file("kanri.secret"), "kanri-renshu-2026").map_err(|e| e.to_string())?;
    round.refuse_old_windows()?;
    round.install_anew()?;
    round.begin_to_work()?;
    round.upgrade_and_never_back()?;
    round.refuse_while_running()?;
    round.repair()?;
    round.bring_web_view()?;
    round.keep_practice_from_real_data()?;
    round.uninstall_and_keep()?;
    round.uninstall_and_dispose()
}

struct Round {
    pc: Pc,
    previous: PathBuf,
    current: PathBuf,
    certificate: PathBuf,
}

impl Round {
    fn refuse_old_windows(&self) -> Done {
        self.pc.pretend("win7")?;
        let log = self.install(&self.previous, &[r"/D=C:\架け橋"], WINDOWS_TOO_OLD)?;
        require(log.contains("Windows 10"), || log.clone())?;
        let nothing = !self.pc.file(FOLDER).exists();
        require(nothing, || "an old Windows got something".into())?;
        self.pc.pretend("win10")
    }

    fn install_anew(&self) -> Done {
        let words = ["/AUTOSTART", "/PRACTICE", r"/D=C:\架け橋"];
        self.install(&self.previous, &words, 0)?;
        let mut expected: Vec<&str> = INSTALLED.to_vec();
        expected.push("kakehashi-simulator.exe");
        expected.sort_unstable();
        let found = names(&self.pc.file(FOLDER));
        require(found == expected, || format!("installed: {found:?}"))?;
        let listed = self.pc.listed_version()?;
        require(listed.as_deref() == Some(PREVIOUS), || {
            format!("listed: {listed:?}")
        })?;
        let started = self.pc.autostart()?.unwrap_or_default();
        require(started.contains("kakehashi-app.exe"), || {
            format!("started with Windows: {started}")
        })?;
        let links = names(&self.pc.file(MENU));
        let expected = ["Kakehashi 統合専用端末.lnk", "取り除く.lnk"];
        require(links == expected, || format!("start menu: {links:?}"))?;
        let notifier = self.pc.notifier()?;
        require(notifier.is_some(), || "notifications have no name".into())?;
        for signed in [
            "kakehashi-app.exe",
            "kakehashi.exe",
            "kakehashi-simulator.exe",
            "uninstall.exe",
        ] {
            self.require_signature(&self.program(signed))?;
        }
        self.require_signature(&self.previous)
    }

    /// Sets the terminal up, its key in the Credential Manager.
    fn begin_to_work(&self) -> Done {
        let init = "init --admin kanri --password-file C:\\kanri.secret";
        self.cli(init, 0)?;
        let check = self.cli("self-check", 0)?;
        require(!check.said.contains("だめ"), || check.said.clone())?;
        self.require_data()?;
        let report = self.app_self_check()?;
        let wrong: Vec<&str> = report.lines().filter(|l| l.starts_with("だめ")).collect();
        // wine has no WebView2; everything else must be well.
        require(wrong.len() == 1 && wrong[0].contains("K522"), || {
            report.clone()
        })
    }

    fn upgrade_and_never_back(&self) -> Done {
        let log = self.install(&self.current, &[r"/D=C:\elsewhere"], 0)?;
        let stayed = log.contains("前の場所のまま") && !self.pc.file("elsewhere").exists();
        require(stayed, || log.clone())?;
        let version = version()?;
        let listed = || self.pc.listed_version();
        require(listed()? == Some(version.clone()), || {
            "the upgrade is not listed".into()
        })?;
        self.require_data()?;
        let kept = self.program("kakehashi-simulator.exe").exists();
        let kept = kept && self.pc.autostart()?.is_some();
        require(kept, || "the upgrade forgot what was chosen".into())?;
        let log = self.install(&self.previous, &[], NEWER_IS_THERE)?;
        require(log.contains("もっと新しい版"), || log.clone())?;
        require(listed()? == Some(version), || {
            "an older version got in".into()
        })
    }

    /// Any of our programs, also one without a window.
    fn refuse_while_running(&self) -> Done {
        let words = "users list --user kanri --password-file -";
        let words: Vec<&str> = words.split_whitespace().collect();
        let program = self.program("kakehashi.exe");
        let mut waiting = self.pc.start(&program, &words)?;
        sleep(Duration::from_secs(5)); // wine says nowhere when a program has begun
        let words = ["/S", r"/LOG=C:\install.log"];
        let ended = self.pc.run_beside(&self.current, &words)?;
        let log = utf16(&self.pc.file("install.log"))?;
        drop(waiting.stdin.take());
        waiting.wait().map_err(|e| e.to_string())?;
        let refused = ended.code == RUNNING && log.contains("動いています（kakehashi.exe）");
        require(refused, || format!("ended with {}: {log}", ended.code))?;
        self.install(&self.current, &[], 0).map(drop)
    }

    fn repair(&self) -> Done {
        let loader = self.program("WebView2Loader.dll");
        let whole = fs::read(&loader).map_err(|e| e.to_string())?;
        fs::write(&loader, "damaged").map_err(|e| e.to_string())?;
        self.install(&self.current, &[], 0)?;
        let mended = fs::read(&loader).map_err(|e| e.to_string())?;
        require(mended == whole, || "the repair left the damage".into())?;
        let program = self.program("kakehashi.exe");
        fs::write(&program, "damaged").map_err(|e| e.to_string())?;
        let report = self.app_self_check()?;
        require(report.contains("K523"), || report.clone())?;
        self.install(&self.current, &[], 0)?;
        self.require_data()
    }

    fn bring_web_view(&self) -> Done {
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

    fn keep_practice_from_real_data(&self) -> Done {
        let mark = self.pc.data()?.join("production");
        fs::write(&mark, "").map_err(|e| e.to_string())?;
        let log = self.install(&self.current, &["/PRACTICE"], PRACTICE_REFUSED)?;
        require(log.contains("本番"), || log.clone())?;
        self.install(&self.current, &[], 0)?;
        let there = self.program("kakehashi-simulator.exe").exists();
        require(!there, || "the practice server is beside real data".into())?;
        fs::remove_file(mark).map_err(|e| e.to_string())
    }

    fn uninstall_and_keep(&self) -> Done {
        self.uninstall(&[])?;
        let listed = self.pc.listed_version()?;
        require(listed.is_none(), || format!("still listed: {listed:?}"))?;
        let started = self.pc.autostart()?;
        require(started.is_none(), || format!("still started: {started:?}"))?;
        let told = self.pc.file(MENU).exists() || self.pc.notifier()?.is_some();
        require(!told, || "start menu or notifications remain".into())?;
        let data = self.pc.data()?.join("terminal.db");
        require(data.exists(), || "the data is gone".into())?;
        self.install(&self.current, &[r"/D=C:\架け橋"], 0)?;
        self.require_data()
    }

    fn uninstall_and_dispose(&self) -> Done {
        let data = self.pc.data()?;
        self.refuse_with_data_of_others()?;
        self.uninstall(&["/DISPOSE", r"/SHEET=C:\haiki.txt"])?;
        let left = names(&data);
        require(left.is_empty(), || format!("left: {left:?}"))?;
        let sheet = fs::read_to_string(self.pc.file("haiki.txt")).map_err(|e| e.to_string())?;
        let says = sheet.contains("廃棄した鍵の照合値") && sheet.contains("OSの鍵の保管場所");
        require(says, || sheet.clone())
    }

    fn refuse_with_data_of_others(&self) -> Done {
        let other = self
            .pc
            .file("users/別の人/AppData/Local/kakehashi/Kakehashi/data");
        fs::create_dir_all(&other).map_err(|e| e.to_string())?;
        fs::write(other.join("terminal.db"), "sealed").map_err(|e| e.to_string())?;
        let words = ["/S", r"/LOG=C:\uninstall.log", "/DISPOSE"];
        self.pc.run(&self.program("uninstall.exe"), &words)?;
        let log = utf16(&self.pc.file("uninstall.log"))?;
        require(
            log.contains("Windowsの利用者 別の人 のデータ"),
            || log.clone(),
        )?;
        self.require_data()?;
        fs::remove_dir_all(self.pc.file("users/別の人")).map_err(|e| e.to_string())
    }

    /// Installs silently; gives the log.
    fn install(&self, installer: &Path, words: &[&str], expected: i32) -> Result<String, String> {
        let mut all = vec!["/S", r"/LOG=C:\install.log"];
        all.extend(words);
        let ended = self.pc.run(installer, &all)?;
        let log = utf16(&self.pc.file("install.log"))?;
        let code = ended.code;
        require(code == expected, || {
            format!("{words:?} ended with {code}: {log}")
        })?;
        Ok(log)
    }

    fn uninstall(&self, words: &[&str]) -> Done {
        let mut all = vec!["/S", r"/LOG=C:\uninstall.log"];
        all.extend(words);
        self.pc.run(&self.program("uninstall.exe"), &all)?;
        let left = names(&self.pc.file(FOLDER));
        let log = utf16(&self.pc.file("uninstall.log"))?;
        require(left.is_empty(), || format!("left: {left:?}, log: {log}"))
    }

    fn program(&self, name: &str) -> PathBuf {
        self.pc.file(FOLDER).join(name)
    }

    fn cli(&self, line: &str, expected: i32) -> Result<Ended, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ended = self.pc.run(&self.program("kakehashi.exe"), &words)?;
        require(ended.code == expected, || {
            format!("kakehashi {line} ended with {}: {}", ended.code, ended.said)
        })?;
        Ok(ended)
    }

    /// The administrator can still log in: key and data belong together.
    fn require_data(&self) -> Done {
        let list = "users list --user kanri --password-file C:\\kanri.secret";
        let listed = self.cli(list, 0)?;
        require(listed.said.contains("kanri"), || listed.said.clone())
    }

    fn app_self_check(&self) -> Result<String, String> {
        let words = ["--self-check", "--report", r"C:\check.txt"];
        let ended = self.pc.run(&self.program("kakehashi-app.exe"), &words)?;
        require(ended.code == 1, || format!("ended with {}", ended.code))?;
        fs::read_to_string(self.pc.file("check.txt")).map_err(|e| e.to_string())
    }

    fn require_signature(&self, file: &Path) -> Done {
        let mut verify = Command::new("osslsigncode");
        verify.arg("verify").arg("-CAfile").arg(&self.certificate);
        done(verify.arg("-in").arg(file))
    }
}

/// An installer of this version, from the files of the last `dist`, signed.
fn make(work: &Path, version: &str, signing: &Signing) -> Result<PathBuf, String> {
    let files = work.join(version);
    fresh_folder(&files)?;
    let staged = place().join("dist/files");
    for name in names(&staged) {
        copy(&staged.join(&name), &files.join(&name))?;
    }
    super::seal(&files, Some(signing))?;
    Installer {
        version: version.to_owned(),
        files: &files,
        signing: Some(signing),
    }
    .make(work)
}

/// Builds what stands in for a program of Microsoft's.
fn stand_in(source: &str, program: &Path) -> Done {
    let mut gcc = Command::new("x86_64-w64-mingw32-gcc");
    gcc.args(["-O2", "-o"]).arg(program);
    let sources = root().join("src-tauri/crates/xtask/src/dist");
    done(gcc.arg(sources.join(source)))
}
