//! Files that came as text: with a mark in front, in UTF-16, or as base64 with and without headings.

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// A part between headings: what they say it is, and what it holds.
pub(crate) type Section = (String, Vec<u8>);

/// What the text holds: its first section, or base64 without headings. None of what is no text of this kind.
pub(crate) fn decoded(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = text(bytes)?;
    match sections(&text).into_iter().next() {
        Some((_, content)) => Some(content),
        None => base64(&text),
    }
}

/// Every section whose base64 holds. Old tools put `Name: value` lines in front.
pub(crate) fn sections(text: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut open: Option<(String, String)> = None;
    // Old Macs end a line with CR alone.
    for line in text.split(['\n', '\r']).map(str::trim) {
        if let Some(label) = heading(line, "BEGIN") {
            open = Some((label.to_owned(), String::new()));
        } else if heading(line, "END").is_some() {
            let whole = open.take();
            sections.extend(whole.and_then(|(label, body)| Some((label, base64(&body)?))));
        } else if let Some((_, body)) = &mut open
            && !line.contains(':')
        {
            body.push_str(line);
        }
    }
    sections
}

fn heading<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let label = line.strip_prefix("-----")?.strip_suffix("-----")?;
    label.strip_prefix(word)?.strip_prefix(' ')
}

/// The text, where it is one: UTF-8 or UTF-16, with a mark or without.
pub(crate) fn text(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [a, 0, b, 0, ..] if is_sign(*a) && is_sign(*b) => utf16(bytes, u16::from_le_bytes),
        [0, a, 0, b, ..] if is_sign(*a) && is_sign(*b) => utf16(bytes, u16::from_be_bytes),
        [a, ..] if is_sign(*a) => String::from_utf8(bytes.to_vec()).ok(),
        _ => None,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}

fn is_sign(byte: u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}

/// Base64 as tools write it: spaces and line ends anywhere, with padding or without.
fn base64(text: &str) -> Option<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let decoded = GeneralPurpose::new(&STANDARD, CONFIG).decode(dense).ok();
    decoded.filter(|decoded| !decoded.is_empty())
}
