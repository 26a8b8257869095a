//! A practice place under `target/practice`: practice PKI, a terminal's certificate, secrets, the running server.

use crate::parts::{built, target};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Secrets of the practice. They open nothing but synthetic data on this machine.
pub(crate) const SECRETS: &[(&str, &str)] = &[
    ("p12", "renshu-shomeisho"),
    ("key", "renshu-no-kagi-2026"),
    ("admin", "kanri-renshu-2026"),
    ("clerk-first", "saisho-no-tantou"),
    ("clerk", "tantou-renshu-2026"),
    ("approver-first", "saisho-no-shonin"),
    ("approver", "shonin-renshu-2026"),
    ("server-first", "Hajimete-2026"),
    ("server", "Renshu-Server-2026"),
];

/// The practice place and its server, which ends with it.
pub(crate) struct Practice {
    pub dir: PathBuf,
    pub url: String,
    server: Child,
}

impl Practice {
    /// Makes a fresh place and starts the server.
    pub fn begin() -> Result<Self, String> {
        let dir = target().join("practice");
        let _was_not_there = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).map_err(|e| e.to_string())?;
        for (name, secret) in SECRETS {
            fs::write(dir.join(format!("{name}.secret")), secret).map_err(|e| e.to_string())?;
        }
        simulator(&dir, "pki --dir pki")?;
        simulator(
            &dir,
            "issue --dir pki --terminal RENSHU01 --pass-file p12.secret --out RENSHU01.p12",
        )?;
        let (server, address) = serve(&dir)?;
        let port = address.rsplit(':').next().unwrap_or_default();
        let url = format!("https://localhost:{port}");
        let practice = Self { dir, url, server };
        practice.write_setup_sheet()?;
        Ok(practice)
    }

    /// Makes a sample of 加入者情報: synthetic people, a few rows wrong on purpose.
    pub fn sample(&self, rows: u32) -> Result<PathBuf, String> {
        let line = format!(
            "sample --kind member-registration --rows {rows} --mistakes --out kanyusha.csv"
        );
        simulator(&self.dir, &line)?;
        Ok(self.dir.join("kanyusha.csv"))
    }

    /// Where the setup sheet lies, which fills in the window's first set-up.
    pub fn setup_sheet(&self) -> PathBuf {
        self.dir.join("setup-sheet.json")
    }

    fn write_setup_sheet(&self) -> Result<(), String> {
        let sheet = serde_json::json!({
            "profile": "研修", "kind": "training", "url": self.url, "insurer": "06990014",
            "terminal": "RENSHU01", "trustPath": self.dir.join("pki/ca.pem"),
            "certificatePath": self.dir.join("RENSHU01.p12"),
        });
        fs::write(self.setup_sheet(), sheet.to_string()).map_err(|e| e.to_string())
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        let _ended_already = self.server.kill();
        let _ended_already = self.server.wait();
    }
}

fn simulator(dir: &Path, line: &str) -> Result<(), String> {
    let mut command = Command::new(built("kakehashi-simulator"));
    let output = command
        .args(line.split_whitespace())
        .current_dir(dir)
        .output();
    let output = output.map_err(|e| format!("the practice server: {e}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "kakehashi-simulator {line}: {}",
        String::from_utf8_lossy(&output.stderr)
    ))
}

fn serve(dir: &Path) -> Result<(Child, String), String> {
    let log = fs::File::create(dir.join("server.log")).map_err(|e| e.to_string())?;
    let mut child = Command::new(built("kakehashi-simulator"))
        .args("serve --listen 127.0.0.1:0 --dir pki --data server".split_whitespace())
        .current_dir(dir)
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .map_err(|e| format!("the practice server: {e}"))?;
    let lines = child.stdout.take().map(|out| BufReader::new(out).lines());
    let mut address = None;
    for line in lines.into_iter().flatten().map_while(Result::ok) {
        match line.strip_prefix("listening on ") {
            Some(found) => address = Some(found.to_owned()),
            None if line == "ready" => break,
            None => {}
        }
    }
    address
        .map(|address| (child, address))
        .ok_or_else(|| "the practice server did not start".to_owned())
}
