//! A head as it stands on the paper of a day.

/// Its number, where that is known, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Number of the entry.
    pub entry: Option<u64>,
    /// Its hash, in lower-case hexadecimal.
    pub hash: String,
}

impl Paper {
    /// Reads it as people copy it: `NUMBER:HASH` or the hash alone, in groups or not.
    ///
    /// # Errors
    /// What should have been written.
    pub fn parse(text: &str) -> Result<Self, String> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let parts = plain.split_once([':', '：']);
        let (number, hash) = parts.map_or((None, plain.as_str()), |(n, hash)| (Some(n), hash));
        let entry = number.map(str::parse).transpose().ok();
        match entry {
            Some(entry) if is_hex(hash) => Ok(Self {
                entry,
                hash: hash.to_ascii_lowercase(),
            }),
            Some(_) | None => {
                Err("「番号:ハッシュ値（64桁）」か、ハッシュ値だけを入れてください。".to_owned())
            }
        }
    }

    pub(crate) fn is(&self, entry: u64, hash: &str) -> bool {
        self.entry.is_none_or(|known| known == entry) && self.hash == hash
    }
}

/// A key of 64 hexadecimal digits, in groups or not.
///
/// # Errors
/// What should have been written.
pub fn key_of(text: &str) -> Result<String, String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !is_hex(&plain) {
        return Err("端末の署名の鍵は、64桁の16進数です。".to_owned());
    }
    Ok(plain.to_ascii_lowercase())
}

fn is_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
