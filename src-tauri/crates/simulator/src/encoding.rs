//! Character codes by the server's own reading: bytes to text and back, and what JIS X 0208 holds.

use encoding_rs::{EUC_JP, Encoding as Table, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::layout::Encoding;

impl Encoding {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Cp932 => "CP932",
            Encoding::ShiftJis => "Shift_JIS",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::EucJp => "EUC-JP",
        }
    }

    /// The byte order mark; empty where there is none.
    pub fn bom(self) -> &'static [u8] {
        match self {
            Encoding::Utf8 => b"\xef\xbb\xbf",
            Encoding::Utf16Le => b"\xff\xfe",
            Encoding::Utf16Be => b"\xfe\xff",
            Encoding::Cp932 | Encoding::ShiftJis | Encoding::EucJp => b"",
        }
    }

    /// The table by which bytes are read.
    pub fn table(self) -> &'static Table {
        match self {
            Encoding::Utf8 => UTF_8,
            Encoding::Cp932 | Encoding::ShiftJis => SHIFT_JIS,
            Encoding::Utf16Le => UTF_16LE,
            Encoding::Utf16Be => UTF_16BE,
            Encoding::EucJp => EUC_JP,
        }
    }

    /// The bytes of a text; `None` when a character has none.
    pub fn bytes(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Encoding::Utf8 => Some(text.as_bytes().to_vec()),
            Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Encoding::ShiftJis if !text.chars().all(is_half_width_kana_or_jis) => None,
            Encoding::Cp932 | Encoding::ShiftJis | Encoding::EucJp => {
                let (bytes, _, lost) = self.table().encode(text);
                (!lost).then(|| bytes.into_owned())
            }
        }
    }
}

/// Tells whether a character is ASCII or stands in JIS X 0208.
pub fn is_jis_x_0208(c: char) -> bool {
    let mut utf8 = [0; 4];
    match &*SHIFT_JIS.encode(c.encode_utf8(&mut utf8)).0 {
        [_] => c.is_ascii(),
        // Row 13 and the rows of NEC's and IBM's additions, and those of one's own characters.
        [first, _] => !matches!(first, 0x87 | 0xed | 0xee | 0xf0..=0xfc),
        // A character reference: there is no code.
        _ => false,
    }
}

/// As [`is_jis_x_0208`], with half-width katakana.
pub fn is_half_width_kana_or_jis(c: char) -> bool {
    matches!(c, '\u{ff61}'..='\u{ff9f}') || is_jis_x_0208(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vendors_additions_are_no_jis() {
        for c in ['高', '崎', 'ァ', 'Ａ', 'a', '凜'] {
            assert!(is_jis_x_0208(c), "{c}");
        }
        for c in ['髙', '﨑', '①', '㈱', '𠮷', '塡', 'ｱ', '\u{e000}'] {
            assert!(!is_jis_x_0208(c), "{c}");
        }
        assert!(is_half_width_kana_or_jis('ｱ'));
    }

    #[test]
    fn what_has_no_code_has_no_bytes() {
        assert_eq!(Encoding::Cp932.bytes("髙"), Some(vec![0xfb, 0xfc]));
        assert_eq!(Encoding::ShiftJis.bytes("髙"), None);
        assert_eq!(Encoding::Cp932.bytes("𠮷"), None);
        assert_eq!(Encoding::Utf16Le.bytes("あ"), Some(vec![0x42, 0x30]));
    }
}
