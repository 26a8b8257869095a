//! What the installer must not do, and must say why.

use super::{
    FOLDER, Round,
    pc::{names, require, utf16},
};
use crate::Done;
use std::{fs, thread::sleep, time::Duration};

const RUNNING: i32 = 4;
const WINDOWS_TOO_OLD: i32 = 6;
const PRACTICE_REFUSED: i32 = 5;
const FAILED: i32 = 2;

impl Round {
    pub(super) fn refuse_old_windows(&self) -> Done {
        self.pc.pretend("win7")?;
        let log = self.install(&self.previous, &[r"/D=C:\架け橋"], WINDOWS_TOO_OLD)?;
        require(log.contains("Windows 10"), || log.clone())?;
        let nothing = !self.pc.file(FOLDER).exists();
        require(nothing, || "an old Windows got something".into())?;
        self.pc.pretend("win10")
    }

    /// Whoever may write there would change programs that start for everybody.
    pub(super) fn refuse_folder_of_others(&self) -> Done {
        let folder = self.pc.file(FOLDER);
        fs::create_dir(&folder).map_err(|e| e.to_string())?;
        fs::write(folder.join("memo.txt"), "").map_err(|e| e.to_string())?;
        let log = self.install(&self.previous, &[r"/D=C:\架け橋"], FAILED)?;
        require(log.contains("ほかのファイルがあります"), || {
            log.clone()
        })?;
        let untouched = names(&folder) == ["memo.txt"] && self.pc.listed_version()?.is_none();
        require(untouched, || "something was left there".into())?;
        fs::remove_dir_all(folder).map_err(|e| e.to_string())
    }

    /// Any of our programs, also one without a window.
    pub(super) fn refuse_while_running(&self) -> Done {
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

    pub(super) fn keep_practice_from_real_data(&self) -> Done {
        let mark = self.pc.data()?.join("production");
        fs::write(&mark, "").map_err(|e| e.to_string())?;
        let log = self.install(&self.current, &["/PRACTICE"], PRACTICE_REFUSED)?;
        require(log.contains("本番"), || log.clone())?;
        let log = self.install(&self.current, &[], 0)?;
        let told = log.contains("練習用サーバーを取り除きました");
        let there = self.program("kakehashi-simulator.exe").exists();
        require(told && !there, || {
            "the practice server is beside real data".into()
        })?;
        fs::remove_file(mark).map_err(|e| e.to_string())
    }

    /// The uninstaller knows nobody's password.
    pub(super) fn refuse_to_dispose_of_data_by_nobody(&self) -> Done {
        let words = ["/S", r"/LOG=C:\uninstall.log", "/DISPOSE"];
        self.pc.run(&self.program("uninstall.exe"), &words)?;
        let log = utf16(&self.pc.file("uninstall.log"))?;
        require(log.contains("2人"), || log.clone())?;
        self.require_data()
    }

    pub(super) fn refuse_with_data_of_others(&self) -> Done {
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
}
