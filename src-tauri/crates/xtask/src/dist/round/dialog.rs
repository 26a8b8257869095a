//! What the app says where there can be no window: one dialog, on a display that nobody sees.

use super::{
    Round,
    pc::{Ended, require},
};
use crate::{Done, system::system_packages};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

const TITLE: &str = "Kakehashi 統合専用端末";
const REFUSED: i32 = 1;

impl Round {
    /// wine has no WebView2.
    pub(super) fn tell_of_missing_web_view(&self) -> Done {
        let told = self.told_by_a_dialog()?;
        let is_so = told.code == REFUSED && told.said.contains("K522");
        require(is_so, || format!("ended with {}: {}", told.code, told.said))
    }

    /// Starts the app, closes the one dialog that comes, and waits for the end.
    fn told_by_a_dialog(&self) -> Result<Ended, String> {
        let display = Display::new()?;
        let program = self.program("kakehashi-app.exe");
        let mut app = self.pc.start_on(&display.name, &program)?;
        let dialogs = display.xdotool(&["search", "--sync", "--onlyvisible", "--name", TITLE])?;
        let [dialog] = dialogs.lines().collect::<Vec<_>>()[..] else {
            let _ended_by_itself = app.kill();
            return Err(format!("not one dialog: {dialogs:?}"));
        };
        display.xdotool(&["windowfocus", "--sync", dialog, "key", "Return"])?;
        let ended = Ended::of(app.wait_with_output())?;
        self.pc.wait()?;
        Ok(ended)
    }
}

/// A display without a screen.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn new() -> Result<Self, String> {
        system_packages(&["xvfb", "xdotool"])?;
        let mut server = Command::new("Xvfb");
        let server = server.args(["-displayfd", "1", "-nolisten", "tcp"]);
        let server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut server = server.map_err(|e| format!("Xvfb: {e}"))?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            let read = BufReader::new(said).read_line(&mut number);
            read.map_err(|e| e.to_string())?;
        }
        let name = format!(":{}", number.trim());
        Ok(Self { server, name })
    }

    /// Gives what it said; nothing when it waited for too long.
    fn xdotool(&self, words: &[&str]) -> Result<String, String> {
        let mut command = Command::new("timeout");
        let command = command.args(["60", "xdotool"]).args(words);
        let ended = command.env("DISPLAY", &self.name).output();
        let said = ended.map_err(|e| format!("xdotool: {e}"))?.stdout;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _gone_already = self.server.kill();
        let _gone_already = self.server.wait();
    }
}
