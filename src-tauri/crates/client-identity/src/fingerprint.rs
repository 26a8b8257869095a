//! Fingerprints as papers and screens have them.

use kakehashi_domain::{Code, Fault, Outcome};
use sha1::Sha1;
use sha2_new::{Digest, Sha256};

/// By which hash a person compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FingerprintKind {
    /// 64 digits.
    Sha256,
    /// 40 digits, as old papers and Windows' 拇印 have it. Name and validity want a second look beside it.
    Sha1,
}

/// 32 upper-case hexadecimal pairs with colons.
pub(crate) fn sha256(der: &[u8]) -> String {
    pairs(&Sha256::digest(der))
}

/// 20 of them.
pub(crate) fn sha1(der: &[u8]) -> String {
    pairs(&Sha1::digest(der))
}

/// Compares what a person typed or copied: case, width, colons, spaces, invisible signs and a heading don't matter.
pub(crate) fn compare(typed: &str, der: &[u8]) -> Outcome<FingerprintKind> {
    let typed = digits(typed);
    let own = |pairs: String| pairs.replace(':', "");
    let (kind, own) = match typed.len() {
        40 => (FingerprintKind::Sha1, own(sha1(der))),
        32 if typed.chars().all(|c| c.is_ascii_hexdigit()) => {
            return Err(Fault::new(Code::FingerprintMethod).with("method", "MD5"));
        }
        _ => (FingerprintKind::Sha256, own(sha256(der))),
    };
    if typed == own {
        Ok(kind)
    } else {
        Err(Code::FingerprintMismatch.into())
    }
}

fn digits(typed: &str) -> String {
    let folded: String = typed.chars().map(half_width).collect();
    let upper = folded.to_uppercase();
    let after_sign = upper.rsplit('=').next().unwrap_or_default();
    let mut bare: String = after_sign.chars().filter(|c| !is_left_out(*c)).collect();
    for heading in ["SHA256", "SHA1", "MD5", "FINGERPRINT", "指紋", "拇印"] {
        if let Some(rest) = bare.strip_prefix(heading) {
            bare = rest.to_owned();
        }
    }
    bare
}

fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Separators, and signs that nobody sees: Windows' certificate window copies U+200E in front.
fn is_left_out(c: char) -> bool {
    matches!(c, ':' | '-' | '.' | '_' | '(' | ')' | '‐'..='―')
        || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn pairs(hash: &[u8]) -> String {
    let pairs: Vec<String> = hash.iter().map(|b| format!("{b:02X}")).collect();
    pairs.join(":")
}
