//! How a phrase may have been meant: people type spaces, full width and parts of letters, and old tools took the bytes of
//! their own character code for letters.

use encoding_rs::SHIFT_JIS;
use icu_normalizer::ComposingNormalizerBorrowed;
use zeroize::Zeroizing;

/// A reading of the typed phrase, in the two forms that files take.
#[derive(PartialEq, Eq)]
pub(super) struct Phrase {
    wide: Zeroizing<Vec<u8>>,
    bytes: Zeroizing<Vec<u8>>,
    changes: Vec<&'static str>,
}

impl Phrase {
    /// UTF-16 with an end, for the format's own derivation.
    pub fn wide(&self) -> &[u8] {
        &self.wide
    }

    /// Bytes, for PBES2 and PBMAC1.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What was done to what was typed; None where nothing.
    pub fn read_as(&self) -> Option<String> {
        let changes = self.changes.join("、");
        (!changes.is_empty()).then(|| format!("パスフレーズは、{changes}開きました。"))
    }

    fn as_bytes_of(&self, bytes: Zeroizing<Vec<u8>>, change: &'static str) -> Self {
        Self {
            wide: Zeroizing::new(ended(bytes.iter().map(|b| u16::from(*b)))),
            bytes,
            changes: with(&self.changes, change),
        }
    }
}

/// Every reading, that as typed first, none twice.
pub(super) fn readings(typed: &str) -> Vec<Phrase> {
    let mut all: Vec<Phrase> = Vec::new();
    let mut add = |phrase: Phrase| {
        let is_new = all
            .iter()
            .all(|known| (&known.wide, &known.bytes) != (&phrase.wide, &phrase.bytes));
        if is_new {
            all.push(phrase);
        }
    };
    let texts = texts(typed);
    for (text, changes) in &texts {
        add(of_text(text, changes.clone()));
    }
    for (text, changes) in &texts {
        for bytewise in bytewise(text, changes) {
            add(bytewise);
        }
    }
    if typed.is_empty() {
        add(Phrase {
            wide: Zeroizing::new(Vec::new()),
            bytes: Zeroizing::new(Vec::new()),
            changes: Vec::new(),
        });
    }
    all
}

/// The text as typed, and put right.
fn texts(typed: &str) -> Vec<(Zeroizing<String>, Vec<&'static str>)> {
    type Step = (&'static str, fn(&str) -> String);
    let steps: [Step; 3] = [
        ("前後の空白を除いて", |text| text.trim().to_owned()),
        ("濁点などを1文字にまとめて", |text| {
            ComposingNormalizerBorrowed::new_nfc()
                .normalize(text)
                .into_owned()
        }),
        ("全角と半角をそろえて", same_width),
    ];
    let mut all = vec![(Zeroizing::new(typed.to_owned()), Vec::new())];
    for (change, step) in steps {
        for place in 0..all.len() {
            let (text, changes) = &all[place];
            let changed = Zeroizing::new(step(text));
            if !all.iter().any(|(known, _)| *known == changed) {
                let changes = with(changes, change);
                all.push((changed, changes));
            }
        }
    }
    all.sort_by_key(|(_, changes)| changes.len());
    all
}

/// Letters and signs in half width, kana in full width; the yen sign is what Japanese keyboards have for `\`.
fn same_width(text: &str) -> String {
    let same = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    same.replace('\u{A5}', "\\")
}

fn of_text(text: &str, changes: Vec<&'static str>) -> Phrase {
    Phrase {
        wide: Zeroizing::new(ended(text.encode_utf16())),
        bytes: Zeroizing::new(text.as_bytes().to_vec()),
        changes,
    }
}

/// As OpenSSL before 1.1 (each byte a letter) and Windows' old programs (CP932) took it.
fn bytewise(text: &str, changes: &[&'static str]) -> Vec<Phrase> {
    const CP932: &str = "文字コードCP932のバイトとして";
    let proper = of_text(text, changes.to_vec());
    let utf8 = proper.as_bytes_of(proper.bytes.clone(), "文字コードUTF-8のバイトとして");
    let (bytes, _, lost) = SHIFT_JIS.encode(text);
    if lost {
        return vec![utf8];
    }
    let cp932 = proper.as_bytes_of(Zeroizing::new(bytes.into_owned()), CP932);
    let mixed = Phrase {
        wide: proper.wide.clone(),
        bytes: cp932.bytes.clone(),
        changes: cp932.changes.clone(),
    };
    vec![utf8, cp932, mixed]
}

fn ended(units: impl Iterator<Item = u16>) -> Vec<u8> {
    units.chain([0]).flat_map(u16::to_be_bytes).collect()
}

fn with(changes: &[&'static str], change: &'static str) -> Vec<&'static str> {
    changes.iter().copied().chain([change]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, wanted: &str) -> Option<String> {
        let all = readings(typed);
        let wide = ended(wanted.encode_utf16());
        all.iter().find(|it| *it.wide == wide)?.read_as()
    }

    #[test]
    fn an_ordinary_phrase_is_read_once() {
        assert_eq!(readings("Practice-Pass-1").len(), 1);
    }

    #[test]
    fn what_was_done_is_said() {
        for (typed, wanted, said) in [
            ("pass ", "pass", "前後の空白を除いて"),
            (
                "　ｐａｓｓ１",
                "pass1",
                "前後の空白を除いて、全角と半角をそろえて",
            ),
            ("か\u{3099}", "が", "濁点などを1文字にまとめて"),
            ("ﾊﾟｽ", "パス", "全角と半角をそろえて"),
            ("a¥b", "a\\b", "全角と半角をそろえて"),
        ] {
            let said = format!("パスフレーズは、{said}開きました。");
            assert_eq!(read(typed, wanted), Some(said), "{typed}");
        }
    }

    #[test]
    fn bytes_of_old_tools_are_tried_too() {
        let wide = |bytes: &[u8]| ended(bytes.iter().map(|b| u16::from(*b)));
        let all = readings("通知");
        for bytes in ["通知".as_bytes(), b"\x92\xCA\x92\x6D"] {
            assert!(all.iter().any(|it| *it.wide == wide(bytes)));
        }
    }
}
