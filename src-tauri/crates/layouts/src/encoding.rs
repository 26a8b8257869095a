//! How the characters of a file are really written, told from its beginning.

use crate::{Bom, Encoding, Layout};
use encoding_rs::{DecoderResult, EUC_JP, SHIFT_JIS, UTF_8};
use kakehashi_domain::{Code, Fault, Outcome};

pub(crate) const UTF_8_BOM: &[u8] = b"\xEF\xBB\xBF";
const UTF_16_BOMS: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];
/// A comma in UTF-16 without byte order mark, either way round.
const UTF_16_COMMAS: [&[u8]; 2] = [b",\0", b"\0,"];

impl Encoding {
    /// The Japanese name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Cp932 => "Shift_JIS（CP932）",
        }
    }

    pub(crate) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Cp932 => SHIFT_JIS, // the WHATWG one, which is CP932
        }
    }
}

/// Compares the beginning of a file with what its layout says; gives back the length of the byte order mark.
///
/// A file is judged by its heading: single damaged cells are findings, not another encoding.
pub(crate) fn verify(head: &[u8], layout: &Layout) -> Outcome<usize> {
    let expected = layout.encoding;
    let has_bom = head.starts_with(UTF_8_BOM);
    let wrong = |expected: &str, found: &str| {
        Err(Fault::new(Code::WrongEncoding)
            .with("expected", expected)
            .with("found", found))
    };
    match (guess(head, layout), expected) {
        (Some(found), _) if found != expected.title() => wrong(expected.title(), found),
        (_, Encoding::Utf8) if has_bom && layout.bom == Bom::Forbidden => {
            wrong("UTF-8（BOMなし）", "UTF-8（BOMあり）")
        }
        (Some(_), Encoding::Utf8) if !has_bom && layout.bom == Bom::Required => {
            wrong("UTF-8（BOMあり）", "UTF-8（BOMなし）")
        }
        _ => Ok(if has_bom { UTF_8_BOM.len() } else { 0 }),
    }
}

/// The Japanese name of the encoding. None for bytes that aren't text.
fn guess(head: &[u8], layout: &Layout) -> Option<&'static str> {
    let heading = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_ascii_layout = layout.columns.iter().all(|column| column.title.is_ascii());
    let sample = if is_ascii_layout { head } else { heading };
    let has_utf_16_comma = || UTF_16_COMMAS.iter().any(|comma| contains(heading, comma));
    if UTF_16_BOMS.iter().any(|bom| head.starts_with(bom)) || has_utf_16_comma() {
        return Some("UTF-16");
    }
    if head.contains(&0) {
        return None; // a picture or an archive, whatever its bytes would mean as letters
    }
    if head.starts_with(UTF_8_BOM) {
        return Some(Encoding::Utf8.title());
    }
    if sample.is_ascii() {
        return Some(layout.encoding.title());
    }
    // Nearly all Japanese in CP932 is impossible in EUC-JP, but not the other way round.
    let candidates = [
        (UTF_8, "UTF-8"),
        (EUC_JP, "EUC-JP"),
        (SHIFT_JIS, Encoding::Cp932.title()),
    ];
    candidates
        .iter()
        .find(|(codec, _)| fits(codec, sample))
        .map(|(_, title)| *title)
}

/// Whether a sample, which may end within a character, can be written so.
fn fits(codec: &'static encoding_rs::Encoding, sample: &[u8]) -> bool {
    let mut decoder = codec.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(sample.len());
    let mut text = String::with_capacity(room.unwrap_or_default());
    let (result, _) = decoder.decode_to_string_without_replacement(sample, &mut text, false);
    result == DecoderResult::InputEmpty
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
