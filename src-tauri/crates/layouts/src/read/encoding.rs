//! How characters are written as bytes, and which way a file was really written, told from its beginning.

use crate::definition::{Bom, Encoding, FileType, Layout};
use encoding_rs::{DecoderResult, EUC_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use kakehashi_domain::{Code, Fault, Outcome};
use std::{borrow::Cow, sync::LazyLock};

const BOMS: [(Encoding, &[u8]); 3] = [
    (Encoding::Utf8, b"\xEF\xBB\xBF"),
    (Encoding::Utf16Le, b"\xFF\xFE"),
    (Encoding::Utf16Be, b"\xFE\xFF"),
];
/// What CSV and XML have much of, in UTF-16.
const UTF_16_MARKS: &[u8] = b",\n<";
/// Where JIS X 0208 and the encoding of the web differ: the web's character, and the standard's.
const STRICT_PAIRS: [(char, char); 6] = [
    ('～', '〜'),
    ('∥', '‖'),
    ('－', '−'),
    ('￠', '¢'),
    ('￡', '£'),
    ('￢', '¬'),
];
/// What the encoders of the web write as another character.
const CHANGED_BY_ENCODER: [char; 3] = ['¥', '‾', '−'];

impl Encoding {
    pub(crate) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Cp932 | Self::ShiftJis => SHIFT_JIS, // the WHATWG one, which is CP932
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::EucJp => EUC_JP,
        }
    }

    pub(crate) fn is_utf_16(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }

    pub(crate) fn bom(self) -> Option<&'static [u8]> {
        let mut boms = BOMS.iter();
        boms.find(|(encoding, _)| *encoding == self)
            .map(|(_, bom)| *bom)
    }

    /// Whether a character can be written so, and is the same when it is read again.
    pub fn has(self, c: char) -> bool {
        match self {
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => true,
            Self::ShiftJis => c.is_ascii() || is_half_width_kana(c) || is_strict(c),
            Self::Cp932 | Self::EucJp => {
                let is_unmappable = |c: char| self.codec().encode(c.encode_utf8(&mut [0; 4])).2;
                c.is_ascii() || !(CHANGED_BY_ENCODER.contains(&c) || is_unmappable(c))
            }
        }
    }

    /// The bytes of a text. None where a character can't be written so.
    pub(crate) fn encode(self, text: &str) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Utf8 => Some(Cow::Borrowed(text.as_bytes())),
            Self::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::ShiftJis => {
                let fits = text.chars().all(|c| self.has(c));
                let text: String = text.chars().map(to_web).collect();
                let bytes = || SHIFT_JIS.encode(&text).0.into_owned();
                fits.then(|| Cow::Owned(bytes()))
            }
            Self::Cp932 | Self::EucJp => {
                let (bytes, _, has_unmappable) = self.codec().encode(text);
                let fits = !has_unmappable && !text.contains(CHANGED_BY_ENCODER);
                fits.then_some(bytes)
            }
        }
    }

    /// How many bytes a text takes; a character that can't be written counts as two.
    pub(crate) fn bytes_of(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16Le | Self::Utf16Be => text.encode_utf16().count() * 2,
            Self::Cp932 | Self::ShiftJis | Self::EucJp => {
                let one = |c: char| match self.codec().encode(c.encode_utf8(&mut [0; 4])) {
                    (_, _, true) => 2,
                    (bytes, _, false) => bytes.len(),
                };
                text.chars().map(one).sum()
            }
        }
    }

    /// The text of some bytes; what is none becomes U+FFFD.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        self.strict(self.codec().decode_without_bom_handling(bytes).0)
    }

    /// What the web's decoder made of strict Shift_JIS, as the standard has it.
    pub(crate) fn strict(self, text: Cow<str>) -> Cow<str> {
        if self != Self::ShiftJis || text.is_ascii() {
            return text;
        }
        let strict = |c: char| match to_strict(c) {
            c if self.has(c) => c,
            _ => char::REPLACEMENT_CHARACTER,
        };
        text.chars().map(strict).collect()
    }

    /// Whether the same text may be meant: strict Shift_JIS is a part of CP932.
    fn is_like(self, other: Self) -> bool {
        self.codec() == other.codec()
    }
}

fn is_half_width_kana(c: char) -> bool {
    ('｡'..='ﾟ').contains(&c)
}

fn to_strict(c: char) -> char {
    let pair = STRICT_PAIRS.iter().find(|(web, _)| *web == c);
    pair.map_or(c, |(_, strict)| *strict)
}

fn to_web(c: char) -> char {
    let pair = STRICT_PAIRS.iter().find(|(_, strict)| *strict == c);
    pair.map_or(c, |(web, _)| *web)
}

fn is_strict(c: char) -> bool {
    to_strict(c) == c && is_jis_x_0208(c)
}

/// Whether a character is one of JIS X 0208, whichever of two look-alikes of Unicode it is.
pub(crate) fn is_jis_x_0208(c: char) -> bool {
    static SET: LazyLock<Box<[u64; 1 << 10]>> = LazyLock::new(|| {
        let mut set = Box::new([0; 1 << 10]);
        let rows = (1_u8..=8).chain(16..=84);
        let cells = rows.flat_map(|row| (1_u8..=94).map(move |cell| [row + 0xA0, cell + 0xA0]));
        for bytes in cells {
            let (text, has_malformed) = EUC_JP.decode_without_bom_handling(&bytes);
            for c in text.chars().filter(|_| !has_malformed) {
                for c in [u32::from(c), u32::from(to_strict(c))] {
                    set[c as usize / 64] |= 1 << (c % 64);
                }
            }
        }
        set
    });
    let c = u32::from(c);
    SET.get(c as usize / 64)
        .is_some_and(|word| word >> (c % 64) & 1 == 1)
}

/// Compares the beginning of a file with what its layout says; gives back the length of the byte order mark.
///
/// A file with a heading is judged by it: single damaged cells are findings, not another encoding.
pub(crate) fn verify(head: &[u8], layout: &Layout) -> Outcome<usize> {
    let (expected, bom) = (layout.format.encoding, layout.format.bom);
    let found_bom = BOMS.iter().find(|(_, bom)| head.starts_with(bom));
    let wrong = |expected: &str, found: &str, word: Encoding| {
        Err(Fault::new(Code::WrongEncoding)
            .with("expected", expected)
            .with("found", found)
            .with("encoding", word.as_str()))
    };
    let guess = match found_bom {
        Some((encoding, _)) => Some(*encoding),
        None => guess(head, layout),
    };
    let with_bom = format!("{}（BOMあり）", expected.title());
    let without_bom = format!("{}（BOMなし）", expected.title());
    match guess {
        Some(found) if !found.is_like(expected) => wrong(expected.title(), found.title(), found),
        Some(found) if found_bom.is_some() && bom == Bom::Forbidden => {
            wrong(&without_bom, &with_bom, found)
        }
        Some(found) if found_bom.is_none() && bom == Bom::Required => {
            wrong(&with_bom, &without_bom, found)
        }
        _ => Ok(found_bom.map_or(0, |(_, bom)| bom.len())),
    }
}

/// The layout for a file that may be in another encoding than its definition says: as the file shows, where it does.
pub(crate) fn as_written(head: &[u8], layout: &Layout) -> Layout {
    let found_bom = BOMS.iter().find(|(_, bom)| head.starts_with(bom));
    let found = match found_bom {
        Some((encoding, _)) => Some(*encoding),
        None => guess(head, layout),
    };
    match found {
        Some(found) if !found.is_like(layout.format.encoding) => layout.with_encoding(found),
        _ => layout.with_encoding(layout.format.encoding),
    }
}

/// What a file without byte order mark is written in. None for bytes that aren't text.
fn guess(head: &[u8], layout: &Layout) -> Option<Encoding> {
    // NULs behind the last row are a slip of whoever wrote the file, and say nothing of the letters.
    let end = head
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |at| at + 1);
    let head = if layout.format.encoding.is_utf_16() {
        head
    } else {
        &head[..end]
    };
    if head.is_empty() {
        return Some(layout.format.encoding);
    }
    let marked = if layout.format.encoding.is_utf_16() {
        head
    } else {
        &head[..head.len().min(MARKED_BYTES)]
    };
    if let Some(utf_16) = utf_16_by_marks(marked) {
        return Some(utf_16);
    }
    if head.contains(&0) {
        return None; // a picture or an archive, whatever its bytes would mean as letters
    }
    let format = &layout.format;
    let has_titles = format.header && format.file_type == FileType::Csv;
    let has_telling_titles = layout.columns.iter().any(|column| !column.title.is_ascii());
    if has_titles && has_telling_titles {
        let heading = head.split(|byte| *byte == b'\n').next();
        by_heading(heading.unwrap_or_default(), format.encoding)
    } else {
        Some(by_cells(head, format.encoding))
    }
}

/// Nearly all Japanese in CP932 is impossible in EUC-JP, but not the other way round.
const CANDIDATES: [Encoding; 3] = [Encoding::Utf8, Encoding::EucJp, Encoding::Cp932];

/// A heading has no damaged cells: it is right, or it is in another encoding.
fn by_heading(heading: &[u8], expected: Encoding) -> Option<Encoding> {
    if heading.is_ascii() {
        return Some(expected);
    }
    let mut candidates = CANDIDATES.into_iter();
    candidates.find(|candidate| malformed(candidate.codec(), heading) == 0)
}

/// People's cells may be short or damaged: the expected encoding has the benefit of the doubt, unless they are
/// UTF-8, which hardly anything else is by chance.
fn by_cells(head: &[u8], expected: Encoding) -> Encoding {
    let errors = |encoding: Encoding| malformed(encoding.codec(), head);
    let odd_bytes = head.iter().filter(|byte| !byte.is_ascii()).count();
    if odd_bytes >= ODD_BYTES_THAT_TELL && errors(Encoding::Utf8) == 0 {
        return Encoding::Utf8;
    }
    let all = std::iter::once(expected).chain(CANDIDATES);
    let unmarked = all.filter(|encoding| !encoding.is_utf_16());
    unmarked
        .min_by_key(|encoding| errors(*encoding))
        .unwrap_or(expected)
}

/// Where another file than one in UTF-16 hardly has the marks of one.
pub(super) const MARKED_BYTES: usize = 1024;
/// Four letters of Japanese in UTF-8.
const ODD_BYTES_THAT_TELL: usize = 12;

/// UTF-16 shows by the nought beside each plain character.
pub(super) fn utf_16_by_marks(heading: &[u8]) -> Option<Encoding> {
    let shown = |pair: &[u8]| match pair {
        [mark, 0] if UTF_16_MARKS.contains(mark) => Some(Encoding::Utf16Le),
        [0, mark] if UTF_16_MARKS.contains(mark) => Some(Encoding::Utf16Be),
        _ => None,
    };
    let mut marks = heading.chunks_exact(2).filter_map(shown);
    let first = marks.next()?;
    marks.any(|it| it == first).then_some(first) // one alone is a NUL that slipped into a cell
}

/// How many places of a sample, which may end within a character, can't be read so.
fn malformed(codec: &'static encoding_rs::Encoding, mut sample: &[u8]) -> usize {
    let mut decoder = codec.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(sample.len());
    let mut text = String::with_capacity(room.unwrap_or_default());
    let mut errors = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(sample, &mut text, false);
        sample = &sample[read..];
        match result {
            DecoderResult::InputEmpty => return errors,
            DecoderResult::Malformed(..) => errors += 1,
            DecoderResult::OutputFull => text.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::choice::Choice;

    #[test]
    fn what_an_encoding_has_comes_back_the_same() {
        for encoding in Encoding::CHOICES {
            for c in ('\0'..=char::MAX).filter(|c| u32::from(*c) < 0x3_0000) {
                let text = c.to_string();
                let bytes = encoding.encode(&text);
                assert_eq!(bytes.is_some(), encoding.has(c), "{encoding:?} {c:?}");
                if let Some(bytes) = bytes {
                    assert_eq!(encoding.decode(&bytes), text, "{encoding:?}");
                    assert_eq!(encoding.bytes_of(&text), bytes.len(), "{encoding:?} {c:?}");
                }
            }
        }
    }

    #[test]
    fn the_strict_set_is_that_of_the_standard() {
        for c in ['亜', '熙', 'ア', '〜', '～', '−', 'Ａ', '■'] {
            assert!(is_jis_x_0208(c), "{c}");
        }
        for c in ['髙', '﨑', '①', '㈱', 'A', 'ｱ', '𠮷', '\u{E000}'] {
            assert!(!is_jis_x_0208(c), "{c}");
        }
        let all = ('\0'..='\u{FFFF}').filter(|c| is_jis_x_0208(*c));
        assert_eq!(all.count(), 6_879 + STRICT_PAIRS.len());
    }
}
