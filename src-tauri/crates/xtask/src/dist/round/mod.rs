//! The installer on a PC under wine, from nothing to nothing: what it does is looked up, not believed.

mod dialog;
mod pc;
mod refusals;
mod web_view;

use super::{copy, fresh_folder, installer::Installer, signing::Signing, version};
use crate::{Done, book, parts::done, windows::place};
use pc::{Ended, Pc, names, require, utf16};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
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
    "vendor-book.html",
];
const MENU: &str = "ProgramData/Microsoft/Windows/Start Menu/Programs/Kakehashi 統合専用端末";
const NEWER_IS_THERE: i32 = 3;

/// Needs what `cargo xtask dist --windows` made. What is upgraded is of `previous`, the files of an earlier dist; without
/// one it is today's programs under an older number.
pub(crate) fn round(previous: Option<&Path>) -> Done {
    let staged = place().join("dist/files");
    let work = place().join("round-files");
    fresh_folder(&work)?;
    let signing = Signing::throw_away(&work)?;
    let (previous, current) = (
        make(&work, PREVIOUS, previous.unwrap_or(&staged), &signing)?,
        make(&work, &version()?, &staged, &signing)?,
    );
    let round = Round {
        pc: Pc::new()?,
        previous,
        current,
        certificate: work.join("certificate.pem"),
    };
    fs::write(round.pc.file("kanri.secret"), "kanri-renshu-2026").map_err(|e| e.to_string())?;
    round.refuse_old_windows()?;
    round.refuse_folder_of_others()?;
    round.install_anew()?;
    round.begin_to_work()?;
    round.tell_of_missing_web_view()?;
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
        self.refuse_to_dispose_of_data_by_nobody()?;
        let dispose = "dispose-terminal --irrevocably --sheet C:\\haiki.txt --user kanri \
                       --password-file C:\\kanri.secret";
        self.cli(dispose, 0)?;
        self.uninstall(&["/DISPOSE"])?;
        let left = names(&data);
        require(left.is_empty(), || format!("left: {left:?}"))?;
        let sheet = fs::read_to_string(self.pc.file("haiki.txt")).map_err(|e| e.to_string())?;
        let says = sheet.contains("廃棄した鍵の照合値") && sheet.contains("OSの鍵の保管場所");
        require(says, || sheet.clone())
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

/// An installer of this version, from the files of a `dist`, signed.
fn make(work: &Path, version: &str, staged: &Path, signing: &Signing) -> Result<PathBuf, String> {
    let files = work.join(version);
    fresh_folder(&files)?;
    for name in names(staged) {
        copy(&staged.join(&name), &files.join(&name))?;
    }
    // An earlier dist had no book, and today's installer brings it.
    book::write(&files)?;
    super::seal(&files, Some(signing))?;
    Installer {
        version: version.to_owned(),
        files: &files,
        signing: Some(signing),
    }
    .make(work)
}
