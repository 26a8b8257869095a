//! A whole practice place in one folder: PKI, a terminal's certificate, accounts, samples and a server, with a note of
//! what to type. Made once; a second call goes on with what is there.

mod months;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::{
    Config, Error,
    catalogue::Catalogue,
    files::{self, Readers},
    pki,
    sample::{self, Sample},
};

/// Opens nothing but synthetic data on this machine.
const PASS_PHRASE: &str = "renshu-shomeisho";
/// What the accounts clerk and system have at the server; it needs no change.
const PASSWORD: &str = "Renshu-Server-2026";
const ROWS: u64 = 20;

/// A practice place.
pub struct Practice {
    dir: PathBuf,
    insurer: String,
    terminal: String,
}

impl Practice {
    /// Makes what is missing.
    ///
    /// # Errors
    /// When a file can't be written, or the insurer isn't one for practice.
    pub fn prepare(dir: &Path, insurer: &str, terminal: &str) -> Result<Self, Error> {
        Error::unless_practice(insurer)?;
        files::own_folder(dir)?;
        let dir = dir.canonicalize().map_err(Error::file(dir))?;
        let place = Practice {
            dir,
            insurer: insurer.to_owned(),
            terminal: terminal.to_owned(),
        };
        pki::prepare(&place.file("pki"))?;
        place.secret("p12.secret", PASS_PHRASE)?;
        place.secret("server.secret", PASSWORD)?;
        let certificate = place.certificate();
        if !certificate.exists() {
            let order = pki::Order::usual(insurer, terminal, PASS_PHRASE, certificate);
            pki::issue(&place.file("pki"), &order)?;
        }
        for (name, mistakes) in [("kanyusha.csv", false), ("kanyusha-ayamari.csv", true)] {
            place.sample(name, mistakes)?;
        }
        Ok(place)
    }

    /// How its server is to run.
    pub fn config(&self) -> Config {
        let mut config = Config::new(self.file("pki"), self.file("server"));
        config.insurer.clone_from(&self.insurer);
        config.password = Some(PASSWORD.to_owned());
        config
    }

    /// Gives the insurer a past of so many months; the files and their results lie in `rireki`. Done once.
    ///
    /// # Errors
    /// When a file can't be written, or the database can't be used.
    pub async fn live(&self, months: u32) -> Result<(), Error> {
        months::live(self.config(), months, &self.file("rireki")).await
    }

    /// Notes where the server listens: for the window's first set-up, and for people who type.
    ///
    /// # Errors
    /// When a file can't be written.
    pub fn note(&self, address: SocketAddr) -> Result<PathBuf, Error> {
        let url = format!("https://localhost:{}", address.port());
        let sheet = json!({
            "profile": "研修", "kind": "training", "url": url, "insurer": self.insurer,
            "terminal": self.terminal, "trustPath": self.file("pki/ca.pem"),
            "certificatePath": self.certificate(),
        });
        let sheet = sheet.to_string();
        files::write(
            &self.file("setup-sheet.json"),
            sheet.as_bytes(),
            Readers::Anyone,
        )?;
        let note = self.file("terminal.txt");
        files::write(&note, self.commands(&url)?.as_bytes(), Readers::Anyone)?;
        Ok(note)
    }

    fn commands(&self, url: &str) -> Result<String, Error> {
        let (insurer, terminal) = (&self.insurer, &self.terminal);
        let quoted = |name: &str| format!("'{}'", self.file(name).display());
        let fingerprint = files::read(&self.file("pki/ca.sha256.txt"))?;
        Ok(format!(
            "# 端末を、この練習用サーバーにつなぐコマンドです（kakehashi init のあとで、管理者として）。\n\
             kakehashi profile add renshu --kind training --url {url} --insurer {insurer} --terminal {terminal} \
             --ca {} --ca-fingerprint {}\n\
             kakehashi cert import {} --pass-file {}\n\
             # 担当者がサーバーにログインするコマンドです。\n\
             kakehashi server login --server-user clerk --server-password-file {}\n",
            quoted("pki/ca.pem"),
            fingerprint.trim(),
            quoted(&format!("{terminal}.p12")),
            quoted("p12.secret"),
            quoted("server.secret"),
        ))
    }

    fn sample(&self, name: &str, mistakes: bool) -> Result<(), Error> {
        let catalogue = Catalogue::shipped()?;
        let wanted = Sample {
            kind: catalogue.registering(sample::usual_day())?.kind.clone(),
            rows: ROWS,
            mistakes,
            insurer: self.insurer.clone(),
            ..Sample::default()
        };
        let path = self.file(name);
        match path.exists() {
            true => Ok(()),
            false => sample::write_file(&wanted, &path),
        }
    }

    fn secret(&self, name: &str, secret: &str) -> Result<(), Error> {
        files::write(&self.file(name), secret.as_bytes(), Readers::Owner)
    }

    fn certificate(&self) -> PathBuf {
        self.file(&format!("{}.p12", self.terminal))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }
}
