//! Signatures (Authenticode), by a certificate that comes from outside; the repository has none.

use crate::{Done, parts::done};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

const KEY: &str = "KAKEHASHI_SIGN_P12";
const PASS: &str = "KAKEHASHI_SIGN_PASS_FILE";
const CLOCK: &str = "KAKEHASHI_SIGN_TIMESTAMP_URL";
pub(super) const HOW: &str = "To sign, set KAKEHASHI_SIGN_P12 and KAKEHASHI_SIGN_PASS_FILE (and KAKEHASHI_SIGN_TIMESTAMP_URL).";

/// Ends unless a program carries a signature of Microsoft's over its bytes as they are. Whether the authority behind it
/// is to be trusted, Windows says, which knows it.
pub(super) fn require_microsoft(program: &Path) -> Done {
    let mut verify = Command::new("osslsigncode");
    let output = verify.arg("verify").arg("-in").arg(program).output();
    let said = output.map_err(|e| e.to_string())?.stdout;
    let said = String::from_utf8_lossy(&said);
    let field = |name: &str| {
        let line = said
            .lines()
            .find(|line| line.trim_start().starts_with(name))?;
        line.split_once(':')
            .map(|(_, value)| value.trim().to_owned())
    };
    let digest = field("Current message digest");
    let is_whole = digest.is_some() && digest == field("Calculated message digest");
    let signer = field("Subject").unwrap_or_default();
    if is_whole && signer.contains("/O=Microsoft Corporation/") {
        return Ok(());
    }
    Err(format!(
        "{} is not as Microsoft signed it: {said}",
        program.display()
    ))
}

/// Who signs.
pub(crate) struct Signing {
    pub key: PathBuf,
    pub pass: PathBuf,
    pub clock: Option<String>,
}

impl Signing {
    /// As the environment says, or nobody.
    pub fn from_outside() -> Result<Option<Self>, String> {
        let path = |name| env::var_os(name).map(PathBuf::from);
        match (path(KEY), path(PASS)) {
            (Some(key), Some(pass)) => Ok(Some(Self {
                key,
                pass,
                clock: env::var(CLOCK).ok(),
            })),
            (None, None) => Ok(None),
            (Some(_), None) | (None, Some(_)) => Err(HOW.to_owned()),
        }
    }

    /// With a certificate and key that nobody trusts, made in a folder, for tests.
    pub fn throw_away(work: &Path) -> Result<Self, String> {
        let (key, certificate) = (work.join("key.pem"), work.join("certificate.pem"));
        let (p12, pass) = (work.join("throw-away.p12"), work.join("throw-away.pass"));
        fs::write(&pass, "throw-away").map_err(|e| e.to_string())?;
        let mut request = Command::new("openssl");
        request
            .args([
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            ])
            .args(["-subj", "/CN=Kakehashi throw-away"])
            .args(["-addext", "extendedKeyUsage=codeSigning", "-keyout"])
            .arg(&key)
            .arg("-out")
            .arg(&certificate);
        done(&mut request)?;
        let mut export = Command::new("openssl");
        export.args(["pkcs12", "-export", "-passout", "pass:throw-away", "-inkey"]);
        export.arg(&key).arg("-in").arg(&certificate);
        done(export.arg("-out").arg(&p12))?;
        Ok(Self {
            key: p12,
            pass,
            clock: None,
        })
    }

    /// Signs a program in place.
    pub fn sign(&self, file: &Path) -> Done {
        let signed = file.with_extension("signed");
        let mut sign = Command::new("osslsigncode");
        sign.args(["sign", "-h", "sha256", "-pkcs12"])
            .arg(&self.key)
            .arg("-readpass")
            .arg(&self.pass);
        if let Some(clock) = &self.clock {
            sign.args(["-ts", clock]);
        }
        done(sign.arg("-in").arg(file).arg("-out").arg(&signed))?;
        fs::rename(signed, file).map_err(|e| e.to_string())
    }

    /// The command by which makensis has a file signed: this program again.
    pub fn command_line(&self) -> Result<String, String> {
        let own = env::current_exe().map_err(|e| e.to_string())?;
        Ok(format!("{} sign-file", own.display()))
    }

    /// Lets a command sign as we would.
    pub fn hand_on<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env(KEY, &self.key).env(PASS, &self.pass);
        match &self.clock {
            Some(clock) => command.env(CLOCK, clock),
            None => command.env_remove(CLOCK),
        }
    }
}

/// `cargo xtask sign-file FILE`, for makensis.
pub(crate) fn sign_file(file: Option<&String>) -> Done {
    let file = file.ok_or("which file?")?;
    let signing = Signing::from_outside()?.ok_or(HOW)?;
    signing.sign(Path::new(file))
}
