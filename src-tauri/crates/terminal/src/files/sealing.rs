//! Files that are handed out under a pass phrase: a ZIP with AES-256 (AE-2), which 7-Zip and others open. The pass phrase
//! is kept nowhere; whoever forgets it writes the file anew.

use crate::files::{hand_out, name_of, put_out, write_fault};
use kakehashi_domain::{Code, Fault, Outcome};
use serde::Deserialize;
use std::{
    fmt,
    io::{self, Write},
};
use ts_rs::TS;
use zeroize::{Zeroize, ZeroizeOnDrop};
use zip::{AesMode, CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// Where a file goes that is handed out, and the pass phrase that seals it; in clear without one.
#[derive(Clone, Deserialize, TS, Zeroize, ZeroizeOnDrop)]
pub struct HandOutTo {
    /// The file. A sealed one ends with `.zip`, whatever is said here.
    pub path: String,
    /// Kept nowhere.
    pub pass_phrase: Option<String>,
}

impl From<String> for HandOutTo {
    fn from(path: String) -> Self {
        Self {
            path,
            pass_phrase: None,
        }
    }
}

impl fmt::Debug for HandOutTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandOutTo").finish_non_exhaustive()
    }
}

const LEAST_CHARS: usize = 12;
const SUFFIX: &str = ".zip";

impl HandOutTo {
    /// The file that will be written.
    pub(crate) fn target(&self) -> String {
        let is_named = self.path.to_ascii_lowercase().ends_with(SUFFIX);
        match self.pass_phrase {
            Some(_) if !is_named => format!("{}{SUFFIX}", self.path),
            _ => self.path.clone(),
        }
    }

    /// Refuses a pass phrase that is soon guessed, or that not every program would take.
    pub(crate) fn verify(&self) -> Outcome<()> {
        let is_good = |phrase: &str| {
            phrase.len() >= LEAST_CHARS && phrase.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if self.pass_phrase.as_deref().is_none_or(is_good) {
            return Ok(());
        }
        Err(Fault::new(Code::InputInvalid)
            .with("field", "暗号化するパスフレーズ")
            .with(
                "hint",
                "半角の英字・数字・記号で、12文字以上にしてください。",
            ))
    }

    /// Writes the file, sealed when there is a pass phrase.
    pub(crate) fn write(&self, write: impl FnOnce(&mut dyn Write) -> Outcome<u32>) -> Outcome<u32> {
        let Some(phrase) = &self.pass_phrase else {
            return hand_out(&self.path, write);
        };
        let target = self.target();
        let inner = name_of(&target);
        let inner = &inner[..inner.len() - SUFFIX.len()];
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .with_aes_encryption(AesMode::Aes256, phrase);
        put_out(&target, |file| {
            let mut archive = ZipWriter::new(file);
            archive.start_file(inner, options).map_err(fault)?;
            let mut buffered = io::BufWriter::with_capacity(1 << 16, &mut archive);
            let rows = write(&mut buffered)?;
            buffered.flush().map_err(|e| write_fault(&e))?;
            drop(buffered);
            archive.finish().map_err(fault)?;
            Ok(rows)
        })
    }
}

fn fault(error: ZipError) -> Fault {
    if let ZipError::Io(error) = error {
        return write_fault(&error);
    }
    Fault::new(Code::Internal).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, io::Read};
    use zip::ZipArchive;

    fn to(path: &str, phrase: &str) -> HandOutTo {
        HandOutTo {
            path: path.to_owned(),
            pass_phrase: Some(phrase.to_owned()),
        }
    }

    #[test]
    fn only_the_pass_phrase_opens_a_sealed_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("edaban.csv").display().to_string();
        let sealed = to(&path, "himitsu-no-kotoba");
        let text = "個人番号 123456789018".repeat(10_000);
        let rows = sealed.write(|sink| {
            sink.write_all(text.as_bytes()).unwrap();
            Ok(3)
        });
        assert_eq!(rows.unwrap(), 3);
        assert!(!fs::exists(&path).unwrap(), "nothing in clear beside it");
        let bytes = fs::read(sealed.target()).unwrap();
        let needle = "123456789018".as_bytes();
        assert!(!bytes.windows(needle.len()).any(|window| window == needle));
        let mut archive = ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        assert!(archive.by_index(0).is_err());
        assert!(archive.by_index_decrypt(0, b"something-else").is_err());
        let mut file = archive.by_index_decrypt(0, b"himitsu-no-kotoba").unwrap();
        assert_eq!(file.name(), "edaban.csv");
        let mut read = String::new();
        file.read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
    }

    #[test]
    fn a_weak_pass_phrase_or_one_that_cannot_be_typed_everywhere_is_refused() {
        for phrase in [
            "",
            "short",
            "with space in it",
            "ひみつのことばひみつのことば",
        ] {
            assert!(to("a.csv", phrase).verify().is_err(), "{phrase}");
        }
        assert!(to("a.csv", "himitsu-no-kotoba").verify().is_ok());
        assert!(HandOutTo::from("a.csv".to_owned()).verify().is_ok());
    }

    #[test]
    fn a_sealed_file_is_named_as_what_it_is() {
        assert_eq!(to("/x/a.csv", "p").target(), "/x/a.csv.zip");
        assert_eq!(to("/x/a.ZIP", "p").target(), "/x/a.ZIP");
        assert_eq!(HandOutTo::from("/x/a.csv".to_owned()).target(), "/x/a.csv");
    }
}
